"""Blocks of a report as HTML; all text is escaped. Single pages and the pages of a site are made of it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from sco_cli.formats import bars
from sco_cli.formats.excerpts import EXCERPT_WIDTH, excerpt
from sco_cli.reports.report import (
    Block,
    CodeBlock,
    Column,
    Excerpt,
    Fields,
    Gauge,
    Heading,
    Paragraph,
    Row,
    RowT,
    Span,
    Sparkline,
    Table,
    Text,
    Title,
)
from sco_cli.text import escape_unsafe


def escape_text(text: str) -> str:
    """The text as HTML, in an element or in an attribute, with unsafe characters made visible."""
    return escape(escape_unsafe(text))


class HtmlBlocks:
    """Writes blocks as HTML. The pages of a site replace those methods in which they differ from a single page."""

    def block(self, block: Block) -> Iterator[str]:
        """The lines of a block."""
        if isinstance(block, Title):
            yield self.title(block)
        elif isinstance(block, Heading):
            yield self.heading(block)
        elif isinstance(block, Paragraph):
            yield f"<p>{self.text(block.text)}</p>"
        elif isinstance(block, Fields):
            yield "<dl>"
            for label, value in block.rows:
                text, bar = (value.text, self.gauge(value)) if isinstance(value, Gauge) else (value, "")
                yield f"<dt>{escape_text(label)}</dt><dd>{self.text(text)}{bar}</dd>"
            yield "</dl>"
        elif isinstance(block, Excerpt):
            lines = "\n".join(excerpt(block, EXCERPT_WIDTH)) if block.number else ""
            yield f"<p>{self.text(block.text)}</p><pre>{escape(lines)}</pre>"
        elif isinstance(block, CodeBlock):
            lines = "\n".join(map(escape_text, block.lines))
            yield f"<pre><code>{lines}</code></pre>"
        else:
            yield from self.table(block)

    def title(self, title: Title) -> str:
        """The first line of a page."""
        return f"<header><h1>{self.text(title.left)}</h1>{self.right(title.right)}</header>"

    def heading(self, heading: Heading) -> str:
        """The first line of a section."""
        return f"<h2>{self.text(heading.left)}{self.right(heading.right)}</h2>"

    def right(self, text: Text) -> str:
        """What is set at the right edge; nothing if there is no text."""
        return f'<span class="right">{self.text(text)}</span>' if text else ""

    def table(self, table: Table[Any]) -> Iterator[str]:
        """The lines of a table, in an element that scrolls if the table is too wide."""
        yield '<div class="scroll"><table>'
        yield f"<thead><tr>{''.join(map(self.header, table.columns))}</tr></thead>"
        yield "<tbody>"
        for row in table.rows:
            yield f"<tr{self.row_attributes(row)}>{''.join(self.cell(column, row) for column in table.columns)}</tr>"
        yield "</tbody></table></div>"

    def header(self, column: Column[Any]) -> str:
        """The header of a column."""
        return f"<th{self.cell_attributes(column)}>{escape_text(column.header)}</th>"

    def row_attributes(self, _: Row) -> str:
        """Attributes of a row, each after a blank."""
        return ""

    def cell(self, column: Column[RowT], row: RowT) -> str:
        """The cell of a row in a column."""
        content = column.cell(row)
        shown = self.sparkline(content) if isinstance(content, Sparkline) else self.text(content)
        return f"<td{self.cell_attributes(column)}>{shown}</td>"

    def cell_attributes(self, column: Column[Any]) -> str:
        """Attributes of the cells of a column, each after a blank."""
        classes = [name for name, applies in (("whole", column.no_wrap), ("right", column.align != "left")) if applies]
        return f' class="{" ".join(classes)}"' if classes else ""

    def sparkline(self, line: Sparkline) -> str:
        """A sparkline."""
        return f'<span class="spark">{escape(bars.sparkline(line))}</span>'

    def gauge(self, gauge: Gauge) -> str:
        """The bar of a gauge: an element for the certain part, and one for the rest of the possible part.

        Screen readers skip it, because the text of the gauge says the same.
        """
        sure, rest = (f"{share * 100:.2f}%" for share in gauge_shares(gauge))
        return f'<span class="gauge" aria-hidden="true"><i style="width:{sure}"></i><b style="width:{rest}"></b></span>'

    def text(self, text: Text) -> str:
        """A text."""
        return "".join(map(self.span, text))

    def span(self, span: Span) -> str:
        """A piece of a text."""
        text = escape_text(span.text)
        if span.link:
            return f'<a href="{escape(span.link)}">{text}</a>'
        return text if span.role == "plain" else f'<span class="{span.role}">{text}</span>'


def gauge_shares(gauge: Gauge) -> tuple[float, float]:
    """The certain part of a gauge and the rest of its possible part, as shares of the scale between 0 and 1."""
    sure, rest = (max(0.0, min(share, 1.0)) for share in (gauge.sure, gauge.possible - gauge.sure))
    return sure, rest
