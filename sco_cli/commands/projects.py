"""`sco projects`: who builds what with whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from sco_cli import record, selection
from sco_cli.answering import emit, resolved
from sco_cli.factbase import FactBase
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
from sco_cli.parts import as_records, counted, country_name, id_column, standing_column, title_column
from sco_cli.report import Column, Report, Span, listing, text

if TYPE_CHECKING:
    from sco_cli.models import Project


def report(base: FactBase, projects: Sequence[Project], countries: Collection[str] = ()) -> Report:
    """The projects, told of as seen from the countries that were asked for."""
    names = " or ".join(country_name(base, code) for code in countries)
    columns = (
        id_column(),
        title_column(base, "project", countries),
        Column("stage", "stage", lambda row: text(row["stage"] or Span("not stated", "dim"))),
        standing_column(),
    )
    title = text(counted(len(projects), "project"), f" in {names}" if names else "")
    shape = record.shape(base, "project")
    return listing(title, columns, as_records(base, projects), "no project on record matches", shape)


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
    found = selection.select(base.projects, **wanted)
    emit(report(base, found, wanted["country"]), format, sort, limit, columns)
