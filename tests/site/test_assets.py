"""The stylesheet and the scripts of a site, as files."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from sco_cli.charts import theme

ASSETS = files("sco_cli") / "site" / "assets"
STYLE = (ASSETS / "site.css").read_text("utf-8")

CHART_COLORS = {
    *(theme.TEXT_COLOR, theme.MUTED_COLOR, theme.FAINT_COLOR, theme.GRID_COLOR, theme.BACKGROUND, theme.CONTEXT_COLOR),
    *theme.CLAIM_COLOR,
    *(color for pair in theme.COUNTRY_COLORS for color in pair),
}


def luminance(color: str) -> float:
    """The relative luminance of a colour such as "#00566b", as WCAG 2.2 defines it."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def palette(begin: str) -> dict[str, str]:
    """The colours that are set after a piece of the stylesheet, by name."""
    block = STYLE.partition(begin)[2].partition("}")[0].replace("#fff;", "#ffffff;")
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block))


DARK_CHARTS = dict(re.findall(r'figure\.chart \[fill="(#[0-9a-f]{6})"\] { fill: ([^;]+); }', STYLE))
"""What stands for a colour of the charts in the dark; the others stay as they are."""


@pytest.mark.parametrize(
    "begin", [":root {", "@media (prefers-color-scheme: dark) {\n  :root {"], ids=["light", "dark"]
)
def test_all_text_has_the_contrast_that_wcag_asks_for(begin: str) -> None:
    colors = palette(begin)
    for background in ("paper", "panel"):
        assert contrast(colors[background], colors["edge"]) >= 3
        for text in ("ink", "dim", "accent", "contested"):
            assert (background, text, contrast(colors[background], colors[text]) >= 4.5) == (background, text, True)
    for text in ("ink", "dim", "accent"):
        assert (text, contrast(colors["mark"], colors[text]) >= 4.5) == (text, True)


@pytest.mark.parametrize("color", sorted(CHART_COLORS))
def test_each_colour_of_the_charts_has_one_for_the_dark_that_can_be_seen(color: str) -> None:
    colors = palette("@media (prefers-color-scheme: dark) {\n  :root {")
    named = DARK_CHARTS.get(color, color)
    dark = re.sub(r"var\(--([a-z]+)\)", lambda name: colors[name[1]], named)
    assert named == color or f'figure.chart [stroke="{color}"] {{ stroke: {named}; }}' in STYLE
    texts = {theme.TEXT_COLOR, theme.MUTED_COLOR, theme.CLAIM_COLOR.text, *(pair.text for pair in theme.COUNTRY_COLORS)}
    if color in texts:
        assert contrast(dark, colors["paper"]) >= 4.5
    elif color not in {theme.GRID_COLOR, theme.BACKGROUND, theme.CONTEXT_COLOR}:
        assert contrast(dark, colors["paper"]) >= 3


@pytest.mark.parametrize("name", ["site.css", "search.js", "filters.js"])
def test_nothing_is_loaded_from_elsewhere_and_no_data_becomes_markup(name: str) -> None:
    text = (ASSETS / name).read_text("utf-8")
    forbidden = (
        r"https?:|url\(|@import|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\("
    )
    assert re.findall(forbidden, text) == []
