"""Rendered pictures: nothing in them overlaps, data stays data, and those of the gallery are up to date."""

from __future__ import annotations

import struct
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from conftest import run_process
from support.charts import SIZES, drawings
from support.svg_geometry import SVG, WIDE, overlaps

from sco_cli.charts import chart_files, chooser, text_width
from sco_cli.models.factbase import FactBase


def test_text_takes_no_more_room_than_is_reckoned_with() -> None:
    for is_bold, font in enumerate(WIDE):
        assert len(font) >= 95 - 2
        text = "Ministry of Foreign Affairs, 2025-07-11: between 30 million and 50 million t/year (expected)"
        assert sum(font[letter] for letter in text) <= text_width.width(text, 1, bold=bool(is_bold))
        assert {one for one, wide in font.items() if wide > text_width.width(one, 1, bold=bool(is_bold))} <= {"W"}


@pytest.fixture(scope="module")
def renderer() -> Any:
    return pytest.importorskip("sco_cli.charts.rendering", exc_type=ImportError)


def rendered(renderer: Any, picture: Any, ending: str = ".svg") -> bytes:
    from sco_cli.formats import json_encoder

    return bytes(renderer.render(picture, "".join(json_encoder.indented(picture.spec)), ending))


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
    picture = chooser.metric_chart(bundled, bundled.metric("internet-penetration"), ["KG"], 800)
    root = ET.fromstring(rendered(renderer, picture))  # noqa: S314  # of our own making
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert (root[0].text, root[1].text, root.get("role")) == (picture.title, picture.description, "img")
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    assert root.get("width") == "800"
    assert {one.get("font-family") for one in root.iter(f"{SVG}text")} == {"sans-serif"}


def test_a_png_is_twice_as_fine_as_its_width(renderer: Any, bundled: FactBase) -> None:
    picture = chooser.metric_chart(bundled, bundled.metric("transport-cost"), [], 400)
    png = rendered(renderer, picture, ".png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", png[16:20]) == (800,)


HOSTILE = "</script><script>alert(1)</script> <b> & \" ' [x] \x1b]52;c;Zm9v\x07 \u202e"


def test_data_is_data_in_every_kind_of_picture(renderer: Any, small: FactBase) -> None:
    metric = small.metric("paved").model_copy(update={"name": HOSTILE, "unit": HOSTILE, "definition": HOSTILE})
    picture = chooser.metric_chart(small, metric, ["KZ"], 400)
    svg = rendered(renderer, picture)
    assert "".join(ET.fromstring(svg)[0].text or "").startswith("</script><script>alert(1)")  # noqa: S314  # our own
    page = rendered(renderer, picture, ".html").decode()
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "http" not in page.replace("http://www.w3.org/", "")


@pytest.mark.usefixtures("renderer")
def test_the_same_picture_is_the_same_bytes(tmp_path: Path) -> None:
    for ending in chart_files.ENDINGS:
        for name in ("one", "two"):
            line = ("metric", "internet-penetration", "-c", "KG", "--chart", str(tmp_path / f"{name}{ending}"))
            assert (
                run_process(*line, PYTHONHASHSEED=str(len(name) + (name == "two")), TZ=f"UTC+{len(ending)}").code == 0
            )
        assert (tmp_path / f"one{ending}").read_bytes() == (tmp_path / f"two{ending}").read_bytes()


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
