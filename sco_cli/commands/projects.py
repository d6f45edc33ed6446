"""`sco projects`: who builds what with whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sco_cli import lookup, selection
from sco_cli.factbase import FactBase
from sco_cli.options import CountryOption, FactsOption, FormatOption, country_codes, emit, one_of, open_base
from sco_cli.parts import as_records, counted, country_name, id_column, standing_column, title_column
from sco_cli.report import Column, Report, Span, listing, text
from sco_cli.vocabulary import STAGES

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
    return listing(title, columns, as_records(base, projects), "no project on record matches")


def command(
    country: CountryOption = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help="Area, by id or name.")] = None,
    organization: Annotated[
        str | None, typer.Option(metavar="NAME", help="Organization, by id, name or alias.")
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option(metavar="STAGE", callback=one_of("stage", STAGES), help=f"One of {', '.join(STAGES)}."),
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="SOURCE", help="Source, by id.")] = None,
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
    codes = country_codes(base, country)
    found = selection.select(
        base.projects,
        country=codes,
        area=[lookup.find(base, "area", area).id] if area else (),
        organization=[lookup.find(base, "organization", organization).id] if organization else (),
        stage=[stage] if stage else (),
        source=[lookup.find(base, "source", source).id] if source else (),
    )
    emit(report(base, found, codes), format)
