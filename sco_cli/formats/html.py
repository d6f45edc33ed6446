"""HTML: a self-contained page, light or dark by the reader's preference, and suitable for printing."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TextIO

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

STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --dim: #666; --accent: #00657a; --contested: #b3261e; --line: #ddd;
  --paper: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --dim: #a0a0a0; --accent: #5cc8de; --contested: #ff8a80;
  --line: #3a3a3a; --paper: #161616; } }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: var(--ink); background: var(--paper);
  font: 16px/1.5 system-ui, sans-serif; }
header, h2 { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem;
  align-items: baseline; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } p { margin: .25rem 0 1rem; }
h2 span.right, header span.right { font-weight: normal; font-size: 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: 0 0 1rem; }
dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
div.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: normal; color: var(--dim); } th, td { padding: .3rem 1.5rem .3rem 0;
  vertical-align: top; border-bottom: 1px solid var(--line); } .whole { white-space: nowrap; }
.right { text-align: right; font-variant-numeric: tabular-nums; }
.dim { color: var(--dim); } .accent, a { color: var(--accent); } .contested { color: var(--contested);
  font-weight: bold; } .strong { font-weight: bold; } .work { font-style: italic; }
pre { overflow-x: auto; }
.gauge { display: flex; height: .7rem; max-width: 30rem; margin-top: .2rem; background: var(--line); }
.gauge i { background: var(--accent); } .gauge b { background: var(--accent); opacity: .35; }
.spark { font-family: monospace; white-space: pre; color: var(--accent); }
"""


def render(report: Report, stream: TextIO) -> None:
    """Write the page; all text is escaped, and the page loads nothing from the network."""
    titles = (block.left for block in report.blocks if isinstance(block, Title))
    title = "".join(span.text for span in next(titles, (Span("sco"),)))
    stream.write(
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )
    stream.writelines(f"{piece}\n" for block in report.blocks for piece in _block(block))
    stream.write("</body>\n</html>\n")


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Title):
        yield f"<header><h1>{_text(block.left)}</h1>{_right(block.right)}</header>"
    elif isinstance(block, Heading):
        yield f"<h2>{_text(block.left)}{_right(block.right)}</h2>"
    elif isinstance(block, Paragraph):
        yield f"<p>{_text(block.text)}</p>"
    elif isinstance(block, Fields):
        yield "<dl>"
        for label, value in block.rows:
            content = f"{_text(value.text)}{_gauge(value)}" if isinstance(value, Gauge) else _text(value)
            yield f"<dt>{_escape(label)}</dt><dd>{content}</dd>"
        yield "</dl>"
    elif isinstance(block, Excerpt):
        lines = "\n".join(excerpt(block, EXCERPT_WIDTH)) if block.number else ""
        yield f"<p>{_text(block.text)}</p><pre>{escape(lines)}</pre>"
    elif isinstance(block, CodeBlock):
        lines = "\n".join(map(_escape, block.lines))
        yield f"<pre><code>{lines}</code></pre>"
    else:
        yield from _table(block)


def _table(table: Table[RowT]) -> Iterator[str]:
    yield '<div class="scroll"><table>'
    yield f"<thead><tr>{''.join(_cell('th', column, _escape(column.header)) for column in table.columns)}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(_cell('td', column, _content(column.cell(row))) for column in table.columns)}</tr>"
    yield "</tbody></table></div>"


def _cell(tag: str, column: Column[RowT], content: str) -> str:
    classes = [name for name, applies in (("whole", column.no_wrap), ("right", column.align != "left")) if applies]
    attribute = f' class="{" ".join(classes)}"' if classes else ""
    return f"<{tag}{attribute}>{content}</{tag}>"


def _content(cell: Text | Sparkline) -> str:
    return f'<span class="spark">{escape(bars.sparkline(cell))}</span>' if isinstance(cell, Sparkline) else _text(cell)


def _gauge(gauge: Gauge) -> str:
    """The bar of a gauge: an element for the certain part, and one for the rest of the possible part.

    Screen readers skip it, because the text of the gauge says the same.
    """
    sure, rest = (f"{max(0.0, min(share, 1.0)) * 100:.2f}%" for share in (gauge.sure, gauge.possible - gauge.sure))
    return f'<span class="gauge" aria-hidden="true"><i style="width:{sure}"></i><b style="width:{rest}"></b></span>'


def _right(spans: Text) -> str:
    return f'<span class="right">{_text(spans)}</span>' if spans else ""


def _text(spans: Text) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    text = _escape(span.text)
    if span.link:
        return f'<a href="{escape(span.link)}">{text}</a>'
    return text if span.role == "plain" else f'<span class="{span.role}">{text}</span>'


def _escape(text: str) -> str:
    return escape(escape_unsafe(text))
