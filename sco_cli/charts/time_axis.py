"""Official series as lines over years: gaps left open, breaks cut and marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sco_cli.charts import scales
from sco_cli.charts.label_layout import Point, Stroke
from sco_cli.charts.scales import Scale
from sco_cli.charts.theme import DIM, NARROW, PAPER, SMALL, Layer, Plot, data_layer, margin
from sco_cli.quantities import numerals
from sco_cli.queries import series

if TYPE_CHECKING:
    from sco_cli.models.entities import Series

CUT_SHAPE = "M-0.55,0.8L-0.05,-0.8M0.05,0.8L0.55,-0.8"
"""Two strokes across a line, as those who draw axes mark what is left out."""
CUT = 110
"""Square pixels of that mark."""

YEAR = 38
"""Pixels that the name of a year takes."""


def height(page_width: int) -> int:
    """Pixels that a plot of years is high, by those that its page is wide."""
    return 340 if page_width < NARROW else 400


def max_values(pixels: float) -> int:
    """How many numbers stand along so many pixels at the most."""
    return max(2, int(pixels // 50))


def plot(page_width: int, pixels: float, right: float, span: tuple[Fraction, Fraction]) -> Plot:
    """The room of a plot so high, with room to the left for the numbers of that span."""
    values = scales.ticks(*span, max_values(pixels))
    left = margin(page_width) + scales.tick_room(values, span[1], SMALL) + 8
    return Plot(page_width, pixels, round(left), round(right))


@dataclass(frozen=True, slots=True)
class Axes:
    """The scales of a plot of years, and the years and values that stand along them."""

    x: Scale
    y: Scale
    years: list[int]
    values: list[Any]

    @classmethod
    def of(cls, plot: Plot, years: Sequence[int], span: tuple[Fraction, Fraction], marked: Sequence[int] = ()) -> Axes:
        """Axes that fill the plot with these years and that span of values; any marked are named, not round ones."""
        first, last = min(years), max(years)
        last = max(last, first + 1)
        x = Scale(Fraction(first), Fraction(last), 0, plot.width)
        step = max(1, int(scales.step_for(Fraction(last - first), int(plot.width // YEAR))))
        named: list[int] = []
        for year in (*marked, last, first, *range(first, last)):
            is_free = all(abs(x.at(year) - x.at(other)) >= YEAR for other in named)
            if is_free and (year in (*marked, first, last) or not (marked or year % step)):
                named.append(year)
        values = scales.ticks(*span, max_values(plot.height))
        return cls(x, Scale(*span, plot.height, 0), sorted(named), values)

    @property
    def encoding(self) -> dict[str, Any]:
        """The two channels of position, the same in all layers of a plot."""
        return {
            "x": {
                "field": "year",
                "type": "quantitative",
                "scale": {"domain": self.x.domain, "nice": False, "zero": False},
                "axis": {"grid": False, "ticks": True, "tickSize": 4, "format": "d", "values": self.years},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"domain": self.y.domain, "nice": False, "zero": False},
                "axis": {"values": self.values, "labelExpr": scales.tick_text(self.y.high)},
            },
        }

    def point(self, year: int, value: Any) -> Point:
        """The pixel of a value."""
        return self.x.at(year), self.y.at(Fraction(value))


def segments(line: Series) -> list[list[int]]:
    """The years of a series, parted where a year is left out, and where the definition breaks."""
    years = sorted(line.points)
    parts = [[years[0]]]
    for year, following in pairwise(years):
        if following > year + 1 or series.is_broken(line, year, following):
            parts.append([])
        parts[-1].append(following)
    return parts


def cuts(line: Series) -> list[dict[str, Any]]:
    """A row for each break between two values: the middle between the two."""
    return [
        {
            "year": (year + following) / 2,
            "value": float(line.points[year] + line.points[following]) / 2,
        }
        for year, following in pairwise(sorted(line.points))
        if series.is_broken(line, year, following)
    ]


def gaps(line: Series) -> Iterator[str]:
    """The years without a value between the first and the last: "2021-2023"."""
    for year, following in pairwise(sorted(line.points)):
        if following > year + 1:
            yield str(year + 1) if following == year + 2 else f"{year + 1}-{following - 1}"


def strokes(line: Series, axes: Axes) -> list[Stroke]:
    """The strokes of a line in pixels, those over gaps and breaks too, where labels had better not stand."""
    points = [axes.point(year, value) for year, value in sorted(line.points.items())]
    return list(pairwise([*points[:1], *points]))


def series_layers(
    line: Series, axes: Axes, color: str, *, dash: Sequence[int] = (1, 0), weight: float = 2.2
) -> list[Layer]:
    """The layers of one series; a value that stands alone is a dot."""
    layers = []
    parts = segments(line)
    for part in (part for part in parts if len(part) > 1):
        rows = [_row(line, year) for year in part]
        style = {"stroke": color, "strokeWidth": weight, "strokeJoin": "round"}
        style |= {"strokeDash": list(dash)} if list(dash) != [1, 0] else {}
        layers.append(data_layer(rows, "line", style, **axes.encoding))
    last = max(line.points)
    alone = [part[0] for part in parts if len(part) == 1 and part[0] != last]
    dots = [_row(line, year) for year in [*alone, last]]
    layers.append(data_layer(dots, "circle", {"size": 36, "opacity": 1, "color": color}, **axes.encoding))
    if rows := cuts(line):
        layers.append(data_layer(rows, "circle", {"size": 150, "opacity": 1, "color": PAPER}, **axes.encoding))
        style = {"shape": CUT_SHAPE, "size": CUT, "filled": False, "stroke": DIM, "strokeWidth": 1.5, "opacity": 1}
        layers.append(data_layer(rows, "point", style, **axes.encoding))
    return layers


def _row(line: Series, year: int) -> dict[str, Any]:
    return {"country": line.country, "year": year, "value": numerals.to_json(numerals.to_fraction(line.points[year]))}
