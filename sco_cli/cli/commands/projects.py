"""`sco projects`: who builds what with whom."""

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
    LimitOption,
    OrganizationOption,
    SinceOption,
    SortOption,
    SourceOption,
    StageOption,
    StandingOption,
    UntilOption,
)
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.reports.columns import (
    id_column,
    select_and_title,
    single_country,
    stage_column,
    standing_column,
    title_column,
)
from sco_cli.reports.records import empty_record, to_records
from sco_cli.reports.report import Report, listing


def report(base: FactBase, wanted: Mapping[str, Any]) -> Report:
    """The projects wanted, by the filters of `selection.select`, with id, title, stage and standing."""
    found, title = select_and_title(base, base.projects, "project", "in", wanted)
    columns = (id_column(), title_column(base, "project", single_country(wanted)), stage_column(), standing_column())
    shape = empty_record(base, "project")
    return listing(title, columns, to_records(base, found), "no project on record matches", shape)


def command(
    country: CountryOption = None,
    area: AreaOption = None,
    organization: OrganizationOption = None,
    stage: StageOption = None,
    standing: StandingOption = None,
    source: SourceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    sort: SortOption = None,
    limit: LimitOption = None,
    columns: ColumnsOption = None,
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """List projects and initiatives.

    \b
    Examples:
      sco projects
      sco projects --country KZ
      sco projects --country Uzbekistan --stage trial
    """
    base = open_base(facts)
    wanted = resolve_filters(
        base,
        country=country,
        area=area,
        organization=organization,
        stage=stage,
        standing=standing,
        source=source,
        since=since,
        until=until,
    )
    write_report(report(base, wanted), format, sort, limit, columns)
