"""Charts for the pages of a site: lines of a metric, and a claim beside the official series of its country."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sco_cli.charts import chart_files, chooser, output
from sco_cli.errors import BadRequest
from sco_cli.models.factbase import FactBase
from sco_cli.site.page import Picture

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, Metric
    from sco_cli.models.facts import Fact

MAIN_METRIC = "internet-penetration"
"""The metric of the chart on a country's page, if there is no claim beside a series."""

CARD_SCALE = 0.75
"""A card is 600 pixels wide: other sites ask for that many, and show it smaller."""

KEPT = 32
"""The number of charts that are kept, because a country and the facts about it show the same."""


def is_installed() -> bool:
    """Whether the library that draws is there, which is an extra."""
    return find_spec("vl_convert") is not None


class SiteCharts:
    """Draws the charts of a base, each once as long as it is among the last ones."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self._metrics: dict[str, list[str]] = {}
        for series in base.series:
            self._metrics.setdefault(series.country, []).append(series.metric)
        self._with_series = {(series.metric, series.country) for series in base.series}
        self._with_claim: dict[str, str] = {}
        for figure in base.figures:
            if code := self._claim_country(figure):
                self._with_claim.setdefault(code, figure.metric)
        self._draw = lru_cache(maxsize=KEPT)(self._draw_metric)

    def country(self, country: Country) -> Picture | None:
        """A claim about the country beside the series, else the series of the main metric or of the first."""
        metrics = self._metrics.get(country.code, [])
        if not metrics:
            return None
        first = MAIN_METRIC if MAIN_METRIC in metrics else metrics[0]
        return self._draw(self._with_claim.get(country.code, first), (country.code,))

    def metric(self, metric: Metric) -> Picture | None:
        """The lines of all official series of the metric."""
        has_series = any(metric.id == of_series for of_series, _ in self._with_series)
        return self._draw(metric.id, ()) if has_series else None

    def fact(self, fact: Fact) -> Picture | None:
        """A figure with a level, and with others of the same kind, beside the series of its country."""
        code = self._claim_country(fact)
        return self._draw(getattr(fact, "metric", ""), (code,)) if code else None

    def _claim_country(self, fact: Fact) -> str:
        """The country of a figure with a level that has one country and an official series there; else ""."""
        if fact.kind != "figure" or len(fact.countries) != 1 or not (fact.before or fact.value):
            return ""
        code = fact.countries[0]
        return code if (fact.metric, code) in self._with_series else ""

    def _draw_metric(self, metric: str, codes: tuple[str, ...]) -> Picture | None:
        """The chart; None if there are too many lines, or too few data, for one."""
        try:
            chart = chooser.metric_chart(self._base, self._base.metric(metric), codes, chart_files.DEFAULT_WIDTH)
        except BadRequest:
            return None
        svg = output.render(chart, ".svg").decode()
        return Picture("-".join((metric, *codes)), svg, chart.title, lambda: output.svg_to_png(svg, CARD_SCALE))
