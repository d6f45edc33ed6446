"""Colours and dashes of lines: what a country keeps in all charts, and which lines have colours."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from support.bases import base_with
from support.charts import draw_chart, layers_of, read_spec, texts

from sco_cli.charts import line_chart, theme
from sco_cli.charts.line_styles import country_color, line_styles
from sco_cli.models.factbase import FactBase

Vector = tuple[float, float, float]

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear sRGB.
VISIONS: dict[str, tuple[Vector, Vector, Vector]] = {
    "common": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(color: str) -> Vector:
    """The channels of a hexadecimal sRGB colour as linear light, from 0 to 1."""
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return to_linear(red), to_linear(green), to_linear(blue)


def to_linear(value: float) -> float:
    """A channel of sRGB as linear light."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def oklab(color: str, vision: str) -> Vector:
    """The colour as it is seen with that vision, in Oklab (Ottosson, 2020)."""
    light = linear(color)
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in VISIONS[vision]
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def distance(first: str, second: str, vision: str) -> float:
    """The Euclidean distance of two colours in Oklab; black and white are 1 apart."""
    pairs = zip(oklab(first, vision), oklab(second, vision), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


@pytest.mark.parametrize("vision", VISIONS)
def test_the_colours_of_charts_differ_for_every_colour_vision(vision: str) -> None:
    colors = [color.mark for color in (*theme.COUNTRY_COLORS, theme.CLAIM_COLOR)]
    assert {pair: distance(*pair, vision) for pair in combinations(colors, 2) if distance(*pair, vision) < 0.07} == {}
    assert min(distance(color, theme.CONTEXT_COLOR, vision) for color in colors) > 0.07


def test_a_country_has_the_same_colour_in_all_charts(bundled: FactBase, tmp_path: Path) -> None:
    for arguments in (
        ("metric", "internet-penetration"),
        ("metric", "internet-penetration", "-c", "UZ", "-c", "KG"),
        ("metric", "internet-penetration", "-c", "KG"),
        ("metric", "4g-coverage", "-c", "KG"),
        ("compare", "TJ", "UZ", "KG"),
    ):
        lines = layers_of(read_spec(draw_chart(tmp_path, *arguments)), "line")
        colors = {line["data"]["values"][0]["country"]: line["mark"]["stroke"] for line in lines}
        assert colors["KG"] == country_color(bundled, "KG").mark, arguments


def test_countries_of_one_colour_have_other_dashes(bundled: FactBase) -> None:
    lines = [series for series in bundled.series if series.metric == "population"]
    styles = line_styles(bundled, lines, {line.country for line in lines})
    assert len(set(styles)) == len(lines) >= 27
    assert len({style.color for style in styles[:8]}) == len(theme.COUNTRY_COLORS)


COUNTRIES = tuple(2 * letter for letter in "ABCDEFGHIJKL")
TWELVE = '[[metrics]]\nid = "m"\nname = "M"\ndefinition = "D"\nunit = "%"\n' + "".join(
    f'[[countries]]\ncode = "{code}"\nalpha3 = "{code}X"\nname = "{code}"\n'
    f'[[series]]\nmetric = "m"\ncountry = "{code}"\nsource = "s"\npoints = {{ 2020 = 5, 2021 = {7 + number} }}\n'
    for number, code in enumerate(COUNTRIES)
)
CLAIMS = "".join(
    f'[[figures]]\nid = "f-{number}"\nmetric = "m"\ncountries = ["{code}"]\nvalue = 7\n'
    'evidence = [{ source = "s" }]\n'
    for number, code in enumerate((*COUNTRIES[2:], "LL"))
)


@pytest.mark.parametrize(
    ("claims", "asked_for", "colored", "reason"),
    [
        ("", [], COUNTRIES[:8], "In colour: the first 8 countries of the fact base."),
        ("", [*COUNTRIES[::-1]], COUNTRIES[:3:-1], "In colour: the first 8 countries asked for."),
        (CLAIMS, [], ("LL", *COUNTRIES[2:9]), "In colour: the countries with the most claims on record."),
    ],
)
def test_at_most_eight_lines_have_colours_and_those_are_on_top(
    claims: str, asked_for: list[str], colored: tuple[str, ...], reason: str, tmp_path: Path
) -> None:
    file = tmp_path / "many.toml"
    file.write_text(base_with(TWELVE + claims))
    options = [word for code in asked_for for word in ("-c", code)]
    spec = read_spec(draw_chart(tmp_path, "metric", "m", *options, "--facts", str(file)))
    lines = layers_of(spec, "line")
    drawn = [line["data"]["values"][0]["country"] for line in lines]
    assert {line["mark"]["stroke"] for line in lines[:4]} == {theme.CONTEXT_COLOR}
    assert set(drawn[4:]) == set(colored)
    assert len(colored) == line_chart.MAX_COLORED
    assert reason in texts(spec)
    if asked_for:
        assert drawn == [*asked_for[:7:-1], *asked_for[7::-1]]
