"""`sco countries`: the countries of the organization's family, and how much is on record of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from sco_cli.cli.completion import complete_words
from sco_cli.cli.options import ColumnsOption, FactsOption, FormatOption, LimitOption, SortOption, choice
from sco_cli.cli.output import write_report
from sco_cli.errors import BadRequest
from sco_cli.loading.cache import open_base
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.models.vocabulary import STATUSES
from sco_cli.queries.status import latest_status, statuses_on
from sco_cli.reports.columns import id_column, status_words
from sco_cli.reports.records import empty_record, to_record
from sco_cli.reports.report import Column, Report, Span, Text, listing, spans
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.models.entities import StatusSince


def report(base: FactBase, status: str | None = None, day: date | None = None) -> Report:
    """Every country with its status (on a day), since when, and how many facts of each kind name it.

    Where a step is dated by the year or month that the day is in, `status` is None and `undetermined` holds what the
    country may have been, each with its `since`; a status asked for is found there too.
    """
    named = Counter[tuple[str, str]]((code, fact.kind) for fact in base.facts for code in fact.countries)
    records = []
    for country in base.countries:
        steps = statuses_on(country, day) if day else [latest_status(country)]
        if status is None or any(step and step.status == status for step in steps):
            counts = {kind: named[country.code, kind] for kind in base.fact_kinds}
            records.append(to_record(base, country) | _held(steps) | {"facts": counts})
    columns = [
        id_column("code"),
        Column("name", "country", no_wrap=False),
        Column("status", "status", _status, no_wrap=False),
        Column("since", "since", _since, no_wrap=False),
    ]
    columns += [Column(f"facts.{kind}", f"{kind}s", partial(_count, kind), align="right") for kind in base.fact_kinds]
    shape = empty_record(base, "country") | {"undetermined": None, "facts": dict.fromkeys(base.fact_kinds)}
    return listing(_title(base, records, status, day), columns, records, "no country matches", shape)


def _held(steps: Sequence[StatusSince | None]) -> JsonRecord:
    """The status that a country held, or those of which it may have held one; None is none."""
    first, *others = ({"status": step and step.status, "since": step and step.since} for step in steps)
    if others:
        return {"status": None, "since": None, "undetermined": [first, *others]}
    return {**first, "undetermined": []}


def _title(base: FactBase, records: Sequence[JsonRecord], status: str | None, day: date | None) -> Text:
    """How many countries there are, when, and what is not known of them."""
    of_status = f" with the status {status}" if status else ""
    undetermined = sum(bool(row["undetermined"]) for row in records)
    without = sum(row["status"] is None for row in records) - undetermined
    limits = [f" on {day}" if day else f", as of {base.info.as_of}"]
    limits += [f"{without} without a status"] if without else []
    limits += [f"{undetermined} undetermined"] if undetermined else []
    if day and day > period.parse(base.info.as_of).last:
        limits.append(f"as far as the base knows, which ends {base.info.as_of}")
    return spans(count_noun(len(records), "country"), of_status, Span(", ".join(limits), "dim"))


def _status(row: JsonRecord) -> Text:
    """In words: "member", "none or dialogue partner"."""
    words = (status_words(one["status"]) for one in row["undetermined"] or [row])
    return spans(" or ".join(dict.fromkeys(words)))


def _since(row: JsonRecord) -> Text:
    return spans(" or ".join(one["since"] for one in row["undetermined"] or [row] if one["since"]))


def _count(kind: str, row: JsonRecord) -> Text:
    number = row["facts"][kind]
    return spans(Span(str(number), "plain" if number else "dim"))


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
            callback=choice("status", STATUSES),
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
    write_report(report(open_base(facts), status, day), format, sort, limit, columns)
