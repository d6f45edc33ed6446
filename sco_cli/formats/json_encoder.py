"""Encodes values as JSON (RFC 8259): decimal numbers keep all digits, and unsafe characters are escaped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from sco_cli.text import UNSAFE


def encode_compact(value: object) -> str:
    """The JSON text of the value, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {encode_compact(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(encode_compact, value))}]"
    return _scalar(value)


def encode_indented(value: object, newline: str = "\n") -> Iterator[str]:
    """The JSON text of the value in pieces, indented by two spaces.

    `newline` is a line break with the indentation of the value itself.
    """
    if isinstance(value, dict | list) and value:
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        inner_newline = newline + "  "
        separator = opening
        for item in value:
            yield separator + inner_newline
            if isinstance(value, dict):
                yield _scalar(item) + ": "
            yield from encode_indented(value[item] if isinstance(value, dict) else item, inner_newline)
            separator = ","
        yield newline + closing
    else:
        yield _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, Decimal):  # json.dumps does not accept it, and as a float it would lose digits
        return f"{value:f}"
    # JSON allows these characters in strings, but a terminal may act on them.
    return UNSAFE.sub(lambda match: _escape(match.group()), json.dumps(value, ensure_ascii=False))


def _escape(character: str) -> str:
    """The character as an escape such as `\\u202e`, or as two for a surrogate pair if it is above U+FFFF."""
    digits = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{digits[at : at + 4]}" for at in range(0, len(digits), 4))
