"""Tables of words that qualify numbers or count with them, in English, Russian and Chinese, and how they match.

Hedges, in linguistics, are words that make a statement weaker or vaguer, such as "nearly" and "some". The keys of the
tables are regular expressions, and case is ignored. The functions that apply them follow the tables.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from sco_cli.quantities.quantity import Qualifier

Qualifiers = tuple[Qualifier, ...]
"""Qualifiers that mean the same, the one that fits best first."""

HEDGES: dict[str, Qualifiers] = {
    "over|more than|above|beyond|in excess of|upwards? of|greater than|higher than|north of|>": ("over",),
    "exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops|passed|crossed": ("over",),
    "более|больше|свыше|выше|превы(?:шает|шают|сил[аои]?|сит|сив)": ("over",),
    "超过了?|超|逾|多于|高于|突破了?": ("over",),
    "at least|(?:no|not) (?:less|fewer|lower) than|an? minimum of|≥": ("at_least",),
    "не (?:менее|меньше|ниже)|как минимум|минимум|по меньшей мере|至少有?|不少于|不低于": ("at_least",),
    "under|less than|below|fewer than|lower than|smaller than|short of|<": ("under",),
    "менее|меньше|ниже|低于|少于|不到|不足": ("under",),
    "just (?:under|below|shy of)|(?:slightly|a little) (?:under|below|less than)|чуть менее": ("under", "nearly"),
    "up to|at most|(?:no|not) (?:more|higher|greater) than|not (?:over|above|exceeding)|≤": ("at_most",),
    "an? maximum of|as (?:much|many|high) as|не (?:более|больше|выше)|максимум|最多|至多|不超过|高达": ("at_most",),
    "nearly|almost|approaching|not quite|почти|практически|без малого|将近|(?<![最附临])近|几乎": ("nearly",),
    "close to|接近": ("nearly", "about"),
    r"about|around|approximately|approx\.?|roughly|some|circa|ca?\.|ca|~|≈|±|(?:an )?estimated|more or less": (
        "about",
    ),
    "in the (?:region|order) of|around about|около|примерно|приблизительно|порядка|где-то|в районе": ("about",),
    "大约|(?<![合契])约为?|大概": ("about",),
}
"""Words before a number."""

HEDGES_AFTER: dict[str, Qualifiers] = {
    "or (?:more|higher)|and (?:more|above)|и (?:более|выше)": ("at_least",),
    r"or (?:above|over)|and over|\+|以上": ("at_least", "over"),
    "с лишним": ("over",),
    "or (?:less|fewer|lower)|and (?:less|fewer|below)|и (?:менее|ниже)": ("at_most",),
    "or (?:below|under)|and under|以下": ("at_most", "under"),
    "or so|-odd|左右|上下": ("about",),
}
"""Words after a number, or after the number and the noun that it counts."""

SCALE_FACTORS = {
    "万亿|trillion|tn|trn|трлн|триллион[а-я]*": 10**12,
    "billion|bn|млрд|миллиард[а-я]*": 10**9,
    "亿": 10**8,
    "crore": 10**7,
    "million|mn|mln|млн|миллион[а-я]*|百万": 10**6,
    "lakh": 10**5,
    "万": 10**4,
    "thousand|тыс|тысяч[а-я]*|千": 10**3,
}
"""Words after digits that multiply the number."""

LETTER_FACTORS = {"k": 10**3, "m": 10**6, "b": 10**9}
"""Letters that multiply the number, directly after its digits: "300k"."""

NUMBER_WORDS = {
    "two|два|две|двух": 2,
    "three|три|трёх|трех": 3,
    "four|четыре": 4,
    "five|пять": 5,
    "six|шесть": 6,
    "seven|семь": 7,
    "eight|восемь": 8,
    "nine|девять": 9,
    "ten|десять": 10,
    "eleven": 11,
    "twelve|dozen": 12,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
"""Numbers in words. "One" is left out, because it is rarely used to count."""

MULTIPLES = {
    "halv(?:e|es|ed|ing)": (Fraction(50), Fraction(1, 2)),
    "doubl(?:e|es|ed|ing)|two-?fold|twice|вдвое|удво[а-я]+|翻一?番": (Fraction(2), Fraction(100)),
    "tripl(?:e|es|ed|ing)|trebl(?:e|es|ed|ing)|three-?fold|втрое|утро[а-я]+": (Fraction(3), Fraction(200)),
    "quadrupl(?:e|es|ed|ing)|four-?fold|вчетверо": (Fraction(4), Fraction(300)),
}
"""Words for a change, and the two numbers that a figure may give for it: a multiple and a percentage."""

MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|январ[яе]|феврал[яе]|марта?|апрел[яе]|ма[яе]|июн[яе]|июл[яе]|августа?|"
    r"(?:сент|окт|но|дека)[а-я]*бр[яе]"
)
"""Words before or after a number that make it part of a date."""

TIME_UNITS = r"year|month|week|day|hour|minute|quarter|лет|год|месяц|дн|день|квартал|周?年|月|日|天|届"
"""Words after a number that make it a length of time, or the number of a year or session."""

LABELS = r"(?:no|nos|article|resolution|version|windows|web|aged?|ages|fy)\.?"
"""Words before a number that identifies something and does not count it, such as "No. 7", or is an age or year."""

CURRENCIES = r"(?:[A-Z]{2,3}\s?)?[$€£¥₽₸₹]|(?:USD|CNY|RMB|EUR|RUB|KZT|UZS|PKR|INR)"
"""Signs and codes of currencies."""

LINKS = r"an?|the|total\sof|only|record|чем|на|в|до|отметку|уровня"
"""Words that may come between a hedge and its number, such as "the" in "more than the 70"."""

ALPHABETS = "A-Za-zА-Яа-яЁё"
"""Latin and Cyrillic letters, as a character class: a word in these scripts ends where none follows."""

_LINKS = rf"\s*,?\s*(?:(?:{LINKS})\s+)*"
_OPENING = r"[\"“«(]?\s*"


class Hedge(NamedTuple):
    """The words that qualify a number: what they mean, and how many characters before and after the number they take.

    Without such words, `qualifiers` is empty and both lengths are 0.
    """

    qualifiers: Qualifiers
    length_before: int
    length_after: int


def find_hedge(before: str, after: str) -> Hedge:
    """The hedge of a number in the text directly before and after it.

    Of several matches before it the longest counts: "no more than" and not "more than". Words after it count only if
    none come before.
    """
    matches = [(match, qualifiers) for pattern, qualifiers in _patterns_before() if (match := pattern.search(before))]
    if matches:
        match, qualifiers = max(matches, key=lambda pair: len(pair[0].group()))
        return Hedge(qualifiers, len(match.group()), 0)
    for pattern, qualifiers in _patterns_after():
        if match_after := pattern.match(after):
            return Hedge(qualifiers, 0, match_after.end())
    return Hedge((), 0, 0)


@cache
def _patterns_before() -> list[tuple[re.Pattern[str], Qualifiers]]:
    """Patterns of `HEDGES`, at the end of the text before a number."""
    number = rf"{_LINKS}{_OPENING}(?:{CURRENCIES})?\s*{_OPENING}$"
    return [
        (re.compile(rf"(?<![{ALPHABETS}])(?:{words}){number}", re.IGNORECASE), qualifiers)
        for words, qualifiers in HEDGES.items()
    ]


@cache
def _patterns_after() -> list[tuple[re.Pattern[str], Qualifiers]]:
    """Patterns of `HEDGES_AFTER`, after up to two words or Chinese characters for what is counted.

    They do not match words that belong to the next number, such as "and over" in "43 and over 70".
    """
    noun = rf"(?:(?:\s[{ALPHABETS}]+){{0,2}}\s?|[\u4e00-\u9fff]{{0,2}})"
    ending = r"(?![a-zа-я])(?!\s*(?:than\s)?[\d$€~])"
    over: Qualifiers = ("over",)
    return [
        (re.compile("[多余]"), over),
        *(
            (re.compile(f"{noun}(?:{words}){ending}", re.IGNORECASE), qualifiers)
            for words, qualifiers in HEDGES_AFTER.items()
        ),
    ]


def ends_with_currency(text: str) -> bool:
    """Whether the text ends with the sign or code of a currency."""
    return bool(re.search(rf"(?:{CURRENCIES})\s?$", text))


def is_time_or_label(before: str, after: str) -> bool:
    """Whether the text beside a number makes it a length of time, part of a date, or a label such as a version."""
    return bool(
        re.match(rf"[\s-]*(?:{TIME_UNITS})", after, re.IGNORECASE)
        or re.search(rf"(?<![{ALPHABETS}])(?:{MONTHS}|{LABELS})\.?\s*$", before, re.IGNORECASE)
        or re.match(rf"\s*(?:{MONTHS})(?![{ALPHABETS}])", after, re.IGNORECASE)
    )


def parse_number_word(word: str) -> tuple[Fraction, ...]:
    """The numbers that a word may mean, by `NUMBER_WORDS` or `MULTIPLES`; none for any other word."""
    for words, number in NUMBER_WORDS.items():
        if re.fullmatch(words, word, re.IGNORECASE):
            return (Fraction(number),)
    return next((numbers for words, numbers in MULTIPLES.items() if re.fullmatch(words, word, re.IGNORECASE)), ())
