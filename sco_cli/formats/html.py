"""HTML: a self-contained page, light or dark by the reader's preference, and suitable for printing."""

from __future__ import annotations

from typing import TextIO

from sco_cli.formats.html_blocks import HtmlBlocks, escape_text
from sco_cli.reports.report import Report, Span, Title

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
        f"<title>{escape_text(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )
    html = HtmlBlocks()
    stream.writelines(f"{piece}\n" for block in report.blocks for piece in html.block(block))
    stream.write("</body>\n</html>\n")
