"""The other claims of a chart about one claim: a diamond for each that states a year, and a footnote for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sco_cli.charts import captions
from sco_cli.charts.label_layout import Point
from sco_cli.charts.level_marks import level_diamond_layers
from sco_cli.charts.time_plot import TimePlot
from sco_cli.charts.vega_lite import Layer
from sco_cli.models import period
from sco_cli.models.date_words import optional_date_words
from sco_cli.models.factbase import FactBase
from sco_cli.quantities.quantity import Quantity
from sco_cli.queries.levels import levels_of
from sco_cli.queries.titles import subject_names
from sco_cli.queries.year_range import YearRange
from sco_cli.reports.sources import locator_text
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric
    from sco_cli.models.facts import Figure


@dataclass(frozen=True, slots=True)
class DatedClaim:
    """A value that is claimed of a single year."""

    figure: Figure
    level: Quantity
    year: int

    @property
    def label(self) -> str:
        """The value in words: "93.4%, forecast"."""
        return f"{self.level.text()}{captions.forecast_suffix(self.figure)}"

    def point(self, plot: TimePlot) -> Point:
        """The position of the number that the source states last."""
        return plot.x.pixel(self.year), plot.y.pixel(self.level.stated_values[-1])

    def layers(self, plot: TimePlot) -> list[Layer]:
        """The diamond, hollow for a forecast, and a band if the number is not exact."""
        is_forecast = self.figure.stage == "planned"
        return level_diamond_layers(self.level, plot.x.pixel(self.year), plot.y, is_hollow=is_forecast)


def dated_claims(base: FactBase, figures: Sequence[Figure], years: YearRange) -> list[DatedClaim]:
    """Those of the figures that state a value of a single year, if that is one of the years."""
    return list(_find_dated(base, figures, years))


def _find_dated(base: FactBase, figures: Sequence[Figure], years: YearRange) -> Iterator[DatedClaim]:
    for figure in figures:
        stated = period.parse_optional(figure.period)
        level = levels_of(base, figure).value
        if level and stated and stated.year is not None and years.includes(stated.year):
            yield DatedClaim(figure, level, stated.year)


def footnotes(base: FactBase, figures: Sequence[Figure], drawn: Sequence[DatedClaim], country: str) -> list[str]:
    """Every one of the figures in words, first those that are drawn; `country` is that of the chart."""
    drawn_ids = {claim.figure.id for claim in drawn}
    groups = (
        ("Other claims (diamonds)", [figure for figure in figures if figure.id in drawn_ids]),
        ("Other claims (not drawn)", [figure for figure in figures if figure.id not in drawn_ids]),
    )
    return [
        f"{heading}: {captions.name_first([_describe(base, figure, country) for figure in group], '; ')}."
        for heading, group in groups
        if group
    ]


def _describe(base: FactBase, figure: Figure, country: str) -> str:
    """A claim with what limits it and who makes it: "under 40%, no year stated (DW, 1 February 2023)"."""
    is_of_country = figure.countries == (country,) and not figure.countries_open and not subject_names(base, figure)
    when = (
        f", {optional_date_words(figure.period) or 'no year stated'}{captions.forecast_suffix(figure)}"
        if is_of_country
        else f", {captions.place_and_period(base, figure)}"
    )
    source = locator_text(base, captions.stating_evidence(figure))
    return f"{levels_of(base, figure).sentence_text()}{when} ({source})"


def count_note(base: FactBase, metric: Metric, figures: Sequence[Figure]) -> list[str]:
    """How many claims of which countries a chart of lines leaves out, and the command that lists them."""
    if not figures:
        return []
    counts = Counter(code for figure in figures for code in figure.countries)
    countries = captions.name_first([f"{base.country(code).name} {count}" for code, count in counts.most_common()])
    verb = "is" if len(figures) == 1 else "are"
    claims = f"{count_noun(len(figures), 'claim')} on record {verb} not drawn (sco metric {metric.id})"
    return [f"{claims}: {countries}." if countries else f"{claims}."]
