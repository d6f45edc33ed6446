"""Drafts figures for the quantities of a text that a fact base does not have yet, as TOML.

A figure is as strong as its wording. What the text does not say is left out, or is a text that begins with TODO, which
`sco check` reports until it is filled in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from sco_cli.lint.rules import TODO
from sco_cli.lint.wordings import MIRRORED
from sco_cli.models.factbase import FactBase
from sco_cli.models.toml_blocks import TomlValue, block
from sco_cli.models.vocabulary import MAX_ID_LENGTH
from sco_cli.phrases.metric_units import convert, parse_unit
from sco_cli.quantities import number_format
from sco_cli.quantities.interval import Endpoint, Interval, difference
from sco_cli.quantities.quantity import PERCENT, Quantity
from sco_cli.reading.on_record import Finding
from sco_cli.reading.plans import is_planned
from sco_cli.reading.quotations import nouns_behind, quotation
from sco_cli.reading.readings import Reading
from sco_cli.reading.subjects import Subject
from sco_cli.reading.time_forms import names_fiscal_year
from sco_cli.text import escape_unsafe, fold, join_names

MAX_NOUN = 60
"""Characters of the words for what is counted."""

MAX_NAME_WORDING = 80
"""Characters of a quotation in the name of a new metric."""

PLACES_OF_FRACTION = 1
"""Decimals of a percentage that stands for a fraction whose decimals never end, such as "a third"."""

AMOUNT_OF_CHANGE = (
    "a change by an amount, without the levels before and after it; to enter it, use a metric of the change itself, "
    'such as "Exports added", with a value'
)

WHOLE = 100
"""The largest fall there can be, in percent."""

FISCAL_PERIOD = "the period (a fiscal year is written by its months, such as 2024-07/2025-06)"

_SLUG = re.compile("[a-z0-9]+")


class LeftOut(NamedTuple):
    """A quantity that no figure is drafted for, and why; `ids` are those of the figures in which it is entered."""

    reading: Reading
    reason: str
    ids: tuple[str, ...] = ()


class Drafted(NamedTuple):
    """A figure to be: one quantity, or the levels before and after a change.

    `number_before` is the place in the sentence where the number before it ends; 0 if there is none.
    """

    readings: tuple[Reading, ...]
    number_before: int


def draft_facts(base: FactBase, findings: Sequence[Finding], source: str) -> Iterator[str]:
    """The lines of TOML for all quantities that are not entered, in the order of the text.

    Comments name the other quantities. `source` is the id of the source that the text is.
    """
    writer = _Writer(base, source)
    for (file, paragraph), group in groupby(findings, key=lambda found: (found.reading.file, found.reading.paragraph)):
        place = f"paragraph {paragraph}" if paragraph else "heading"
        yield f"# {escape_unsafe(file)}, {place}"
        yield ""
        yield from writer.paragraph(list(group))


class _Writer:
    """Writes the figures of a text, with ids that neither the base nor another figure has."""

    def __init__(self, base: FactBase, source: str) -> None:
        self._base = base
        self._source = source
        self._ids: set[str] = set()
        self._names: Counter[str] = Counter()

    def paragraph(self, findings: Sequence[Finding]) -> Iterator[str]:
        """The lines for the quantities of a paragraph."""
        for item in _items(findings):
            if isinstance(item, LeftOut):
                yield from self._left_out(item)
            else:
                yield from self._figure(item)

    def _left_out(self, item: LeftOut) -> Iterator[str]:
        what = "Already entered" if item.ids else "Left out"
        yield f'# {what}, line {item.reading.line}: "{escape_unsafe(item.reading.wording)}": {item.reason}.'
        yield ""

    def _figure(self, item: Drafted) -> Iterator[str]:
        reading = item.readings[-1]
        numbers = self._numbers(item)
        if isinstance(numbers, str):
            for part in item.readings:
                yield from self._left_out(LeftOut(part, numbers))
            return
        about = reading.likely_subject
        countries = [code for code in about.countries if self._base.has("country", code)]
        places = [name for name in about.places if self._base.has("place", name)]
        noun = nouns_behind(reading).strip()[:MAX_NOUN]
        wording = quotation(item.readings, item.number_before)
        metric = reading.metric
        if metric is None:
            metric = self._new_id("todo", "-".join(_SLUG.findall(fold(noun))) or "metric")
            yield from self._metric_stub(metric, reading, noun, wording, is_change="change" in numbers)
        period = item.readings[0].period if len(item.readings) == 1 else _joined_period(item.readings)
        subject = places[0] if places else "-".join(countries).lower() or self._source
        year = re.match(r"\d{4}", period or "")
        keys: dict[str, TomlValue] = {
            "id": self._new_id(subject, metric.removeprefix("todo-"), year[0] if year else ""),
            "metric": metric,
            "countries": countries,
        }
        if about.is_open:
            keys["countries_open"] = True
        keys |= {
            "places": places,
            "organizations": list(about.organizations),
            **numbers,
            "period": period or "",
        }
        if period and any(part.is_inferred for part in item.readings):
            keys["inferred"] = ["period"]
        is_of_any = countries or places or (about.is_clear and about.organizations)
        unknown = [code for code in about.countries if code not in countries]
        is_fiscal = not period and names_fiscal_year(reading.sentence)
        keys["note"] = _note(unknown, is_of_any=bool(is_of_any), is_fiscal=is_fiscal)
        if is_planned(reading):
            keys["stage"] = "planned"
        keys["attribution"] = reading.credited or reading.speaker
        evidence: dict[str, TomlValue] = {"source": self._source}
        if reading.paragraph:
            evidence["paragraph"] = reading.paragraph
        keys["evidence"] = [evidence | {"wording": wording}]
        if (countries or places) and not about.is_sure:
            yield "# Check countries and places: the text does not say plainly what this number is about."
        yield from block("figures", keys)

    def _metric_stub(self, metric: str, reading: Reading, noun: str, wording: str, *, is_change: bool) -> Iterator[str]:
        unit = reading.quantity.unit
        if unit == PERCENT:
            unit = f"% of {TODO}"
        keys: dict[str, TomlValue] = {
            "id": metric,
            "name": self._new_name(f'{TODO}: what "{wording[:MAX_NAME_WORDING]}" measures'),
            "unit": "" if is_change else unit or f"{TODO}: {noun}".rstrip(": "),
            "definition": f"{TODO}: what is measured and how",
        }
        yield from block("metrics", keys)

    def _numbers(self, item: Drafted) -> dict[str, TomlValue] | str:
        """The keys of the numbers of a figure, or why it can have none."""
        if len(item.readings) == 2:
            levels = {reading.role: self._level(reading) for reading in item.readings}
            before, after = levels["before"], levels["after"]
            if before is None or after is None:
                return "a level before or after the change is outside the range of the metric"
            if before == after:
                return "the levels before and after the change are the same"
            return {"before": before, "after": after}
        (reading,) = item.readings
        if reading.role == "change":
            change = _change(reading)
            return change if isinstance(change, str) else {"change": change}
        level = self._level(reading)
        return "outside the range of the metric" if level is None else {"value": level}

    def _level(self, reading: Reading) -> Quantity | None:
        """The level in the unit of the metric; None if the metric cannot have it."""
        if reading.metric is None:
            return _finite(reading.quantity)
        metric = self._base.metric(reading.metric)
        unit = parse_unit(metric.unit or "")
        factor = convert(reading.mention.unit, unit) or Fraction(1)
        if reading.mention.unit.kind == "share":
            factor = Fraction(1)  # the reading is in percent already
        scaled = reading.quantity.interval.scale(factor / unit.scale)
        quantity = _finite(Quantity(reading.quantity.qualifier, scaled, about=reading.quantity.about))
        try:
            quantity.with_unit(metric.unit or "", metric.minimum, metric.maximum)
        except ValueError:
            return None
        return quantity

    def _new_name(self, name: str) -> str:
        """A name that no other metric is given."""
        self._names[name] += 1
        return f"{name} ({self._names[name]})" if self._names[name] > 1 else name

    def _new_id(self, *parts: str) -> str:
        """An id of these parts that is not taken."""
        stem = "-".join(filter(None, parts))[: MAX_ID_LENGTH - 4].strip("-")
        name, number = stem, 2
        while name in self._ids or self._base.find(name):
            name, number = f"{stem}-{number}", number + 1
        self._ids.add(name)
        return name


def _note(unknown: Sequence[str], *, is_of_any: bool, is_fiscal: bool) -> str:
    """What is still to be written about a figure; empty if nothing is."""
    to_add = []
    if unknown:
        to_add.append(f"{join_names(unknown)} to the base and to countries")
    elif not is_of_any:
        to_add.append("countries or places")
    if is_fiscal:
        to_add.append(FISCAL_PERIOD)
    return f"{TODO}: add {' and '.join(to_add)}, then delete this note" if to_add else ""


def _items(findings: Sequence[Finding]) -> Iterator[Drafted | LeftOut]:
    """The quantities of a paragraph as figures; levels before and after are one."""
    index = 0
    while index < len(findings):
        finding = findings[index]
        reading = finding.reading
        number_before = _end_of_number_before(findings, index)
        following = findings[index + 1].reading if index + 1 < len(findings) else None
        index += 1
        if finding.verdict == "entered":
            ids = tuple(beside.record.id for beside in finding.records)
            yield LeftOut(reading, join_names(ids), ids)
            continue
        if reason := reason_to_leave_out(reading):
            yield LeftOut(reading, reason)
        elif following and _are_levels(reading, following):
            index += 1
            yield Drafted(tuple(sorted((reading, following), key=lambda part: part.role == "after")), number_before)
        elif reading.role == "before" and not reading.period:
            yield LeftOut(reading, "a level before a change, without the level after it")
        else:
            yield Drafted((reading,), number_before)


def _end_of_number_before(findings: Sequence[Finding], index: int) -> int:
    """Where in its sentence the number before that of a finding ends; 0 if there is none."""
    reading, before = findings[index].reading, findings[index - 1].reading if index else None
    is_same_sentence = before is not None and before.sentence == reading.sentence
    return before.stop if before and is_same_sentence and before.stop <= reading.start else 0


def reason_to_leave_out(reading: Reading) -> str:
    """Why a quantity is none of a figure; empty if it may be."""
    kind, mention = reading.mention.kind, reading.mention
    if mention.is_negated:
        return "the text denies it"
    if kind == "time":
        return "a length of time"
    if kind == "age":
        return "an age"
    if not mention.is_certain and reading.metric is None and mention.unit.kind != "share":
        return "it is unclear what it counts; add it by hand if it is a claim"
    return ""


def _are_levels(reading: Reading, following: Reading) -> bool:
    """Whether two quantities are the levels before and after one change.

    The level before it may have no subject of its own: "from 43% to 70% in Kyrgyzstan".
    """
    before, after = sorted((reading, following), key=lambda part: part.role == "after")
    return (
        {reading.role, following.role} == {"before", "after"}
        and reading.sentence == following.sentence
        and (reading.metric, reading.quantity.unit) == (following.metric, following.quantity.unit)
        and before.likely_subject in (after.likely_subject, Subject())
    )


def _joined_period(readings: Sequence[Reading]) -> str | None:
    """The time from the level before to the level after, if both are stated."""
    before, after = (reading.period for reading in readings)
    if before and after and before != after:
        first, last = before.partition("/")[0], after.rpartition("/")[2]
        return f"{first}/{last}" if first < last else None
    return None


def _change(reading: Reading) -> dict[str, TomlValue] | str:
    """A change in percent or as a factor, negative for a fall; for any other, why it is none."""
    kind, quantity = reading.mention.unit.kind, reading.quantity
    if kind not in ("times", "percent", "share"):
        return AMOUNT_OF_CHANGE
    if _finite(quantity) != replace(quantity, unit=""):
        return "a fraction that has no exact decimal"
    if kind == "times":
        return {"times": _finite(quantity)}
    if reading.direction >= 0:
        return {"percent": _finite(quantity)}
    qualifier = MIRRORED.get(quantity.qualifier, quantity.qualifier)
    fall = difference(Interval.point(Fraction(0)), quantity.interval)
    if any(end.value < -WHOLE for end in (fall.low, fall.high) if end):
        return "a fall of more than 100%"
    return {"percent": _finite(Quantity(qualifier, fall, about=quantity.about))}


def _finite(quantity: Quantity) -> Quantity:
    """The quantity with a decimal in place of a fraction whose decimals never end."""

    def end(point: Endpoint | None) -> Endpoint | None:
        if point is None or number_format.decimal_or_none(point.value) is not None:
            return point
        return Endpoint(Fraction(round(point.value, PLACES_OF_FRACTION)), point.included, point.stated)

    span = quantity.interval
    return Quantity(quantity.qualifier, Interval(end(span.low), end(span.high)), about=quantity.about)
