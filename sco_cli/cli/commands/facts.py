"""`sco facts`: every fact of every kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sco_cli.cli.filters import resolve_filters
from sco_cli.cli.options import (
    AreaOption,
    ColumnsOption,
    CountryOption,
    FactsOption,
    FormatOption,
    KindOption,
    LimitOption,
    OrganizationOption,
    SinceOption,
    SortOption,
    SourceOption,
    SpeakerOption,
    StageOption,
    StandingOption,
    UntilOption,
)
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.reports.columns import id_column, select_and_title, single_country, standing_column, title_column
from sco_cli.reports.records import empty_record, to_records
from sco_cli.reports.report import Column, Report, listing


def report(base: FactBase, wanted: Mapping[str, Any]) -> Report:
    """The facts wanted, by the filters of `selection.select`, with id, kind and title."""
    found, title = select_and_title(base, base.facts, "fact", "about", wanted)
    columns = (
        id_column(),
        Column("kind", "kind"),
        title_column(base, "fact", single_country(wanted)),
        standing_column(),
    )
    shape = empty_record(base, *base.fact_kinds)
    return listing(title, columns, to_records(base, found), "no fact on record matches", shape)


def command(
    country: CountryOption = None,
    kind: KindOption = None,
    area: AreaOption = None,
    organization: OrganizationOption = None,
    stage: StageOption = None,
    standing: StandingOption = None,
    speaker: SpeakerOption = None,
    source: SourceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    sort: SortOption = None,
    limit: LimitOption = None,
    columns: ColumnsOption = None,
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """List every fact of every kind.

    \b
    Examples:
      sco facts --standing contested
      sco facts --country EG --kind statement
      sco facts --since 2025-01-01 --sort -period --limit 5
    """
    base = open_base(facts)
    wanted = resolve_filters(
        base,
        country=country,
        kind=kind,
        area=area,
        organization=organization,
        stage=stage,
        standing=standing,
        speaker=speaker,
        source=source,
        since=since,
        until=until,
    )
    write_report(report(base, wanted), format, sort, limit, columns)
