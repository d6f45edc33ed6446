"""What the search of a site reads: a script with one array, which also works for pages that are opened from disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sco_cli.formats.json_encoder import encode_compact
from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.queries.standing import standing_of
from sco_cli.queries.titles import record_title
from sco_cli.reports.sources import publisher_and_date
from sco_cli.site.addresses import address
from sco_cli.site.blocks import fact_years
from sco_cli.site.scopes import fact_scopes

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord, Fact

KINDS = ("country", "metric", "place", "organization", "area")
"""The kinds that come before facts, sources and series: among equally good answers the first is shown first."""


def script(base: FactBase) -> Iterator[str]:
    """The lines of the script: `[path, kind, title, note, text]` of each page; of a fact also what filters ask for.

    The sixth part of a fact has its countries, its standing, its years and the listings that it is in.
    """
    yield "var SCO_SEARCH=["
    for record in _records(base):
        # A line separator, which older browsers take for the end of a line of a script, is escaped by the encoder.
        yield f"{encode_compact(_entry(base, record))},"
    yield "];"


def _records(base: FactBase) -> Iterator[AnyRecord]:
    for kind in (*KINDS, *base.fact_kinds, "source", "series"):
        yield from base.of_kind(kind)


def _entry(base: FactBase, record: Any) -> list[object]:
    path = address(record).removesuffix(".html")
    title = record_title(base, record)
    if is_fact(record):
        standing = standing_of(base, record)
        years = fact_years(record.period) if record.period else ""
        filtered = [" ".join(record.countries), standing, years, " ".join(fact_scopes(base, record))]
        return [path, record.kind, title, standing, "\n".join(_fact_lines(record)), filtered]
    if record.kind == "source":
        return [path, record.kind, title, publisher_and_date(record), ""]
    if record.kind == "series":
        return [path, record.kind, title, f"{min(record.points)} to {max(record.points)}", ""]
    lines = [*getattr(record, "aliases", ()), *([record.definition] if record.kind == "metric" else [])]
    note = {"country": record.id, "metric": getattr(record, "unit", None) or ""}.get(record.kind, "")
    return [path, record.kind, title, note, "\n".join(lines)]


def _fact_lines(fact: Fact) -> list[str]:
    """What a fact can be found by beside its title: its summary, the wordings of its sources, and notes."""
    lines = [getattr(fact, "summary", None), fact.attribution, fact.note]
    for evidence in fact.evidence:
        lines += [evidence.wording, evidence.note]
    return [line for line in dict.fromkeys(lines) if line]
