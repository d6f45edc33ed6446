"""An Excel workbook (Office Open XML): a sheet a table, with real numbers and dates, links, and no formula.

XlsxWriter keeps one row of each sheet in memory. Until the workbook is complete, its rows are in files of a hidden
folder beside it, and nowhere else. The limits are those of
https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 .
"""

from __future__ import annotations

import math
import re
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sco_cli.atomic import HIDDEN_PREFIX, atomic_file
from sco_cli.errors import OutputFailed
from sco_cli.exports import libraries
from sco_cli.exports.schema import Cell, Column, Table
from sco_cli.exports.tables import Tables, tables_of
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.reports.records import all_records

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
"""The most UTF-16 code units of a cell."""

MAX_LINKS = 65_530
"""The most links of a sheet."""

MAX_ADDRESS = 2_079
"""The most characters of the address of a link, in which XlsxWriter writes each of `ESCAPED_IN_LINKS` as three."""

ESCAPED_IN_LINKS = "%[]"

MAX_SHEET_NAME = 31
MAX_DIGITS = 15
"""Excel rounds numbers with more digits."""

SMALLEST_EXPONENT, LARGEST_EXPONENT = -307, 307

FIRST_DATE = date(1900, 3, 1)
"""Programs do not agree on the numbers of earlier days, since Excel counts a day that there was not."""

MEASURED_ROWS = 200
"""The rows of a sheet by which the widths of its columns are chosen."""

MIN_WIDTH, MAX_WIDTH = 8, 60
"""In digits of the default font."""

CREATED = datetime(1980, 1, 1)  # noqa: DTZ001  # Excel knows no time zones
"""The date in the workbook, so that the same base gives the same bytes; the earliest that a zip file can have."""

ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{1,2000}")
ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}(?:_|[\x00-\x08\x0b-\x1f\ufffe\uffff]))|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""What a workbook has as an escape, as `_x0041_` stands for "A": characters that XML cannot have, and the underscore of
a text that would be such an escape, also where its last underscore begins the next one, or is that of an escape."""

FULL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


class Place(NamedTuple):
    """A row of a sheet, counted from 0."""

    sheet: str
    row: int

    @property
    def link(self) -> str:
        """The address of the row for XlsxWriter."""
        quoted = self.sheet.replace("'", "''")
        return f"internal:'{quoted}'!A{self.row + 1}"


def export(base: FactBase, records: Iterable[AnyRecord], path: Path, *, force: bool) -> Sequence[str]:
    """Write the workbook; returns which numbers are text. The same base gives the same bytes with the same XlsxWriter.

    Raises BadRequest without XlsxWriter, OutputFailed for a text that no cell can hold.
    """
    try:
        import xlsxwriter  # noqa: PLC0415  # optional
        from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise libraries.missing("an Excel workbook", "excel") from error

    with (
        atomic_file(path, force=force) as stream,
        tempfile.TemporaryDirectory(prefix=HIDDEN_PREFIX, dir=Path(stream.name).parent) as rows,
    ):
        workbook = xlsxwriter.Workbook(stream, {"constant_memory": True, "tmpdir": rows})
        workbook.use_zip64()
        workbook.set_properties({"title": base.info.title, "created": CREATED})
        try:
            writer = _Writer(workbook, tables_of(base), path)
            for record in all_records(base, records):
                writer.add(record)
            writer.finish()
            workbook.close()
        except FileCreateError as error:
            raise error.args[0] from error
        finally:
            for sheet in workbook.worksheets():
                with suppress(OSError):  # after a failed write, closing tries to write the same data again
                    sheet.row_data_fh.close()
    if writer.long_numbers:
        what = f"numbers of more than {MAX_DIGITS} digits, which Excel would round, are text"
        return [f"{what} ({writer.long_numbers} in all)"]
    return []


class _Writer:
    """Writes records as rows. The id of a fact leads to its evidence, the evidence to its fact and its source."""

    def __init__(self, workbook: Any, tables: Tables, path: Path) -> None:
        self.path = path
        self.tables = tables
        self.long_numbers = 0
        self.sources: dict[Cell, Place] = {}
        taken: set[str] = set()
        self.sheets = {table.name: _Sheets(workbook, table, taken, path) for table in tables.all}

    def add(self, record: JsonRecord) -> None:
        """Write the rows of a record."""
        fact: Place | None = None
        evidence = self.sheets["evidence"].next_place
        for table, cells in self.tables.iter_rows(record):
            sheets = self.sheets[table.name]
            place = sheets.next_place
            if table.name == "facts":
                fact = place
            elif table.name == "sources" and len(self.sources) < MAX_LINKS:
                self.sources[cells[0]] = place
            sheets.start_row()
            for index, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
                target = None
                if table.name == "facts" and index == 0:
                    target = evidence
                elif table.name == "evidence":
                    target = fact if index == 0 else self.sources.get(cell) if column.name == "source" else None
                self.long_numbers += sheets.write(index, column, cell, target, record["id"])

    def finish(self) -> None:
        """Give every sheet its filter and its widths."""
        for sheets in self.sheets.values():
            sheets.finish()


class _Sheets:
    """The sheet of a table, and further ones where it has more rows than one can hold."""

    def __init__(self, workbook: Any, table: Table, taken: set[str], path: Path) -> None:
        self._workbook, self._table, self._taken, self._path = workbook, table, taken, path
        self._head = workbook.add_format({"bold": True})
        self._date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._widths = [len(column.name) + 3 for column in table.columns]  # with the arrow of the filter
        self._sheets: list[Any] = []
        self._add_sheet()

    def _add_sheet(self) -> None:
        self._name = sheet_name(self._table.name, self._taken)
        self._sheet = self._workbook.add_worksheet(self._name)
        self._sheets.append(self._sheet)
        self._row = self._links = 0
        self._sheet.freeze_panes(1, 1)
        for index, column in enumerate(self._table.columns):
            self._sheet.write_string(0, index, column.name, self._head)

    @property
    def next_place(self) -> Place:
        """Where the next row is written; this begins another sheet if the last one is full."""
        if self._row + 1 >= MAX_ROWS:
            self._end_sheet()
            self._add_sheet()
        return Place(self._name, self._row + 1)

    def start_row(self) -> None:
        """Begin the row at `next_place`."""
        self._row = self.next_place.row

    def write(self, index: int, column: Column, cell: Cell, target: Place | None, id: str) -> bool:
        """Write a cell, which may lead to another row; whether it is a number that had to become text."""
        if cell is None:
            return False
        if isinstance(cell, bool):
            self._sheet.write_boolean(self._row, index, cell)
            return False
        if isinstance(cell, int | float | Decimal):
            if is_exact(cell):
                self._sheet.write_number(self._row, index, float(cell))
                return False
            self._write_text(index, f"{cell:f}", None)
            return True
        text = "; ".join(cell) if isinstance(cell, list) else cell
        if is_too_long(text):
            raise OutputFailed(
                f'cannot write "{self._path}": {column.name} of "{id}" is longer than the {MAX_TEXT:,} characters that '
                "a cell of Excel holds; .db, .jsonl and csv have no such limit"
            )
        if column.holds == "dates" and (day := full_date(text)):
            self._sheet.write_datetime(self._row, index, day, self._date)
        else:
            self._write_text(index, text, target)
        if self._row <= MEASURED_ROWS:
            self._widths[index] = max(self._widths[index], _width(text))
        return False

    def _write_text(self, index: int, text: str, target: Place | None) -> None:
        """Write a text that is never run as a formula, with a link if it is an address or leads to another row."""
        address = target.link if target else text if is_linkable(text) else ""
        if address and self._links < MAX_LINKS:
            self._links += 1
            self._sheet.write_url(self._row, index, address, None, text)
            return
        self._sheet.write_string(self._row, index, rich_string(text) if needs_escapes(text) else text)

    def finish(self) -> None:
        """Give the last sheet its filter, and all their widths."""
        self._end_sheet()
        for sheet in self._sheets:
            for index, width in enumerate(self._widths):
                sheet.set_column(index, index, min(max(width, MIN_WIDTH), MAX_WIDTH))

    def _end_sheet(self) -> None:
        self._sheet.autofilter(0, 0, self._row, len(self._table.columns) - 1)


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel accepts for a sheet and that no other sheet has; it is added to those taken.

    Names are compared without case, and "History" is Excel's own.
    """
    clean = FORBIDDEN_IN_SHEET_NAME.sub("_", name).strip("'") or "table"
    number, result = 1, clean[:MAX_SHEET_NAME]
    while result.casefold() in taken or result.casefold() == "history":
        number += 1
        ending = f" {number}"
        result = clean[: MAX_SHEET_NAME - len(ending)] + ending
    taken.add(result.casefold())
    return result


