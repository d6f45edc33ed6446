"""The listing of facts that pass filters, and the description of filters in titles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase
from sco_cli.models.period import Period
from sco_cli.models.vocabulary import STANDING_WORDS
from sco_cli.queries.filters import Filters, count_undated, count_unpublished, select
from sco_cli.queries.titles import record_title
from sco_cli.reports.brief import brief_record
from sco_cli.reports.columns import country_label, facts_columns, projects_columns, under_standing
from sco_cli.reports.records import empty_record, fact_rows
from sco_cli.reports.report import Report, Span, listing, spans
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord, Fact

NAMED_FILTERS = ("place", "area", "organization", "metric")
"""The filters whose values are ids of records with names; those of sources are long, and their ids stay."""


def facts_listing(
    base: FactBase, facts: Sequence[Fact], filters: Filters, *, kinds: Sequence[str], noun: str, preposition: str
) -> Report:
    """The facts that pass the filters; projects with who takes part, others with their numbers and periods.

    `noun` is what a fact is called, `preposition` stands between the count and the countries: "in", "about".
    """
    selected = select(base, facts, filters)
    rows = fact_rows(base, selected)
    known = single_country(filters)
    columns = projects_columns(base, known) if kinds == ["project"] else facts_columns(rows, noun, known)
    if len(filters.standing) == 1:
        columns = under_standing(base, columns, filters.standing[0])
    title = spans(
        count_noun(len(selected), noun),
        describe_filters(base, filters, preposition, len(selected)),
        Span(describe_left_out(base, facts, filters), "dim"),
    )
    empty = ""
    if not rows:
        empty = describe_nothing(base, filters, noun, preposition, lambda other: len(select(base, facts, other)))
    return listing(title, columns, rows, empty, empty_record(base, *kinds), partial(brief_record, base))


def describe_nothing(
    base: FactBase, filters: Filters, noun: str, preposition: str, count: Callable[[Filters], int]
) -> str:
    """The sentence in place of a listing without rows: what was asked for, and which option leaves out how many.

    `count` is the number of rows for other filters.
    """
    nouns = count_noun(0, noun).removeprefix("0 ")
    loosened = filters.loosened()
    if not loosened:
        return f"the fact base has no {nouns}"
    if filters.level and not filters.level.may:
        loosened["--may"] = filters._replace(level=filters.level._replace(may=True))
    elif len(loosened) == 1:
        asked = describe_filters(base, filters, preposition)
        return f"no {nouns}{asked if asked.startswith(' ') else ' match'}"
    counts = {option: number for option, other in loosened.items() if (number := count(other))}
    if not counts:
        return f"no {nouns} match, even if any one of the options is left out"
    (first, number), *others = ((_with_or_without(option), number) for option, number in counts.items())
    rest = "".join(f", {option} {number:,}" for option, number in others)
    return f"no {nouns} match; {first} there {'is' if number == 1 else 'are'} {number:,}{rest}"


def _with_or_without(option: str) -> str:
    """How an option gives more rows: "without --stage", "with --may"."""
    return f"with {option}" if option == "--may" else f"without {option}"


def describe_filters(base: FactBase, filters: Filters, preposition: str, count: int = 0, with_: str = "") -> str:
    """What was asked for, to follow the number of things, `count`: " in Kazakhstan (KZ); stage: trial or signed".

    `with_` are the things that have values, if others are counted: "with facts".
    """
    countries = " or ".join(country_label(base, code) for code in filters.country)
    described = f" {preposition} {countries}" if countries else ""
    times = [
        f"{name} {date_words(date.text)}" for name, date in (("since", filters.since), ("until", filters.until)) if date
    ]
    if filters.has_publication:
        times.append(f"published {_time_text(filters.published_since, filters.published_until)}")
    if times:
        described += f"{',' if countries else ''} {', '.join(times)}"
    if filters.level:
        noun, verb = ("value", "is") if count == 1 else ("values", "are")
        certainty = "may be" if filters.level.may else f"{verb} certainly"
        described += f"{f' {with_}' if with_ else ',' * bool(times)} whose {noun} {certainty} {filters.level.text}"
    labelled = (
        f"; {name}: {' or '.join(_name(base, name, value) for value in values)}"
        for name, values in filters.values().items()
        if name != "country"
    )
    return described + "".join(labelled)


def describe_left_out(base: FactBase, records: Sequence[AnyRecord], filters: Filters) -> str:
    """How many records only the times that are asked for leave out, to follow a title; empty if there are none."""
    undated = count_undated(base, records, filters)
    unpublished = count_unpublished(base, records, filters)
    counts = ((undated, "a period"), (unpublished, "an exact date of publication"))
    return "".join(
        f"; {count} without {what} {'is' if count == 1 else 'are'} not shown" for count, what in counts if count
    )


def _name(base: FactBase, filter_name: str, value: str) -> str:
    """The value of a filter in words: the name of a place, area, organization or metric instead of its id."""
    if filter_name == "standing":
        return STANDING_WORDS[value]
    return record_title(base, base.get(value)) if filter_name in NAMED_FILTERS else value


def _time_text(since: Period | None, until: Period | None) -> str:
    """A time in words: "in July 2025", "since 2025", "from 1 May 2024 to 2025"."""
    first, last = (date_words(time.text) if time else "" for time in (since, until))
    if since and until:
        if since != until:
            return f"from {first} to {last}"
        return f"on {first}" if since.first == since.last else f"in {first}"
    return f"since {first}" if since else f"until {last}"


def single_country(filters: Filters) -> Sequence[str]:
    """The single country filtered for, else empty; titles of facts about it alone leave out its name."""
    return filters.country if len(filters.country) == 1 else ()
