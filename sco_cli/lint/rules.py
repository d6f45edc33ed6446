"""Rules for what is probably wrong in a valid fact base: numbers, dates, references and names, but not prose.

A rule is a generator of problems, each with its record and a path in it; `find_problems` applies them all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from sco_cli.lint.source_text import SourceText, misquote_reason
from sco_cli.lint.wordings import scaled_numbers, wording_problems
from sco_cli.loading.problems import Problem
from sco_cli.models import period, period_edtf
from sco_cli.models.factbase import FactBase
from sco_cli.models.iso_countries import alpha2_of_alpha3, is_user_assigned, iso_countries
from sco_cli.models.toml_types import KeyPath
from sco_cli.phrases.metric_units import parse_unit
from sco_cli.quantities import quantity
from sco_cli.quantities.interval import Verdict
from sco_cli.quantities.quantity import Quantity
from sco_cli.queries import lookup
from sco_cli.queries.origins import self_corroborations
from sco_cli.queries.page_address import page_address
from sco_cli.queries.series_patterns import find_patterns
from sco_cli.text import join_names

if TYPE_CHECKING:
    from sco_cli.models.entities import Source
    from sco_cli.models.facts import Figure

RULES = {
    "hedge": 'The hedge of a number differs from that in the quotation, such as 70 where the source says "over 70".',
    "number": "The quotation has a number, unit or year that the figure does not have.",
    "same-levels": "A figure has the same level before and after.",
    "period": "A fact is about a time after its sources were published, and is not marked as planned.",
    "disagreement": "Two figures contradict each other, and neither has evidence that names the other.",
    "namesake": "Two records of one kind have the same name or alias.",
    "same-page": "Two sources are the same page, or a fact is corroborated by the page that states it.",
    "same-words": "A fact is corroborated by a page with the same words, from the same publisher or a related one.",
    "source-date": "A source was published after the date of the base, or accessed before it was published.",
    "country-code": "A country code is not in ISO 3166-1, or the two codes of a country are of different countries.",
    "place-country": "A fact names a place, but none of the countries in which the place lies.",
    "long-wording": "A quotation is longer than a phrase, and may be a whole sentence.",
    "todo": "A text or an id is still to be written: it begins with TODO.",
    "series-pattern": "Values of a series look interpolated or carried over, and no note names these years.",
    "unused": "Nothing cites a source, or no fact names an organization, a place or an area.",
    "source-text": "With --source-text: a quotation is not in the text of its source, or not in its paragraph.",
    "coverage": "With --coverage: a number in the text of a source is in none of its figures.",
}
"""The rules that can be ignored, as `Problem.rule` names them, with what each finds.

