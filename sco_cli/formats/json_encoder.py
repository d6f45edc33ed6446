"""The text of plain values in JSON (RFC 8259), exact to the last digit and safe to print."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sco_cli.text import UNSAFE


def compact(value: Any) -> str:
    """The value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {compact(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(compact, value))}]"
    return _scalar(value)


def indented(value: Any, newline: str = "\n") -> Iterator[str]:
    """The value piece by piece, indented by two."""
    if isinstance(value, dict | list) and value:
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        inner = newline + "  "
        separator = opening
        for item in value:
            yield separator + inner
            if isinstance(value, dict):
                yield _scalar(item) + ": "
            yield from indented(value[item] if isinstance(value, dict) else item, inner)
            separator = ","
        yield newline + closing
    else:
        yield _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, Decimal):  # the standard encoder refuses it, and a float would lose digits
        return f"{value:f}"
    # Legal in JSON, and yet not to be let loose on a terminal.
    return UNSAFE.sub(lambda match: _escape(match.group()), json.dumps(value, ensure_ascii=False))


def _escape(letter: str) -> str:
    """The letter as `\\u202e`; as a pair of surrogates where it needs more than four digits."""
    digits = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{digits[at : at + 4]}" for at in range(0, len(digits), 4))
