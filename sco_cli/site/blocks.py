"""Blocks of a report as they are on a page of a site: ids are links, bars are drawn, nothing needs an inline style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from sco_cli.formats.html_blocks import HtmlBlocks, escape_text, gauge_shares
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import STANDING_BY_WORDS
from sco_cli.reports.records import FigureRow, PlainFactRow
from sco_cli.reports.report import Block, Column, Fields, Gauge, Heading, Row, RowT, Span, Sparkline, Table, Text, Title
from sco_cli.site.addresses import address

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z\u0400-\u04ff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_OPTION_HINT = re.compile(r"; add --\w+ \w+| \(--to \d+\)")
"""What a text says to a user of the command line."""

_WEB = ("http://", "https://")

DATES = ("period", "since", "published")
"""The columns whose cells have their key as a class, because dates are set in another way."""

SPARK_HEIGHT = 20
SPARK_STEP = 5
"""The height of a sparkline and the distance of its years, in pixels."""


class SiteBlocks(HtmlBlocks):
    """Writes the blocks of one page. A standing in the role `strong` leads to the listing of its facts.

    `root` is the way to the top of the site, `own` the id of the page's own record, to which no link is made. `rest` is
    where the rest is that a command would list; "" if it is nowhere.
    """

    def __init__(self, base: FactBase, root: str, own: str = "", rest: str = "", first_id: int = 1) -> None:
        self._base = base
        self._root = root
        self._own = own
        self._rest = rest
        self._next_id = first_id
        self._label = ""
        self.listing_attributes = ""
        self.is_listing = False

    def sections(self, blocks: Iterable[Block], name: str = "") -> Iterator[str]:
        """The blocks, with a section for each heading and what follows it."""
        is_open = False
        for block in blocks:
            if isinstance(block, Heading):
                if is_open:
                    yield "</section>"
                yield f"<section{_class(name)}>"
                is_open = True
            yield from self.block(block)
        if is_open:
            yield "</section>"

    def title(self, title: Title) -> str:
        """The title of the page."""
        return f'<div class="title"><h1 dir="auto">{self.text(title.left)}</h1>{self.right(title.right)}</div>'

    def heading(self, heading: Heading) -> str:
        """The heading of a section, whose id names the section and its tables."""
        self._label = f"s{self._next_id}"
        self._next_id += 1
        left = self.text(heading.left)
        return f'<div class="heading"><h2 id="{self._label}" dir="auto">{left}</h2>{self.right(heading.right)}</div>'

    def right(self, text: Text) -> str:
        """What is set at the right edge."""
        shown = self.text(text)
        return f'<p class="right">{shown}</p>' if shown else ""

    def table(self, table: Table[Any]) -> Iterator[str]:
        """The table, in a region that can be scrolled with keys and therefore has a name."""
        named = f'aria-labelledby="{self._label}"' if self._label else 'aria-label="Table"'
        cards = " cards" if self.is_listing else ""
        yield f'<div class="scroll{cards}" tabindex="0" role="group" {named}>'
        yield f'<table class="listing"{self.listing_attributes}>' if self.is_listing else "<table>"
        if any(column.header for column in table.columns):
            yield f"<thead><tr>{''.join(map(self.header, table.columns))}</tr></thead>"
        yield "<tbody>"
        for row in table.rows:
            yield f"<tr{self.row_attributes(row)}>{''.join(self.cell(column, row) for column in table.columns)}</tr>"
        yield "</tbody></table></div>"

    def header(self, column: Column[Any]) -> str:
        """The header of a column; a column without one has a plain cell."""
        tag, scope = ("th", ' scope="col"') if column.header else ("td", "")
        return f"<{tag}{scope}{self._classes(column)}>{escape_text(column.header)}</{tag}>"

    def row_attributes(self, row: Row) -> str:
        """What a listing is filtered by."""
        if not self.is_listing or not isinstance(row, PlainFactRow | FigureRow):
            return ""
        fact = row.fact
        years = f' data-year="{fact_years(fact.period)}"' if fact.period else ""
        return f' data-countries="{" ".join(fact.countries)}" data-standing="{row.standing}"{years}'

    def cell(self, column: Column[RowT], row: RowT) -> str:
        """A cell; in a listing with the header of its column, which narrow screens show beside it."""
        content = column.cell(row)
        shown = self.sparkline(content) if isinstance(content, Sparkline) else self.text(content)
        label = f' data-label="{escape_text(column.header)}"' if self.is_listing and column.header else ""
        return f"<td{self._classes(column)}{label}>{shown}</td>"

    def _classes(self, column: Column[Any]) -> str:
        names = [column.key] if column.key in DATES else []
        names += [name for name, applies in (("whole", column.no_wrap), ("right", column.align != "left")) if applies]
        return _class(" ".join(names))

    def sparkline(self, line: Sparkline) -> str:
        """A sparkline as a line through its values; the cells beside it say what it begins and ends with."""
        width = SPARK_STEP * (len(line.shares) + 1)
        shapes = []
        for run in _runs(line):
            points = [f"{SPARK_STEP * (place + 1)},{_height(share)}" for place, share in run]
            if len(points) > 1:
                shapes.append(f'<polyline points="{" ".join(points)}"/>')
            else:
                x, y = points[0].split(",")
                shapes.append(f'<circle cx="{x}" cy="{y}" r="1.5"/>')
        for place in sorted(line.cuts):
            at = f"{SPARK_STEP * (place + 1) - SPARK_STEP / 2:g}"
            shapes.append(f'<line class="cut" x1="{at}" x2="{at}" y1="0" y2="{SPARK_HEIGHT}"/>')
        box = f'viewBox="0 0 {width} {SPARK_HEIGHT}" width="{width}" height="{SPARK_HEIGHT}"'
        return f'<svg class="spark" {box} aria-hidden="true">{"".join(shapes)}</svg>' if shapes else ""

    def gauge(self, gauge: Gauge) -> str:
        """A bar, which screen readers skip, because the text above it says the same."""
        sure, rest = gauge_shares(gauge)
        return (
            '<svg class="gauge" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
            f'<rect class="sure" width="{sure * 100:.2f}" height="4"/>'
            f'<rect class="possible" x="{sure * 100:.2f}" width="{rest * 100:.2f}" height="4"/></svg>'
        )

    def block(self, block: Block) -> Iterator[str]:
        """The lines of a block. Fields leave out those that only name a command to see more with."""
        if isinstance(block, Fields):
            block = Fields(
                tuple((label, value) for label, value in block.rows if label != "more" or not _is_command(value))
            )
        return super().block(block)

    def text(self, text: Text) -> str:
        """A text, in which a link to the rest stands for a command that would list it."""
        pieces = list(text)
        for place, span in enumerate(text):
            if _is_command([span]) and not span.record and place:
                before = text[place - 1]._replace(text=text[place - 1].text.rstrip(": "))
                pieces[place - 1] = before
                if before.text.isdigit():  # all of them are there
                    pieces[place] = Span("")
        return "".join(map(self.span, pieces))

    def span(self, span: Span) -> str:
        """A piece of a text: the name of a record is a link to its page, an address is a link if it is of the web.

        Blanks at the ends of a link are outside of it.
        """
        letters = span.text.strip(" ")
        if letters != span.text and (span.record or span.link):
            before, _, after = span.text.partition(letters) if letters else ("", "", span.text)
            return before + self.span(span._replace(text=letters)) + after if letters else span.text
        if _is_command([span]):
            return self._command(span)
        text = escape_text(_OPTION_HINT.sub("", span.text) if span.role == "dim" else span.text)
        language = _language(span.text)
        if span.record and (path := self._path(span.record)):
            return f'<a href="{self._root}{path}"{_class(_role(span))}{language}>{text}</a>'
        if span.link and span.link.lower().startswith(_WEB):
            return f'<a href="{escape(span.link)}" rel="external noreferrer"{language}>{text}</a>'
        if standing := STANDING_BY_WORDS.get(span.text):
            word = f'<span class="standing {standing}">{text}</span>'
            return f'<a href="{self._root}standing/{standing}.html">{word}</a>' if span.role == "strong" else word
        role = _role(span)
        return f"<span{_class(role)}{language}>{text}</span>" if role or language else text

    def _command(self, span: Span) -> str:
        """What a page has in place of a command: a link to the record that it shows, or to all that it would list."""
        if span.record:
            path = self._path(span.record)
            return f'<a href="{self._root}{path}">{escape_text(span.record)}</a>' if path else ""
        label = "all below" if self._rest.startswith("#") else "all of them"
        return f'<span class="screen">, <a href="{self._rest}">{label}</a></span>' if self._rest else ""

    def _path(self, record_id: str) -> str:
        """The path of a record's page; "" for the page's own record and for what is none of the base."""
        record = None if record_id == self._own else self._base.find(record_id)
        return address(record) if record else ""


def fact_years(text: str) -> str:
    """The first and the last year of a period, or its only year."""
    stated = period.parse(text)
    return " ".join(dict.fromkeys((str(stated.first.year), str(stated.last.year))))


def _is_command(text: Text | Gauge | Sequence[Span]) -> bool:
    """Whether a text is a command, or several, and nothing else."""
    return not isinstance(text, Gauge) and all(span.role == "accent" and span.text.startswith("sco ") for span in text)


def _role(span: Span) -> str:
    return "" if span.role == "plain" else span.role


def _class(names: str) -> str:
    return f' class="{names}"' if names else ""


def _language(text: str) -> str:
    """The attribute of a text in Chinese, which needs its own letters, or of one that begins at the right."""
    if text.isascii():
        return ""
    if _RIGHT_TO_LEFT.search(text):
        return ' dir="auto"'
    return ' lang="zh"' if _HAN.search(text) and not _LATIN.search(text) else ""


def _runs(line: Sparkline) -> Sequence[list[tuple[int, float]]]:
    """The values of a sparkline in runs without a gap or a cut, each with its place."""
    runs: list[list[tuple[int, float]]] = []
    is_new = True
    for place, share in enumerate(line.shares):
        if share is None:
            is_new = True
            continue
        if is_new or place in line.cuts:
            runs.append([])
        runs[-1].append((place, share))
        is_new = False
    return runs


def _height(share: float) -> str:
    """The distance of a value from the top of a sparkline."""
    return f"{1.5 + (SPARK_HEIGHT - 3) * (1 - max(0.0, min(share, 1.0))):.1f}"