def needs_escapes(text: str) -> bool:
    """Whether XlsxWriter would write another text: it overlooks some escapes, and takes `<r>` for XML of its own."""
    return text.startswith("<r>") or ESCAPED.search(text) is not None


def rich_string(text: str) -> str:
    """The text as XML with all its escapes, which XlsxWriter writes as it is.

    Underscores are references to the character, because XlsxWriter looks for escapes in XML too.
    """
    escaped = ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("_", "&#95;")
    return f'<r><t xml:space="preserve">{escaped}</t></r>'


def is_too_long(text: str) -> bool:
    """Whether a text, or what stands for it in the workbook, has more UTF-16 code units than a cell holds."""
    if len(text) * 2 <= MAX_TEXT and not needs_escapes(text):
        return False
    written = rich_string(text) if needs_escapes(text) else text
    return len(written.encode("utf-16-le")) // 2 > MAX_TEXT


def is_linkable(text: str) -> bool:
    """Whether a text is an address of the web that Excel accepts in a link."""
    if not ADDRESS.fullmatch(text):
        return False
    return len(text) + 2 * sum(map(text.count, ESCAPED_IN_LINKS)) <= MAX_ADDRESS


def is_exact(number: float | Decimal) -> bool:
    """Whether Excel keeps all digits of a number; one that is computed, a float, is rounded already."""
    if isinstance(number, float):
        return math.isfinite(number)
    exact = Decimal(number)
    digits = "".join(map(str, exact.as_tuple().digits)).strip("0")
    return not digits or (len(digits) <= MAX_DIGITS and SMALLEST_EXPONENT <= exact.adjusted() <= LARGEST_EXPONENT)


def full_date(text: str) -> datetime | None:
    """The day, if the text is a full date that all programs read alike; None for a month, a year or an interval."""
    if not FULL_DATE.fullmatch(text):
        return None
    day = date.fromisoformat(text)
    return datetime(day.year, day.month, day.day) if day >= FIRST_DATE else None  # noqa: DTZ001  # as `CREATED`


def _width(text: str) -> int:
    """About how many digits wide the text is; letters from Hangul on are two wide."""
    return len(text) + sum(letter >= "\u1100" for letter in text[:MAX_WIDTH])
