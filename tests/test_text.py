"""Characters that are made visible wherever a person reads, and those that are not."""

from __future__ import annotations

import sys
import time
import unicodedata
from typing import get_args

import pytest

from sco_cli.text import NormalizationForm, escape_unsafe, normalize

VISIBLE_FORMATS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
"""Format characters with a glyph: the property Prepended_Concatenation_Mark, and the Syriac abbreviation mark."""

IGNORABLE = (
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0x200B, 0x2010)),
    *(*range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0),
    *(*range(0xFFF0, 0xFFF9), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000)),
)
"""Unicode's property Default_Ignorable_Code_Point, from DerivedCoreProperties.txt."""

NONCHARACTERS = (
    *range(0xFDD0, 0xFDF0),
    *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)),
)


@pytest.mark.parametrize(
    "codes",
    [
        pytest.param(IGNORABLE, id="ignorable"),
        pytest.param(NONCHARACTERS, id="noncharacters"),
        pytest.param(range(0xD800, 0xE000), id="surrogates"),
    ],
)
def test_a_character_that_is_not_seen_or_not_allowed_is_made_visible(codes: tuple[int, ...]) -> None:
    assert [hex(code) for code in codes if escape_unsafe(f"a{chr(code)}b") == f"a{chr(code)}b"] == []


def test_every_control_and_format_character_is_made_visible() -> None:
    invisible = (
        code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in ("Cc", "Cf", "Zl", "Zp")
    )
    kept = {code for code in invisible if escape_unsafe(f"a{chr(code)}b") == f"a{chr(code)}b"}
    assert kept <= VISIBLE_FORMATS


def test_an_escape_tells_which_character_it_stands_for() -> None:
    for code in (*range(0x20), *range(0x7F, 0xA0), *IGNORABLE, *NONCHARACTERS, 0xD800, 0xDFFF):
        text = f"{chr(code)}0"  # a digit, which must not be taken for one of the escape
        assert escape_unsafe(text).encode().decode("unicode_escape") == text or chr(code) in "\n\t\r"
    assert escape_unsafe("\x1b\u202e\uffff\U0001bca0") == r"\x1b\u202e\uffff\U0001bca0"


@pytest.mark.parametrize(
    "text",
    [
        "上合国家携手挖掘数字经济“富矿”，２０２５年\u3000",
        "می\u200cخواهم GDP\u200cها ه\u200d",
        "क\u094d\u200dष ক\u09cd\u200c",
        "👩🏽\u200d💻 👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥 🏳\ufe0f\u200d🌈 1\ufe0f\u20e3 ©\ufe0f ☎\ufe0e",
        "葛\U000e0100 ᠮᠣᠩ\u180bᠣᠯ",
        "디지털 경제, Z\u0331\u0301, naïve\xa0été",
    ],
)
def test_letters_marks_and_emoji_of_all_scripts_are_kept(text: str) -> None:
    assert escape_unsafe(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("pay\u200dpal", r"pay\u200dpal"),
        ("\u200c", r"\u200c"),
        ("上\u200c合", r"上\u200c合"),
        ("a\ufe0f", r"a\ufe0f"),
        ("\ufe00x", r"\ufe00x"),
        ("🙂\ufe0f\ufe01\ufe02", "🙂\ufe0f\\ufe01\\ufe02"),
        ("a\U000e0101", r"a\U000e0101"),
        ("葛\U000e0100\U000e0101", "葛\U000e0100\\U000e0101"),
    ],
)
def test_a_joiner_or_selector_without_effect_is_made_visible(text: str, escaped: str) -> None:
    assert escape_unsafe(text) == escaped


def test_a_line_break_or_tab_is_a_space() -> None:
    assert escape_unsafe("a\nb\tc\rd") == "a b c d"


NORMALIZATION_FORMS: tuple[NormalizationForm, ...] = get_args(NormalizationForm)


def is_mark(letter: str, form: NormalizationForm) -> bool:
    """Whether the form of the letter begins with a combining mark."""
    return bool(unicodedata.combining(unicodedata.normalize("NFKD" if "K" in form else "NFD", letter)[0]))


@pytest.mark.parametrize("form", NORMALIZATION_FORMS)
def test_many_marks_are_normalized_as_the_standard_says(form: NormalizationForm) -> None:
    marks = [chr(code) for code in range(0x300, sys.maxunicode + 1) if is_mark(chr(code), form)]
    assert len(marks) > 800  # 875 in the Unicode of Python 3.10
    text = f"ab{''.join(marks)}c{''.join(reversed(marks))}d"
    assert normalize(form, text) == unicodedata.normalize(form, text)


@pytest.mark.parametrize("marks", ["\u0301\u0316", "\u0f73", "\uff9e\u0301"])
@pytest.mark.parametrize("form", NORMALIZATION_FORMS)
def test_time_to_normalize_marks_is_in_proportion_to_their_number(form: NormalizationForm, marks: str) -> None:
    start = time.thread_time()
    normalize(form, "a" + marks * 50_000)  # ten seconds if it is quadratic
    assert time.thread_time() - start < 2
