"""Warnings about letters that a picture shows as boxes."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.bases import base_with
from support.runner import run_sco

from sco_cli.charts import missing_letters
from sco_cli.charts.missing_letters import NO_LETTER


def draw_with(letters: str) -> missing_letters.Draw:
    """Draws with one font, which has ASCII and these letters, and boxes for all others."""

    def draw(text: str) -> bytes:
        return "".join(c if c.isascii() or c in letters else NO_LETTER for c in text).encode()

    return draw


def test_one_letter_of_each_script_without_a_font_is_named() -> None:
    lines = ["GDP in 中华, ประเทศไทย", "Қазақстан 5"]
    found = missing_letters.find(lines, draw_with("Қазақстан"))
    assert found.in_no_font == {"CJK": "中", "THAI": "ป"}
    assert found.warning("x.png") == (
        "x.png shows boxes in place of letters that no installed font has, such as 中 (CJK), ป (Thai); "
        "install Noto Sans CJK and the Noto fonts of those scripts, or write an .svg file, "
        "which uses the reader's fonts"
    )
    only_chinese = missing_letters.find(["中"], draw_with(""))
    assert "install Noto Sans CJK, or write an .svg" in only_chinese.warning("x.png")


def test_letters_that_are_drawn_are_not_named() -> None:
    found = missing_letters.find(["中华 5 – Қаз", "a\u00a0b \u2068c\u2069"], draw_with("中华–Қаз"))
    assert (found.in_no_font, found.in_mixed_lines, found.warning("x.png")) == ({}, {}, "")


def test_a_script_that_has_a_font_but_is_boxes_beside_another_is_named() -> None:
    def draw(text: str) -> bytes:
        has_both = "中" in text and "ا" in text
        return (text.replace("ا", NO_LETTER) if has_both else text).encode()

    found = missing_letters.find(["中", "ا", "5 中 ا"], draw)
    assert (found.in_no_font, found.in_mixed_lines) == ({}, {"ARABIC": "ا"})
    assert (
        "x.png shows boxes in place of some letters in lines of mixed scripts, such as ا (Arabic); write an .svg"
        in found.warning("x.png")
    )


def test_nothing_is_said_where_it_cannot_be_told() -> None:
    found = missing_letters.find(["中"], lambda _: b"blank")
    assert found.warning("x.png") == ""


def test_text_in_ascii_is_not_drawn_again() -> None:
    def draw(_: str) -> bytes:
        raise AssertionError

    assert missing_letters.find(["plain"], draw).warning("x.png") == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "ending", "is_warned"),
    [
        ("M\U0010fff0", "png", True),
        ("M\U0010fff0", "svg", False),
        ("M\U0010fff0", "json", False),
        ("Mé Қаз", "png", False),
    ],
)
def test_only_a_png_with_letters_of_no_font_is_warned_of(
    name: str, ending: str, is_warned: bool, tmp_path: Path
) -> None:
    pytest.importorskip("vl_convert")
    file = tmp_path / "base.toml"
    facts = (
        f'[[metrics]]\nid = "m"\nname = "{name}"\ndefinition = "D"\n[[figures]]\nid = "f"\nmetric = "m"\nvalue = 5\n'
    )
    file.write_text(base_with(f'{facts}evidence = [{{ source = "s" }}]\n'), "utf-8")
    ran = run_sco("metric", "m", "--facts", file, "--chart", tmp_path / f"x.{ending}")
    assert (ran.code, ran.out) == (0, "")
    if is_warned:
        assert ran.err.startswith(
            "sco: x.png shows boxes in place of letters that no installed font has, such as U+10FFF0; "
        )
    else:
        assert ran.err == ""
