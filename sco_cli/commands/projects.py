"""`sco projects`: who builds what with whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sco_cli import record
from sco_cli.answering import emit, resolved
from sco_cli.factbase import FactBase
from sco_cli.listings import alone, as_records, chosen, id_column, stage_column, standing_column, title_column
from sco_cli.opening import open_base
from sco_cli.options import (
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
from sco_cli.report import Report, listing


def report(base: FactBase, wanted: Mapping[str, Any]) -> Report:
    """The projects wanted, by the filters of `selection.select`, with id, title, stage and standing."""
    found, title = chosen(base, base.projects, "project", "in", wanted)
    columns = (id_column(), title_column(base, "project", alone(wanted)), stage_column(), standing_column())
    shape = record.shape(base, "project")
    return listing(title, columns, as_records(base, found), "no project on record matches", shape)


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
    wanted = resolved(
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
    emit(report(base, wanted), format, sort, limit, columns)
