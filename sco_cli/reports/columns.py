"""What listings have in common: columns, and titles that say what was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.queries import filters, lookup
from sco_cli.queries.titles import countries_suffix, record_title
from sco_cli.reports.records import empty_record, to_records
from sco_cli.reports.report import Column, Report, Role, Span, Table, Text, listing, spans
from sco_cli.reports.sources import publisher_and_date
from sco_cli.text import count_noun

F = TypeVar("F")  # a kind of fact, or all of them


def country_name(base: FactBase, code: str) -> str:
    """Name and code: "Kazakhstan (KZ)"."""
    return lookup.label(base.get(code))


def describe_filters(base: FactBase, wanted: Mapping[str, Any], of: str) -> str:
    """What a listing was asked for, to stand behind its count: " in Kazakhstan (KZ), stage trial or signed"."""
    countries = " or ".join(country_name(base, code) for code in wanted.get("country") or ())
    said = [f" {of} {countries}" if countries else ""]
    for name, given in wanted.items():
        if given and name != "country":
            said.append(f"{name} {' or '.join(given) if isinstance(given, list) else given}")
    return ", ".join(said)


def single_country(wanted: Mapping[str, Any]) -> Sequence[str]:
    """The country that was asked for, if it is one: a fact about it and no other need not name it again."""
    countries: Sequence[str] = wanted["country"]
    return countries if len(countries) == 1 else ()


def select_and_title(
    base: FactBase, facts: Sequence[F], noun: str, of: str, wanted: Mapping[str, Any]
) -> tuple[list[F], Text]:
    """The facts wanted, and the title that counts them and says what was asked for, and what that leaves out."""
    found = filters.select(facts, **wanted)
    undated = filters.count_undated(facts, **wanted)
    left_out = f"; {undated} without a period left out" if undated else ""
    return found, spans(count_noun(len(found), noun), describe_filters(base, wanted, of), Span(left_out, "dim"))


def show_command(record_id: str) -> Text:
    """The command that shows a record in full."""
    return spans(Span(f"sco show {record_id}", "accent"))


def status_words(status: str | None) -> str:
    """A status as people say it: "dialogue partner"."""
    return (status or "none").replace("-", " ")


def standing_text(word: str) -> Text:
    """The standing as a word, in the colour of its kind."""
    role: Role = "contested" if word == "contested" else "plain"
    return spans(Span(word, role))


def id_column(header: str = "id") -> Column:
    """The column of ids, by which every listing can be followed up."""
    return Column("id", header, lambda row: spans(Span(row["id"], "accent")))


def source_column(base: FactBase) -> Column:
    """The column of where sources come from: publisher and date."""
    return Column("publisher", "source", lambda row: spans(publisher_and_date(base.get(row["id"]))), no_wrap=False)


def title_column(base: FactBase, header: str, known: Collection[str] = ()) -> Column:
    """The column of titles, each with the countries that the fact names, unless those are `known` to the reader."""

    def show(row: JsonRecord) -> Text:
        is_told = set(row["countries"]) == set(known) and not row["countries_open"]
        places = () if is_told else row["countries"]
        title = record_title(base, base.get(row["id"]), places)
        behind = "" if row["kind"] == "figure" else countries_suffix(places, is_open=row["countries_open"])
        return spans(title, Span(behind, "dim"))

    return Column("title", header, show, no_wrap=False)


def stage_column() -> Column:
    """The column of how far projects are."""
    return Column("stage", "stage", lambda row: spans(row["stage"] or Span("not stated", "dim")))


def standing_column() -> Column:
    """The column of standings."""
    return Column("standing", "standing", lambda row: standing_text(row["standing"]))


def facts_table(base: FactBase, records: Sequence[JsonRecord], header: str, known: Collection[str] = ()) -> Table:
    """The records of facts by id, title and standing; projects with their stage too."""
    stage = [stage_column()] if all(row["kind"] == "project" for row in records) else []
    return Table((id_column(), title_column(base, header, known), *stage, standing_column()), records)


def metrics_listing(base: FactBase, countries: Sequence[str] = ()) -> Report:
    """Every metric with its unit and how many figures and series there are of it, in all or in those countries."""
    figures = Counter(figure.metric for figure in filters.select(base.figures, country=countries))
    lines = Counter(one.metric for one in filters.select(base.series, country=countries))
    records = to_records(base, (one for one in base.metrics if one.id in figures or one.id in lines or not countries))
    for row in records:
        row |= {"figures": figures[row["id"]], "series": lines[row["id"]]}
    columns = (
        id_column(),
        Column("name", "metric", no_wrap=False),
        Column("unit", "unit", lambda row: spans(row["unit"] or Span("changes only", "dim")), no_wrap=False),
        Column("figures", "figures", align="right"),
        Column("series", "series", lambda row: spans(str(row["series"] or "")), align="right"),
    )
    shape = empty_record(base, "metric") | {"figures": None, "series": None}
    title = spans(count_noun(len(records), "metric"), describe_filters(base, {"country": countries}, "for"))
    return listing(title, columns, records, "no metric on record", shape)
