"""The look of the lines of countries: a colour that a country has in all charts, and dashes, or grey for the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.charts import theme
from sco_cli.charts.theme import Color
from sco_cli.models.factbase import FactBase

if TYPE_CHECKING:
    from sco_cli.models.entities import Series


class LineStyle(NamedTuple):
    """The look of one line and its label."""

    color: Color
    dash: tuple[int, ...]
    stroke_width: float


GREY_STYLE = LineStyle(Color(theme.CONTEXT_COLOR, theme.MUTED_COLOR), theme.SOLID, 1.4)


def country_color(base: FactBase, code: str) -> Color:
    """The colour of a country, by its place among the countries of the fact base: the same in all charts."""
    codes = [country.code for country in base.countries]
    return theme.COUNTRY_COLORS[codes.index(code) % len(theme.COUNTRY_COLORS)]


def line_styles(base: FactBase, lines: Sequence[Series], colored: Collection[str]) -> list[LineStyle]:
    """The style of each line; those of countries that are not in `colored` are grey.

    Of the dashes, a line has those that the fewest lines of its colour have, and among these the fewest of all lines.
    """
    by_color: Counter[tuple[Color, tuple[int, ...]]] = Counter()
    by_dash: Counter[tuple[int, ...]] = Counter()
    styles = []
    for line in lines:
        if line.country not in colored:
            styles.append(GREY_STYLE)
            continue
        color = country_color(base, line.country)
        dash = min(theme.DASHES, key=lambda dash: (by_color[color, dash], by_dash[dash]))
        by_color[color, dash] += 1
        by_dash[dash] += 1
        styles.append(LineStyle(color, dash, 2.4))
    return styles
