"""`sco facts`: every fact of every kind."""

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
from sco_cli.parts import as_records, counted, country_name, id_column, standing_column, title_column
from sco_cli.report import Column, Report, listing, text

if TYPE_CHECKING:
    from sco_cli.models import Fact


def report(base: FactBase, facts: Sequence[Fact], countries: Collection[str] = ()) -> Report:
    """The facts by id, kind and title."""
    columns = (id_column(), Column("kind", "kind"), title_column(base, "fact", countries), standing_column())
    names = " or ".join(country_name(base, code) for code in countries)
    title = text(counted(len(facts), "fact"), f" about {names}" if names else "")
    shape = record.shape(base, *base.fact_kinds)
    return listing(title, columns, as_records(base, facts), "no fact on record matches", shape)


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
    wanted = resolved(
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
    found = selection.select(base.facts, **wanted)
    emit(report(base, found, wanted["country"]), format, sort, limit, columns)
