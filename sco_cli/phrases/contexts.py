"""Numbers that count nothing: dates, times of day, ordinals, versions, references, names such as "5G" and "S&P 500"."""

from __future__ import annotations

import re

from sco_cli.phrases.tables import Tables
from sco_cli.phrases.tokens import Tokens

_YEAR = r"(?:1[5-9]|20)\d\d"
_OTHER_NOTATIONS = re.compile(
    rf"""
      \d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}(?:[t\s]\d\d:?\d\d[\d:.z+]*)?(?!\d)
    | {_YEAR}[-/](?:0?[1-9]|1[0-2])(?![\d/])(?=[^%％\w]|$)
    | (?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./](?:{_YEAR}|\d\d)(?!\d|[.,/]\d)
    | (?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:{_YEAR}|\d\d)(?!\d|[.,/]\d)
    | {_YEAR}\s?[-–—/]\s?(?:{_YEAR}|\d\d)(?!\d|[.,]\d|\s?[%％])
    | \d{{1,2}}[:：]\d\d(?::\d\d)?(?!\d)
    | \d{{1,3}}:\d{{1,3}}(?!\d)
    | \d{{1,2}}\.\d\d\s?(?:a\.?m|p\.?m)(?!\w)
    | \d+(?:\.\d+){{2,8}}(?!\d)
    | \d{{2,4}}(?:-\d{{2,4}}){{2,6}}(?!\d)
    | \d{{3}}-\d{{4}}(?!\d)
    | (?:24/7|9/11|50/50)(?!\d)
    | \d{{1,2}}-(?:й|я|е|го|му|м|х|ый|ая|ое|ого|ой|ом|ю|ые|ых|летие|летия|летию|летний|летняя|летнего|летней|летнему|e)(?!\w)
    | \d+[-–]\d+[-–]?(?:year|летн|лет\b|岁)
    | \d{{1,2}}\s?(?:[-—–~]|至|到)\s?\d{{1,2}}月
    | \d{{1,2}}比\d{{1,2}}(?!\d)
    """,
    re.VERBOSE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,8}(?!\d)")
_PHONE = re.compile(r"\+?\d[\d\s()-]{8,18}\d(?!\d)")
_PREFIXES = ("sub", "minus", "to", "минус", "плюс")
_ORDINALS = ("st", "nd", "rd", "th", "s", "ers")
_DIGITS = re.compile(r"\d+(?:[.,]\d+){0,9}")
_DAYS = re.compile(r"\d{1,2}\s?[-–—]\s?\d{1,2}(?!\d)|\d+")


def skip_other_notation(tokens: Tokens, index: int, tables: Tables) -> int | None:
    """The word after a date, an hour, an ordinal, a version or a name that begins here; None if none does."""
    words, plain, start = tokens.words, tokens.plain, tokens.starts[index]
    match = _OTHER_NOTATIONS.match(plain, start)
    if match and not (_THOUSANDS.fullmatch(match.group())):
        return tokens.index_at(match.end(), index + 1)
    if index and words[index - 1] == "+" and tokens.is_glued(index) and (match := _PHONE.match(plain, start)):
        return tokens.index_at(match.end(), index + 1)
    if _is_glued_to_name(tokens, index, tables) or _is_bracketed(tokens, index):
        digits = _DIGITS.match(plain, start)
        return tokens.index_at(digits.end() if digits else start, index + 1)
    after = index + 1
    if after < len(words) and tokens.is_glued(after) and words[after][0].isalpha() and words[after] in _ORDINALS:
        return after + 1
    if _is_beside_month(tokens, index, tables):
        days = _DAYS.match(plain, start)
        return tokens.index_at(days.end() if days else start, index + 1)
    if words[after : after + 1] and words[after] in ("月", "日", "号") and not _is_scaled(words, index):
        return after + 1
    return None


def _is_scaled(words: list[str], index: int) -> bool:
    return len(words[index]) > 2


def _is_glued_to_name(tokens: Tokens, index: int, tables: Tables) -> bool:
    """Whether letters stand directly before the digits ("G20", "COVID-19") or are no unit after them ("5G")."""
    words = tokens.words
    before = index - 1
    if before >= 0 and tokens.is_glued(index):
        word = words[before]
        if word in ("#", "№", "第", "_", "@"):
            return True
        if word in (":", "+") and tokens.is_glued(before) and not _is_han(words[before - 1]):
            return True
        if word in ("/", "-", "–", ".", ",") and before and tokens.is_glued(before):
            previous = words[before - 1]
            if previous in _PREFIXES or (word == "." and previous in ("c", "ca", "min", "max", "approx")):
                return False
            if word == "/" or (previous[0].isalpha() and not _is_han(previous) and word != ","):
                return tables.units_before.find(words, before, -1) is None
            return previous.isdecimal() and word == "."
        if word[0].isalpha() and not _is_han(word):
            return tables.units_before.find(words, index, -1) is None
    after = index + 1
    if after < len(words) and tokens.is_glued(after) and words[after][0].isalpha() and not _is_han(words[after]):
        word = words[after]
        if word == "g" and tokens.text[tokens.starts[after]] == "G":
            return True  # 5G is no weight
        known = word in tables.letters or word in tables.scales or word in _ORDINALS
        return not known and tables.units.find(words, after, len(words)) is None
    return False


def _is_han(word: str) -> bool:
    return "\u3007" <= word[0] <= "\u9fff"


def _is_bracketed(tokens: Tokens, index: int) -> bool:
    """Whether the digits stand alone in brackets, as a reference does: "[12]"."""
    words = tokens.words
    return (
        0 < index < len(words) - 1
        and (words[index - 1], words[index + 1]) in (("[", "]"), ("(", ")"), ("【", "】"))
        and len(words[index]) < 4
    )


def _is_beside_month(tokens: Tokens, index: int, tables: Tables) -> bool:
    """Whether the digits are the day or year of a date with the name of a month."""
    words = tokens.words
    if len(words[index]) > 4:
        return False
    after = index + 1
    if words[after : after + 1] == ["of"]:
        after += 1
    if len(words[index]) <= 2 and is_month(tokens, after, tables):
        return True
    before = index - 1
    if before >= 0 and words[before] in (".", ",") and tokens.is_glued(before):
        before -= 1
    if before >= 1 and words[before].isdecimal() and len(words[before]) <= 2:
        before -= 1  # the year of "May 5, 2024"
    if before < 0 or not is_month(tokens, before, tables):
        return False
    has_day = before > 0 and words[before - 1].isdecimal() and len(words[before - 1]) <= 2  # as in "12 March"
    return is_year_word(words[index]) or (len(words[index]) <= 2 and not has_day)


def is_month(tokens: Tokens, index: int, tables: Tables) -> bool:
    """Whether this word is the name of a month; "may" and "march" need a capital letter."""
    if not 0 <= index < len(tokens.words) or not tables.months.find(tokens.words, index, len(tokens.words)):
        return False
    letter = tokens.text[tokens.starts[index]]
    return letter.isupper() or not letter.isascii()


def is_year_word(word: str) -> bool:
    """Whether the digits may be a year, from 1500 to 2199."""
    return len(word) == 4 and word.isdecimal() and 1500 <= int(word) < 2200
