"""Which picture is drawn, by what there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from sco_cli.charts import claim_chart, dumbbell_chart, line_chart
from sco_cli.charts.theme import Chart
from sco_cli.errors import BadRequest
from sco_cli.models.factbase import FactBase
from sco_cli.queries import filters

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, Metric
    from sco_cli.models.facts import Figure

Holders = defaultdict[str, set[str]]
"""Codes of countries, by the id of a metric."""


def metric_chart(base: FactBase, metric: Metric, countries: Collection[str], width: int) -> Chart:
    """The picture of a metric, in all countries or in those given.

    One country that has a series and a claim with levels: the claim on the record. Otherwise, if there are series: a
    line a country. Otherwise: figures before and after. Raises BadRequest if there is nothing to draw.
    """
    series = filters.select(base.series, metric=[metric.id], country=countries)
    figures = filters.select(base.figures, metric=[metric.id], country=countries)
    if len(set(countries)) == 1 and series and (figure := _claim(figures)):
        return claim_chart.draw(base, metric, figure, series[0], width)
    if series:
        return line_chart.draw(base, metric, series, _missing(countries, [one.country for one in series]), width)
    if figures:
        held = [code for figure in figures for code in figure.countries]
        return dumbbell_chart.draw(base, metric, figures, _missing(countries, held), width)
    raise BadRequest(f"no picture of {metric.id}: no figure and no official series on record matches")


def countries_chart(base: FactBase, countries: Sequence[Country], width: int) -> Chart:
    """The picture of countries side by side: the metric that most of them have.

    One with official series goes before one with figures only, then the first of the base. Raises BadRequest if there
    is none that two of them have.
    """
    codes = [country.code for country in countries]

    with_series, with_figures = _holders(base, codes)
    best = max(base.metrics, key=lambda one: (len(with_series[one.id]), len(with_figures[one.id])), default=None)
    if best is None or max(len(with_series[best.id]), len(with_figures[best.id])) < 2:
        raise BadRequest(f"no picture of {', '.join(codes)}: there is no metric that two of them have")
    if len(with_series[best.id]) > 1:
        series = filters.select(base.series, metric=[best.id], country=codes)
        series.sort(key=lambda one: codes.index(one.country))
        return line_chart.draw(base, best, series, _missing(codes, [one.country for one in series]), width)
    figures = filters.select(base.figures, metric=[best.id], country=codes)
    return dumbbell_chart.draw(
        base, best, figures, _missing(codes, [code for one in figures for code in one.countries]), width
    )


def _holders(base: FactBase, codes: Collection[str]) -> tuple[Holders, Holders]:
    """Which of the countries have official series of a metric, and which have figures."""
    with_series: Holders = defaultdict(set)
    with_figures: Holders = defaultdict(set)
    for one in base.series:
        with_series[one.metric].update({one.country}.intersection(codes))
    for figure in base.figures:
        with_figures[figure.metric].update(set(figure.countries).intersection(codes))
    return with_series, with_figures


def _claim(figures: Sequence[Figure]) -> Figure | None:
    """The claim that is set on the record: the first with a before and an after, else the first with a value."""
    with_levels = [one for one in figures if one.before or one.value]
    return next((one for one in with_levels if one.before), next(iter(with_levels), None))


def _missing(asked: Collection[str], held: Collection[str]) -> list[str]:
    """Countries that were asked for and have nothing, in their order."""
    return [code for code in asked if code not in held]
