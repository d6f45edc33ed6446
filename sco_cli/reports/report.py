"""The value between a command and a format: a command makes a Report, a format writes one.

A report has two sides. `records` and `view` are for machines: values that JSON can hold. `blocks` are for people:
headings, paragraphs, fields and tables, as text with roles, independent of how a format draws them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, Protocol, TypeVar, overload

if TYPE_CHECKING:
    from sco_cli.models.json_values import JsonRecord

Role = Literal["plain", "strong", "dim", "accent", "contested", "work"]
"""The role of a piece of text, `work` for the title of a work; never the only sign of a meaning."""


class Span(NamedTuple):
    """A piece of text in one role.

    `link` is the address that a click opens, `record` the id of the record that the text names.
    """

    text: str
    role: Role = "plain"
    link: str | None = None
    record: str | None = None


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
    """The first line of a report; `right` is set at the right edge."""

    left: Text
    right: Text = ()


class Heading(NamedTuple):
    """The first line of a section; `right` is set at the right edge."""

    left: Text
    right: Text = ()


class Paragraph(NamedTuple):
    """A paragraph of text."""

    text: Text


class Gauge(NamedTuple):
    """A level as text and as a bar: certain up to `sure`, possible up to `possible`, as shares of a common scale."""

    text: Text
    sure: float
    possible: float


class Sparkline(NamedTuple):
    """A line of one character a year: each year's share of a common scale, None for a year without a value.

    `cuts` are the positions before which the line is interrupted by a break in the series.
    """

    shares: tuple[float | None, ...]
    cuts: frozenset[int] = frozenset()


class Fields(NamedTuple):
    """Lines with a label each."""

    rows: tuple[tuple[str, Text | Gauge], ...]


class Row(Protocol):
    """A row of a table: any value that also has a form for machines."""

    @property
    def record(self) -> JsonRecord:
        """The record for machines."""


RowT = TypeVar("RowT", bound=Row)
ShownT_contra = TypeVar("ShownT_contra", bound=Row, contravariant=True)
"""What a column can show: a column for rows of any kind serves a table of rows of one kind."""


Alignment = Literal["left", "right", "point"]


class RecordRow(NamedTuple):
    """A row that is a record and nothing more."""

    record: JsonRecord


class Column(Generic[ShownT_contra]):
    """A column of a table: the key of its value in the records, its header, and the text that it shows of a row.

    Without `show`, the column shows the value under its key. `no_wrap` keeps a cell on one line: ids, codes and numbers
    are never wrapped or cut. `align` is "right" for counts, "point" for numbers aligned at their decimal points.
    `may_move` lets a terminal that is too narrow for the whole row put the cell below it. `rest` has the keys of the
    columns beside it that show the rest of its value, as the number of a title; without some of them, `show_with` shows
    the value with what the missing ones would show.
    """

    def __init__(
        self,
        key: str,
        header: str,
        show: Callable[[ShownT_contra], Text | Sparkline] | None = None,
        *,
        no_wrap: bool = True,
        align: Alignment = "left",
        rest: tuple[str, ...] = (),
        show_with: Callable[[Collection[str], ShownT_contra], Text | Sparkline] | None = None,
        may_move: bool = False,
    ) -> None:
        self.key = key
        self.header = header
        self.show = show
        self.no_wrap = no_wrap
        self.align = align
        self.rest = rest
        self.show_with = show_with
        self.may_move = may_move

    def cell(self, row: ShownT_contra) -> Text | Sparkline:
        """What the column shows of a row."""
        return self.show(row) if self.show else describe_value(row.record[self.key])

    def beside(self, keys: Collection[str]) -> Column[ShownT_contra]:
        """The column as it is beside columns of those keys: with the rest of its value that they do not show."""
        missing = [key for key in self.rest if key not in keys]
        if not missing or self.show_with is None:
            return self
        return Column(self.key, self.header, partial(self.show_with, missing), no_wrap=self.no_wrap, align=self.align)


def describe_value(value: object) -> Text:
    """A JSON value as text: a quantity or change by its `text`, a list of records by its length."""
    if isinstance(value, dict):
        return spans(str(value.get("text") or ", ".join(f"{key} {item}" for key, item in value.items())))
    if isinstance(value, list):
        return spans(f"{len(value)}" if value and isinstance(value[0], dict) else ", ".join(map(str, value)))
    return spans("" if value is None else str(value))


class Table(Generic[RowT]):
    """Rows in columns."""

    def __init__(self, columns: tuple[Column[RowT], ...], rows: Sequence[RowT]) -> None:
        self.columns = columns
        self.rows = rows


class Excerpt(NamedTuple):
    """A sentence about a line of a file, and the line with a part of it marked.

    `number` and `column` count from 1; `number` is 0 if the line is not known. `length` is the number of characters
    marked; `hint` is shown beside the mark.
    """

    text: Text
    number: int
    line: str
    column: int
    length: int
    hint: str = ""


class CodeBlock(NamedTuple):
    """Lines in a notation such as "bibtex", shown unchanged for copying and for other programs."""

    notation: str
    lines: tuple[str, ...]


Block = Title | Heading | Paragraph | Fields | Table[Any] | Excerpt | CodeBlock


class Report(NamedTuple):
    """The answer of a command: a listing of `records`, or a `view`, which makes one object about those records.

    Formats for people need neither, so records of listings and views are made when they are asked for.

    `template` is a record with every key that the records may have, so that an empty table has a header. `encoding` is
    the encoding that a notation for other programs requires, if it is one. `brief` gives the brief columns of a row of
    the listing, see `reports.brief`; None for a listing that has none.
    """

    blocks: tuple[Block, ...]
    records: Sequence[JsonRecord]
    view: Callable[[], JsonRecord] | None = None
    template: JsonRecord = {}  # noqa: RUF012  # never changed
    encoding: str | None = None
    brief: Callable[[Any], JsonRecord] | None = None


class RowRecords(Sequence["JsonRecord"]):
    """The records of some rows, each made when it is asked for."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[JsonRecord]:
        return (row.record for row in self._rows)

    @overload
    def __getitem__(self, place: int) -> JsonRecord: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[JsonRecord]: ...

    def __getitem__(self, place: int | slice) -> JsonRecord | Sequence[JsonRecord]:
        if isinstance(place, slice):
            return RowRecords(self._rows[place])
        return self._rows[place].record


def listing(
    title: Text,
    columns: Sequence[Column[RowT]],
    rows: Sequence[RowT],
    empty: str,
    template: JsonRecord,
    brief: Callable[[RowT], JsonRecord] | None = None,
) -> Report:
    """The report of a listing: a title and one table, or the sentence `empty`, if any, if there are no rows."""
    body: list[Block] = [Table(tuple(columns), rows)] if rows else []
    if not rows and empty:
        body.append(Paragraph(spans(Span(empty, "dim"))))
    return Report((Title(title), *body), RowRecords(rows), template=template, brief=brief)
