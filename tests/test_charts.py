"""Charts: which picture is drawn, what it says, and what all of them carry."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import SMALL
from hypothesis import HealthCheck, given, settings
from support.charts import SIZES, draw, drawings, of_kind, spec, texts
from support.strategies import bases

from sco_cli.charts import chart_files, dumbbell_chart, line_chart
from sco_cli.models.factbase import FactBase

SPECS = Path(__file__).parent / "charts"


# ---- What is drawn ----


@pytest.mark.parametrize("width", SIZES)
def test_the_kyrgyz_claim_tells_both_levels_and_both_crossings(tmp_path: Path, width: int) -> None:
    picture = spec(draw(tmp_path, "metric", "internet-penetration", "--country", "KG", "--width", str(width)))
    said = texts(picture)
    for text in ("before: 43 %", "after: over 70 %", "crosses 43 between 2016 and 2017", "passes 70 in 2020"):
        assert text in said
    assert "official series: 92.03 % in 2024" in " ".join(said)
    assert any(
        re.match("Claim: Economic Information Daily, 2025-08-28, paragraph 18; no licence stated", one) for one in said
    )
    assert any(re.match("Official series: ITU, .*, 2026-07-13; CC BY 4.0", one) for one in said)
    [line] = of_kind(picture, "line")
    assert [row["value"] for row in line["data"]["values"] if row["year"] == 2020] == [72]
    years = line["encoding"]["x"]["axis"]["values"]
    assert years == sorted(years)
    assert {2016, 2020} <= set(years)
    assert picture["padding"]["left"] + picture["width"] + picture["padding"]["right"] == width


def test_a_level_with_an_open_end_fades_to_the_end_of_the_range(tmp_path: Path) -> None:
    picture = spec(draw(tmp_path, "metric", "internet-penetration", "--country", "KG"))
    band = next(one for one in of_kind(picture, "rect") if isinstance(one["mark"]["color"], dict))
    assert band["encoding"]["y"] == {"value": 0.0}  # 100 %, the top
    shades = [stop["color"] for stop in band["mark"]["color"]["stops"]]
    assert float(shades[0].split(",")[-1].strip(" )")) < float(shades[1].split(",")[-1].strip(" )"))


def test_gaps_are_left_open_and_breaks_are_cut(tmp_path: Path) -> None:
    picture = spec(draw(tmp_path, "metric", "paved", "--facts", str(SMALL)))
    runs = [[row["year"] for row in line["data"]["values"]] for line in of_kind(picture, "line")]
    assert runs == [[2019, 2020], [2023, 2024]], "2021 is missing, 2023 begins anew"
    [cut] = of_kind(picture, "point")
    assert cut["data"]["values"] == [{"year": 2022.5, "value": 52.1}]
    said = texts(picture)
    assert "Kazakhstan 75 %" in said
    assert "Mongolia 11.5 %" in said
    assert any("Kazakhstan 2023" in one and one.startswith("// a break") for one in said)
    assert any("Mongolia 2020-2023" in one and one.startswith("Gaps") for one in said)


def test_a_series_that_ends_early_says_when(tmp_path: Path) -> None:
    picture = spec(draw(tmp_path, "metric", "internet-penetration", "--country", "MM", "--country", "CN"))
    assert "Myanmar 45.45 % (2020)" in texts(picture)


def test_of_many_series_those_with_claims_have_colours(tmp_path: Path) -> None:
    picture = spec(draw(tmp_path, "metric", "internet-penetration"))
    colors = {line["data"]["values"][0]["country"]: line["mark"]["stroke"] for line in of_kind(picture, "line")}
    assert colors["KG"] != colors["KZ"] == colors["BY"]
    assert len([one for one in texts(picture) if re.search(r" [\d.]+ %( \(\d{4}\))?$", one)]) == 27


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        ("transport-cost", ["before: 32 USD/t", "after: 15 USD/t", "before: 30 to 32 USD/t"]),
        ("forum-attendance", ["about 600 people", "over 1,500 people"]),
        ("documents-signed", ["nearly 5,000 documents"]),
        ("railway-operating-cost", ["before = 100", "after: -50 %", "index, before = 100"]),
        ("coal-output", ["before = 100", "after: x2 to x3"]),
        ("online-retail-market", ["over 3.2 trillion USD"]),
    ],
)
def test_figures_are_labelled_in_the_words_of_the_claim(metric: str, said: list[str], tmp_path: Path) -> None:
    assert set(said) <= set(texts(spec(draw(tmp_path, "metric", metric))))


def test_a_change_without_levels_is_told_where_others_have_levels(tmp_path: Path) -> None:
    said = texts(spec(draw(tmp_path, "metric", "transport-cost")))
    assert any("Not drawn, for no levels are stated: News.MN, undated: x0.25." in one for one in said)


def test_about_is_soft_and_a_number_is_hard(bundled: FactBase) -> None:
    figures = [bundled.figure("forum-attendance-opening"), bundled.figure("forum-attendance-whole")]
    picture = dumbbell_chart.draw(bundled, bundled.metric("forum-attendance"), figures, [], 800).spec
    [soft] = of_kind(picture, "circle")
    assert soft["mark"]["color"]["gradient"] == "radial"
    dots = [one for one in of_kind(picture, "point") if "shape" in one["mark"]]
    assert len(dots) == 1


def test_bars_reach_to_where_the_words_do(bundled: FactBase) -> None:
    metric = bundled.metric("documents-signed")
    picture = dumbbell_chart.draw(bundled, metric, [bundled.figure("e-signature-documents")], [], 800).spec
    [band] = of_kind(picture, "rect")
    assert band["encoding"]["x"]["value"] == 0, "nearly 5,000 is below, down to the least there can be"
    assert band["encoding"]["x2"]["value"] == pytest.approx(picture["width"])


def test_what_countries_have_in_common_is_drawn(tmp_path: Path) -> None:
    said = texts(spec(draw(tmp_path, "compare", "KG", "UZ", "KZ")))
    assert said.count("Internet penetration in Kyrgyzstan, Uzbekistan and Kazakhstan, 2010 to 2024") == 1
    small = texts(spec(draw(tmp_path, "compare", "KZ", "MN", "--facts", str(SMALL))))
    assert any(one.startswith("Paved roads in Kazakhstan and Mongolia") for one in small)


def test_a_country_without_a_series_is_named(bundled: FactBase) -> None:
    metric, lines_of_two = bundled.metric("internet-penetration"), list(bundled.series[:2])
    said = texts(line_chart.draw(bundled, metric, lines_of_two, ["KG"], 800).spec)
    assert "No official series on record: Kyrgyzstan." in said


@pytest.mark.parametrize("width", SIZES)
def test_all_that_is_on_record_can_be_drawn(bundled: FactBase, width: int) -> None:
    names = [name for name, _ in drawings(bundled, width)]
    assert len(names) > 2 * len(bundled.metrics)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(base=bases())
def test_any_base_can_be_drawn(base: FactBase) -> None:
    for width in (chart_files.MIN_WIDTH, chart_files.DEFAULT_WIDTH):
        for name, picture in drawings(base, width):
            assert picture.spec["width"] > 0, name
            assert picture.spec["height"] > 0, name


# ---- What all pictures carry ----


def test_every_picture_has_a_title_a_unit_and_its_sources(bundled: FactBase) -> None:
    for name, picture in drawings(bundled, 800):
        said = texts(picture.spec)
        assert picture.title in said, name
        assert picture.title in picture.description
        assert any(one.startswith("Fact base: ") for one in said)
        assert any(re.match("Claim: |Official series: |Sources: ", one) for one in said), name
        assert picture.spec["background"] == "#ffffff"
        assert "legend" not in json.dumps(picture.spec, default=str)


def channel(color: str, at: int) -> float:
    value = int(color[at : at + 2], 16) / 255
    return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4


def contrast(color: str) -> float:
    """With white, by WCAG 2.1."""
    red, green, blue = (channel(color, at) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_text_can_be_read_on_white(bundled: FactBase) -> None:
    colors = {
        layer["mark"]["color"]
        for _, picture in drawings(bundled, 800)
        for layer in picture.spec["layer"]
        if layer["mark"]["type"] == "text"
    }
    assert len(colors) > 3
    assert {color: contrast(color) for color in colors if contrast(color) < 4.5} == {}


@pytest.mark.parametrize("name", sorted(path.stem for path in SPECS.glob("*.json")))
def test_the_pictures_of_the_small_base_stay_as_they_were_looked_at(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    arguments = {"claim": ("paved", "-c", "KZ"), "lines": ("paved",), "levels": ("toll",), "index": ("traffic",)}[name]
    drawn = draw(tmp_path, "metric", *arguments, "--facts", str(SMALL))
    golden = SPECS / f"{name}.json"
    if request.config.getoption("--update-screens"):
        golden.write_bytes(drawn.read_bytes())
    assert drawn.read_bytes() == golden.read_bytes()


def test_the_specifications_are_vega_lite(bundled: FactBase) -> None:
    altair = pytest.importorskip("altair")
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft7Validator(altair.vegalite.v6.schema.core.load_schema())
    from sco_cli.formats import json_encoder

    seen = set()
    for width in SIZES:
        for name, picture in drawings(bundled, width):
            kind = picture.spec["layer"][0]["mark"]["type"], name.split()[0]
            if kind not in seen:  # of each metric once, for a validation takes a second
                seen.add(kind)
                plain = json.loads("".join(json_encoder.indented(picture.spec)))
                assert next(validator.iter_errors(plain), None) is None, name
    assert not validator.is_valid({"mark": "no such mark"})
