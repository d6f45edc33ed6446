"""`sco compare KG UZ KZ`: countries side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sco_cli.charts import chart_files
from sco_cli.cli.completion import complete_countries
from sco_cli.cli.options import ChartOption, FactsOption, ForceOption, FormatOption, WidthOption
from sco_cli.cli.output import check_chart, write_report
from sco_cli.errors import BadRequest
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.models.vocabulary import STANDINGS
from sco_cli.queries import filters, lookup
from sco_cli.queries.levels import levels_of
from sco_cli.queries.standing import count_standings, standing_of
from sco_cli.queries.titles import join_countries
from sco_cli.reports.columns import country_name
from sco_cli.reports.records import to_record, to_records
from sco_cli.reports.report import Column, Report, Span, Table, Text, Title, spans
from sco_cli.reports.series_tables import series_records
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.models.entities import Country
    from sco_cli.models.facts import Figure


def report(base: FactBase, countries: Sequence[Country]) -> Report:
    """Status, counts of facts, figures of metrics that two or more of them have, and series at two years.

    Raises BadRequest for fewer than two countries: one has nothing to be compared with.
    """
    if len(countries) < 2:
        raise BadRequest("compare takes two or more countries; `sco country` shows one")
    lines = series_records(base, filters.select(base.series, country=[country.code for country in countries]))
    sides = [_side(base, country, [line for line in lines if line["country"] == country.code]) for country in countries]
    shared = Counter(metric for side in sides for metric in {figure["metric"] for figure in side["figures"]})
    for side in sides:
        side["figures"] = [figure for figure in side["figures"] if shared[figure["metric"]] > 1]
    aspects = list(_aspects(base, sides))
    columns = [Column("aspect", "", lambda row: spans(Span(row["aspect"], "dim")), no_wrap=False)]
    columns += [
        Column(one.code, country_name(base, one.code), partial(_cell, one.code), no_wrap=False) for one in countries
    ]
    view = {"kind": "comparison", "id": "-".join(one.code for one in countries), "countries": sides, "aspects": aspects}
    title = spans(count_noun(len(countries), "country"), " side by side")
    return Report((Title(title), Table(tuple(columns), aspects)), aspects, view)


def _side(base: FactBase, country: Country, lines: Sequence[JsonRecord]) -> JsonRecord:
    """All that is compared of one country, beside its official series."""
    facts = filters.select(base.facts, country=[country.code])
    counts = Counter[str](fact.kind for fact in facts)
    return to_record(base, country) | {
        "facts": {kind: counts[kind] for kind in base.fact_kinds},
        "standings": dict(count_standings(facts)),
        "figures": to_records(base, (fact for fact in facts if fact.kind == "figure")),
        "series": lines,
    }


def _aspects(base: FactBase, sides: Sequence[JsonRecord]) -> Iterator[JsonRecord]:
    """The rows of the table: an aspect, and what there is of it for each country."""

    def aspect(key: str, name: str, values: Sequence[Any]) -> JsonRecord:
        return {"kind": "aspect", "id": key, "aspect": name} | {
            side["id"]: value for side, value in zip(sides, values, strict=True)
        }

    for key in ("status", "since"):
        yield aspect(key, key, [side[key] for side in sides])
    for kind in base.fact_kinds:
        yield aspect(f"{kind}s", f"{kind}s", [side["facts"][kind] for side in sides])
    for word in STANDINGS:
        yield aspect(word, word, [side["standings"][word] for side in sides])
    for metric in dict.fromkeys(figure["metric"] for side in sides for figure in side["figures"]):
        said = [
            [_said(base, base.get(one["id"])) for one in side["figures"] if one["metric"] == metric] for side in sides
        ]
        yield aspect(metric, base.get(metric).name, ["; ".join(texts) or None for texts in said])
    for metric in dict.fromkeys(line["metric"] for side in sides for line in side["series"]):
        lines = [next((one for one in side["series"] if one["metric"] == metric), None) for side in sides]
        ends = next(line["comparison"] for line in lines if line)
        for year, end in {ends[end]["year"]: end for end in ("from", "to")}.items():
            name = f"{base.get(metric).name}, official series, {year}"
            yield aspect(f"{metric}-{year}", name, [_value(line, end) for line in lines])


def _said(base: FactBase, figure: Figure) -> str:
    """The numbers of a figure with all that limits them: the period, all countries that it names, a contest."""
    limits = [figure.period or "no year stated"]
    if "period" in figure.inferred:
        limits.append("inferred")
    if figure.stage == "planned":
        limits.append("expected")
    if figure.countries_open or len(figure.countries) > 1:
        limits.append(f"of {join_countries(figure.countries, is_open=figure.countries_open)}")
    if standing_of(figure) == "contested":
        limits.append("contested")
    return f"{levels_of(base, figure).text()} ({', '.join(limits)})"


def _value(line: JsonRecord | None, end: str) -> str | None:
    """The value at one end; a break between is told beside the later one, which it limits."""
    value = line["comparison"][end]["value"] if line else None
    if line is None or value is None:
        return None
    breaks = ", ".join(map(str, line["comparison"]["breaks"]))
    return f"{value['text']} (break {breaks})" if breaks and end == "to" else str(value["text"])


def _cell(code: str, row: JsonRecord) -> Text:
    value = row[code]
    return spans(Span("none", "dim") if value is None else Span(str(value), "plain" if value else "dim"))


def command(
    countries: Annotated[
        list[str],
        typer.Argument(
            metavar="COUNTRY...", help="Two or more, by code, name or alias.", autocompletion=complete_countries
        ),
    ],
    chart: ChartOption = None,
    width: WidthOption = chart_files.DEFAULT_WIDTH,
    force: ForceOption = False,
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """Set countries side by side.

    A chart draws the metric that most of them have: official series, else figures.

    \b
    Examples:
      sco compare KG UZ KZ
      sco compare Kyrgyzstan Tajikistan --format json
      sco compare KG UZ KZ --chart three.svg
    """
    check_chart(chart, width, force=force)
    base = open_base(facts)
    codes = dict.fromkeys(lookup.find(base, "country", name).code for name in countries)
    chosen = [base.get(code) for code in codes]
    shown = report(base, chosen)
    if chart:
        chart_files.write_countries_chart(base, chosen, chart, width=width, force=force)
    else:
        write_report(shown, format)
