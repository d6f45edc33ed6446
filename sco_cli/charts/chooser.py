"""The choice of a chart type for the data at hand: a claim beside a series, lines of series, or figures in rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from sco_cli.charts import claim_chart, direction, dumbbell_chart, line_chart
from sco_cli.charts.scale_type import ScaleType
from sco_cli.charts.vega_lite import Chart
from sco_cli.errors import BadRequest
from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import Filters, select
from sco_cli.queries.year_range import ALL_YEARS, YearRange

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, Metric, Series
    from sco_cli.models.facts import Figure

CodesByMetric = defaultdict[str, set[str]]
"""Codes of countries by the id of a metric."""


def metric_chart(
    base: FactBase,
    metric: Metric,
    countries: Collection[str],
    width: int,
    scale: ScaleType = "linear",
    years: YearRange = ALL_YEARS,
) -> Chart:
    """The chart of a metric in the countries with these codes, in this order; in all countries if there are none.

    For one country with a series and a claim with levels: the claims beside the series. Otherwise, if there are series:
    a line for each country. Otherwise: the figures before and after. Raises BadRequest if there are no data or too
    many, if the years are limited and no series has a value in them, or if the scale is logarithmic and a value is 0 or
    below.
    """
    base, metric = direction.isolate_names(base), direction.isolate_record(metric)
    series = select(base, base.series, Filters(metric=(metric.id,), country=tuple(countries)))
    figures = select(base, base.figures, Filters(metric=(metric.id,), country=tuple(countries)))
    if len(set(countries)) == 1 and len(series) == 1 and (figure := _claim_with_level(figures)):
        others = [other for other in figures if other is not figure]
        return claim_chart.draw(base, metric, figure, series[0], width, scale, others=others, years=years)
    if series:
        return _lines(base, metric, series, figures, countries, width, scale, years)
    if years.is_limited:
        raise BadRequest(
            f"--from and --to need values by year, but the base has no matching official series of {metric.id}"
        )
    if figures:
        without_data = _without_data(countries, [code for figure in figures for code in figure.countries])
        return dumbbell_chart.draw(base, metric, figures, without_data, width, scale)
    raise BadRequest(f"cannot draw {metric.id}: the base has no matching figure or official series")


def countries_chart(
    base: FactBase,
    countries: Sequence[Country],
    width: int,
    scale: ScaleType = "linear",
    years: YearRange = ALL_YEARS,
) -> Chart:
    """The chart of countries side by side, for the metric that most of them have data on.

    Official series count before figures; among equals, the first metric of the fact base is taken. Raises BadRequest
    if no metric has data on two of the countries, and as `metric_chart` does.
    """
    base = direction.isolate_names(base)
    codes = [country.code for country in countries]
    with_series, with_figures = _countries_by_metric(base, codes)
    best = max(
        base.metrics, key=lambda metric: (len(with_series[metric.id]), len(with_figures[metric.id])), default=None
    )
    if best is None or max(len(with_series[best.id]), len(with_figures[best.id])) < 2:
        raise BadRequest(f"cannot draw {', '.join(codes)}: no metric has data for two of them")
    figures = select(base, base.figures, Filters(metric=(best.id,), country=tuple(codes)))
    if len(with_series[best.id]) > 1:
        series = select(base, base.series, Filters(metric=(best.id,), country=tuple(codes)))
        return _lines(base, best, series, figures, codes, width, scale, years)
    if years.is_limited:
        raise BadRequest(f"cannot draw {', '.join(codes)} by year: no metric has official series for two of them")
    return dumbbell_chart.draw(base, best, figures, _without_data(codes, with_figures[best.id]), width, scale)


def _lines(
    base: FactBase,
    metric: Metric,
    series: Sequence[Series],
    claims: Sequence[Figure],
    countries: Collection[str],
    width: int,
    scale: ScaleType,
    years: YearRange,
) -> Chart:
    """The chart of lines of these series, in the order of the countries that are asked for, if any are."""
    order = {code: place for place, code in enumerate(dict.fromkeys(countries))}
    if order:
        series = sorted(series, key=lambda line: order[line.country])
    lines = [clipped for line in series if (clipped := years.clip(line))]
    if not lines:
        raise BadRequest(
            f"no official series of {metric.id} on record has a value in the selected years ({years.text()})"
        )
    with_series = dict.fromkeys(line.country for line in series)
    return line_chart.draw(
        base,
        metric,
        lines,
        _without_data(order, with_series),
        width,
        scale,
        claims=claims,
        without_values=_without_data(with_series, [line.country for line in lines]),
        are_asked_for=bool(order),
    )


def _countries_by_metric(base: FactBase, codes: Collection[str]) -> tuple[CodesByMetric, CodesByMetric]:
    """Those of the countries that have official series of each metric, and those that have figures."""
    with_series: CodesByMetric = defaultdict(set)
    with_figures: CodesByMetric = defaultdict(set)
    codes = set(codes)
    for series in base.series:
        with_series[series.metric].update({series.country}.intersection(codes))
    for figure in base.figures:
        with_figures[figure.metric].update(set(figure.countries).intersection(codes))
    return with_series, with_figures


def _claim_with_level(figures: Sequence[Figure]) -> Figure | None:
    """The first figure with levels before and after, else the first with a value."""
    with_levels = [figure for figure in figures if figure.before or figure.value]
    return next((figure for figure in with_levels if figure.before), next(iter(with_levels), None))


def _without_data(codes: Collection[str], with_data: Collection[str]) -> list[str]:
    """The codes that are not among those with data, in their order."""
    found = set(with_data)
    return [code for code in codes if code not in found]
