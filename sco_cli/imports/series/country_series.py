"""The values of a data set as series of countries: numbers by year, breaks, notes, and what is left out, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from sco_cli.imports.series.areas import Area, AreaFinder
from sco_cli.imports.series.flags import BREAK, read_flags
from sco_cli.imports.series.numbers import MISSING, NoNumber, Number, check_size, find_notation, read_number
from sco_cli.imports.series.statistics import Cell, Dataset, Notation, Remarks, clean, listed, quoted
from sco_cli.imports.series.years import LAST_YEAR, Period, is_too_late, read_period
from sco_cli.queries.year_range import YearRange
from sco_cli.text import count_noun

MAX_EXPONENT = 30
"""The largest power of ten that a value is multiplied by."""

MAX_NOTE = 500
"""Most characters of a remark on a value."""

MAX_NOTES = 100
"""Most remarks in words that a series gets as notes."""


class Point(NamedTuple):
    """A value, the line on which it stands, and whether a percent sign follows it."""

    value: Decimal
    line: int
    is_percent: bool = False


@dataclass
class CountrySeries:
    """The values of a country by year, the years of breaks with their reasons, and what is said of single years."""

    country: str
    points: dict[int, Point] = field(default_factory=dict)
    breaks: dict[int, str] = field(default_factory=dict)
    remarks: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def notes(self) -> list[str]:
        """What is said of single years: "2015 to 2017, 2020: estimated"."""
        return [f"{_year_list(years)}: {text}" for text, years in list(self.remarks.items())[:MAX_NOTES]]


class Selection(NamedTuple):
    """Which countries and years are taken. `known` are the countries of a base, if only those are taken."""

    countries: frozenset[str] | None
    years: YearRange
    known: frozenset[str] | None


class Assembly(NamedTuple):
    """The series of a data set in the order of the file.

    `countries` are those that the file names, with a value or without, and `unread` the values that stand in the file
    but could not be read. `without_year` are the countries with a row whose year could not be read.
    """

    series: list[CountrySeries]
    countries: frozenset[str]
    unread: frozenset[tuple[str, int]]
    is_percent: bool
    without_year: frozenset[str]


class _Counts:
    """What is left out of a data set."""

    def __init__(self) -> None:
        self.missing = 0
        self.areas: dict[str, Counter[str]] = defaultdict(Counter)
        self.periods: dict[str, Counter[str]] = defaultdict(Counter)
        self.unknown: dict[str, list[int]] = {}
        """The lines of areas that could not be told, by what there is to say."""
        self.marks: dict[str, str] = {}


def assemble(dataset: Dataset, finder: AreaFinder, selection: Selection, remarks: Remarks) -> Assembly:
    """The series of a data set. What is left out, and what could not be read, is said in `remarks`.

    Raises BadRequest if its numbers can be read in two ways.
    """
    missing = dataset.missing or MISSING
    notation = dataset.notation or find_notation(
        (dataset.at(cell.line), cell.value) for cell in dataset.cells if cell.value.lower() not in missing
    )
    counts = _Counts()
    series: dict[str, CountrySeries] = {}
    unread: set[tuple[str, int]] = set()
    named: set[str] = set()
    without_year: set[str] = set()
    for cell in dataset.cells:
        country, period = _country(dataset, cell, finder, selection, counts), _period(cell, counts)
        if country is not None:
            named.add(country)
            if period is None and cell.period and not read_period(cell.period):
                without_year.add(country)
        if country is None or period is None or not selection.years.includes(period.year):
            continue
        if cell.value.lower() in missing:
            counts.missing += 1
            _note_missing(series, country, period, cell)
            continue
        try:
            number = _number(cell, notation)
        except NoNumber as reason:
            unread.add((country, period.year))
            remarks.problem(dataset.at(cell.line), f"{country} {period.year}: {reason}; it is left out")
            continue
        record = series.setdefault(country, CountrySeries(country))
        _add(dataset, record, period, cell, number, unread, remarks)
    is_percent = _check_percent(dataset, series.values(), unread, remarks)
    _say(dataset, counts, remarks)
    for country, year in unread:
        if country in series:
            series[country].points.pop(year, None)
    found = [record for record in series.values() if record.points]
    return Assembly(found, frozenset(named), frozenset(unread), is_percent, frozenset(without_year))


def _country(dataset: Dataset, cell: Cell, finder: AreaFinder, selection: Selection, counts: _Counts) -> str | None:
    """The code of a value's country; None if it has none, or one that is not taken."""
    area = _area(dataset, cell, finder)
    if area.kind == "unknown":
        counts.unknown.setdefault(area.message, []).append(cell.line)
        return None
    name = cell.name or cell.code
    if area.kind != "country":
        counts.areas[area.kind][name] += 1
        return None
    if selection.known is not None and area.code not in selection.known:
        counts.areas["not in the base"][name] += 1
        return None
    return area.code if selection.countries is None or area.code in selection.countries else None


def _area(dataset: Dataset, cell: Cell, finder: AreaFinder) -> Area:
    if cell.code in dataset.aggregates:
        found = finder.find(cell.code, "", is_eurostat=False)
        return found if found.kind == "without code" else Area("aggregate")
    area = finder.find(cell.code, cell.name, is_eurostat=dataset.eurostat_codes)
    if dataset.nameless_are_aggregates and not cell.code and area.kind != "country":
        return Area("aggregate")
    return area


