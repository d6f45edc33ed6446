"""`sco facts`: every fact of every kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sco_cli import record
from sco_cli.answering import emit, resolved
from sco_cli.factbase import FactBase
from sco_cli.listings import alone, as_records, chosen, id_column, standing_column, title_column
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
from sco_cli.report import Column, Report, listing


def report(base: FactBase, wanted: Mapping[str, Any]) -> Report:
    """The facts wanted, by the filters of `selection.select`, with id, kind and title."""
    found, title = chosen(base, base.facts, "fact", "about", wanted)
    columns = (
        id_column(),
        Column("kind", "kind"),
        title_column(base, "fact", alone(wanted)),
        standing_column(),
    )
    shape = record.shape(base, *base.fact_kinds)
    return listing(title, columns, as_records(base, found), "no fact on record matches", shape)


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
    emit(report(base, wanted), format, sort, limit, columns)
