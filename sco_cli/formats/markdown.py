"""Markdown as GitHub renders it (GFM): headings, lists and pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

from sco_cli.formats import bars
from sco_cli.formats.excerpts import EXCERPT_WIDTH, excerpt
from sco_cli.reports.report import (
    Block,
    CodeBlock,
    Excerpt,
    Fields,
    Gauge,
    Heading,
    Paragraph,
    Report,
    RowT,
    Span,
    Sparkline,
    Table,
    Text,
    Title,
)
from sco_cli.text import escape_unsafe

ENCODING = "utf-8"

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$]|:(?=\w+:)|^[-+=](?=\s)|^\d+(?=[.)]\s)")
"""Characters that have a meaning in Markdown or in GitHub's extensions of it."""


def render(report: Report, stream: TextIO) -> None:
    """Write the blocks, separated by blank lines."""
    stream.write("\n".join(part for block in report.blocks for part in _block(block)))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Title | Heading):
        level = "#" if isinstance(block, Title) else "##"
        right = f" ({_text(block.right)})" if block.right else ""
        yield f"{level} {_text(block.left)}{right}\n"
    elif isinstance(block, Paragraph):
        yield f"{_text(block.text)}\n"
    elif isinstance(block, Fields):
        rows = ((label, value.text if isinstance(value, Gauge) else value) for label, value in block.rows)
        yield "".join(f"- {_escape(label)}: {_text(value)}\n" for label, value in rows)
    elif isinstance(block, Excerpt):
        yield f"{_text(block.text)}\n"
        if block.number:
            yield "".join(f"    {line}\n" for line in excerpt(block, EXCERPT_WIDTH))
    elif isinstance(block, CodeBlock):
        lines = [escape_unsafe(line) for line in block.lines]
        longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
        fence = "`" * max(3, longest + 1)
        yield "\n".join([f"{fence}{block.notation}", *lines, f"{fence}\n"])
    else:
        yield "".join(f"| {' | '.join(cells)} |\n" for cells in _table(block))


def _table(table: Table[RowT]) -> Iterator[list[str]]:
    yield [_escape(column.header) for column in table.columns]
    yield ["---" if column.align == "left" else "---:" for column in table.columns]
    for row in table.rows:
        yield [_cell(column.cell(row)) for column in table.columns]


def _cell(cell: Text | Sparkline) -> str:
    return _escape(bars.sparkline(cell)) if isinstance(cell, Sparkline) else _text(cell)


def _text(spans: Text) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    text = _escape(span.text)
    if span.link:
        return f"[{text}](<{span.link}>)"
    # An asterisk beside a space does not start or end emphasis.
    return f"*{text}*" if span.role == "work" and text == text.strip() else text


def _escape(text: str) -> str:
    return _SPECIAL.sub(_escape_match, escape_unsafe(text))


def _escape_match(match: re.Match[str]) -> str:
    """The match with a backslash in front; or, if it is the number of a list item, with its last digit as an entity."""
    characters = match.group()
    return f"{characters[:-1]}&#{ord(characters[-1])};" if characters.isdigit() else f"\\{characters}"
