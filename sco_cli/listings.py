"""What listings have in common: columns, and titles that say what was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sco_cli import citation, lookup, record, selection
from sco_cli.factbase import FactBase
from sco_cli.report import Column, Record, Report, Role, Span, Table, Text, listing, text

F = TypeVar("F")  # a kind of fact, or all of them


def country_name(base: FactBase, code: str) -> str:
    """Name and code: "Kazakhstan (KZ)"."""
    return lookup.label(base.get(code))


def as_records(base: FactBase, items: Iterable[Any]) -> list[Record]:
    """The records for machines."""
    return [record.as_record(base, item) for item in items]


def counted(number: int, noun: str) -> str:
    """A number of things: "1 project", "3 countries"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("ry") else noun if noun.endswith("s") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def asked(base: FactBase, wanted: Mapping[str, Any], of: str) -> str:
    """What a listing was asked for, to stand behind its count: " in Kazakhstan (KZ), stage trial or signed"."""
    countries = " or ".join(country_name(base, code) for code in wanted.get("country") or ())
    said = [f" {of} {countries}" if countries else ""]
    for name, given in wanted.items():
        if given and name != "country":
            said.append(f"{name} {' or '.join(given) if isinstance(given, list) else given}")
    return ", ".join(said)


def alone(wanted: Mapping[str, Any]) -> Sequence[str]:
    """The country that was asked for, if it is one: a fact about it and no other need not name it again."""
    countries: Sequence[str] = wanted["country"]
    return countries if len(countries) == 1 else ()


def chosen(base: FactBase, facts: Sequence[F], noun: str, of: str, wanted: Mapping[str, Any]) -> tuple[list[F], Text]:
    """The facts wanted, and the title that counts them and says what was asked for, and what that leaves out."""
    found = selection.select(facts, **wanted)
    undated = selection.undated(facts, **wanted)
    left_out = f"; {undated} without a period left out" if undated else ""
    return found, text(counted(len(found), noun), asked(base, wanted, of), Span(left_out, "dim"))


def more(record_id: str) -> Text:
    """The command that shows a record in full."""
    return text(Span(f"sco show {record_id}", "accent"))


def status_words(status: str | None) -> str:
    """A status as people say it: "dialogue partner"."""
    return (status or "none").replace("-", " ")


def standing_text(word: str) -> Text:
    """The standing as a word, in the colour of its kind."""
    role: Role = "contested" if word == "contested" else "plain"
    return text(Span(word, role))


def id_column(header: str = "id") -> Column:
    """The column of ids, by which every listing can be followed up."""
    return Column("id", header, lambda row: text(Span(row["id"], "accent")))


def source_column(base: FactBase) -> Column:
    """The column of where sources come from: publisher and date."""
    return Column("publisher", "source", lambda row: text(citation.imprint(base.get(row["id"]))), whole=False)


def title_column(base: FactBase, header: str, known: Collection[str] = ()) -> Column:
    """The column of titles, each with the countries that the fact names, unless those are `known` to the reader."""

    def show(row: Record) -> Text:
        is_told = set(row["countries"]) == set(known) and not row["countries_open"]
        places = () if is_told else row["countries"]
        title = record.title(base, base.get(row["id"]), places)
        behind = "" if row["kind"] == "figure" else record.bracketed(places, is_open=row["countries_open"])
        return text(title, Span(behind, "dim"))

    return Column("title", header, show, whole=False)


def stage_column() -> Column:
    """The column of how far projects are."""
    return Column("stage", "stage", lambda row: text(row["stage"] or Span("not stated", "dim")))


def standing_column() -> Column:
    """The column of standings."""
    return Column("standing", "standing", lambda row: standing_text(row["standing"]))


def facts_table(base: FactBase, records: Sequence[Record], header: str, known: Collection[str] = ()) -> Table:
    """The records of facts by id, title and standing; projects with their stage too."""
    stage = [stage_column()] if all(row["kind"] == "project" for row in records) else []
    return Table((id_column(), title_column(base, header, known), *stage, standing_column()), records)


def metrics_listing(base: FactBase, countries: Sequence[str] = ()) -> Report:
    """Every metric with its unit and how many figures and series there are of it, in all or in those countries."""
    figures = Counter(figure.metric for figure in selection.select(base.figures, country=countries))
    lines = Counter(one.metric for one in selection.select(base.series, country=countries))
    records = as_records(base, (one for one in base.metrics if one.id in figures or one.id in lines or not countries))
    for row in records:
        row |= {"figures": figures[row["id"]], "series": lines[row["id"]]}
    columns = (
        id_column(),
        Column("name", "metric", whole=False),
        Column("unit", "unit", lambda row: text(row["unit"] or Span("changes only", "dim")), whole=False),
        Column("figures", "figures", align="right"),
        Column("series", "series", lambda row: text(str(row["series"] or "")), align="right"),
    )
    shape = record.shape(base, "metric") | {"figures": None, "series": None}
    title = text(counted(len(records), "metric"), asked(base, {"country": countries}, "for"))
    return listing(title, columns, records, "no metric on record", shape)
