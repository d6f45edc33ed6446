"""Rendered charts: no text overlaps anything, text of a fact base stays text, and the gallery is up to date."""

from __future__ import annotations

import struct
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from support.charts import WIDTHS, all_charts
from support.paths import ROOT
from support.runner import run_process
from support.svg_geometry import CHARACTER_WIDTHS, SVG, overlaps

from sco_cli.charts import chart_files, chooser, output, text_width
from sco_cli.models.factbase import FactBase

pytestmark = pytest.mark.slow


@pytest.fixture
def renderer() -> None:
    """Skips the test if the optional renderer is not installed."""
    pytest.importorskip("vl_convert")


def test_the_estimated_width_of_text_is_not_too_small() -> None:
    for is_bold, widths in enumerate(CHARACTER_WIDTHS):
        assert len(widths) >= 95 - 2
        text = "Ministry of Foreign Affairs, 2025-07-11: between 30 million and 50 million t/year (expected)"
        assert sum(widths[character] for character in text) <= text_width.measure(text, 1, bold=bool(is_bold))
        wider = {
            character
            for character, width in widths.items()
            if width > text_width.measure(character, 1, bold=bool(is_bold))
        }
        assert wider <= {"W"}


def test_overlaps_are_detected() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40">%s</svg>'
    text = '<text transform="translate({},20)" font-size="10px">{}</text>'.format
    assert overlaps(svg % (text(5, "one") + text(10, "two")).encode()) == [("two", "one")]
    line = '<g class="mark-line"><path d="M0,0L90,40"/></g>'
    assert overlaps(svg % (text(35, "one") + line).encode()) == [("one", "a line")]
    assert overlaps(svg % text(80, "three").encode()) == [("three", "the edge")]
    assert overlaps(svg % (text(5, "one") + text(50, "two")).encode()) == []


@pytest.mark.usefixtures("renderer")
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_overlaps_anything(bundled: FactBase, width: int) -> None:
    overlaps_by_chart = {name: overlaps(output.render(chart, ".svg")) for name, chart in all_charts(bundled, width)}
    assert {name: pairs for name, pairs in overlaps_by_chart.items() if pairs} == {}


@pytest.mark.usefixtures("renderer")
def test_an_svg_begins_with_title_and_description(bundled: FactBase) -> None:
    chart = chooser.metric_chart(bundled, bundled.metric("internet-penetration"), ["KG"], 800)
    root = ET.fromstring(output.render(chart, ".svg"))  # noqa: S314  # made by sco itself
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert (root[0].text, root[1].text, root.get("role")) == (chart.title, chart.description, "img")
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    assert root.get("width") == "800"
    assert {element.get("font-family") for element in root.iter(f"{SVG}text")} == {"sans-serif"}


@pytest.mark.usefixtures("renderer")
def test_a_png_has_two_pixels_for_each_pixel_of_the_width(bundled: FactBase) -> None:
    png = output.render(chooser.metric_chart(bundled, bundled.metric("transport-cost"), [], 400), ".png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", png[16:20]) == (800,)


HOSTILE = "</script><script>alert(1)</script> <b> & \" ' [x] \x1b]52;c;Zm9v\x07 \u202e"


@pytest.mark.usefixtures("renderer")
def test_text_of_a_fact_base_is_never_markup(small: FactBase) -> None:
    metric = small.metric("paved").model_copy(update={"name": HOSTILE, "unit": HOSTILE, "definition": HOSTILE})
    chart = chooser.metric_chart(small, metric, ["KZ"], 400)
    root = ET.fromstring(output.render(chart, ".svg"))  # noqa: S314  # made by sco itself
    assert (root[0].text or "").startswith("</script><script>alert(1)")
    page = output.render(chart, ".html").decode()
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "http" not in page.replace("http://www.w3.org/", "")


@pytest.mark.usefixtures("renderer")
@pytest.mark.parametrize("ending", chart_files.ENDINGS)
def test_the_same_command_writes_the_same_bytes(ending: str, tmp_path: Path) -> None:
    for name, environ in (("first", {"PYTHONHASHSEED": "3", "TZ": "UTC+4"}), ("second", {"PYTHONHASHSEED": "4"})):
        file = tmp_path / f"{name}{ending}"
        assert run_process("metric", "internet-penetration", "-c", "KG", "--chart", file, **environ).code == 0
    assert (tmp_path / f"first{ending}").read_bytes() == (tmp_path / f"second{ending}").read_bytes()


# ---- The gallery ----


@pytest.fixture
def gallery() -> Any:
    """The module docs/gallery.py; skips the test if the documentation is not there."""
    folder = ROOT / "docs"
    if not (folder / "gallery.py").exists():
        pytest.skip("the documentation is not here")
    sys.path.insert(0, str(folder))
    try:
        import gallery  # type: ignore[import-not-found, unused-ignore]
    finally:
        sys.path.remove(str(folder))
    return gallery


def test_the_gallery_page_is_up_to_date(gallery: Any) -> None:
    assert (gallery.HERE / "gallery.md").read_text("utf-8") == gallery.page()
    names = {f"{chart.name}.svg" for chart in gallery.CHARTS}
    assert names == {path.name for path in (gallery.HERE / "gallery").iterdir()}


@pytest.mark.usefixtures("renderer")
def test_the_charts_of_the_gallery_are_up_to_date(gallery: Any, tmp_path: Path) -> None:
    gallery.draw(tmp_path)
    for path in (gallery.HERE / "gallery").iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), (
            f"python docs/gallery.py draws {path.name} differently"
        )
