"""Paragraphs: how a text is split and counted, and what of it is visible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_cli.phrases.paragraphs import MAX_HEADING_LENGTH, split_blocks, to_line, visible_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n ", []),
        ("One.", [(1, "One.")]),
        ("Heading\n\nOne\nand more.\n\n \n\nTwo.", [(None, "Heading"), (1, "One and more."), (2, "Two.")]),
        ("One.\nHeading\nTwo.\n", [(1, "One."), (None, "Heading"), (2, "Two.")]),
        ("\n\nOne.\nTwo.\n\n", [(1, "One."), (2, "Two.")]),
        ("x" * MAX_HEADING_LENGTH, [(None, "x" * MAX_HEADING_LENGTH)]),
        ("x" * (MAX_HEADING_LENGTH + 1), [(1, "x" * (MAX_HEADING_LENGTH + 1))]),
        ("一。\n\n标题\n\n二！", [(1, "一。"), (None, "标题"), (2, "二！")]),
        ("One.\n\n\u200b\n\nTwo.", [(1, "One."), (2, "Two.")]),
    ],
)
def test_paragraphs_are_counted_and_headings_are_not(text: str, expected: list[tuple[int | None, str]]) -> None:
    assert [(block.number, block.line) for block in split_blocks(text)] == expected


@pytest.mark.parametrize("text", ["Heading\n\nOne\nand more.", " One.\nHeading\nTwo.", "a\n \nb."])
def test_the_places_of_a_block_are_those_of_its_text(text: str) -> None:
    blocks = list(split_blocks(text))
    assert blocks
    assert all(to_line(text[block.start : block.stop]) == block.line for block in blocks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a  b\n c", "a b c"),
        ("数字\n经济", "数字经济"),
        ("数字 经济", "数字 经济"),
        ("so\u00adft and so\u00ad\n  ft", "soft and soft"),
        ("ze\u200bro", "zero"),
        ("e\u0301", "é"),
    ],
)
def test_a_text_is_put_on_one_line(text: str, expected: str) -> None:
    assert to_line(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as it is", "as it is"),
        ("trans-\n port", "transport"),
        ("Trans-\nPort", "Trans-\nPort"),
        ("5-\nyear", "5-\nyear"),
        ("so\u00adft ze\u200bro", "soft zero"),
        ("数字\n经济 合作", "数字经济 合作"),
        ("транс\u2010\nпорт 5", "транспорт 5"),
    ],
)
def test_a_visible_text_has_its_words_whole(text: str, expected: str) -> None:
    assert visible_text(text).text == expected


@given(st.text(st.sampled_from("a-\n \u00ad\u200b国字5"), max_size=30))
def test_each_visible_character_is_at_its_place(text: str) -> None:
    visible = visible_text(text)
    assert len(visible.places) == len(visible.text) + 1
    assert visible.text == "".join(text[place] for place in visible.places[:-1])
    assert list(visible.places) == sorted(set(visible.places))
    assert visible.places[-1] == len(text)
