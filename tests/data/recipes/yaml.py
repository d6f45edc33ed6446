"""YAML: an item for each record. Values are written as JSON, which YAML 1.2 reads."""

from __future__ import annotations

import json
import re
from typing import TextIO

from sco_cli.formats.json_encoder import encode_compact
from sco_cli.reports.report import Report

ENCODING = "utf-8"

_PAIR = re.compile(r"\\ud[89ab]..\\ud[c-f]..")
"""Two escapes that stand for one character in JSON, but not in YAML."""


def render(report: Report, stream: TextIO) -> None:
    """Write the records as a list; a view is a list of one."""
    records = report.records if report.view is None else [report.view()]
    for record in records:
        fields = (f"{_encode(key)}: {_encode(value)}" for key, value in record.items())
        stream.write("- " + "\n  ".join(fields) + "\n")
    if not records:
        stream.write("[]\n")


def _encode(value: object) -> str:
    """The value as JSON, with one escape for each character."""
    return _PAIR.sub(_join, encode_compact(value))


def _join(pair: re.Match[str]) -> str:
    character: str = json.loads(f'"{pair[0]}"')
    return f"\\U{ord(character):08x}"
