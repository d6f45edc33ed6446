"""Charts as specifications: which chart is drawn, what it shows, and what every chart carries."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from support.bases import base_with
from support.charts import WIDTHS, all_charts, draw_chart, layers_of, read_spec, texts
from support.paths import DATA, SMALL
from support.strategies import bases

from sco_cli.charts import chart_files, claim_chart, dumbbell_chart, line_chart, output
from sco_cli.models.factbase import FactBase

GOLDEN = DATA / "charts"


def dumbbell_spec(base: FactBase, *ids: str) -> Any:
    """The specification of the chart of figures of one metric, with these ids."""
    figures = [base.figure(record_id) for record_id in ids]
    return dumbbell_chart.draw(base, base.metric(figures[0].metric), figures, [], 800).spec


def kyrgyz_spec(base: FactBase, width: int) -> Any:
    """The specification of the chart of the claim about internet use in Kyrgyzstan, as a file has it."""
    figure = base.figure("kg-internet-penetration")
    (series,) = (line for line in base.series if line.id == "internet-penetration-kg-series")
    return json.loads(output.render(claim_chart.draw(base, base.metric(figure.metric), figure, series, width), ".json"))


# ---- What is drawn ----


@pytest.mark.parametrize("width", WIDTHS)
def test_the_kyrgyz_claim_shows_both_levels_and_both_crossings(bundled: FactBase, width: int) -> None:
    spec = kyrgyz_spec(bundled, width)
    sentences = texts(spec)
    for text in ("before: 43%", "after: over 70%", "rises past 43% between 2016 and 2017", "rises past 70% in 2020"):
        assert text in sentences
    assert "official series: 92.03% in 2024" in " ".join(sentences)
    claim = "Claim: Economic Information Daily, 28 August 2025, paragraph 18; no licence stated"
    assert any(re.match(claim, sentence) for sentence in sentences)
    assert any(re.match("Official series: ITU, .*, 13 July 2026; CC BY 4.0", sentence) for sentence in sentences)
    [line] = layers_of(spec, "line")
    assert [row["value"] for row in line["data"]["values"] if row["year"] == 2020] == [72]
    years = line["encoding"]["x"]["axis"]["values"]
    assert years == sorted(years)
    assert {2016, 2020} <= set(years)
    assert spec["padding"]["left"] + spec["width"] + spec["padding"]["right"] == width


@pytest.mark.parametrize("width", WIDTHS)
def test_a_chart_is_as_wide_as_asked_for(tmp_path: Path, width: int) -> None:
    arguments = ("metric", "paved", "--country", "KZ", "--width", str(width), "--facts", str(SMALL))
    spec = read_spec(draw_chart(tmp_path, *arguments))
    assert spec["padding"]["left"] + spec["width"] + spec["padding"]["right"] == width


def test_the_band_of_an_open_level_fades_up_to_the_end_of_the_scale(bundled: FactBase) -> None:
    spec = kyrgyz_spec(bundled, 800)
    band = next(layer for layer in layers_of(spec, "rect") if isinstance(layer["mark"]["color"], dict))
    assert band["encoding"]["y"] == {"value": 0.0}  # 100%, the top
    colors = [stop["color"] for stop in band["mark"]["color"]["stops"]]
    assert float(colors[0].split(",")[-1].strip(" )")) < float(colors[1].split(",")[-1].strip(" )"))


def test_lines_stop_at_gaps_and_breaks_and_breaks_are_marked(tmp_path: Path) -> None:
    spec = read_spec(draw_chart(tmp_path, "metric", "paved", "--facts", str(SMALL)))
    [line] = layers_of(spec, "line")
    assert line["encoding"]["detail"]["field"] == "run"
    runs = [(row["run"], row["year"]) for row in line["data"]["values"]]
    assert runs == [(1, 2019), (1, 2020), (2, 2023), (2, 2024)], "2021 has no value, and there is a break at 2023"
    halo, break_mark = layers_of(spec, "point")
    for layer in (halo, break_mark):
        assert layer["data"]["values"] == [{"country": "KZ", "year": 2023, "value": 44.2}]
        assert layer["mark"]["xOffset"] < 0, "it stands just before the first value after the break"
    assert break_mark["mark"]["stroke"] == line["mark"]["stroke"]
    sentences = texts(spec)
    assert "Kazakhstan 75%" in sentences
    assert "Mongolia 11.5%" in sentences
    assert any("Kazakhstan 2023" in sentence and sentence.startswith("// marks a break") for sentence in sentences)
    assert any("Mongolia 2020\u20132023" in sentence and sentence.startswith("Gaps") for sentence in sentences)


def test_the_label_of_a_series_that_ends_early_has_its_last_year(tmp_path: Path) -> None:
    spec = read_spec(draw_chart(tmp_path, "metric", "internet-penetration", "--country", "MM", "--country", "CN"))
    assert "Myanmar 45.45% (2020)" in texts(spec)


COUNTRIES = tuple(2 * letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
MANY_SERIES = (
    '[[metrics]]\nid = "m"\nname = "M"\ndefinition = "D"\nunit = "%"\n'
    '[[figures]]\nid = "f"\nmetric = "m"\ncountries = ["AA"]\nvalue = 7\nevidence = [{ source = "s" }]\n'
) + "".join(
    f'[[countries]]\ncode = "{code}"\nalpha3 = "{code}X"\nname = "{code}"\n'
    f'[[series]]\nmetric = "m"\ncountry = "{code}"\nsource = "s"\npoints = {{ 2020 = 5, 2021 = {7 + number} }}\n'
    for number, code in enumerate(COUNTRIES)
)
"""A metric with a series for each of many countries, of which one has a claim too."""


def test_among_many_series_only_those_with_claims_have_colours(tmp_path: Path) -> None:
    file = tmp_path / "many.toml"
    file.write_text(base_with(MANY_SERIES))
    spec = read_spec(draw_chart(tmp_path, "metric", "m", "--facts", str(file)))
    colors = {line["data"]["values"][0]["country"]: line["mark"]["stroke"] for line in layers_of(spec, "line")}
    assert colors["AA"] != colors["BB"]
    assert {colors[country] for country in COUNTRIES if country != "AA"} == {colors["BB"]}
    assert {text for text in texts(spec) if text.endswith("%")} >= {
        f"{name} {7 + n}%" for n, name in enumerate(COUNTRIES)
    }


@pytest.mark.parametrize(
    ("figures", "labels"),
    [
        ("mn-transport-cost", ["before: 32 USD/t", "after: 15 USD/t"]),
        ("mn-transport-cost mn-transport-cost-gogo", ["before: 32 USD/t", "before: 30 to 32 USD/t"]),
        ("forum-attendance-opening forum-attendance-whole", ["about 600 people", "over 1,500 people"]),
        ("e-signature-documents", ["nearly 5,000 documents"]),
        ("mn-railway-operating-cost", ["before = 100", "after: -50%", "index, before = 100"]),
        ("mn-coal-output", ["before = 100", "after: ×2 to ×3"]),
        ("sco-online-retail-2024", ["over 3.2 trillion USD"]),
    ],
)
def test_figures_are_labelled_in_the_words_of_the_claim(figures: str, labels: list[str], bundled: FactBase) -> None:
    assert set(labels) <= set(texts(dumbbell_spec(bundled, *figures.split())))


def test_a_change_without_levels_is_a_footnote_if_other_figures_have_levels(bundled: FactBase) -> None:
    sentences = texts(dumbbell_spec(bundled, "mn-transport-cost", "mn-transport-cost-news-mn"))
    footnote = "Not drawn, because the source gives only the change: News.MN, undated: ×0.25 (to a quarter)."
    assert any(footnote in sentence for sentence in sentences)


def test_an_about_is_a_blurred_dot_and_an_exact_number_a_sharp_one(bundled: FactBase) -> None:
    spec = dumbbell_spec(bundled, "forum-attendance-opening", "forum-attendance-whole")
    [blurred] = layers_of(spec, "circle")
    assert blurred["mark"]["color"]["gradient"] == "radial"
    assert len([layer for layer in layers_of(spec, "point") if "shape" in layer["mark"]]) == 1


def test_a_band_covers_all_values_that_the_wording_allows(bundled: FactBase) -> None:
    spec = dumbbell_spec(bundled, "e-signature-documents")
    [band] = layers_of(spec, "rect")
    assert band["encoding"]["x"]["value"] == 0, "nearly 5,000 is any number below, down to the metric's minimum"
    assert band["encoding"]["x2"]["value"] == pytest.approx(spec["width"])


def test_a_comparison_draws_the_metric_that_most_countries_have(tmp_path: Path) -> None:
    sentences = texts(read_spec(draw_chart(tmp_path, "compare", "KG", "UZ", "KZ")))
    assert sentences.count("Internet penetration in Kyrgyzstan, Uzbekistan and Kazakhstan, 2010 to 2024") == 1
    small = texts(read_spec(draw_chart(tmp_path, "compare", "KZ", "MN", "--facts", str(SMALL))))
    assert any(sentence.startswith("Paved roads in Kazakhstan and Mongolia") for sentence in small)


def test_a_country_without_a_series_is_named_in_the_subtitle(bundled: FactBase) -> None:
    metric, two_series = bundled.metric("internet-penetration"), list(bundled.series[:2])
    sentences = texts(line_chart.draw(bundled, metric, two_series, ["KG"], 800).spec)
    assert "No official series on record: Kyrgyzstan." in sentences


@pytest.mark.slow
@pytest.mark.parametrize("width", [chart_files.MIN_WIDTH, chart_files.DEFAULT_WIDTH])
def test_every_metric_with_data_can_be_drawn(bundled: FactBase, width: int) -> None:
    drawn = {name.partition(" ")[0] for name, _ in all_charts(bundled, width)}
    assert drawn == {figure.metric for figure in bundled.figures} | {series.metric for series in bundled.series}


@settings(deadline=None, max_examples=8, suppress_health_check=list(HealthCheck))
@given(base=bases())
def test_any_fact_base_can_be_drawn(base: FactBase) -> None:
    for width in (chart_files.MIN_WIDTH, chart_files.DEFAULT_WIDTH):
        for name, chart in all_charts(base, width):
            assert chart.spec["width"] > 0, name
            assert chart.spec["height"] > 0, name


# ---- What every chart carries ----


@pytest.mark.slow
def test_every_chart_has_a_title_a_unit_and_its_sources(bundled: FactBase) -> None:
    for name, chart in all_charts(bundled, chart_files.DEFAULT_WIDTH):
        sentences = texts(chart.spec)
        assert chart.title in sentences, name
        assert chart.title in chart.description
        assert any(sentence.startswith("Fact base: ") for sentence in sentences)
        assert any(re.match("Claim: |Official series: |Sources: ", sentence) for sentence in sentences), name
        assert chart.spec["background"] == "#ffffff"
        assert "legend" not in json.dumps(chart.spec, default=str)


def linear_channel(color: str, start: int) -> float:
    """A channel of a hexadecimal sRGB colour as linear light, from 0 to 1 (WCAG 2.1, relative luminance)."""
    value = int(color[start : start + 2], 16) / 255
    return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4


def contrast_with_white(color: str) -> float:
    """The contrast ratio of WCAG 2.1."""
    red, green, blue = (linear_channel(color, start) for start in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_every_text_has_enough_contrast_with_white(bundled: FactBase) -> None:
    charts = [chart for _, chart in all_charts(bundled, chart_files.DEFAULT_WIDTH)]
    colors = {layer["mark"]["color"] for chart in charts for layer in layers_of(chart.spec, "text")}
    assert len(colors) > 3
    assert {color: contrast_with_white(color) for color in colors if contrast_with_white(color) < 4.5} == {}


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.json")))
def test_charts_of_the_small_base_equal_the_golden_files(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    arguments = {"claim": ("paved", "-c", "KZ"), "lines": ("paved",), "levels": ("toll",), "index": ("traffic",)}[name]
    file = draw_chart(tmp_path, "metric", *arguments, "--facts", str(SMALL))
    golden = GOLDEN / f"{name}.json"
    if request.config.getoption("--update-screens"):
        golden.write_bytes(file.read_bytes())
    assert file.read_bytes() == golden.read_bytes()


def with_quoted_references(schema: Any) -> Any:
    """The schema with references that are valid addresses: those of Vega-Lite have "<" in them."""
    if isinstance(schema, dict):
        quoted = {key: with_quoted_references(value) for key, value in schema.items()}
        return quoted | {"$ref": quote(schema["$ref"], safe="#/")} if "$ref" in schema else quoted
    return [with_quoted_references(item) for item in schema] if isinstance(schema, list) else schema


@pytest.mark.slow
def test_specifications_are_valid_vega_lite(bundled: FactBase) -> None:
    altair = pytest.importorskip("altair")
    jsonschema_rs = pytest.importorskip("jsonschema_rs")
    validator = jsonschema_rs.Draft7Validator(with_quoted_references(altair.vegalite.v6.schema.core.load_schema()))
    for width in WIDTHS:
        for name, chart in all_charts(bundled, width):
            assert validator.is_valid(json.loads(output.render(chart, ".json"))), name
    assert not validator.is_valid({"mark": "no such mark"})