def _period(cell: Cell, counts: _Counts) -> Period | None:
    """The year of a value; None if it has none: a quarter or the like is counted, and what is no time is named."""
    period = read_period(cell.period)
    if period is None:
        if cell.value or cell.period:
            reason = f"is after {LAST_YEAR}" if is_too_late(cell.period) else "is not a year"
            counts.unknown.setdefault(f"{quoted(cell.period)} {reason}", []).append(cell.line)
        return None
    if not period.year:
        counts.periods[period.reason][cell.period] += 1
        return None
    if period.mark:
        counts.marks[cell.period] = str(period.year)
    return period


def _number(cell: Cell, notation: Notation) -> Number:
    """The number of a cell, in full. Raises NoNumber."""
    number = read_number(cell.value, notation)
    if not cell.exponent or cell.exponent in ("0", "0.0"):
        return number
    try:
        exponent = int(cell.exponent.removesuffix(".0")) if len(cell.exponent) < 8 else MAX_EXPONENT + 1
    except ValueError:
        exponent = MAX_EXPONENT + 1
    if abs(exponent) > MAX_EXPONENT:
        raise NoNumber(f"sco cannot multiply a value by the power of ten {quoted(cell.exponent)}")
    shifted = Decimal(
        (number.value.as_tuple().sign, number.value.as_tuple().digits, int(number.value.as_tuple().exponent) + exponent)
    )
    return Number(check_size(shifted, cell.value), number.is_percent)


def _add(
    dataset: Dataset,
    record: CountrySeries,
    period: Period,
    cell: Cell,
    number: Number,
    unread: set[tuple[str, int]],
    remarks: Remarks,
) -> None:
    """Add a value to the series of its country; two that differ are both left out, as a problem."""
    year = period.year
    other = record.points.get(year)
    if other is not None and other.value != number.value:
        unread.add((record.country, year))
        remarks.problem(
            dataset.at(cell.line),
            f"{record.country} {year}: {quoted(cell.value)} here, and another value at {dataset.at(other.line)}; "
            "both are left out",
        )
        return
    if other is None:
        record.points[year] = Point(number.value, cell.line, number.is_percent)
    for meaning in read_flags(cell.flags):
        if meaning == BREAK:
            record.breaks[year] = BREAK
        else:
            _note(record, meaning, year)
    if period.mark:
        _note(record, f"marked {period.mark} in the file", year)
    if cell.note:
        _note(record, clean(cell.note, MAX_NOTE), year)


def _note(record: CountrySeries, text: str, year: int) -> None:
    if text and year not in record.remarks[text]:
        record.remarks[text].append(year)


def _note_missing(series: dict[str, CountrySeries], country: str, period: Period, cell: Cell) -> None:
    """Keep the break that a year without a value begins with; other codes of missing values say no more than that."""
    if cell.flags and BREAK in read_flags(cell.flags):
        record = series.setdefault(country, CountrySeries(country))
        _note(record, f"{BREAK}, without a value", period.year)


def _check_percent(
    dataset: Dataset, series: Collection[CountrySeries], unread: set[tuple[str, int]], remarks: Remarks
) -> bool:
    """Whether all values have a percent sign. Those that alone have one, or alone lack one, are left out as problems.

    45.1% is not 45.1, nor 0.451.
    """
    counts = Counter(point.is_percent for record in series for point in record.points.values())
    if not (counts[True] and counts[False]):
        return bool(counts[True])
    fewer = counts[True] <= counts[False]
    words = (
        "has a percent sign, and most other values have none"
        if fewer
        else "has no percent sign, and most other values have one"
    )
    for record in series:
        for year, point in record.points.items():
            if point.is_percent == fewer:
                unread.add((record.country, year))
                remarks.problem(dataset.at(point.line), f"{record.country} {year} {words}; it is left out")
    return False


def _say(dataset: Dataset, counts: _Counts, remarks: Remarks) -> None:
    """Say what is left out, and name what could not be told."""
    if counts.marks:
        pairs = [f"{quoted(text)} is read as {year}" for text, year in counts.marks.items()]
        remarks.add(f"years with footnote marks: {listed(pairs)}")
    words = {
        "aggregate": ("group", "of countries"),
        "part": ("region", "of countries"),
        "without code": ("area", "without an ISO 3166-1 code"),
        "not in the base": ("area", "not in the base"),
    }
    for kind, names in counts.areas.items():
        noun, what = words[kind]
        remarks.add(f"left out: {count_noun(len(names), noun)} {what}: {listed(list(names))}")
    for reason, periods in counts.periods.items():
        number = count_noun(sum(periods.values()), "value")
        remarks.add(f"left out: {number} whose period is {reason}: {listed([quoted(text) for text in periods])}")
    if counts.missing:
        remarks.add(f"{count_noun(counts.missing, 'cell')} {'has' if counts.missing == 1 else 'have'} no value")
    for message, lines in counts.unknown.items():
        distinct = list(dict.fromkeys(lines))
        rows = f"; {count_noun(len(distinct), 'row')} left out" if len(distinct) > 1 else "; the row is left out"
        remarks.problem(dataset.at(distinct[0]), f"{message}{rows}")


def _year_list(years: Iterable[int]) -> str:
    """Years as a reader lists them: "2015 to 2017, 2020"."""
    return ", ".join(f"{first}" if first == last else f"{first} to {last}" for first, last in _runs(sorted(years)))


def _runs(years: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for index, year in enumerate(years):
        if index + 1 == len(years) or years[index + 1] != year + 1:
            yield years[start], year
            start = index + 1
