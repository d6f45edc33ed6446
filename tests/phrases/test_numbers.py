"""Where numbers are found in a text, in which notations, and that no text stops the search or makes it slow."""

from __future__ import annotations

import re
import time
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.paths import DATA

from sco_cli.phrases.numbers import NumberMention, find_numbers

WORDINGS = [
    line.split("\t")[0]
    for path in sorted((DATA / "phrases").glob("*.tsv"))
    for line in path.read_text("utf-8").splitlines()
    if not line.startswith("#")
]
PARTS = [
    "7", "70", "1", "0", "000", "1990", "2,5", "12,345.6", "1.234,5", "1 234", "½", "⅓", "/", "⁄", ".", ",", ":",
    "-", "–", "—", "~", "±", "+", "(", ")", "[", '"', "«", "$", "€", "₸", "%", "‰", "x", "×", "^", "e", "№", "G",
    "\n", "\t", "\u00a0", "７０", "％", "٧", "a", "half", "third", "two-thirds", "twenty", "-one", "million", "bn",
    "and a half", "in", "from", "to", "between", "and", "or", "rose by", "fell", "doubled", "not", "over", "nearly",
    "up to", "or more", "percentage points", "MW", "years", "May", "page", "с", "до", "на", "не", "более", "почти",
    "вдвое", "две трети", "тыс.", "млн", "процентов", "п. п.", "раза", "полтора", "из", "лет", "三", "两", "十",
    "百", "万", "亿", "分之", "成", "半", "倍", "点", "多", "上", "每", "中有", "不", "超过", "至", "增长", "翻番",
    "个", "年", "第",
]  # fmt: skip
"""Parts of numbers and of the words beside them, which make texts that lead far into the reader."""

TEXTS = st.one_of(
    st.text(st.characters(), max_size=30),
    st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(["", " "])), max_size=12).map(
        lambda parts: "".join(part + blank for part, blank in parts)
    ),
)

PIECES = [
    "7 ", "7,", "1,11,", "1.111.", "70% ", "from 7 to 8 ", "three ", "million ", "one million ", "三", "三万", "百",
    "每", "7至", "not ", "more than ", "a ", "a third ", '"7', "(7)", "$", "7$", "- ", "-7", "7-", "½", "7½ ",
    "1/2/", "с ", "до 7 ", "вдвое ", "and ", "7 and ", "±7", "0", "7:", "7.", "до ", "rose by ", "7 in ", "每7中",
    "не ", " ", "\n7", "x7x", "«", "e7", "7e7", "7 x 10^7 ", "翻", "上百", "half ", "half a ", "twenty-", "7 млн ",
    "两三", "a million and ",
]  # fmt: skip
"""Texts of one of these many times over are the hardest for a reader that looks back and ahead."""


def meaning(mention: NumberMention) -> NumberMention:
    """What a mention says, without its place and its text."""
    return mention._replace(text="", start=0, end=0, change_text="")


@pytest.mark.parametrize(
    ("phrase", "numbers"),
    [
        ("from 43% to over 70%", [43, 70]),
        ("exceeded 3.2 trillion US dollars in 2024", [3_200_000_000_000, 2024]),
        ("100 million yuan, $3bn and 4.55mn", [100_000_000, 3_000_000_000, 4_550_000]),
        ("3,2 трлн и 5 тысяч", [3_200_000_000_000, 5_000]),
        ("3.2万亿美元, 50万吨, 2亿", [3_200_000_000_000, 500_000, 200_000_000]),
        ("1 234 567 people and 12,345.6", [1_234_567, 12_345.6]),
        ("six areas and a dozen firms", [6, 12]),
        ("5G, G20, COVID-19, the 11th, 1:1, 3.5.2, H1, A2", []),
        ("more than seven thousand 5G base stations", [7_000]),
        ("7 thousand 4G towers and two thousand 3D printers", [7_000, 2_000]),
        ("семь тысяч станций и 5 тыс. 10G", [7_000, 5_000]),
        ("建成7千5G基站", [7_000]),
        ("", []),
    ],
)
def test_numbers_are_found_in_the_usual_notations(phrase: str, numbers: list[float]) -> None:
    assert [float(mention.values[0]) for mention in find_numbers(phrase)] == numbers


def test_one_of_all_is_no_certain_number() -> None:
    assert not any(mention.is_certain for mention in find_numbers("one of all"))


def test_a_mention_has_its_place_with_the_words_that_qualify_it() -> None:
    low, high = find_numbers("It rose from 43% to\nover 70 % in May")
    assert (low.text, low.start, low.end) == ("43%", 13, 16)
    assert (high.text, high.start, high.end) == ("over 70 %", 20, 29)


def test_a_change_has_the_text_from_its_verb_on() -> None:
    (mention,) = find_numbers("Imports fell again by more than 5 %, they say")
    assert (mention.text, mention.change_text) == ("more than 5 %", "fell again by more than 5 %")


