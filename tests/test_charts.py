"""Pictures: which is drawn, what they say, that nothing in them overlaps, and how they are written."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import SMALL, run_process, run_sco
from hypothesis import HealthCheck, given, settings
from strategies import bases

from sco_cli import charts, comparison
from sco_cli.charts import choosing, dumbbell, lines, measuring, placing, scales
from sco_cli.factbase import FactBase

SVG = "{http://www.w3.org/2000/svg}"
SPECS = Path(__file__).parent / "charts"
SIZES = (400, 800)


def spec(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def draw(folder: Path, *arguments: str, name: str = "picture.json") -> Path:
    """The file that a command has drawn."""
    file = folder / name
    ran = run_sco(*arguments, "--chart", file, "--force")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return file


def texts(picture: Any) -> list[str]:
    """All that stands in a specification, a text a line."""
    found = (layer["mark"].get("text") for layer in picture["layer"])
    return [" ".join(lines) for lines in found if lines]


def of_kind(picture: Any, kind: str) -> list[Any]:
    return [layer for layer in picture["layer"] if layer["mark"]["type"] == kind]


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
    figures = [bundled.get("forum-attendance-opening"), bundled.get("forum-attendance-whole")]
    picture = dumbbell.picture(bundled, bundled.get("forum-attendance"), figures, [], 800).spec
    [soft] = of_kind(picture, "circle")
    assert soft["mark"]["color"]["gradient"] == "radial"
    dots = [one for one in of_kind(picture, "point") if "shape" in one["mark"]]
    assert len(dots) == 1


def test_bars_reach_to_where_the_words_do(bundled: FactBase) -> None:
    metric = bundled.get("documents-signed")
    picture = dumbbell.picture(bundled, metric, [bundled.get("e-signature-documents")], [], 800).spec
    [band] = of_kind(picture, "rect")
    assert band["encoding"]["x"]["value"] == 0, "nearly 5,000 is below, down to the least there can be"
    assert band["encoding"]["x2"]["value"] == pytest.approx(picture["width"])


def test_what_countries_have_in_common_is_drawn(tmp_path: Path) -> None:
    said = texts(spec(draw(tmp_path, "compare", "KG", "UZ", "KZ")))
    assert said.count("Internet penetration in Kyrgyzstan, Uzbekistan and Kazakhstan, 2010 to 2024") == 1
    small = texts(spec(draw(tmp_path, "compare", "KZ", "MN", "--facts", str(SMALL))))
    assert any(one.startswith("Paved roads in Kazakhstan and Mongolia") for one in small)


def test_a_country_without_a_series_is_named(bundled: FactBase) -> None:
    metric, lines_of_two = bundled.get("internet-penetration"), list(bundled.series[:2])
    said = texts(lines.picture(bundled, metric, lines_of_two, ["KG"], 800).spec)
    assert "No official series on record: Kyrgyzstan." in said


def drawings(base: FactBase, width: int) -> Iterator[tuple[str, Any]]:
    """Every picture there is of a base: of each metric as a whole, and in each country."""
    claimed = {one.metric for one in base.figures}
    for metric in base.metrics:
        places = {code for one in base.figures if one.metric == metric.id for code in one.countries}
        places |= {one.country for one in base.series if one.metric == metric.id}
        for codes in ((), *((code,) for code in sorted(places))) if places or metric.id in claimed else ():
            yield f"{metric.id} {codes}", choosing.of_metric(base, metric, codes, width)


@pytest.mark.parametrize("width", SIZES)
def test_all_that_is_on_record_can_be_drawn(bundled: FactBase, width: int) -> None:
    names = [name for name, _ in drawings(bundled, width)]
    assert len(names) > 2 * len(bundled.metrics)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(base=bases())
def test_any_base_can_be_drawn(base: FactBase) -> None:
    for width in (charts.LEAST, charts.USUAL):
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
    from sco_cli.formats import jsontext

    seen = set()
    for width in SIZES:
        for name, picture in drawings(bundled, width):
            kind = picture.spec["layer"][0]["mark"]["type"], name.split()[0]
            if kind not in seen:  # of each metric once, for a validation takes a second
                seen.add(kind)
                plain = json.loads("".join(jsontext.indented(picture.spec)))
                assert next(validator.iter_errors(plain), None) is None, name
    assert not validator.is_valid({"mark": "no such mark"})


# ---- Drawn ----


class Text(NamedTuple):
    """A line of text in a picture, and the room that it takes."""

    said: str
    box: placing.Box


def moved(element: ET.Element) -> tuple[float, float]:
    found = re.match(r"translate\(([-\d.e]+)[, ]+([-\d.e]+)\)", element.get("transform", ""))
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


# fmt: off
REGULAR = {
    27: "'", 28: "ijl", 29: "IJ", 32: " ,.", 34: "/:;\\|", 35: "f", 36: "-", 39: "()[]t", 40: "!", 41: "r", 46: '"',
    50: "*_`", 52: "sz", 53: "?", 55: "c", 56: "L", 58: "Fk", 59: "vxy", 60: "P", 61: "TYao", 62: "e",
    63: "ESbdghnpqu", 64: "$0123456789{}", 66: "K", 68: "AV", 69: "BRXZ", 70: "C", 73: "U", 75: "HN", 77: "DG",
    78: "&", 79: "OQ", 82: "w", 84: "#+<=>^~", 86: "M", 95: "%", 97: "m", 99: "W", 100: "@",
}
BOLD = {
    31: "'", 34: "ijl", 35: " ", 37: "/IJ\\|", 38: ",.", 40: ":;", 42: "-", 44: "f", 46: "!()[]", 48: "t", 49: "r",
    50: "_`", 52: '"*', 58: "?z", 59: "c", 60: "s", 64: "L", 65: "vxy", 67: "ak", 68: "EFTe", 69: "o",
    70: "$0123456789", 71: "hnu{}", 72: "SYbdgpq", 73: "CPZ", 76: "B", 77: "AKRVX", 81: "U", 82: "G", 83: "D",
    84: "#+<=>HN^~", 85: "OQ", 87: "&", 92: "w", 100: "%@M", 104: "m", 110: "W",
}
# fmt: on
"""How wide letters are, in hundredths of the size of the type, in DejaVu Sans, which is wider than most."""
WIDE = [{letter: wide / 100 for wide, letters in font.items() for letter in letters} for font in (REGULAR, BOLD)]


def test_text_takes_no_more_room_than_is_reckoned_with() -> None:
    for is_bold, font in enumerate(WIDE):
        assert len(font) >= 95 - 2
        text = "Ministry of Foreign Affairs, 2025-07-11: between 30 million and 50 million t/year (expected)"
        assert sum(font[letter] for letter in text) <= measuring.width(text, 1, bold=bool(is_bold))
        assert {one for one, wide in font.items() if wide > measuring.width(one, 1, bold=bool(is_bold))} <= {"W"}


def text_boxes(element: ET.Element, x: float = 0, y: float = 0) -> Iterator[Text]:
    """Every line of text in an svg, with the room that it takes."""
    dx, dy = moved(element)
    x, y = x + dx, y + dy
    if element.tag == f"{SVG}text" and element.get("opacity") != "0":
        size = float(element.get("font-size", "11").removesuffix("px"))
        said = [span.text or "" for span in element] or [element.text or ""]
        step = float(element[1].get("dy", 0)) if len(element) > 1 else 0
        for number, line in enumerate(said):
            wide = size * sum(WIDE[element.get("font-weight") == "bold"].get(letter, 1) for letter in line)
            left = x - {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
            base = y + number * step
            yield Text(line, placing.Box(left, base - size * 0.75, left + wide, base + size * 0.2))
    for child in element:
        yield from text_boxes(child, x, y)


def strokes(element: ET.Element, x: float = 0, y: float = 0, *, is_line: bool = False) -> Iterator[placing.Stroke]:
    """The strokes of all lines in an svg, from value to value."""
    dx, dy = moved(element)
    x, y = x + dx, y + dy
    is_line = is_line or "mark-line" in element.get("class", "")
    if is_line and element.tag == f"{SVG}path":
        points = [(x + float(px), y + float(py)) for px, py in re.findall(r"([-\d.]+),([-\d.]+)", element.get("d", ""))]
        yield from pairwise(points)
    for child in element:
        yield from strokes(child, x, y, is_line=is_line)


def overlaps(svg: bytes) -> list[tuple[str, str]]:
    """Texts that stand on one another or on a line, or reach out of the picture."""
    root = ET.fromstring(svg)  # noqa: S314  # of our own making
    page = placing.Box(0, 0, float(root.get("width", 0)), float(root.get("height", 0)))
    found = [one for one in text_boxes(root) if one.said]
    pairs = [
        (one.said, other.said) for at, one in enumerate(found) for other in found[:at] if one.box.overlaps(other.box)
    ]
    pairs += [(one.said, "a line") for one in found if any(map(one.box.is_crossed, strokes(root)))]
    return pairs + [(one.said, "the edge") for one in found if not one.box.inside(page)]


@pytest.fixture(scope="module")
def renderer() -> Any:
    return pytest.importorskip("sco_cli.charts.rendering", exc_type=ImportError)


def rendered(renderer: Any, picture: Any, ending: str = ".svg") -> bytes:
    from sco_cli.formats import jsontext

    return bytes(renderer.render(picture, "".join(jsontext.indented(picture.spec)), ending))


def test_the_test_of_overlaps_can_fail() -> None:
    two = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40">%s</svg>'
    text = '<text transform="translate({},20)" font-size="10px">{}</text>'.format
    assert overlaps(two % (text(5, "one") + text(10, "two")).encode()) == [("two", "one")]
    line = '<g class="mark-line"><path d="M0,0L90,40"/></g>'
    assert overlaps(two % (text(35, "one") + line).encode()) == [("one", "a line")]
    assert overlaps(two % text(80, "three").encode()) == [("three", "the edge")]
    assert overlaps(two % (text(5, "one") + text(50, "two")).encode()) == []


@pytest.mark.parametrize("width", SIZES)
def test_nothing_overlaps(bundled: FactBase, renderer: Any, width: int) -> None:
    wrong = {}
    for name, picture in drawings(bundled, width):
        found = overlaps(rendered(renderer, picture))
        if found:
            wrong[name] = found
    assert wrong == {}


def test_an_svg_begins_with_title_and_description(renderer: Any, bundled: FactBase) -> None:
    picture = choosing.of_metric(bundled, bundled.get("internet-penetration"), ["KG"], 800)
    root = ET.fromstring(rendered(renderer, picture))  # noqa: S314  # of our own making
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert (root[0].text, root[1].text, root.get("role")) == (picture.title, picture.description, "img")
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    assert root.get("width") == "800"
    assert {one.get("font-family") for one in root.iter(f"{SVG}text")} == {"sans-serif"}


def test_a_png_is_twice_as_fine_as_its_width(renderer: Any, bundled: FactBase) -> None:
    picture = choosing.of_metric(bundled, bundled.get("transport-cost"), [], 400)
    png = rendered(renderer, picture, ".png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", png[16:20]) == (800,)


HOSTILE = "</script><script>alert(1)</script> <b> & \" ' [x] \x1b]52;c;Zm9v\x07 \u202e"


def test_data_is_data_in_every_kind_of_picture(renderer: Any, small: FactBase) -> None:
    metric = small.get("paved").model_copy(update={"name": HOSTILE, "unit": HOSTILE, "definition": HOSTILE})
    picture = choosing.of_metric(small, metric, ["KZ"], 400)
    svg = rendered(renderer, picture)
    assert "".join(ET.fromstring(svg)[0].text or "").startswith("</script><script>alert(1)")  # noqa: S314  # our own
    page = rendered(renderer, picture, ".html").decode()
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "http" not in page.replace("http://www.w3.org/", "")


@pytest.mark.usefixtures("renderer")
def test_the_same_picture_is_the_same_bytes(tmp_path: Path) -> None:
    for ending in charts.ENDINGS:
        for name in ("one", "two"):
            line = ("metric", "internet-penetration", "-c", "KG", "--chart", str(tmp_path / f"{name}{ending}"))
            assert (
                run_process(*line, PYTHONHASHSEED=str(len(name) + (name == "two")), TZ=f"UTC+{len(ending)}").code == 0
            )
        assert (tmp_path / f"one{ending}").read_bytes() == (tmp_path / f"two{ending}").read_bytes()


# ---- Written ----


def test_a_file_that_is_there_is_kept_unless_forced(tmp_path: Path) -> None:
    file = tmp_path / "kg.json"
    file.write_text("mine")
    line = ("metric", "paved", "--facts", SMALL, "--chart", file)
    ran = run_sco(*line)
    assert (ran.code, ran.out, file.read_text()) == (2, "", "mine")
    assert "--force replaces it" in ran.err
    assert run_sco(*line, "--force").code == 0
    assert spec(file)["$schema"].endswith("/v6.1.0.json")


@pytest.mark.parametrize("name", ["no/such/folder.json", "folder.json"])
def test_what_cannot_be_written_leaves_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    before = sorted(tmp_path.rglob("*"))
    ran = run_sco("metric", "paved", "--facts", SMALL, "--chart", tmp_path / name, "--force")
    assert (ran.code, ran.out) == (3, "")
    assert re.match('sco: cannot write "', ran.err)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("metric", "paved", "--chart", "x.gif"), "names no kind of picture; there are .svg, .png, .html, .json"),
        (("metric", "paved", "--chart", "x"), "names no kind of picture"),
        (("metric", "--chart", "x.json"), "--chart draws one metric"),
        (("metric", "paved", "--chart", "x.json", "--from", "2020"), "a chart shows all years"),
        (("metric", "toll", "-c", "KZ", "--chart", "x.json"), "no picture of toll"),
        (("compare", "KZ", "--chart", "x.json"), "two or more countries"),
        (("metric", "paved", "--chart", "x.json", "--width", "9"), "320"),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run_sco(*arguments, "--facts", SMALL)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_one_sentence_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    monkeypatch.delitem(sys.modules, "sco_cli.charts.rendering", raising=False)
    ran = run_sco("metric", "paved", "--facts", SMALL, "--chart", tmp_path / "x.svg")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "pip install 'vl-convert-python>=1.8,<2'" in ran.err
    assert list(tmp_path.iterdir()) == []
    assert run_sco("metric", "paved", "--facts", SMALL, "--chart", tmp_path / "x.json").code == 0


def test_nothing_that_draws_is_imported_but_for_a_picture() -> None:
    names = ("sco_cli.charts.", "vl_convert", "altair")
    code = f"import sys, sco_cli.cli; print([one for one in sys.modules if one.startswith({names})])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout == "[]\n"


# ---- The parts ----


def test_text_is_wrapped_and_never_cut() -> None:
    text = "a word antidisestablishmentarianism and more"
    lines = measuring.wrapped(text, 12, 100)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measuring.width(line, 12) <= 100 for line in lines)
    assert measuring.wrapped("", 12, 100) == []


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ([10, 50], [10, 50]),
        ([50, 50], [45, 55]),
        ([50, 52, 10], [46, 56, 10]),
        ([1, 2, 3], [0, 10, 20]),
        ([99, 98], [100, 90]),
        ([], []),
    ],
)
def test_labels_are_spread(wanted: list[float], places: list[float]) -> None:
    assert placing.spread(wanted, 10, 0, 100) == pytest.approx(places)


def test_a_box_is_crossed_by_what_goes_through_it() -> None:
    box = placing.Box(10, 10, 20, 20)
    assert box.is_crossed(((0, 0), (30, 30)))
    assert box.is_crossed(((12, 12), (13, 13)))
    assert not box.is_crossed(((0, 0), (30, 5)))
    assert not box.is_crossed(((0, 0), (5, 5)))


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [(0, 100, [0, 20, 40, 60, 80, 100]), (0, 7, [0, 2, 4, 6]), (-1, 1, [-1, -0.5, 0, 0.5, 1])],
)
def test_the_numbers_of_an_axis_are_round(low: int, high: int, values: list[float]) -> None:
    from fractions import Fraction

    assert [float(one) for one in scales.ticks(Fraction(low), Fraction(high), 5)] == values


def test_levels_of_every_figure_are_within_the_range_that_is_drawn(bundled: FactBase) -> None:
    for figure in bundled.figures:
        metric, found = bundled.get(figure.metric), comparison.levels(bundled, figure)
        given = [one.value for one in (found.before, found.after, found.value) if one and one.value is not None]
        low, high = scales.span_of(metric, given, 5)
        assert all(low <= value <= high for value in given), figure.id


# ---- The gallery ----


@pytest.fixture
def gallery() -> Any:
    """The script of the gallery, where the documents are."""
    folder = Path(__file__).parent.parent / "docs"
    if not (folder / "gallery.py").exists():
        pytest.skip("the documents are not here")
    sys.path.insert(0, str(folder))
    try:
        import gallery  # type: ignore[import-not-found, unused-ignore]
    finally:
        sys.path.remove(str(folder))
    return gallery


def test_the_gallery_shows_what_its_script_makes(gallery: Any) -> None:
    assert (gallery.HERE / "gallery.md").read_text("utf-8") == gallery.page()
    shown = {f"{one.name}.svg" for one in gallery.PICTURES}
    assert shown == {path.name for path in (gallery.HERE / "gallery").iterdir()}


@pytest.mark.usefixtures("renderer")
def test_the_pictures_of_the_gallery_are_what_is_drawn_today(gallery: Any, tmp_path: Path) -> None:
    gallery.draw(tmp_path)
    for path in (gallery.HERE / "gallery").iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), (
            f"python docs/gallery.py draws {path.name} anew"
        )


# ---- On the terminal ----


@pytest.mark.parametrize(
    ("metric", "whole_parts"),
    [
        ("transport-cost", {"32", "15", "30 to 32", "14", "8", "49", "12"}),
        ("forum-attendance", {"over 600", "about 600", "over 1,500"}),
        ("it-exports", {"nearly 90", "344", "over 900", "2"}),
        ("transport-capacity", {"30", "30 million to 50", "at most 50"}),
    ],
)
def test_levels_beside_bars_stand_on_their_decimal_points(metric: str, whole_parts: set[str]) -> None:
    pattern = r"  (?:before|after|value) +((?:[a-z ]+ )?(?:[\d,.]+(?: \w+)? to )?[\d,]+)"
    found = [match for line in run_sco("metric", metric).out.splitlines() if (match := re.match(pattern, line))]
    assert {match[1].strip() for match in found} >= whole_parts
    assert len({match.end() for match in found}) == 1


@pytest.mark.parametrize("asked", ["metric internet-penetration --force", "compare KG UZ --width 400"])
def test_options_of_a_picture_are_refused_without_one(asked: str) -> None:
    ran = run_sco(*asked.split())
    assert (ran.code, ran.out, ran.err) == (2, "", "sco: --width and --force are for --chart FILE\n")
