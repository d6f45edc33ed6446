"""Numbers in a phrase and the words that qualify them: 43 and "over 70" in "from 43% to over 70%".

Phrases may be in English, Russian or Chinese, the languages of most sources on the region. Digits directly
beside other letters or signs ("5G", "1:1") are skipped. The words are in the tables of `sco_cli.phrases.hedges`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import zip_longest
from typing import Literal, NamedTuple

from sco_cli.phrases import hedges
from sco_cli.phrases.hedges import ALPHABETS, Qualifiers

MAX_PHRASE_LENGTH = 2000
"""How many characters of a phrase are read; a longer text is not a phrase."""

Unit = Literal["percent", "times", "points", ""]
Role = Literal["before", "after", ""]

_RANGE = re.compile(r"\s*(?:-|–|—|to|or|and|до|или|至|到|或)\s*", re.IGNORECASE)
_TO = re.compile(rf"(?<![{ALPHABETS}])(?:to|до|на)(?![{ALPHABETS}])|到|至", re.IGNORECASE)
_FROM = re.compile(rf"(?:(?<![{ALPHABETS}])(?:from|с|со|от)|从|由)\s*$", re.IGNORECASE)


class NumberMention(NamedTuple):
    """A number in a phrase, with the words that qualify it.

    * `text`: the number and those words, as in the phrase.
    * `values`: the numbers that it may mean. "30" in "30 to 50 million" is 30 or 30,000,000.
    * `unit`: what it counts by its own words; empty if they do not say.
    * `qualifiers`: those that mean the same as the words, the one that fits best first; empty if there are no words.
    * `role`: whether it is the level before or after a change, as in "from 43 to 70"; else empty.
    * `is_certain`: false if it may not be a number of the figure at all: a number in words, percentage points, a length
      of time, a day of a month, a version.
    * `is_year`: whether it may be a year, from 1900 to 2099.
    """

    text: str
    values: tuple[Fraction, ...]
    unit: Unit
    qualifiers: Qualifiers
    role: Role
    is_certain: bool
    is_year: bool


def find_numbers(phrase: str) -> Iterator[NumberMention]:
    """Every number in the first `MAX_PHRASE_LENGTH` characters of the phrase, from left to right.

    Several blanks in a row are read as one.
    """
    phrase = " ".join(phrase[:MAX_PHRASE_LENGTH].split())
    matches = list(_number_pattern().finditer(phrase))
    end = 0
    role: Role = ""
    for match, next_match in zip_longest(matches, matches[1:]):
        before, after = phrase[end : match.start()], phrase[match.end() :]
        qualifiers, length_before, length_after = hedges.find_hedge(before, after)
        if role == "before" and _TO.search(before):
            role = "after"
            if before[len(before) - length_before :].casefold().startswith("up to"):
                # In "from 43 up to 70" the words only mark the second level.
                qualifiers, length_before = (), 0
        else:
            role = "before" if _FROM.search(before[: len(before) - length_before]) else ""
        end = match.end()
        values, unit = _possible_values(match, next_match, phrase)
        yield NumberMention(
            text=phrase[match.start() - length_before : end + length_after].strip(),
            values=values,
            unit=unit,
            qualifiers=("over",) if match["many"] else qualifiers,
            role=role,
            is_certain=_is_certain(match, before, after),
            is_year=bool(re.fullmatch(r"(?:19|20)\d\d", match.group())),
        )


def unit_factor(unit: str) -> int:
    """The factor in the unit of a metric: 1,000,000 for "million t" and "USD million", 1 if there is no such word."""
    for words, factor in hedges.SCALE_FACTORS.items():
        if re.search(rf"(?<![{ALPHABETS}])(?:{words})(?![{ALPHABETS}])", unit):
            return factor
    return 1


@cache
def _number_pattern() -> re.Pattern[str]:
    """The pattern of a number: digits with the sign, unit or scale word after them, or a word for a number.

    No other letters or digits may be directly beside it.
    """
    return re.compile(
        rf"""
        (?<![{ALPHABETS}0-9.,:/№\#第])(?<![A-Za-z]-)(?<!(?:19|20)\d\d[-–])
        (?P<sign>[-\u2212](?=\d))?
        (?P<digits>
            \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)? | \d{{1,3}}(?:[\u00a0\u202f\x20]\d{{3}})+(?:[.,]\d+)? | \d+(?:[.,]\d+)?
        )
        (?:
            (?P<points>\s?(?:percentage\x20points?|процентн[а-я]+\x20пункт[а-я]*|п\.\s?п\.|个?百分点))
            | (?P<percent>\s?(?:[%％]|per\x20?cent(?!age)|процент[а-я]*))
            | (?P<times>(?:\s|-)?(?:times|fold)|\s?раз[аы]?(?![а-я])|\s?倍)
            | \s?(?P<many>[多余])?(?P<scale>{"|".join(hedges.SCALE_FACTORS)})(?![a-zа-я])
            | (?P<letter>[kmb])(?![{ALPHABETS}])
            | (?![{ALPHABETS}0-9:/]|[.,][0-9])
        )
        | (?<![{ALPHABETS}-])(?P<word>{"|".join([*hedges.NUMBER_WORDS, *hedges.MULTIPLES])})
          (?:\s(?P<of>million|billion|trillion|thousand))?(?![{ALPHABETS}-]|\s(?:and\sa\shalf|dozen|hundred))
        """,
        re.IGNORECASE | re.VERBOSE,
    )


def _possible_values(
    match: re.Match[str], next_match: re.Match[str] | None, phrase: str
) -> tuple[tuple[Fraction, ...], Unit]:
    """The numbers that a match may mean, and what they count."""
    if match["word"]:
        factor = _scale_factor(match["of"])
        return tuple(value * factor for value in hedges.parse_number_word(match["word"])), ""
    values = _parse_digits(match["digits"], is_russian=bool(re.search("[а-я]", phrase, re.IGNORECASE)))
    letter = match["letter"]
    factors = {hedges.LETTER_FACTORS[letter.lower()] if letter else _scale_factor(match["scale"])}
    if next_match and _RANGE.fullmatch(phrase[match.end() : next_match.start()]):
        factors.add(_scale_factor(next_match["scale"]))  # "30 to 50 million"
    sign = -1 if match["sign"] else 1
    units: tuple[Unit, ...] = ("percent", "times", "points")
    return (
        tuple(dict.fromkeys(sign * value * factor for factor in factors for value in values)),
        next((unit for unit in units if match[unit]), ""),
    )


def _parse_digits(digits: str, *, is_russian: bool) -> list[Fraction]:
    """The numbers that the digits may mean.

    A comma separates thousands in English and decimals in Russian. In a Russian phrase "1,234" may mean either.
    """
    digits = re.sub(r"[\u00a0\u202f ]", "", digits)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits) and not (is_russian and digits.count(",") == 1):
        return [Fraction(digits.replace(",", ""))]
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits):
        return [Fraction(digits.replace(",", ".")), Fraction(digits.replace(",", ""))]
    return [Fraction(digits.replace(",", "."))]


def _scale_factor(word: str | None) -> int:
    """The factor that a scale word stands for, 1 if there is none."""
    if word is None:
        return 1
    return next(factor for words, factor in hedges.SCALE_FACTORS.items() if re.fullmatch(words, word, re.IGNORECASE))


def _is_certain(match: re.Match[str], before: str, after: str) -> bool:
    if match["word"] or match["points"]:
        return False
    if match["letter"] in ("m", "M") and not hedges.ends_with_currency(before):
        return False  # metres, if it is not an amount of money
    return not hedges.is_time_or_label(before, after)
