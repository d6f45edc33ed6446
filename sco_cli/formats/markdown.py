"""GitHub Flavored Markdown (GFM): headings, lists and pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
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
    Sparkline,
    Table,
    Text,
    Title,
    spans,
)
from sco_cli.text import escape_unsafe

ENCODING = "utf-8"

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$]|:(?=\w+:)")
"""Characters that have a meaning in Markdown or in GitHub's extensions of it."""

_BLOCK_START = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))(.)(?=\s|$|(?<=[-=])[-=])")
"""The beginning of a text that makes it a list, a line or the underline of a heading: group 2 is to be escaped."""

_ADDRESS = re.compile(
    r"(?<![a-z0-9_+.-])(?:https?|ftp)://[a-z0-9](?:[-a-z0-9._~:/?#@!$&'()*+,;=]|%[0-9a-f]{2})*", re.IGNORECASE
)
"""An address in a text, with the characters that RFC 3986 allows; but no host that is a number in brackets."""

_AUTOLINK = re.compile(r"(?:(?<=http)|(?<=https)|(?<=ftp)):(?=//)|(?<=www)\.", re.IGNORECASE)
"""The character that makes GitHub see an address."""

_ENTITY = re.compile(r"&(?=#?\w+;)")


def render(report: Report, stream: TextIO) -> None:
    """Write the blocks, separated by blank lines."""
    stream.write("\n".join(part for block in report.blocks for part in _block(block)))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Title | Heading):
        level = "#" if isinstance(block, Title) else "##"
        right = f" ({_text(block.right)})" if block.right else ""
        yield f"{level} {_text(block.left)}{right}\n"
    elif isinstance(block, Paragraph):
        yield f"{_paragraph(block.text)}\n"
    elif isinstance(block, Fields):
        rows = ((label, value.text if isinstance(value, Gauge) else value) for label, value in block.rows)
        yield "".join(f"- {_paragraph(spans(f'{label}: ', value))}\n" for label, value in rows)
    elif isinstance(block, Excerpt):
        yield f"{_paragraph(block.text)}\n"
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
    yield [_text(spans(column.header)) for column in table.columns]
    yield ["---" if column.align == "left" else "---:" for column in table.columns]
    for row in table.rows:
        yield [_cell(column.cell(row)) for column in table.columns]


def _cell(cell: Text | Sparkline) -> str:
    return _text(spans(bars.sparkline(cell))) if isinstance(cell, Sparkline) else _text(cell)


def _paragraph(text: Text) -> str:
    """The text as a paragraph, whatever it begins with."""
    return _BLOCK_START.sub(r"\1\\\2", _text(text).strip(" "))


def _text(text: Text) -> str:
    """The text on one line; spans that look the same are joined first, because an address may go over several."""
    runs = groupby(text, lambda span: (span.link, span.role == "work"))
    line = "".join(_run("".join(span.text for span in run), link, is_work) for (link, is_work), run in runs)
    return line.replace("![", "\\![")  # the brackets are those of a link, which would be a picture


def _run(text: str, link: str | None, is_work: bool) -> str:
    if link:
        return _link(text, link)
    linked = _link_addresses(text)
    # An asterisk beside a space does not start or end emphasis.
    return f"*{linked}*" if is_work and text and text == text.strip() else linked


def _link_addresses(text: str) -> str:
    """The text with its addresses as links. GitHub makes links of them too, but takes our escapes for parts of them."""
    parts, end = [], 0
    for match in _ADDRESS.finditer(text):
        if text[match.end() : match.end() + 1].isalnum():
            continue  # the address goes on with letters that RFC 3986 does not allow, and a part of it leads elsewhere
        is_delimited = text[max(match.start() - 1, 0)] + text[match.end() : match.end() + 1] in ("<>", '""')
        address = match.group() if is_delimited else _strip_punctuation(match.group())
        parts += [_escape_address(text[end : match.start()]), _link(address, address)]
        end = match.start() + len(address)
    return "".join([*parts, _escape_address(text[end:])])


def _strip_punctuation(address: str) -> str:
    """The address without the punctuation at its end that belongs to the sentence around it."""
    unmatched = address.count(")") - address.count("(")
    end = len(address)
    while address[end - 1] in ".,:;!?'*" or (address[end - 1] == ")" and unmatched > 0):
        unmatched -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def _link(text: str, address: str) -> str:
    return f"[{_escape(text)}](<{_ENTITY.sub('&amp;', address)}>)"


def _escape_address(text: str) -> str:
    """The escaped text, of which no renderer makes a link."""
    return _AUTOLINK.sub(r"\\\g<0>", _escape(text))


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", escape_unsafe(text))
