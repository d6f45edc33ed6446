"""The plain value between knowledge and screen: a command makes a Report, a format shows one.

A report has two sides. `records` and `view` are for machines: values that json can hold. `blocks` are for people:
headings, prose, fields and tables, in words and roles, with no thought of how a format draws them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sco_cli.models.json_values import JsonRecord

Role = Literal["plain", "strong", "dim", "accent", "contested", "work"]
"""What a piece of text is to the reader, `work` the title of a work; never the only sign of a meaning."""


class Span(NamedTuple):
    """A piece of text in one role; `link` is an address that a click may lead to."""

    text: str
    role: Role = "plain"
    link: str | None = None


Text = tuple[Span, ...]


def spans(*parts: str | Span | Text | None) -> Text:
    """Join parts into one text; a string is plain text, and None is nothing."""
    text: list[Span] = []
    for part in parts:
        if isinstance(part, str):
            text.append(Span(part))
        elif isinstance(part, Span):
            text.append(part)
        elif part is not None:
            text.extend(part)
    return tuple(text)


def join_spans(pieces: Sequence[str | Span | Text], separator: str = ", ") -> Text:
    """The pieces with a separator between them."""
    parts: list[str | Span | Text] = []
    for piece in pieces:
        parts += [separator, piece] if parts else [piece]
    return spans(*parts)


class Title(NamedTuple):
    """The first line of a screen; `right` stands at the far end."""

    left: Text
    right: Text = ()


class Heading(NamedTuple):
    """The first line of a part."""

    left: Text
    right: Text = ()


class Paragraph(NamedTuple):
    """A paragraph."""

    text: Text


class Gauge(NamedTuple):
    """A level in words and as a bar: sure up to `sure`, possible up to `possible`, both as shares of one scale."""

    text: Text
    sure: float
    possible: float


class Sparkline(NamedTuple):
    """A line in small: a share of one scale for each year, None where there is no value.

    `cuts` are the positions before which the line is cut, for what follows is not comparable with what comes before.
    """

    shares: tuple[float | None, ...]
    cuts: frozenset[int] = frozenset()


class Fields(NamedTuple):
    """Labelled lines."""

    rows: tuple[tuple[str, Text | Gauge], ...]


def _shown(value: object) -> Text:
    """A plain value in words: a quantity or change by its text, records by their number."""
    if isinstance(value, dict):
        return spans(str(value.get("text") or ", ".join(f"{key} {item}" for key, item in value.items())))
    if isinstance(value, list):
        return spans(f"{len(value)}" if value and isinstance(value[0], dict) else ", ".join(map(str, value)))
    return spans("" if value is None else str(value))


class Column(NamedTuple):
    """A column of a table: the key of its value in the records, and how people see it.

    `whole` keeps the text on one line: ids, codes and numbers are never wrapped or cut. `align` is "right" for numbers
    that count, "point" for numbers whose decimal points stand in one line where letters are of one width.
    """

    key: str
    header: str
    show: Callable[[JsonRecord], Text | Sparkline] | None = None
    no_wrap: bool = True
    align: Literal["left", "right", "point"] = "left"

    def cell(self, record: JsonRecord) -> Text | Sparkline:
        """What the column shows of one record."""
        return self.show(record) if self.show else _shown(record[self.key])


class Table(NamedTuple):
    """Records in columns."""

    columns: tuple[Column, ...]
    records: Sequence[JsonRecord]


class Excerpt(NamedTuple):
    """A line of a file with a part of it marked, under the sentence that speaks of it.

    `number` and `column` count from 1; `length` is the number of letters marked. `hint` stands beside the mark.
    """

    text: Text
    number: int
    line: str
    column: int
    length: int
    hint: str = ""


class CodeBlock(NamedTuple):
    """Lines in a notation of their own, such as "bibtex": shown as they are, to be copied and read by programs."""

    notation: str
    lines: tuple[str, ...]


Block = Title | Heading | Paragraph | Fields | Table | Excerpt | CodeBlock


@dataclass(frozen=True, slots=True)
class Report:
    """What a command answers. A listing has `records`; a view is one object, `view`, about those records.

    `shape` is a record with every key that the records may have, so that a table of none still has its header.
    `encoding` is that of the notation that a report is written in for other programs, whatever the terminal's own is.
    """

    blocks: tuple[Block, ...]
    records: Sequence[JsonRecord]
    view: JsonRecord | None = None
    template: JsonRecord = field(default_factory=dict)
    encoding: str | None = None


def listing(
    title: Text, columns: Sequence[Column], records: Sequence[JsonRecord], empty: str, shape: JsonRecord
) -> Report:
    """The report of a listing: a title and one table, or the sentence that says there is nothing."""
    body: Block = Table(tuple(columns), records) if records else Paragraph(spans(Span(empty, "dim")))
    return Report((Title(title), body), records, template=shape)
