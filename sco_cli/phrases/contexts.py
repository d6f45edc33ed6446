"""Numbers that count nothing: dates, times of day, ordinals, versions, references, names such as "5G" and "S&P 500"."""

from __future__ import annotations

import re

from sco_cli.phrases.passage import Passage

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
    | \d{{1,2}}-(?:й|я|е|го|му|м|х|ый|ая|ое|ого|ой|ом|ю|ые|ых|лет(?:и[еяю]|н(?:ий|яя|его|ей|ему)))(?!\w)
    | \d+(?:[-–]|-to-)\d+[-–]?(?:year|летн|лет\b|岁)
    | \d{{1,2}}\s?(?:[-—–~]|至|到)\s?\d{{1,2}}月
    | \d{{1,2}}比\d{{1,2}}(?!\d)
    | \d{{1,2}}[时点]\d{{1,2}}分
    | {_YEAR}年?(?:至|到|—|–|-){_YEAR}年
    | {_YEAR}-(?:й|го|му|м|е|х|ые)(?!\w)
    """,
    re.VERBOSE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,8}(?!\d)")
_PHONE = re.compile(r"\+?\d[\d\s()-]{8,18}\d(?!\d)")
_DIGITS = re.compile(r"\d+(?:[.,]\d+){0,9}")
_DAYS = re.compile(r"\d{1,2}\s?[-–—]\s?\d{1,2}(?!\d)|\d+")
_BRACKETS = (("[", "]"), ("(", ")"), ("【", "】"))
_NUMBER_SIGNS = ("#", "№", "第", "_", "@")
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
_DAY_SIGNS = ("月", "日", "号")


def skip_other_notation(passage: Passage, index: int) -> int | None:
    """The word after a date, an hour, an ordinal, a version or a name that begins here; None if none does."""
    tokens, after = passage.tokens, index + 1
    plain, start = tokens.plain, tokens.starts[index]
    match = _OTHER_NOTATIONS.match(plain, start)
    if match and not _THOUSANDS.fullmatch(match.group()):
        return tokens.index_at(match.end(), after)
    if passage.word(index - 1) == "+" and passage.is_glued(index) and (match := _PHONE.match(plain, start)):
        return tokens.index_at(match.end(), after)
    end = _end_of(_DIGITS, passage, index)
    if _is_glued_to_name(passage, index) or _is_bracketed(passage, index):
        return end
    if passage.is_glued(end) and passage.word(end) in _ORDINAL_ENDINGS:
        return end + 1  # "1,000th"
    if _is_beside_month(passage, index):
        return _end_of(_DAYS, passage, index)
    if passage.word(after) in _DAY_SIGNS and len(passage.word(index)) <= 2:
        unit = passage.after(passage.tables.units, after)
        return None if unit and unit.length > 1 else after + 1  # "7日元" are yen
    return None


def _end_of(pattern: re.Pattern[str], passage: Passage, index: int) -> int:
    """The word after what the pattern matches at this word."""
    match = pattern.match(passage.tokens.plain, passage.tokens.starts[index])
    return passage.tokens.index_at(match.end(), index + 1) if match else index + 1


def _is_glued_to_name(passage: Passage, index: int) -> bool:
    """Whether letters stand directly before the digits ("G20", "COVID-19") or are no unit after them ("5G")."""
    return (passage.is_glued(index) and _is_name_before(passage, index)) or is_name_after(passage, index + 1)


def _is_name_before(passage: Passage, index: int) -> bool:
    before = index - 1
    word, previous = passage.word(before), passage.word(before - 1)
    is_joined = passage.is_glued(before)
    if word in _NUMBER_SIGNS:
        return True
    if word in (":", "+"):
        return is_joined and previous[0].isalnum() and not passage.is_han(before - 1)
    if word in ("/", "-", "–", ".") and is_joined:
        if previous in passage.tables.lists.prefixes:
            return False
        is_scale = previous in passage.tables.scales and passage.word(before - 2).isdecimal()  # "$25bn-30bn"
        is_name = previous[0].isalpha() and not passage.is_han(before - 1) and not is_scale
        if word == "/" or is_name:
            return passage.before(passage.tables.units_before, before) is None
        return previous.isdecimal() and word == "."
    is_name = word[0].isalpha() and not passage.is_han(before)
    return is_name and passage.before(passage.tables.units_before, index) is None


def is_name_after(passage: Passage, after: int) -> bool:
    """Whether the letters directly after digits are no unit, and make a name of both: "5G", "3D"."""
    word, tables = passage.word(after), passage.tables
    if not passage.is_glued(after) or not word[0].isalpha() or passage.is_han(after):
        return False
    if word == "g" and passage.original(after) == "G":
        return True  # 5G is no weight
    is_known = word in tables.letters or word in tables.scales
    return not is_known and passage.after(tables.units, after) is None


def _is_bracketed(passage: Passage, index: int) -> bool:
    """Whether the digits stand alone in brackets, as a reference does: "[12]"."""
    before, after = passage.word(index - 1), passage.word(index + 1)
    is_alone = (before, after) in _BRACKETS or (before == "[" and after in (",", ";"))
    return is_alone and len(passage.word(index)) < 4


def _is_beside_month(passage: Passage, index: int) -> bool:
    """Whether the digits are the day or year of a date with the name of a month."""
    word = passage.word(index)
    is_day = len(word) <= 2
    after = index + 2 if passage.word(index + 1) == "of" else index + 1
    if is_day and is_month(passage, after):
        return True
    before = index - 1
    if passage.word(before) in (".", ",") and passage.is_glued(before):
        before -= 1
    if passage.word(before).isdecimal() and len(passage.word(before)) <= 2:
        before -= 1  # the year of "May 5, 2024"
    if not is_month(passage, before) or _is_amount(passage, index):
        return False
    has_day = passage.word(before - 1).isdecimal() and len(passage.word(before - 1)) <= 2  # as in "12 March"
    return is_year_word(word) or (is_day and not has_day)


def _is_amount(passage: Passage, index: int) -> bool:
    """Whether decimals or a scale word follow the digits, so that they are no day: "in July, 8.9 million"."""
    place = index + 1
    has_decimals = passage.word(place) in (".", ",") and passage.is_glued(place) and passage.is_glued(place + 1)
    if has_decimals and passage.word(place + 1).isdecimal():
        return True
    return passage.word(place) in passage.tables.scales and not passage.is_glued(place)


def is_month(passage: Passage, index: int) -> bool:
    """Whether this word is the name of a month; "may" and "march" need a capital letter."""
    letter = passage.original(index)[:1]
    return (
        bool(letter)
        and passage.after(passage.tables.months, index) is not None
        and (letter.isupper() or not letter.isascii())
    )


def is_year_word(word: str) -> bool:
    """Whether the digits may be a year, from 1500 to 2199."""
    return len(word) == 4 and word.isdecimal() and 1500 <= int(word) < 2200
