"""Sets a quantity of a text beside what a fact base has on record about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.lint.wordings import Numbers, matching_numbers, scaled_numbers
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.models.period import Period
from sco_cli.phrases.metric_units import MetricUnit, convert, parse_unit
from sco_cli.phrases.paragraphs import to_line
from sco_cli.phrases.tokens import WORD_OR_SIGN, tokenize
from sco_cli.quantities import interval
from sco_cli.quantities.interval import Interval
from sco_cli.quantities.quantity import NotComputable, Quantity
from sco_cli.queries import series as series_queries
from sco_cli.reading.comparison import (
    MIN_TELLING_DIGITS,
    NUMBER,
    Difference,
    Verdict,
    compare,
    rounding_margin,
    significant_digits,
)
from sco_cli.reading.doubts import doubt_of_figure, doubt_of_latest_value, doubt_of_subject, doubt_of_time, is_plan
from sco_cli.reading.names import has_phrase
from sco_cli.reading.readings import Reading
from sco_cli.reading.word_forms import stem
from sco_cli.text import fold

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric, Series
    from sco_cli.models.facts import Evidence, Figure


class RecordBeside(NamedTuple):
    """A figure or an official series beside a quantity of a text.

    `quantity` is what it has, of `year` if it is a series. `is_assumed` if the text gives no year, so that the latest
    one was taken. `reason` says why the two are not comparable.
    """

    record: Figure | Series
    quantity: Quantity | None
    year: int | None
    verdict: Verdict
    difference: Difference | None = None
    is_assumed: bool = False
    reason: str = ""


class Finding(NamedTuple):
    """A quantity of a text and what is on record; `verdict` is None where the text does not say what it is of."""

    reading: Reading
    verdict: Verdict | None
    records: tuple[RecordBeside, ...]

    @property
    def difference(self) -> Difference | None:
        """The difference behind the verdict."""
        return next((beside.difference for beside in self.records if beside.verdict == self.verdict), None)


class _FigureNumbers(NamedTuple):
    figure: Figure
    numbers: Numbers
    unit: MetricUnit


class OnRecord:
    """What a fact base has on record, by what it is about and by its numbers."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self._units: dict[str, MetricUnit] = {}

    def look_up(self, reading: Reading, source: str | None = None, dated: Period | None = None) -> Finding:
        """What is on record about a quantity of a text; `source` is the source that the text is, `dated` its date."""
        if reading.mention.is_negated:
            return Finding(reading, None, ())
        figures = self._with_number(reading)
        entered = tuple(
            RecordBeside(figure, None, None, "entered") for figure in figures if _is_entered(figure, reading, source)
        )
        if entered:
            return Finding(reading, "entered", entered)
        if reading.metric is None:
            seen = tuple(
                RecordBeside(figure, None, None, "seen before")
                for figure in figures
                if self._is_same_count(figure, reading)
            )
            return Finding(reading, "seen before" if seen else None, seen)
        subject = reading.likely_subject
        if not (subject.countries or subject.places) or (subject.is_part and not subject.places) or _is_denied(reading):
            return Finding(reading, None, ())
        doubt = doubt_of_subject(reading)
        found = (*self._official(reading, dated), *self._figures(reading))
        records = tuple(_unless(beside, doubt) for beside in found)
        return Finding(reading, _overall(reading, records), records)

    @cached_property
    def _by_number(self) -> dict[Fraction, list[_FigureNumbers]]:
        """The figures by each of their numbers, without signs."""
        found: defaultdict[Fraction, list[_FigureNumbers]] = defaultdict(list)
        for figure in self._base.figures:
            unit = self._unit(figure.metric)
            known = _FigureNumbers(figure, scaled_numbers(figure, unit), unit)
            for number in {abs(value) for quantity in known.numbers.values() for value in quantity.stated_values}:
                found[number].append(known)
        return found

    @cached_property
    def _by_subject(self) -> dict[tuple[str, str], list[Figure]]:
        """The figures by metric and each country or place that they are about."""
        found: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
        for figure in self._base.figures:
            for subject in (*figure.countries, *figure.places):
                found[figure.metric, subject].append(figure)
        return found

    @cached_property
    def _series(self) -> dict[tuple[str, str], list[Series]]:
        found: defaultdict[tuple[str, str], list[Series]] = defaultdict(list)
        for series in self._base.series:
            found[series.metric, series.country].append(series)
        return found

    def _unit(self, metric: str) -> MetricUnit:
        if metric not in self._units:
            self._units[metric] = parse_unit(self._base.metric(metric).unit or "")
        return self._units[metric]

    def _with_number(self, reading: Reading) -> list[Figure]:
        """The figures that have the number, in the unit of their metric, each once."""
        mention = reading.mention
        numbers = {abs(value) for value in (*mention.values, *mention.highs)}
        if mention.unit.kind == "share":
            numbers = {value * 100 for value in numbers}
        elif mention.unit.kind == "times":  # "doubled" is 100% more
            numbers |= {abs(value - 1) * 100 for value in numbers}
        elif mention.unit.kind == "percent" and mention.role == "change":
            numbers |= {abs(1 + sign * value / 100) for value in numbers for sign in (1, -1)}
        elif mention.unit.kind in ("measure", "time"):
            numbers |= {value * mention.unit.factor for value in numbers}
        found = {known.figure.id: known for number in numbers for known in self._by_number.get(number, ())}
        return [known.figure for known in found.values() if matching_numbers(mention, known.numbers, known.unit)]

    def _is_same_count(self, figure: Figure, reading: Reading) -> bool:
        """Whether a figure of the same countries has the number, of what the text counts, and not by chance."""
        unit = self._unit(figure.metric)
        countries = reading.likely_subject.countries
        if (
            not countries
            or not set(countries) <= set(figure.countries)
            or len(significant_digits(reading)) < MIN_TELLING_DIGITS
        ):
            return False
        if reading.mention.unit.kind == "":
            nouns = {stem(word) for word in WORD_OR_SIGN.findall(unit.text.lower())}
            following = tokenize(reading.sentence[reading.stop :]).words[:4]
            if nouns.isdisjoint(map(stem, following)):
                return False
        return reading.year is None or figure.period is None or str(reading.year) in figure.period

    def _official(self, reading: Reading, dated: Period | None) -> Iterator[RecordBeside]:
        """The official series of the metric in the country, and their values in the year."""
        subject = reading.likely_subject
        if subject.country is None or subject.places or subject.organizations or reading.metric is None:
            return
        metric = self._base.metric(reading.metric)
        for series in self._series.get((metric.id, subject.country), ()):
            yield from (
                self._of_change(reading, metric, series)
                if reading.role == "change"
                else self._of_level(reading, metric, series, dated)
            )

    def _of_level(
        self, reading: Reading, metric: Metric, series: Series, dated: Period | None
    ) -> Iterator[RecordBeside]:
        stated = period.parse_optional(reading.period)
        if stated and (stated.is_part_of_year or stated.year is None):
            reason = "the official series has values for whole years only"
            yield RecordBeside(series, None, None, "not comparable", reason=reason)
            return
        year = stated.year if stated else _latest_year(series, dated)
        if (stated is None and (reading.role == "before" or is_plan(reading))) or year is None:
            return  # a level before a change is not the latest
        value = series_queries.value_in(metric, series, year)
        if value is None:
            return
        beside = self._beside(reading, series, metric, value, year, is_assumed=stated is None)
        if stated is None:
            doubt = doubt_of_latest_value(reading, year, dated) or self._doubt_of_year(reading, metric, series, year)
        elif len(stated.text) > len("2025"):
            doubt = "the text is about part of the year, the official series about the whole year"
        else:
            doubt = doubt_of_time(reading)
        yield _unless(beside, doubt)

    def _doubt_of_year(self, reading: Reading, metric: Metric, series: Series, year: int) -> str:
        """Why a number between the last two official values may not contradict the latest; empty if it is not."""
        said, before = reading.quantity.value, series.points.get(year - 1)
        if said is None or before is None:
            return ""
        factor = self._factor(reading, metric)
        margin = rounding_margin(reading) * factor
        low, high = sorted(Fraction(point) for point in (before, series.points[year]))
        is_between = low - margin <= said * factor <= high + margin
        return "the text states no year and may mean the year before" if is_between else ""

    def _of_change(self, reading: Reading, metric: Metric, series: Series) -> Iterator[RecordBeside]:
        """The change of a series between the first and the last year of the period."""
        stated = period.parse_optional(reading.period)
        if stated is None or "-" in stated.text or stated.first.year == stated.last.year:
            return  # the series has values for whole years only
        years = stated.first.year, stated.last.year
        change = series_queries.compare(metric, series, *years).change
        if change is None:
            return
        kind = reading.mention.unit.kind
        computed = {"times": change.ratio, "percent": change.percent, "share": change.percent}.get(
            kind, change.difference
        )
        if isinstance(computed, NotComputable):
            yield RecordBeside(series, None, years[1], "not comparable", reason=computed.reason)
            return
        is_percent = kind in ("percent", "share", "points")
        factor = Fraction(1) if is_percent or kind == "times" else self._factor(reading, metric)
        said = reading.quantity.interval.scale(factor)
        if reading.direction < 0 and kind != "times":
            said = interval.difference(Interval.point(Fraction(0)), said)
        verdict, difference = compare(reading, said, computed, is_percent=is_percent, factor=factor)
        yield RecordBeside(series, computed, years[1], verdict, difference)

    def _figures(self, reading: Reading) -> Iterator[RecordBeside]:
        """The figures of the metric about the same countries or places, if they are of the same time."""
        subject = reading.likely_subject
        assert reading.metric
        metric = self._base.metric(reading.metric)
        if reading.role == "change":
            return
        for figure in self._by_subject.get((metric.id, (subject.places or subject.countries)[0]), ()):
            level = _level_of_same_time(figure, reading)
            if level and _is_about_same(figure, reading) and _may_be_of_same_time(figure, reading):
                value = level.with_unit(metric.unit or "", metric.minimum, metric.maximum)
                beside = self._beside(reading, figure, metric, value, None, is_assumed=False)
                yield _unless(beside, doubt_of_figure(reading, figure))

    def _beside(
        self,
        reading: Reading,
        record: Figure | Series,
        metric: Metric,
        value: Quantity,
        year: int | None,
        *,
        is_assumed: bool,
    ) -> RecordBeside:
        factor = self._factor(reading, metric)
        is_percent = self._unit(metric.id).unit.kind == "percent"
        said = reading.quantity.interval.scale(factor)
        verdict, difference = compare(reading, said, value, is_percent=is_percent, factor=factor)
        return RecordBeside(record, value, year, verdict, difference, is_assumed)

    def _factor(self, reading: Reading, metric: Metric) -> Fraction:
        """What a number of the text is multiplied by to be one in the unit of the metric."""
        unit = self._unit(metric.id)
        if reading.mention.unit.kind == "share":
            return Fraction(1)  # the reading is in percent already
        factor = convert(reading.mention.unit, unit)
        assert factor is not None  # the reader of metrics has compared the units
        return factor / unit.scale


