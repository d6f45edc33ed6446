"""`sco countries`: the countries of the organization, and how much is on record about each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sco_cli.cli.option_groups import TableOptions, expand_options
from sco_cli.cli.options import BomOption, FactsOption, FormatOption, choice_option
from sco_cli.cli.output import write_report
from sco_cli.errors import BadRequest
from sco_cli.loading.cache import open_base
from sco_cli.models import period
from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.models.vocabulary import STATUSES
from sco_cli.queries.country_status import latest_status, statuses_on
from sco_cli.reports.columns import id_column, name_column, status_text
from sco_cli.reports.records import empty_record, to_record
from sco_cli.reports.report import Column, Report, Span, Text, listing, spans
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, StatusSince


class CountryRow(NamedTuple):
    """A country with its status, and the number of facts of each kind that name it.

    There are several statuses if the source leaves open which of them the country had on the day asked for; None stands
    for no status.
    """

    country: Country
    statuses: Sequence[StatusSince | None]
    counts: dict[str, int]
    record: JsonRecord

    @property
    def is_undetermined(self) -> bool:
        """Whether there are several statuses."""
        return len(self.statuses) > 1


def report(base: FactBase, status: str | None = None, day: date | None = None) -> Report:
    """Every country with its status (on a day), since when, and how many facts of each kind name it.

    If the day falls in the year or month by which a step is dated, `status` is None and `undetermined` holds each
    status that the country may have had, with its `since`. `status` selects countries that have, or may have had, it.
    """
    counts = Counter[tuple[str, str]]((code, fact.kind) for fact in base.facts for code in fact.countries)
    rows = []
    for country in base.countries:
        statuses = statuses_on(country, day) if day else [latest_status(country)]
        if status is None or any(step and step.status == status for step in statuses):
            by_kind = {kind: counts[country.code, kind] for kind in base.fact_kinds}
            record = to_record(base, country) | _status_record(statuses) | {"facts": by_kind}
            rows.append(CountryRow(country, statuses, by_kind, record))
    columns: list[Column[CountryRow]] = [
        id_column("code"),
        name_column("country"),
        Column("status", "status", _status, no_wrap=False),
        Column("since", "since", _since, no_wrap=False),
    ]
    columns += [Column(f"facts.{kind}", f"{kind}s", partial(_count, kind), align="right") for kind in base.fact_kinds]
    template = empty_record(base, "country") | {"undetermined": None, "facts": dict.fromkeys(base.fact_kinds)}
    empty = f"no country has the status {status_text(status)}" if status else "the fact base has no countries"
    return listing(_title(base, rows, status, day), columns, rows, empty, template)


def _status_record(statuses: Sequence[StatusSince | None]) -> JsonRecord:
    records = [{"status": step and step.status, "since": step and step.since} for step in statuses]
    if len(records) > 1:
        return {"status": None, "since": None, "undetermined": records}
    return {**records[0], "undetermined": []}


def _title(base: FactBase, rows: Sequence[CountryRow], status: str | None, day: date | None) -> Text:
    """How many countries there are, when, and what is not known about them."""
    with_status = f" with the status {status_text(status)}" if status else ""
    undetermined = sum(row.is_undetermined for row in rows)
    without = sum(not row.is_undetermined and row.statuses[0] is None for row in rows)
    limits = [f" on {date_words(day.isoformat())}" if day else f", as of {date_words(base.info.as_of)}"]
    limits += [f"{without} without a status"] if without else []
    limits += [f"{undetermined} with an uncertain status"] if undetermined else []
    if day and day > period.parse(base.info.as_of).last:
        limits.append(f"but the base ends on {date_words(base.info.as_of)}")
    return spans(count_noun(len(rows), "country"), with_status, Span(", ".join(limits), "dim"))


def _status(row: CountryRow) -> Text:
    """In words: "member", "none or dialogue partner"."""
    words = (status_text(step.status if step else None) for step in row.statuses)
    return spans(" or ".join(dict.fromkeys(words)))


def _since(row: CountryRow) -> Text:
    return spans(" or ".join(date_words(step.since, short=True) for step in row.statuses if step))


def _count(kind: str, row: CountryRow) -> Text:
    return spans(Span(str(row.counts[kind]), "plain" if row.counts[kind] else "dim"))


def _day(value: str | None) -> date | None:
    """The last day of the date that was typed."""
    try:
        return period.parse(value).last if value else None
    except ValueError as error:
        raise BadRequest(f"--as-of: {error}") from error


@expand_options()
def command(
    *,
    status: Annotated[str | None, choice_option("--status", known=STATUSES)] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="Show the status on that day (ISO 8601).")] = None,
    table: TableOptions,
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """List the countries with their status and number of facts.

    \b
    Examples:
      sco countries
      sco countries --status member
      sco countries --as-of 2025-08-28
    """
    day = _day(as_of)
    write_report(report(open_base(facts), status, day), format, table, bom=bom)
