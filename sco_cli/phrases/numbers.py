"""What a phrase says in numbers, and how strongly: 43 and "over 70" in "from 43% to over 70%".

It reads English, Russian and Chinese, the languages of most sources on the region. What it does not know it passes
over: a number is read only where the letters around it leave no doubt that it is one. `sco_cli.hedges` has the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import zip_longest
from typing import Literal, NamedTuple

from sco_cli.phrases import hedges
from sco_cli.phrases.hedges import ALPHABETS
from sco_cli.quantities.quantity import Qualifier

MAX_PHRASE_LENGTH = 2000
"""As many letters are read; what is longer is no phrase."""

Unit = Literal["percent", "times", "points", ""]
Role = Literal["before", "after", ""]

_RANGE = re.compile(r"\s*(?:-|–|—|to|or|and|до|или|至|到|或)\s*", re.IGNORECASE)
_TO = re.compile(rf"(?<![{ALPHABETS}])(?:to|до|на)(?![{ALPHABETS}])|到|至", re.IGNORECASE)
_FROM = re.compile(rf"(?:(?<![{ALPHABETS}])(?:from|с|со|от)|从|由)\s*$", re.IGNORECASE)


class NumberMention(NamedTuple):
    """A number in a phrase, with the words that qualify it.

    `values` are the numbers that it may stand for, `unit` what it is said to count. `hedge` are the qualifiers that say
    what the words say, the best first; none where nothing qualifies it. `role` tells the levels of a change apart, as
    in "from 43 to 70". `firm` is false for what may well be no number of the figure: one in letters, a length of time,
    a day of a month, a version.
    """

    text: str
    values: tuple[Fraction, ...]
    unit: Unit
    hedge: tuple[Qualifier, ...]
    role: Role
    firm: bool
    is_year: bool


def find_numbers(phrase: str) -> Iterator[NumberMention]:
    """Every number of the phrase, from left to right; blanks count once."""
    phrase = " ".join(phrase[:MAX_PHRASE_LENGTH].split())
    found = list(_number().finditer(phrase))
    end = 0
    role: Role = ""
    for match, follower in zip_longest(found, found[1:]):
        before, after = phrase[end : match.start()], phrase[match.end() :]
        hedge, start, stop = hedges.qualifiers_around(before, after)
        if role == "before" and _TO.search(before):
            role = "after"
            if before[len(before) - start :].casefold().startswith("up to"):
                hedge, start = (), 0  # it leads to a number and bounds none
        else:
            role = "before" if _FROM.search(before[: len(before) - start]) else ""
        end = match.end()
        text = phrase[match.start() - start : end + stop].strip()
        values, unit = _possible_values(match, follower, phrase)
        hedge = ("over",) if match["many"] else hedge
        yield NumberMention(text, values, unit, hedge, role, _is_firm(match, before, after), _is_year(match))


def unit_factor(unit: str) -> int:
    """How many of its unit a number counts: a million for "million t" and "USD million", else 1."""
    words = rf"(?<![{ALPHABETS}])(?:{{}})(?![{ALPHABETS}])"
    return next((factor for scale, factor in hedges.SCALES.items() if re.search(words.format(scale), unit)), 1)


@cache
def _number() -> re.Pattern[str]:
    """Digits that touch no other letters, with the scale word or sign behind them; or a number in letters."""
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
            | \s?(?P<many>[多余])?(?P<scale>{"|".join(hedges.SCALES)})(?![a-zа-я])
            | (?P<letter>[kmb])(?![{ALPHABETS}])
            | (?![{ALPHABETS}0-9:/]|[.,][0-9])
        )
        | (?<![{ALPHABETS}-])(?P<word>{"|".join([*hedges.NUMBER_WORDS, *hedges.MULTIPLES])})
          (?:\s(?P<of>million|billion|trillion|thousand))?(?![{ALPHABETS}-]|\s(?:and\sa\shalf|dozen|hundred))
        """,
        re.IGNORECASE | re.VERBOSE,
    )


def _possible_values(
    match: re.Match[str], follower: re.Match[str] | None, phrase: str
) -> tuple[tuple[Fraction, ...], Unit]:
    """The numbers that it may stand for, and what it counts."""
    if match["word"]:
        factor = _factor(match["of"])
        return tuple(value * factor for value in hedges.parse_number_word(match["word"])), ""
    values = _values(match["digits"], is_russian=bool(re.search("[а-я]", phrase, re.IGNORECASE)))
    factors = {hedges.LETTERS[match["letter"].lower()] if match["letter"] else _factor(match["scale"])}
    if follower and _RANGE.fullmatch(phrase[match.end() : follower.start()]):
        factors.add(_factor(follower["scale"]))  # "30 to 50 million"
    sign = -1 if match["sign"] else 1
    units: tuple[Unit, ...] = ("percent", "times", "points")
    return (
        tuple(dict.fromkeys(sign * value * factor for factor in factors for value in values)),
        next((unit for unit in units if match[unit]), ""),
    )


def _values(digits: str, *, is_russian: bool) -> list[Fraction]:
    """A comma parts thousands in English and before decimals in Russian, where it stands before three digits."""
    plain = re.sub(r"[\u00a0\u202f ]", "", digits)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain) and not (is_russian and plain.count(",") == 1):
        return [Fraction(plain.replace(",", ""))]
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", plain):  # nothing tells "1,234" of a Russian phrase apart
        return [Fraction(plain.replace(",", ".")), Fraction(plain.replace(",", ""))]
    return [Fraction(plain.replace(",", "."))]


def _factor(scale: str | None) -> int:
    found = hedges.SCALES.items() if scale else ()
    return next((factor for words, factor in found if re.fullmatch(words, scale or "", re.IGNORECASE)), 1)


def _is_year(match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", match.group()))


def _is_firm(match: re.Match[str], before: str, after: str) -> bool:
    if match["word"] or match["points"] or (match["letter"] in ("m", "M") and not hedges.ends_with_currency(before)):
        return False
    return not hedges.names_a_time_or_version(before, after)