def _is_entered(figure: Figure, reading: Reading, source: str | None) -> bool:
    """Whether the figure is this very claim: from the same paragraph of the source, or by its wording."""
    return any(item.stance == "states" and _is_evidence(item, reading, source) for item in figure.evidence)


def _is_evidence(evidence: Evidence, reading: Reading, source: str | None) -> bool:
    if source and evidence.source != source:
        return False
    if evidence.wording:
        wording = fold(to_line(evidence.wording))
        return wording in _folded(reading.sentence) and _shares_number(wording, fold(reading.wording))
    return bool(source) and evidence.paragraph in (None, reading.paragraph)


def _latest_year(series: Series, dated: Period | None) -> int | None:
    """The latest year of a series that is not after the text."""
    last = dated.last.year if dated else max(series.points)
    return max((year for year in series.points if year <= last), default=None)


def _is_denied(reading: Reading) -> bool:
    """Whether a word such as "not" is before an exact number: it may deny it, as in "does not have 95 percent"."""
    before = tokenize(reading.sentence[: reading.start])
    return not reading.mention.qualifiers and has_phrase(before, "negations")


_folded = lru_cache(maxsize=8)(fold)
"""The same, for a sentence with many numbers."""


def _shares_number(wording: str, said: str) -> bool:
    """Whether the wording of evidence has the number of the text."""
    if said in wording or wording in said:
        return True
    numbers = set(NUMBER.findall(said))
    return bool(numbers) and numbers <= set(NUMBER.findall(wording))