`find_problems` applies all but "coverage", which needs the reader of texts: see `sco_cli/cli/coverage.py`.
"""

TODO = "TODO"
"""The beginning of a text that is still to be written."""

STILL_TO_WRITE = "still says TODO; fill it in"
"""The reason of a problem with such a text."""

TODO_ID = "todo-"
"""The beginning of an id that is still to be chosen."""

MAX_WORDING_WORDS = 15
"""A wording with more words is longer than a phrase, and may be a sentence of its source."""

_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
"""A Chinese character; two of them are about a word."""

_YEAR = re.compile(r"\b[0-9]{4}\b")
"""A year in a note."""

MAX_COMPARED = 100
"""Figures of a group that are compared with each other. The number of pairs grows with the square."""


def find_problems(
    base: FactBase, referenced_ids: Collection[str], texts: Mapping[str, SourceText]
) -> Iterator[Problem]:
    """All problems that the rules find.

    `referenced_ids` are the ids to which any record refers, and `texts` the texts of some sources, by id. References to
    records that the base does not have are ignored: loading reports them.
    """
    for rule in (
        check_wordings,
        check_levels,
        check_periods,
        check_disagreements,
        check_names,
        check_origins,
        check_source_dates,
        check_country_codes,
        check_places,
        check_wording_lengths,
        check_todos,
        check_series_patterns,
    ):
        yield from rule(base)
    yield from check_unused(base, referenced_ids)
    yield from check_source_texts(base, texts)


def check_wordings(base: FactBase) -> Iterator[Problem]:
    """Figures that differ from a wording of their evidence in a number or its qualifier."""
    for figure in base.figures:
        if base.has("metric", figure.metric):  # or the unit is not known
            yield from wording_problems(figure, base.metric(figure.metric).unit or "")


def check_levels(base: FactBase) -> Iterator[Problem]:
    """Figures with the same level before and after. Two levels "about" the same number may differ."""
    for figure in base.figures:
        before, after = figure.before, figure.after
        if before and after and before == after and not before.about:
            reason = f'before and after are both {after.text()}; correct one of them, or use "value" for a single level'
            yield Problem(record=figure, path=("after",), rule="same-levels", reason=reason)


def check_periods(base: FactBase) -> Iterator[Problem]:
    """Facts with a period after the publication of all sources that state them, unless they are planned.

    Events are not checked, because they are often announced.
    """
    for fact in base.facts:
        if fact.period is None or fact.kind == "event" or getattr(fact, "stage", None) == "planned":
            continue
        stating = [evidence.source for evidence in fact.evidence if evidence.stance == "states"]
        dates = [base.source(source).published if base.has("source", source) else None for source in stating]
        published = [date for date in dates if date]
        begins = period.parse(fact.period).first
        if published and published == dates and all(period_edtf.parse_period(date).last < begins for date in published):
            latest = max(published, key=lambda date: period_edtf.parse_period(date).last)
            advice = ', or add stage = "planned" if it is about the future' if hasattr(fact, "stage") else ""
            reason = f"{fact.period} is later than the source, published {latest}; correct one of the dates{advice}"
            yield Problem(record=fact, path=("period",), rule="period", reason=reason)


def check_disagreements(base: FactBase) -> Iterator[Problem]:
    """Figures of the same metric, subject and period that contradict each other, unless one mentions the other."""
    groups: defaultdict[object, list[Figure]] = defaultdict(list)
    for figure in base.figures:
        if figure.period:
            time = period.parse(figure.period)
            subject = (
                frozenset(figure.countries),
                frozenset(figure.places),
                frozenset(figure.organizations),
                figure.project,
            )
            groups[figure.metric, time.first, time.last, subject, figure.stage == "planned"].append(figure)
    for figures in groups.values():
        with_numbers = [(figure, scaled_numbers(figure, parse_unit(""))) for figure in figures[:MAX_COMPARED]]
        for (earlier, left), (later, right) in combinations(with_numbers, 2):
            path = next((path for path in left if path in right and _contradict(left[path], right[path])), None)
            if path and not (_mentions(earlier, later) or _mentions(later, earlier)):
                difference = f'{right[path].text()} contradicts {left[path].text()} in "{earlier.id}"'
                advice = f'correct one, or add evidence with figure = "{earlier.id}" to this one'
                reason = f"{difference}, for the same metric and period; {advice}"
                yield Problem(record=later, path=path, rule="disagreement", reason=reason)


def _contradict(left: Quantity, right: Quantity) -> bool:
    return quantity.is_equal(left, right) is Verdict.NO


def _mentions(figure: Figure, other: Figure) -> bool:
    """Whether the evidence of a figure names the other figure, or is from a source that states the other figure."""
    stating = {evidence.source for evidence in other.evidence if evidence.stance == "states"}
    return any(
        evidence.figure == other.id
        or (evidence.figure is None and evidence.stance != "states" and evidence.source in stating)
        for evidence in figure.evidence
    )


def check_names(base: FactBase) -> Iterator[Problem]:
    """Names and aliases by which another record of the same kind is found."""
    for kind in ("country", "organization", "place", "area", "metric"):
        for record, name, other in lookup.ambiguous_names(base.of_kind(kind)):
            yield Problem(
                record=record, rule="namesake", reason=f'"{name}" is also a name of "{other.id}"; change one of the two'
            )


def check_origins(base: FactBase) -> Iterator[Problem]:
    """Sources with the address of another source, and evidence that corroborates what the same origin states."""
    first_of_page: dict[str, Source] = {}
    for source in base.sources:
        if source.url:
            first = first_of_page.setdefault(page_address(source.url), source)
            if first is not source:
                reason = f'this is the same page as that of "{first.id}"; keep one of the two sources'
                yield Problem(record=source, path=("url",), rule="same-page", reason=reason)
    for fact in base.facts:
        for index, (stating, by) in self_corroborations(base, fact).items():
            same = "is the same page" if by == "page" else "has the same publisher and text"
            advice = 'a source cannot corroborate itself, so use stance = "repeats"'
            reason = f'this {same} as "{stating}", which states the fact; {advice}'
            rule = "same-page" if by == "page" else "same-words"
            yield Problem(record=fact, path=("evidence", index, "source"), rule=rule, reason=reason)


def check_source_dates(base: FactBase) -> Iterator[Problem]:
    """Sources that were published after the date of the base, or read before they were published."""
    as_of = period.parse(base.info.as_of) if base.info else None  # no file has a valid header
    for source in base.sources:
        if source.published is None:
            continue
        published = period_edtf.parse_period(source.published)
        if as_of and published.first > as_of.last:
            reason = f'{published} is later than the date of the base, {as_of}; correct it, or update "as_of" in [base]'
            yield Problem(record=source, path=("published",), rule="source-date", reason=reason)
        if source.accessed and period.parse(source.accessed).last < published.first:
            reason = f"{source.accessed} is earlier than the publication, {published}; correct one of the dates"
            yield Problem(record=source, path=("accessed",), rule="source-date", reason=reason)


def check_country_codes(base: FactBase) -> Iterator[Problem]:
    """Countries with a code that ISO 3166-1 does not have, or with the two codes of different countries.

    The countries of publishers are checked too. Codes that it leaves to its users, such as "XK" and "XKX", belong
    together.
    """
    for source in base.sources:
        publisher = source.publisher_country
        if publisher and publisher not in iso_countries() and not is_user_assigned(publisher):
            reason = f'"{publisher}" is not a country code of ISO 3166-1'
            yield Problem(record=source, path=("publisher_country",), rule="country-code", reason=reason)
    for country in base.countries:
        code, alpha3 = country.code, country.alpha3
        known = iso_countries().get(code)
        code_of_alpha3 = alpha2_of_alpha3().get(alpha3)
        if known is None and not (is_user_assigned(code) and code_of_alpha3 is None):
            other = f'; "{alpha3}" belongs to {code_of_alpha3}' if code_of_alpha3 else ""
            reason = f'"{code}" is not a country code of ISO 3166-1{other}'
            fix = f'"{code_of_alpha3}"' if code_of_alpha3 else ""
            yield Problem(record=country, path=("code",), rule="country-code", reason=reason, fix=fix)
        elif known is not None and known.alpha3 != alpha3:
            other = f"belongs to {code_of_alpha3}" if code_of_alpha3 else "is not a country code of ISO 3166-1"
            reason = f'"{alpha3}" {other}; the code of {code} is "{known.alpha3}"'
            yield Problem(record=country, path=("alpha3",), rule="country-code", reason=reason, fix=f'"{known.alpha3}"')
        elif known is None and not is_user_assigned(alpha3):
            reason = f'"{alpha3}" is not a country code of ISO 3166-1'
            yield Problem(record=country, path=("alpha3",), rule="country-code", reason=reason)


def check_places(base: FactBase) -> Iterator[Problem]:
    """Facts about a city, zone or region that name none of the countries in which it lies."""
    for fact in base.facts:
        for index, place in enumerate(fact.places):
            if base.has("place", place):
                located = base.place(place)
                if located.place_kind != "bloc" and located.countries and not {*located.countries} & {*fact.countries}:
                    missing = "at least one of them" if len(located.countries) > 1 else "it"
                    reason = f'"{place}" is in {join_names(located.countries)}; add {missing} to "countries"'
                    yield Problem(record=fact, path=("places", index), rule="place-country", reason=reason)


def check_wording_lengths(base: FactBase) -> Iterator[Problem]:
    """Wordings that are longer than a phrase: more than `MAX_WORDING_WORDS` words, or ideographs for twice as many."""
    for fact in base.facts:
        for index, evidence in enumerate(fact.evidence):
            words = len((evidence.wording or "").split()) + len(_IDEOGRAPH.findall(evidence.wording or "")) // 2
            if words > MAX_WORDING_WORDS:
                reason = f"the quotation has {words} words; quote at most {MAX_WORDING_WORDS}"
                yield Problem(record=fact, path=("evidence", index, "wording"), rule="long-wording", reason=reason)


def check_series_patterns(base: FactBase) -> Iterator[Problem]:
    """Official series that look interpolated or carried over, unless a note names the first and the last of the years.

    Such values may be those of the source; the note tells readers of it.
    """
    for series in base.series:
        if not base.has("metric", series.metric):  # or its range is not known
            continue
        noted = [set(_YEAR.findall(note)) for note in series.notes]
        for pattern in find_patterns(base.metric(series.metric), series):
            if not any({str(pattern.first), str(pattern.last)} <= years for years in noted):
                values = "the same value" if pattern.looks == "carried over" else "equal steps"
                years = f"{pattern.first} to {pattern.last}"
                looks = "looks" if pattern.looks == "carried over" else "look"
                advice = f"if the source really has these values, name {pattern.first} and {pattern.last} in a note"
                reason = f"{values} from {years} {looks} {pattern.looks}; {advice}"
                yield Problem(record=series, path=("points",), rule="series-pattern", reason=reason)


def check_todos(base: FactBase) -> Iterator[Problem]:
    """Texts that are still to be written, as `sco draft` leaves them: those that begin with TODO, and units with it."""
    for record in base.records:
        if record.id.startswith(TODO_ID):
            yield Problem(record=record, path=("id",), rule="todo", reason="is still a placeholder; choose an id")
        for path, text in _texts(vars(record)):
            if is_todo(text):
                yield Problem(record=record, path=path, rule="todo", reason=STILL_TO_WRITE)


def is_todo(text: str) -> bool:
    """Whether a text is still to be written."""
    return text.startswith((TODO, f"% of {TODO}"))


def _texts(fields: Mapping[str, object]) -> Iterator[tuple[KeyPath, str]]:
    """The texts of a record with their paths, those of its evidence included."""
    for name, value in fields.items():
        if isinstance(value, str):
            yield (name,), value
        elif name == "evidence" and isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from (((name, index, *path), text) for path, text in _texts(vars(item)))


def check_unused(base: FactBase, referenced_ids: Collection[str]) -> Iterator[Problem]:
    """Sources, organizations, places and areas to which no record refers."""
    for kind, reason in (
        ("source", "nothing cites this source"),
        ("organization", "no fact names this organization"),
        ("place", "no fact names this place"),
        ("area", "no fact names this area"),
    ):
        for record in base.of_kind(kind):
            if record.id not in referenced_ids:
                yield Problem(record=record, rule="unused", reason=reason)


def check_source_texts(base: FactBase, texts: Mapping[str, SourceText]) -> Iterator[Problem]:
    """Wordings that are not in the text of their source, or not in the paragraph that the evidence names."""
    for fact in base.facts:
        for index, evidence in enumerate(fact.evidence):
            if evidence.wording and evidence.source in texts:
                reason = misquote_reason(evidence.wording, evidence.paragraph, texts[evidence.source])
                if reason:
                    path = ("evidence", index, "wording")
                    yield Problem(record=fact, path=path, rule="source-text", reason=reason)
