"""Sentences: where a paragraph is split, and where a full stop ends nothing."""

from __future__ import annotations

import pytest

from sco_cli.reading.sentences import MAX_SENTENCE, split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:stop] for start, stop in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roads grew. Bridges did not.", ["Roads grew.", "Bridges did not."]),
        ("Did roads grow? Yes! 70 did.", ["Did roads grow?", "Yes!", "70 did."]),
        ("He said “roads grew.” Nobody knew.", ["He said “roads grew.”", "Nobody knew."]),
        ("Roads grew.[12] Bridges did not.", ["Roads grew.[12]", "Bridges did not."]),
        ("Roads grew. “Bridges” did not.", ["Roads grew.", "“Bridges” did not."]),
        ("Wait… Then go.", ["Wait…", "Then go."]),
        ("  Roads grew.  \n Bridges fell. ", ["Roads grew.", "Bridges fell."]),
        ("Дороги растут. Мосты нет.", ["Дороги растут.", "Мосты нет."]),
        ("道路增长了。桥梁没有！“是吗？”对；好", ["道路增长了。", "桥梁没有！", "“是吗？”", "对；", "好"]),
        ("List:\n- 5 roads\n- 6 bridges\n2) 7 tunnels", ["List:", "- 5 roads", "- 6 bridges", "2) 7 tunnels"]),
        ("Roads\ngrew.", ["Roads\ngrew."]),
    ],
)
def test_a_sentence_ends_at_a_mark_before_a_capital_or_a_digit_and_before_an_item(
    text: str, expected: list[str]
) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Roads grew by 2.5 km",
        "See example.org for more",
        "Roads of Steppe Co. Ltd. Grew to 70",
        "Mr. A. Smith said so",
        "On Aug. 28 roads grew",
        "The U.S. Department counts",
        "At 5 p.m. Roads close",
        "В 2019–2024 гг. Дороги росли",
        "Roads grew. slowly",
        "Roads grew by no. 5",
    ],
)
def test_a_full_stop_after_an_abbreviation_or_within_a_number_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_a_word_that_only_ends_like_an_abbreviation_ends_a_sentence() -> None:
    assert sentences("They met at a disco. Roads grew.") == ["They met at a disco.", "Roads grew."]


@pytest.mark.parametrize("text", ["", "  \n ", "。"])
def test_a_text_without_words_has_at_most_its_mark(text: str) -> None:
    assert sentences(text) == ([text] if text.strip() else [])


def test_blanks_before_an_item_are_no_sentence() -> None:
    assert sentences("\n- Roads.\n- \n- 5") == ["- Roads.", "-", "- 5"]


def test_a_long_sentence_is_read_in_parts_that_end_at_a_blank_if_there_is_one() -> None:
    assert sentences("roads " * 1000)[0] == ("roads " * (MAX_SENTENCE // 6)).strip()
    assert "".join(sentences("5%," * 2000)) == "5%," * 2000
    assert max(map(len, sentences("5%," * 2000 + "roads " * 1000))) <= MAX_SENTENCE
