"""`sco facts`: every fact of every kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sco_cli import selection
from sco_cli.factbase import FactBase
from sco_cli.options import CountryOption, FactsOption, FormatOption, country_codes, emit, one_of, open_base
from sco_cli.parts import as_records, counted, country_name, id_column, standing_column, title_column
from sco_cli.report import Column, Report, listing, text
from sco_cli.vocabulary import STANDINGS

if TYPE_CHECKING:
    from sco_cli.models import Fact


def report(base: FactBase, facts: Sequence[Fact], countries: Collection[str] = ()) -> Report:
    """The facts by id, kind and title."""
    columns = (
        id_column(),
        Column("kind", "kind"),
        title_column(base, "fact", countries),
        standing_column(),
    )
    names = " or ".join(country_name(base, code) for code in countries)
    title = text(counted(len(facts), "fact"), f" about {names}" if names else "")
    return listing(title, columns, as_records(base, facts), "no fact on record matches")


def command(
    country: CountryOption = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="project, figure, statement or event.")] = None,
    standing: Annotated[
        str | None,
        typer.Option(
            metavar="STANDING", callback=one_of("standing", STANDINGS), help=f"One of {', '.join(STANDINGS)}."
        ),
    ] = None,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Who made the statement.")] = None,
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """List every fact of every kind.

    \b
    Examples:
      sco facts
      sco facts --country EG --kind statement
      sco facts --standing contested
    """
    base = open_base(facts)
    codes = country_codes(base, country)
    kinds = dict.fromkeys(fact.kind for fact in base.facts)
    speakers = dict.fromkeys(statement.speaker for statement in base.statements)
    found = selection.select(
        base.facts,
        country=codes,
        kind=[one_of("kind", kinds)(kind)] if kind else (),
        standing=[standing] if standing else (),
        speaker=[one_of("speaker", speakers)(speaker)] if speaker else (),
    )
    emit(report(base, found, codes), format)