def _is_about_same(figure: Figure, reading: Reading) -> bool:
    """Whether a figure is about the same countries, places and organizations."""
    subject = reading.likely_subject
    if set(figure.places) != set(subject.places):
        return False
    if not subject.places and set(figure.countries) != set(subject.countries):
        return False
    return (
        not subject.organizations
        or not figure.organizations
        or bool({*subject.organizations} & {*figure.organizations})
    )


def _level_of_same_time(figure: Figure, reading: Reading) -> Quantity | None:
    """The level of a figure that a quantity is set beside: that of its year or, without one, the later one.

    None in a year between the two levels.
    """
    own = period.parse_optional(figure.period)
    if figure.value is None and own and reading.year and own.first.year != own.last.year:
        return {own.first.year: figure.before, own.last.year: figure.after}.get(reading.year)
    return figure.value or (figure.before if reading.role == "before" else figure.after)


def _may_be_of_same_time(figure: Figure, reading: Reading) -> bool:
    """Whether the times of a figure and of a quantity, as far as they are stated, have a day in common."""
    own, other = period.parse_optional(figure.period), period.parse_optional(reading.period)
    if own is None or other is None:
        return True
    return own.is_part_of_year == other.is_part_of_year and own.first <= other.last and other.first <= own.last


def _unless(beside: RecordBeside, doubt: str) -> RecordBeside:
    """The same, but not comparable if the number differs and there is a doubt."""
    if beside.verdict != "differs" or not doubt:
        return beside
    return beside._replace(verdict="not comparable", difference=None, reason=doubt)


def _overall(reading: Reading, records: Sequence[RecordBeside]) -> Verdict:
    """The verdict on a quantity: that of the official series, else the closest one of other claims.

    Without a year in the text, a claim on record that is the same comes before the latest official value.
    """
    official = [beside for beside in records if beside.record.kind == "series"]
    is_same = reading.period is None and any(beside.verdict == "same" for beside in records)
    decisive = official if official and not is_same else records
    order: tuple[Verdict, ...] = ("same", "compatible", "differs", "not comparable")
    verdicts = {beside.verdict for beside in decisive}
    return next((verdict for verdict in order if verdict in verdicts), "nothing on record")
