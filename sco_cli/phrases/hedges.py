"""The words that qualify numbers and count with them, in English, Russian and Chinese: tables, and how they match."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from sco_cli.quantities.quantity import Qualifier

Qualifiers = tuple[Qualifier, ...]

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
"""Words before a number, as patterns, and the qualifiers that say the same, the first of them best."""

HEDGES_AFTER: dict[str, Qualifiers] = {
    "or (?:more|higher)|and (?:more|above)|и (?:более|выше)": ("at_least",),
    r"or (?:above|over)|and over|\+|以上": ("at_least", "over"),
    "с лишним": ("over",),
    "or (?:less|fewer|lower)|and (?:less|fewer|below)|и (?:менее|ниже)": ("at_most",),
    "or (?:below|under)|and under|以下": ("at_most", "under"),
    "or so|-odd|左右|上下": ("about",),
}
"""Words after a number and what it counts."""

SCALES = {
    "万亿|trillion|tn|trn|трлн|триллион[а-я]*": 10**12,
    "billion|bn|млрд|миллиард[а-я]*": 10**9,
    "亿": 10**8,
    "crore": 10**7,
    "million|mn|mln|млн|миллион[а-я]*|百万": 10**6,
    "lakh": 10**5,
    "万": 10**4,
    "thousand|тыс|тысяч[а-я]*|千": 10**3,
}
LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9}
"""What a letter that touches the digits stands for."""

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
"""Numbers as words; "one" is left out, for it seldom counts anything."""

MULTIPLES = {
    "halv(?:e|es|ed|ing)": (Fraction(50), Fraction(1, 2)),
    "doubl(?:e|es|ed|ing)|two-?fold|twice|вдвое|удво[а-я]+|翻一?番": (Fraction(2), Fraction(100)),
    "tripl(?:e|es|ed|ing)|trebl(?:e|es|ed|ing)|three-?fold|втрое|утро[а-я]+": (Fraction(3), Fraction(200)),
    "quadrupl(?:e|es|ed|ing)|four-?fold|вчетверо": (Fraction(4), Fraction(300)),
}
"""Words for a change, and the numbers by which a figure may have it: as a multiple, or in percent."""

ALPHABETS = "A-Za-zА-Яа-яЁё"
"""Letters that a number may not touch, and words are bounded by."""

_CURRENCY = r"(?:[A-Z]{2,3}\s?)?[$€£¥₽₸₹]|(?:USD|CNY|RMB|EUR|RUB|KZT|UZS|PKR|INR)"
_LINK = r"\s*,?\s*(?:(?:an?|the|total\sof|only|record|чем|на|в|до|отметку|уровня)\s+)*"
_OPENING = r"[\"“«(]?\s*"
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|январ[яе]|феврал[яе]|марта?|апрел[яе]|ма[яе]|июн[яе]|июл[яе]|августа?|"
    r"(?:сент|окт|но|дека)[а-я]*бр[яе]"
)
_TIME = r"[\s-]*(?:year|month|week|day|hour|minute|quarter|лет|год|месяц|дн|день|квартал|周?年|月|日|天|届)"
_NAMED = r"(?:no|nos|article|resolution|version|windows|web|aged?|ages|fy)\.?"


def qualifiers_around(before: str, after: str) -> tuple[Qualifiers, int, int]:
    """What the words beside a number say, and how many letters of them stand before and after it.

    The longest words win: "no more than" over "more than".
    """
    found = [(match, says) for pattern, says in _before() if (match := pattern.search(before))]
    if found:
        match, says = max(found, key=lambda pair: len(pair[0].group()))
        return says, len(match.group()), 0
    for pattern, says in _after():
        if match := pattern.match(after):
            return says, 0, match.end()
    return (), 0, 0


@cache
def _before() -> list[tuple[re.Pattern[str], Qualifiers]]:
    number = rf"{_LINK}{_OPENING}(?:{_CURRENCY})?\s*{_OPENING}$"
    return [
        (re.compile(rf"(?<![{ALPHABETS}])(?:{words}){number}", re.IGNORECASE), says) for words, says in HEDGES.items()
    ]


@cache
def _after() -> list[tuple[re.Pattern[str], Qualifiers]]:
    """With what is counted between; and not where the words belong to the next number, as in "43 and over 70"."""
    counted = rf"(?:(?:\s[{ALPHABETS}]+){{0,2}}\s?|[\u4e00-\u9fff]{{0,2}})"
    ending = r"(?![a-zа-я])(?!\s*(?:than\s)?[\d$€~])"
    directly: Qualifiers = ("over",)
    return [
        (re.compile("[多余]"), directly),
        *((re.compile(f"{counted}(?:{words}){ending}", re.IGNORECASE), says) for words, says in HEDGES_AFTER.items()),
    ]


def ends_with_currency(text: str) -> bool:
    """Whether a sign or code of a currency stands last."""
    return bool(re.search(rf"(?:{_CURRENCY})\s?$", text))


def names_a_time_or_version(before: str, after: str) -> bool:
    """Whether what stands beside a number makes it a length of time, a date, or the number of a thing."""
    return bool(
        re.match(_TIME, after, re.IGNORECASE)
        or re.search(rf"(?<![{ALPHABETS}])(?:{_MONTH}|{_NAMED})\.?\s*$", before, re.IGNORECASE)
        or re.match(rf"\s*(?:{_MONTH})(?![{ALPHABETS}])", after, re.IGNORECASE)
    )


def parse_number_word(word: str) -> tuple[Fraction, ...]:
    """The numbers that a word stands for."""
    for words, number in NUMBER_WORDS.items():
        if re.fullmatch(words, word, re.IGNORECASE):
            return (Fraction(number),)
    return next((found for words, found in MULTIPLES.items() if re.fullmatch(words, word, re.IGNORECASE)), ())
