"""`sco`: the base at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.models.vocabulary import Standing
from sco_cli.queries.commands import command_text
from sco_cli.queries.coverage import NO_STATUS, NOT_STATED, Coverage, measure_coverage
from sco_cli.queries.standing import count_standings, standing_of
from sco_cli.reports.columns import standing_counts, status_text
from sco_cli.reports.fact_fields import FieldRows
from sco_cli.reports.report import (
    Block,
    Column,
    Fields,
    Heading,
    Paragraph,
    RecordRow,
    Report,
    Span,
    Table,
    Text,
    Title,
    join_spans,
    spans,
)
from sco_cli.text import count_noun

PREFERRED = {"country": "KZ", "metric": "internet-penetration"}
"""The records that the first suggested commands ask about; without them, the first record of the kind."""

COUNTED = ("country", "project", "figure")
"""The kinds of record that the title counts."""


def report(base: FactBase, *, is_first_page: bool = False) -> Report:
    """What the base holds, as of when, and where to start.

    The first page of a site has listings in place of the standings and of the commands.
    """
    counts = {kind: len(base.of_kind(kind)) for kind in ("country", *base.fact_kinds, "series", "source")}
    standings = count_standings(standing_of(base, fact) for fact in base.facts)
    coverage = measure_coverage(base)
    holdings = ", ".join(count_noun(counts[kind], kind) for kind in COUNTED)
    is_extension = base.info.extends is not None
    rows = [RecordRow({"command": command, "answers": answers}) for command, answers in _first_commands(base)]
    columns: tuple[Column[RecordRow], ...] = (
        Column("command", "", lambda row: spans(Span(row.record["command"], "accent"))),
        Column("answers", ""),
    )
    view = {
        "kind": "base",
        "id": base.info.id,
        "title": base.info.title,
        "as_of": base.info.as_of,
        "licence": base.info.licence,
        "extends": base.info.extends,
        "records": counts,
        "standings": dict(standings),
        "coverage": _coverage_record(coverage),
    }
    blocks: tuple[Block, ...] = (
        Title(spans(base.info.title), spans(Span(holdings))),
        Paragraph(
            spans(f"Claims, their sources, and the evidence for and against them. As of {date_words(base.info.as_of)}.")
        ),
        *(
            [Paragraph(spans("It extends the bundled base: records that it does not define itself come from there."))]
            * is_extension
        ),
        *(() if is_first_page or not base.facts else (Paragraph(_standings_text(standings)),)),
        *([Fields(tuple(_coverage_fields(base, coverage)))] if base.facts else []),
        *(() if is_first_page else (Heading(spans("Start here")), Table(columns, rows))),
    )
    return Report(blocks, [view], lambda: view)


def _standings_text(standings: Mapping[Standing, int]) -> Text:
    return spans(f"{count_noun(sum(standings.values()), 'fact')}: {standing_counts(standings)}.")


def _coverage_record(coverage: Coverage) -> JsonRecord:
    """The coverage with lists in place of dicts, so that the keys are the same for every base."""
    return {
        "groups": [
            {"status": status, "countries": countries, "facts": facts}
            for status, (countries, facts) in coverage.groups.items()
        ],
        "without_country": coverage.without_country,
        "areas": [{"area": area, "facts": facts} for area, facts in coverage.areas.items()],
        "decades": [{"decade": decade, "facts": facts} for decade, facts in coverage.decades.items()],
        "thinnest": [{"country": code, "facts": facts} for code, facts in coverage.thinnest.items()],
        "series": dict(zip(("metrics", "series", "values"), coverage.series, strict=True)),
    }


def _coverage_fields(base: FactBase, coverage: Coverage) -> FieldRows:
    """How many facts there are about what, and about which countries there are the fewest."""
    about = [f"{_group_name(status, countries)}: {facts:,}" for status, (countries, facts) in coverage.groups.items()]
    about += [f"no country: {coverage.without_country:,}"] if coverage.without_country else []
    areas = sorted(coverage.areas.items(), key=lambda item: (item[0] == NOT_STATED, -item[1]))
    by_area = [_area_span(base, area, facts) for area, facts in areas if facts]
    by_decade = [f"{decade} {facts:,}" for decade, facts in coverage.decades.items()]
    rows: FieldRows = [
        ("facts about", join_spans(about)),
        ("areas", join_spans(by_area)),
        ("period", join_spans(by_decade)),
    ]
    if len(base.countries) > len(coverage.thinnest):
        fewest = [
            Span(f"{base.country(code).name} {facts:,}", record=code) for code, facts in coverage.thinnest.items()
        ]
        rows.append(("fewest facts", join_spans(fewest)))
    metrics, series, values = coverage.series
    if series:
        text = f"{values:,} values in {series:,} series of {count_noun(metrics, 'metric')}"
        rows.append(("official series", spans(text)))
    return rows


def _area_span(base: FactBase, area: str, facts: int) -> Span:
    """An area with the number of its facts: "Trade 12"."""
    if area == NOT_STATED:
        return Span(f"{area} {facts:,}")
    return Span(f"{base.area(area).name} {facts:,}", record=area)


def _group_name(status: str, countries: int) -> str:
    """In words, with the number of countries: "members (10)", "dialogue partners (1)", "without a status (2)"."""
    return f"{'without a status' if status == NO_STATUS else f'{status_text(status)}s'} ({countries})"


def _first_commands(base: FactBase) -> Iterator[tuple[str, str]]:
    """Commands that answer a first question about this base, each with the question."""
    first = {
        kind: record_id if base.find(record_id) else next((record.id for record in base.of_kind(kind)), "")
        for kind, record_id in PREFERRED.items()
    }
    if first["country"]:
        yield command_text(base, "country", first["country"]), "a country at a glance"
        yield command_text(base, "projects", "--country", first["country"]), "projects and who takes part"
    if first["metric"]:
        yield command_text(base, "metric", first["metric"]), "claims about a metric, with official series"
    yield command_text(base, "facts", "--standing", "contested"), "where sources disagree"
    yield "sco --help", "everything else"


def command(facts: list[str] | None, format: str, *, bom: bool = False) -> None:
    """Show the base. `sco` without a command runs this; its options are in `sco_cli.cli.app`."""
    write_report(report(open_base(facts)), format, bom=bom)