def test_no_more_than_the_limit_is_read() -> None:
    assert len(find_numbers("7 cows, 43 sheep and 70 goats", limit=2)) == 2


@given(TEXTS)
@example("\ud800 7 \udfff %")
@example("7\u0301 % e\u0301 70\u0308")
@example("İ 7 % İİ over İ 70 %")
@example("７０％ ｏｖｅｒ ７０")
@example("1/0 0/0 1/00 7 1/0")
@example("½½ 7½½ ½/½")
@example("٧٠ ५ 七〇 ² ① 𝟕")
@example("7e99 7 x 10^99 7e-99 7 × 10^-")
@example("百分之 十分之零 零分之一 万分之")
@example("три целых полтора")
@example("fell 0 times")
@example("5$5")
@example("½十多")
@example("0翻番+")
@example("+1 => 4")
def test_every_text_is_read(text: str) -> None:
    """Mentions are parts of the text, one after the other, and have the values that they must have."""
    end = 0
    for mention in find_numbers(text):
        assert end <= mention.start < mention.end
        assert mention.text == text[mention.start : mention.end]
        assert mention.values
        assert all(low < high for low, high in zip(mention.values, mention.highs, strict=bool(mention.highs)))
        assert (mention.role == "change") == bool(mention.change_text)
        assert mention.direction in ((-1, 0, 1) if mention.role else (0,))
        end = mention.end


@pytest.mark.parametrize(
    ("digit", "count"),
    [("7", 10_000), ("0", 10_000), ("７", 10_000), ("7,", 500), ("1,234", 500), ("七", 500), ("½", 500)],
)
def test_thousands_of_digits_are_no_obstacle(digit: str, count: int) -> None:
    assert all(mention.values for mention in find_numbers(f"over {digit * count} %"))


def test_blanks_between_words_change_nothing() -> None:
    """Between digits they may: "19 766 807" is one number."""
    differences = []
    for index, wording in enumerate(WORDINGS):
        blanks = ["\u00a0", " \u2003\r\n\t", " " * 70][index % 3]
        spaced = re.sub(r"(?<!\d) | (?!\d)", blanks, wording)
        if list(map(meaning, find_numbers(spaced))) != list(map(meaning, find_numbers(wording))):
            differences.append(spaced)
    assert differences == []


def seconds_for(text: str) -> float:
    """The time of the processor that reading a text takes."""
    start = time.process_time()
    find_numbers(text)
    return time.process_time() - start


def is_slow(piece: str) -> bool:
    """Whether ten times as much of a text takes more than 25 times as long."""
    short, long = (piece * (length // len(piece)) for length in (800, 8000))
    return seconds_for(long) > 25 * max(seconds_for(short), 0.001)


@pytest.mark.slow
def test_a_text_ten_times_as_long_takes_about_ten_times_as_long() -> None:
    """A piece is slow if it is so three times, because other programs disturb the clock."""
    assert [piece for piece in PIECES if all(is_slow(piece) for _ in range(3))] == []


LONG = "1" * 31
FAR = " ".join(["far"] * 15)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (f"2 billion {LONG} people", [2_000_000_000]),
        (f"百分之{LONG}", []),
        ("7" + " million" * 9, [7 * 10**48]),
        ("more than by to in at of 70", [70]),
        ("not been made to have had to be 70", [70]),
        ("twenty zero", [20, 0]),
        ("two hundred thousand three million", [200_003]),
        ("x .5,7 t", [Fraction("5.7")]),
        ("in two three-year plans", [2, 3]),
        ("一二三家企业", [123]),
        (f"from 43 % {FAR} to 70 %", [43, 70]),
        (f"rose 5 % {FAR} of 70 t", [5, 70]),
    ],
)
def test_long_and_odd_numbers_are_read_up_to_a_limit(text: str, values: list[Fraction]) -> None:
    assert [number.values[0] for number in find_numbers(text)] == values


def test_a_dollar_of_a_country_that_no_table_has_is_money_of_no_known_currency() -> None:
    (number,) = find_numbers("NT$70 million")
    assert (number.text, number.unit.kind, number.unit.names) == ("NT$70 million", "money", frozenset())


@pytest.mark.parametrize(
    "text",
    ["超过国内生产总值的60%", "至少减少10%", "not exceed 70 %", "never fell below 70 %", "70 % or more", "~70 %"],
)
def test_the_text_of_a_number_has_all_words_that_qualify_it(text: str) -> None:
    (number,) = find_numbers(f"and, {text}, they said")
    assert (number.text, bool(number.qualifiers)) == (text, True)


def test_no_more_than_three_links_may_come_between_a_hedge_and_its_number() -> None:
    assert find_numbers("more than in at the 70")[0].qualifiers == ("over",)
    assert find_numbers("more than by in at the 70")[0].qualifiers == ()


def test_words_that_only_look_like_a_change_give_a_multiple_no_direction() -> None:
    assert find_numbers("a twofold set up")[0].direction == 1
