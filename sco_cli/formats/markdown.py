"""Markdown as GitHub renders it (GFM): headings, lists and pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

from sco_cli.formats import glyphs
from sco_cli.reports.report import (
    Block,
    CodeBlock,
    Excerpt,
    Fields,
    Gauge,
    Heading,
    Paragraph,
    Report,
    Span,
    Sparkline,
    Table,
    Text,
    Title,
)
from sco_cli.text import escape_unsafe

ENCODING = "utf-8"

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$]|:(?=\w+:)|^[-+=](?=\s)|^\d+(?=[.)]\s)")
"""What Markdown, or GitHub on top of it, would read as more than text."""


def render(report: Report, stream: TextIO) -> None:
    """Write the blocks, a blank line between."""
    stream.write("\n".join(block for part in report.blocks for block in _block(part)))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Title | Heading):
        level = "#" if isinstance(block, Title) else "##"
        right = f" ({_text(block.right)})" if block.right else ""
        yield f"{level} {_text(block.left)}{right}\n"
    elif isinstance(block, Paragraph):
        yield f"{_text(block.text)}\n"
    elif isinstance(block, Fields):
        rows = ((label, value.text if isinstance(value, Gauge) else value) for label, value in block.rows)
        yield "".join(f"- {_escaped(label)}: {_text(value)}\n" for label, value in rows)
    elif isinstance(block, Excerpt):
        yield f"{_text(block.text)}\n"
        if block.number:
            yield "".join(f"    {line}\n" for line in glyphs.excerpt(block, glyphs.PAGE_WIDTH))
    elif isinstance(block, CodeBlock):
        lines = [escape_unsafe(line) for line in block.lines]
        longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
        fence = "`" * max(3, longest + 1)
        yield "\n".join([f"{fence}{block.notation}", *lines, f"{fence}\n"])
    else:
        yield "".join(f"| {' | '.join(cells)} |\n" for cells in _table(block))


def _table(table: Table) -> Iterator[list[str]]:
    yield [_escaped(column.header) for column in table.columns]
    yield ["---" if column.align == "left" else "---:" for column in table.columns]
    for record in table.records:
        yield [_cell(column.cell(record)) for column in table.columns]


def _cell(cell: Text | Sparkline) -> str:
    return _escaped(glyphs.sparkline(cell)) if isinstance(cell, Sparkline) else _text(cell)


def _text(spans: Text) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    shown = _escaped(span.text)
    if span.link:
        return f"[{shown}](<{span.link}>)"
    # A mark of emphasis beside a blank is a mark and nothing more.
    return f"*{shown}*" if span.role == "work" and shown == shown.strip() else shown


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_escape, escape_unsafe(text))


def _escape(match: re.Match[str]) -> str:
    """A backslash before the mark; the number of what looks like a list keeps its digits, and loses the list."""
    found = match.group()
    return f"{found[:-1]}&#{ord(found[-1])};" if found.isdigit() else f"\\{found}"
