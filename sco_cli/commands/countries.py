"""`sco countries`: the countries of the organization's family, and how much is on record of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from sco_cli import period, record, selection
from sco_cli.answering import emit
from sco_cli.completion import complete_words
from sco_cli.errors import BadRequest
from sco_cli.factbase import FactBase
from sco_cli.listings import counted, id_column, status_words
from sco_cli.opening import open_base
from sco_cli.options import ColumnsOption, FactsOption, FormatOption, LimitOption, SortOption, one_of
from sco_cli.report import Column, Record, Report, Span, Text, listing, text
from sco_cli.vocabulary import STATUSES

if TYPE_CHECKING:
    from sco_cli.entities import StatusSince


def report(base: FactBase, status: str | None = None, day: date | None = None) -> Report:
    """Every country with its status (on a day), since when, and how many facts of each kind name it.

    Where a step is dated by the year or month that the day is in, `status` is None and `undetermined` holds what the
    country may have been, each with its `since`; a status asked for is found there too.
    """
    named = Counter[tuple[str, str]]((code, fact.kind) for fact in base.facts for code in fact.countries)
    records = []
    for country in base.countries:
        steps = selection.statuses_on(country, day) if day else [selection.latest_status(country)]
        if status is None or any(step and step.status == status for step in steps):
            counts = {kind: named[country.code, kind] for kind in base.fact_kinds}
            records.append(record.as_record(base, country) | _held(steps) | {"facts": counts})
    columns = [
        id_column("code"),
        Column("name", "country", whole=False),
        Column("status", "status", _status, whole=False),
        Column("since", "since", _since, whole=False),
    ]
    columns += [Column(f"facts.{kind}", f"{kind}s", partial(_count, kind), align="right") for kind in base.fact_kinds]
    shape = record.shape(base, "country") | {"undetermined": None, "facts": dict.fromkeys(base.fact_kinds)}
    return listing(_title(base, records, status, day), columns, records, "no country matches", shape)


def _held(steps: Sequence[StatusSince | None]) -> Record:
    """The status that a country held, or those of which it may have held one; None is none."""
    first, *others = ({"status": step and step.status, "since": step and step.since} for step in steps)
    if others:
        return {"status": None, "since": None, "undetermined": [first, *others]}
    return {**first, "undetermined": []}


def _title(base: FactBase, records: Sequence[Record], status: str | None, day: date | None) -> Text:
    """How many countries there are, when, and what is not known of them."""
    of_status = f" with the status {status}" if status else ""
    undetermined = sum(bool(row["undetermined"]) for row in records)
    without = sum(row["status"] is None for row in records) - undetermined
    limits = [f" on {day}" if day else f", as of {base.info.as_of}"]
    limits += [f"{without} without a status"] if without else []
    limits += [f"{undetermined} undetermined"] if undetermined else []
    if day and day > period.parse(base.info.as_of).last:
        limits.append(f"as far as the base knows, which ends {base.info.as_of}")
    return text(counted(len(records), "country"), of_status, Span(", ".join(limits), "dim"))


def _status(row: Record) -> Text:
    """In words: "member", "none or dialogue partner"."""
    words = (status_words(one["status"]) for one in row["undetermined"] or [row])
    return text(" or ".join(dict.fromkeys(words)))


def _since(row: Record) -> Text:
    return text(" or ".join(one["since"] for one in row["undetermined"] or [row] if one["since"]))


def _count(kind: str, row: Record) -> Text:
    number = row["facts"][kind]
    return text(Span(str(number), "plain" if number else "dim"))


def _day(value: str | None) -> date | None:
    try:
        return period.parse(value).last if value else None
    except ValueError as error:
        raise BadRequest(f"--as-of: {error}") from error


def command(
    status: Annotated[
        str | None,
        typer.Option(
            metavar="STATUS",
            callback=one_of("status", STATUSES),
            autocompletion=complete_words(STATUSES),
            help=f"One of {', '.join(STATUSES)}.",
        ),
    ] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="The status on that day, by ISO 8601.")] = None,
    sort: SortOption = None,
    limit: LimitOption = None,
    columns: ColumnsOption = None,
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """List countries, their status and facts.

    \b
    Examples:
      sco countries
      sco countries --status member
      sco countries --as-of 2025-08-28
    """
    day = _day(as_of)
    emit(report(open_base(facts), status, day), format, sort, limit, columns)
