"""JSON: an array of records for a listing, one object for a view."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TextIO

from sco_cli.printable import UNSAFE
from sco_cli.report import Report

ENCODING = "utf-8"


def render(report: Report, stream: TextIO) -> None:
    """Write the view, or the records as an array, indented by two, with one newline at the end."""
    whole = report.view if report.view is not None else list(report.records)
    stream.writelines(_pieces(whole, "\n"))
    stream.write("\n")


def _pieces(value: Any, newline: str) -> Iterator[str]:
    """The text of a value, piece by piece. The standard encoder would turn a Decimal into a float, or refuse it."""
    if isinstance(value, dict | list) and value:
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        inner = newline + "  "
        separator = opening
        for item in value:
            yield separator + inner
            if isinstance(value, dict):
                yield _scalar(item) + ": "
            yield from _pieces(value[item] if isinstance(value, dict) else item, inner)
            separator = ","
        yield newline + closing
    else:
        yield _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    # Legal in JSON, and yet not to be let loose on a terminal.
    return UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False))
