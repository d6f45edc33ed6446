"""What a phrase says in numbers, and how strongly: 43 and "over 70" in "from 43% to over 70%".

It reads English, Russian and Chinese, the languages of most sources on the region. What it does not know it passes
over: a number is read only where the letters around it leave no doubt that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from sco_cli.quantity import Qualifier

HEDGES: dict[str, tuple[Qualifier, ...]] = {
    "over|more than|above|beyond|in excess of|upwards of|greater than|higher than|north of": ("over",),
    "exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops": ("over",),
    "более|больше|свыше|выше|превы(?:шает|сил[аои]?|сит)": ("over",),
    "超过|超|逾|多于|高于|突破": ("over",),
    "at least|(?:no|not) (?:less|fewer|lower) than|an? minimum of": ("at_least",),
    "не (?:менее|меньше|ниже)(?: чем)?|как минимум|по меньшей мере|至少|不少于|不低于": ("at_least",),
    "under|less than|below|fewer than|lower than|smaller than|short of": ("under",),
    "менее|меньше|ниже|低于|少于|不到|不足": ("under",),
    "just (?:under|below)|slightly (?:under|below|less than)|чуть менее": ("under", "nearly"),
    "up to|at most|(?:no|not) (?:more|higher|greater) than|not (?:over|above|exceeding)": ("at_most",),
    "an? maximum of|as (?:much|many|high) as|не (?:более|больше|выше)(?: чем)?|максимум|最多|至多|不超过": ("at_most",),
    "nearly|almost|approaching|not quite|почти|практически|без малого|将近|近|几乎": ("nearly",),
    "close to|接近": ("nearly", "about"),
    r"about|around|approximately|approx\.?|roughly|some|circa|ca\.?|~|≈|(?:an )?estimated": ("about",),
    "in the (?:region|order) of|around about|около|примерно|приблизительно|порядка|大约|约|大概": ("about",),
}
"""Words before a number, as patterns, and the qualifiers that say the same, the first of them best."""

HEDGES_AFTER: dict[str, tuple[Qualifier, ...]] = {
    "or (?:more|higher)|and (?:more|above)|и (?:более|выше)": ("at_least",),
    r"or (?:above|over)|and over|\+|以上": ("at_least", "over"),
    "多|余": ("over",),
    "or (?:less|fewer|lower)|and (?:less|fewer|below)|и (?:менее|ниже)": ("at_most",),
    "or (?:below|under)|and under|以下": ("at_most", "under"),
    "or so|-odd|左右|上下": ("about",),
}
"""Words after a number and what it counts."""

SCALES = {
    "万亿|trillion|tn|trn|трлн|триллион[а-я]*": 10**12,
    "billion|bn|млрд|миллиард[а-я]*": 10**9,
    "亿": 10**8,
    "million|mn|mln|млн|миллион[а-я]*|百万": 10**6,
    "万": 10**4,
    "thousand|тыс|тысяч[а-я]*|千": 10**3,
}

SPELLED = {
    "two|два|две|двух|两": 2,
    "three|три|трёх|трех|三": 3,
    "four|четыре|四": 4,
    "five|пять|五": 5,
    "six|шесть|六": 6,
    "seven|семь|七": 7,
    "eight|восемь|八": 8,
    "nine|девять|九": 9,
    "ten|десять|十": 10,
    "eleven": 11,
    "twelve|dozen": 12,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
"""Numbers as words; "one" is left out, for it seldom counts anything."""

MULTIPLES: dict[str, tuple[Fraction, ...]] = {
    "halv(?:e|es|ed|ing)|half": (Fraction(50), Fraction(1, 2)),
    "doubl(?:e|es|ed|ing)|two-?fold|twice|вдвое|удво[а-я]+|翻一?番": (Fraction(2), Fraction(100)),
    "tripl(?:e|es|ed|ing)|trebl(?:e|es|ed|ing)|three-?fold|втрое|утро[а-я]+": (Fraction(3), Fraction(200)),
    "quadrupl(?:e|es|ed|ing)|four-?fold|вчетверо": (Fraction(4), Fraction(300)),
}
"""Words for a change, and the numbers by which a figure may have it: as a multiple, or in percent."""

LONGEST_PHRASE = 2000
"""As many letters are read; what is longer is no phrase."""

_LETTERS = "A-Za-zА-Яа-я"
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек"
_TIME = r"[\s-]*(?:year|month|week|day|hour|minute|quarter|лет|год|месяц|дн|день|年|月|日|天)"
_RANGE = r"\s*(?:-|–|—|to|or|and|до|или|至|到|或)\s*"
_CURRENCY = r"(?:[A-Z]{2,3}\s?)?[$€£¥₽]|(?:USD|CNY|RMB|EUR|RUB|KZT|UZS|PKR|INR)"


class Said(NamedTuple):
    """A number in a phrase, with the words that qualify it.

    `values` are the numbers that it may stand for. `hedge` are the qualifiers that say what the words say, the best
    first; none where nothing qualifies it. `firm` is false for what may well be no number of the figure: a number in
    letters, a length of time, a day of a month.
    """

    text: str
    values: tuple[Fraction, ...]
    hedge: tuple[Qualifier, ...]
    firm: bool
    is_year: bool


def read(phrase: str) -> Iterator[Said]:
    """Every number of the phrase, from left to right."""
    phrase = phrase[:LONGEST_PHRASE]
    end = 0
    found = list(_number().finditer(phrase))
    for match, follower in zip_longest(found, found[1:]):
        before, after = phrase[end : match.start()], phrase[match.end() :]
        hedge, start, stop = _hedge(before, after, is_second="from" in phrase[: match.start()].lower())
        end = match.end()
        text = phrase[match.start() - start : end + stop].strip()
        digits = match["digits"]
        if digits is None:
            yield Said(text, _in_letters(match.group()), hedge, firm=False, is_year=False)
            continue
        is_year = bool(re.fullmatch(r"(?:19|20)\d\d", digits)) and not match["scale"] and not match["percent"]
        is_time = bool(re.match(_TIME, after, re.IGNORECASE)) or bool(
            re.search(rf"(?:{_MONTH})[a-zа-я]*\.?\s*$", before, re.IGNORECASE)
            or re.match(rf"\s*(?:{_MONTH})", after, re.IGNORECASE)
        )
        factors = {_factor(match["scale"])}
        if follower and re.fullmatch(_RANGE, phrase[match.end() : follower.start()]):
            factors.add(_factor(follower["scale"]))  # "30 to 50 million"
        values = tuple(dict.fromkeys(value * factor for factor in factors for value in _values(digits)))
        yield Said(text, values, hedge, firm=not is_time, is_year=is_year)


def scale(unit: str) -> int:
    """How many of its unit a number counts: a million for "million t", else 1."""
    return _factor(unit.partition(" ")[0])


@cache
def _number() -> re.Pattern[str]:
    """Digits that touch no other letters, with the scale word or sign behind them; or a number in letters."""
    return re.compile(
        rf"""
        (?<![{_LETTERS}0-9.,:])(?<![A-Za-z]-)
        (?P<digits>\d{{1,3}}(?:[,\u00a0\u202f\x20]\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?)
        (?:
            (?P<percent>\s?(?:%|per\x20?cent|процент[а-я]*))
            | \s?(?P<scale>{"|".join(SCALES)})(?![a-zа-я])
            | (?![{_LETTERS}0-9:]|[.,][0-9])
        )
        | (?<![{_LETTERS}-])(?:{"|".join([*SPELLED, *MULTIPLES])})(?![{_LETTERS}])
        """,
        re.IGNORECASE | re.VERBOSE,
    )


@cache
def _hedges(*, after: bool) -> list[tuple[re.Pattern[str], tuple[Qualifier, ...]]]:
    if after:
        return [
            (re.compile(rf"\s?(?:{words})(?![a-zа-я])", re.IGNORECASE), says) for words, says in HEDGES_AFTER.items()
        ]
    between = rf"\s*(?:(?:an?|the|total of|only)\s+)*(?:{_CURRENCY})?\s*"
    return [
        (re.compile(rf"(?<![{_LETTERS}])(?:{words}){between}$", re.IGNORECASE), says) for words, says in HEDGES.items()
    ]


def _hedge(before: str, after: str, *, is_second: bool) -> tuple[tuple[Qualifier, ...], int, int]:
    """What the words beside a number say, and how many letters of them stand before and after it.

    The longest words win: "no more than" over "more than". After "from", an "up to" leads to a number and bounds none.
    """
    found = [(match, says) for pattern, says in _hedges(after=False) if (match := pattern.search(before))]
    if is_second:
        found = [pair for pair in found if not pair[0].group().lower().startswith("up to")]
    if found:
        match, says = max(found, key=lambda pair: len(pair[0].group()))
        return says, len(match.group()), 0
    for pattern, says in _hedges(after=True):
        if match := pattern.match(after):
            return says, 0, match.end()
    return (), 0, 0


def _values(digits: str) -> list[Fraction]:
    """A comma before three digits parts thousands, or is a decimal comma; before any other number it is the latter."""
    plain = re.sub(r"[\u00a0\u202f ]", "", digits)
    values = [Fraction(plain.replace(",", ""))] if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|[\d.]+", plain) else []
    return values + ([Fraction(plain.replace(",", "."))] if plain.count(",") == 1 and "." not in plain else [])


def _factor(scale: str | None) -> int:
    return next((factor for words, factor in SCALES.items() if scale and re.fullmatch(words, scale, re.IGNORECASE)), 1)


def _in_letters(word: str) -> tuple[Fraction, ...]:
    for words, number in SPELLED.items():
        if re.fullmatch(words, word, re.IGNORECASE):
            return (Fraction(number),)
    return next((found for words, found in MULTIPLES.items() if re.fullmatch(words, word, re.IGNORECASE)), ())
