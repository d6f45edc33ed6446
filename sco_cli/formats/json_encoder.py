"""Encodes values as JSON (RFC 8259): decimal numbers keep all digits, and unsafe characters are escaped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from sco_cli.text import UNSAFE

_encode = json.JSONEncoder(ensure_ascii=False).encode
"""Python's encoder, which is written in C: it raises TypeError for a Decimal, and leaves unsafe characters as they are.

As a float, which it accepts, a Decimal would lose digits.
"""


def encode_compact(value: object) -> str:
    """The JSON text of the value, on one line."""
    try:
        return _escape_unsafe(_encode(value))
    except TypeError:  # it is a Decimal, or holds one
        if isinstance(value, dict):
            return "{" + ", ".join([f"{_scalar(key)}: {encode_compact(item)}" for key, item in value.items()]) + "}"
        if isinstance(value, list | tuple):
            return f"[{', '.join(map(encode_compact, value))}]"
        return _scalar(value)


def encode_indented(value: object) -> Iterator[str]:
    """The JSON text of the value, indented by two spaces, in a piece for each of its items."""
    if isinstance(value, dict | list) and value:
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        separator = f"{opening}\n  "
        for item in _indented_items(value, "\n  "):
            yield separator + item
            separator = ",\n  "
        yield f"\n{closing}"
    else:
        yield _scalar(value)


def _indented_items(value: dict[str, object] | list[object], newline: str) -> Iterator[str]:
    """The text of each item of a dict, with its key, or of a list; `newline` is a line break with its indentation."""
    if isinstance(value, dict):
        return (f"{_scalar(key)}: {_indented(item, newline)}" for key, item in value.items())
    return (_indented(item, newline) for item in value)


def _indented(value: object, newline: str) -> str:
    if isinstance(value, dict | list) and value:
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        inner_newline = newline + "  "
        items = f",{inner_newline}".join(_indented_items(value, inner_newline))
        return opening + inner_newline + items + newline + closing
    return _scalar(value)


def _scalar(value: object) -> str:
    if value is None:
        return "null"  # as a quarter of all values are, without a call of the encoder
    return f"{value:f}" if isinstance(value, Decimal) else _escape_unsafe(_encode(value))


def _escape_unsafe(text: str) -> str:
    """The JSON text without unsafe characters, which JSON allows in strings, but on which a terminal may act."""
    if text.isascii() and text.isprintable():  # as nearly all texts are, which takes much less time to see
        return text
    return UNSAFE.sub(lambda match: _escape(match.group()), text)


def _escape(character: str) -> str:
    """The character as an escape such as `\\u202e`, or as two for a surrogate pair if it is above U+FFFF."""
    digits = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{digits[at : at + 4]}" for at in range(0, len(digits), 4))
