"""Finds years, months and other times in a sentence, in English, Russian and Chinese, and the time of each number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sco_cli.models.period import Period
from sco_cli.reading.time_forms import ANY_YEAR, TIMES, read_time

_YEAR_OF_DATE = re.compile(r"\d{4}")
_LAST_YEAR = re.compile(r"\b(?:last year|(?:в )?прошло(?:м|го) год[уа])\b|去年")
_THIS_YEAR = re.compile(r"\b(?:this year|(?:в )?(?:этом|текущем|нынешнем) году)\b|今年")
_TODAY = re.compile(r"\b(?:today|now|currently|at present|сегодня|сейчас|теперь|ныне)\b|目前|如今|现在|现有")
_YEAR_EARLIER = re.compile(
    r"\b(?:a year (?:earlier|before|ago)|the year before|год(?:ом)? (?:ранее|раньше|назад))\b|上年|上一年|前一年"
)
_SAME_YEAR = re.compile(r"\b(?:in )?(?:the same|that) year\b|\bв (?:том|этом) же году\b|同年|当年")

_RELATIVE_WORDS = (
    "year",
    "год",
    "年",
    "today",
    "now",
    "present",
    "currently",
    "сегодня",
    "сейчас",
    "теперь",
    "ныне",
    "目前",
    "如今",
    "现",
)
"""A part of every time that is known by another date."""

_COMPARED = re.compile(
    r"(?:\b(over"
    r"|(?:than|as)(?: in| at| for)?(?: the (?:same (?:month|period|quarter|half|time)|end|beginning|start))?(?: of)?"
    r"|(?:founded|established|created|launched|opened) in|level (?:in|of)"
    r"|(?:over|on|from|to|with|against)(?: the)? (?:same|corresponding) (?:months?|period|quarter|half)(?: (?:of|in))?"
    r"|from|since|compared (?:with|to)|versus|vs\.?|against|relative to|on"
    r"|(?:к|с|со) (?:тому|тем|тому же|тем же|аналогичн\w+|соответствующ\w+)(?: же)? (?:период\w+|месяц\w+|квартал\w+)"
    r"|чем(?: [а-я]+){0,5}|против|по сравнению с(?:о)?|относительно|к|с|со|от|показател\w+"
    r"|уровн\w+)|比|较|自|从)\s?$"
)
"""Before a time that something is compared with, or from which on something is so."""

_JOINED = re.compile(r"\s*(?:,|,?\s*and|и|、|和|及)\s*(?:in\s|в\s)?")
"""Between two times of a list."""

_RELATIVE_CLAUSE = re.compile(r",\s(?:which|who|where|whose|котор\w+|где)\b[^,]*$")
"""The beginning of a clause about something else, up to a time in it: "India, which sold its bands in 2022, has"."""

_OTHER_CLAUSE = re.compile(
    r"[;；]|,\s(?:while|whereas|but|though|although|тогда как|в то время как|а|но)\b|[，,][而但]"
)
"""Where a clause begins whose time is not that of the numbers before it."""

_LEVEL_OF = re.compile(r"\s?(?:level|base)\b")
"""Behind a year with which something is compared: "150 percent of the 2023 level"."""

_SAID = re.compile(r"\b(?:said|says|told|announced|reported|сообщил\w?|сказал\w?|заявил\w?)(?: \w+){0,1}\s?$")
"""Before a time at which something was said, and not when it was so."""

_DATELINE = re.compile(r"[^.!?。]{0,60}?(?:—|–|--|/)\s")
"""The place and date at the beginning of a report."""

MAX_GLUED = 3
"""Characters between a time and a number that is its own: "2019年的8.5亿"."""

MAX_BETWEEN = 30
"""Characters from a number to a time behind it that belongs to it."""

_OF_NUMBER = re.compile(r"年?的|年?:\s?")
"""What is between a time and its own number: "2020年的63%", "(2024: 108.8)"."""

_FEW_WORDS = re.compile(r"[^\w,;，。；]*(?:[^\W\d]+[^\w,;，。；]*){0,4}")


class Time(NamedTuple):
    """A time in a sentence, from `start` to `stop`, as a period.

    `period` is empty if the text does not say which months it has: those of a fiscal year, or of "that year".
    `is_inferred` if the sentence gives no year: "last year". `is_compared` if something is compared with that time.
    `years` are the first and the last year of a time that is in several years.
    """

    start: int
    stop: int
    period: str
    is_inferred: bool
    is_compared: bool
    years: tuple[str, str] | None = None


def find_times(
    sentence: str, dated: Period | None, year_before: str | None, *, with_dateline: bool = False
) -> list[Time]:
    """The times in a sentence in lowercase letters; the date at the beginning of a report only `with_dateline`.

    `dated` is the date of the text, by which "last year" is known; `year_before` the year of the sentence before.
    """
    times: list[Time] = []
    matches = list(TIMES.finditer(sentence)) if ANY_YEAR.search(sentence) else []
    single = {match["y11"] for match in matches if match["y11"]}
    year = single.pop() if len(single) == 1 else None
    dateline = None if with_dateline or not matches else _DATELINE.match(sentence)
    for match in matches:
        found = read_time(match, year)
        is_day = match["d6"] or match["d7"] or match["zhd3"]
        if is_day and found:
            # The only year of the sentence is that of the day.
            times = [time for time in times if time.period != year]
            times.append(Time(*match.span(), found[0], is_inferred=True, is_compared=False))
            continue
        if match["y11"] == year and any(time.is_inferred for time in times):
            continue
        is_date = found is not None and len(found[0]) == len("2025-08-28")
        is_level = _LEVEL_OF.match(sentence, match.end()) is not None
        if found and not is_level and not (is_date and dateline and match.end() <= dateline.end()):
            text, years = found
            is_compared = not _is_of_years(text, years) and _is_compared(sentence, match.start(), is_date=is_date)
            times.append(Time(*match.span(), text, is_inferred=False, is_compared=is_compared, years=years))
    if not any(word in sentence for word in _RELATIVE_WORDS):  # as in most sentences
        return times
    own = dated.last.year if dated else None
    for pattern, year in (
        (_LAST_YEAR, str(own - 1) if own else None),
        (_THIS_YEAR, str(own) if own else None),
        (_TODAY, str(own) if own else None),
        (_SAME_YEAR, year_before or ""),
    ):
        if year is not None:
            times += [
                Time(*match.span(), year, is_inferred=True, is_compared=_is_compared(sentence, match.start()))
                for match in pattern.finditer(sentence)
                if not _SAID.search(sentence, max(0, match.start() - MAX_BETWEEN), match.start())
            ]
    for match in _YEAR_EARLIER.finditer(sentence):
        earlier = [time for time in times if time.stop <= match.start()]
        now = earlier[-1].period if earlier else year_before
        if now is not None:
            is_compared = _is_compared(sentence, match.start())
            times.append(Time(*match.span(), _year_before(now), is_inferred=True, is_compared=is_compared))
    return sorted(times)


def _is_of_years(text: str, years: tuple[str, str] | None) -> bool:
    """Whether a period is from one whole year to another, such as "2019/2024"."""
    return years is not None and "-" not in text


def _year_before(text: str) -> str:
    """The same months of the year before; of a day and of several years, the year before the first."""
    if len(text) == len("2025-08") or ("/" in text and "-" in text):
        return _YEAR_OF_DATE.sub(lambda year: str(int(year[0]) - 1), text)
    return str(int(text[:4]) - 1) if text else ""


def _is_compared(sentence: str, start: int, *, is_date: bool = False) -> bool:
    """Whether something is compared with the time that begins there; "on" is before any date."""
    before = _COMPARED.search(sentence, max(0, start - MAX_BETWEEN), start)
    return before is not None and not (is_date and before[1] == "on")


def time_of(
    sentence: str, start: int, stop: int, role: str, times: Sequence[Time], numbers: Sequence[tuple[int, int]]
) -> Time | None:
    """The time of a number from `start` to `stop`; None if the sentence gives none, or does not say which.

    `numbers` are the places of all numbers of the sentence. A level before a change has the time of the change only if
    that is of two years. A time that the words do not decide is none.
    """
    time = _nearest_time(sentence, start, stop, role, times, numbers)
    return time if time and time.period else None


def _nearest_time(
    sentence: str, start: int, stop: int, role: str, times: Sequence[Time], numbers: Sequence[tuple[int, int]]
) -> Time | None:
    """The time of a number, decided or not; see `time_of`."""
    ranges = [time for time in times if not time.period or _is_of_years(time.period, time.years)]
    years = ranges[0].years if len(ranges) == 1 else None
    if years and role in ("before", "after", "change"):
        time = ranges[0]
        return time if role == "change" else time._replace(period=years[role == "after"], years=None)
    outside = [time for time in times if not any(first <= time.start < last for first, last in numbers)]
    own = next((time for time in outside if _is_of_number(sentence, time, start)), None)
    if own:
        return own
    # In "109.4 (2024: 108.8)", the year is that of the second number.
    others = [first for first, _ in numbers if first != start]
    outside = [
        time
        for time in outside
        if sentence[time.start - 1 : time.start] != "("
        or not any(_is_of_number(sentence, time, first) for first in others)
    ]
    following = next((time for time in outside if time.start >= stop), None)
    if following and not following.is_compared and _is_beside(sentence, stop, following.start, numbers):
        return following
    candidates = [
        time
        for time in outside
        if not time.is_compared
        and not (
            time.start >= stop
            and (
                _is_of_other(sentence, stop, time, numbers)
                or _TODAY.fullmatch(sentence, time.start, time.stop)
                or _OTHER_CLAUSE.search(sentence, stop, time.start)
            )
        )
    ]
    if role == "before":
        return None
    before = [time for time in candidates if time.stop <= start]
    if before:
        near = before[-1]
        if len(listed := _listed(sentence, before)) > 1:  # "in 2020 and 2021, it was 85 and 90 percent"
            place = [first for first, _ in numbers if first >= near.stop].index(start)
            is_in_turn = len(listed) == len([first for first, _ in numbers if first >= near.stop])
            return listed[place] if is_in_turn else None
        if _TODAY.fullmatch(sentence, near.start, near.stop) and re.search("[,，;；]", sentence[near.stop : start]):
            return None
        between = sentence[near.stop : start]
        # A level after a change has no time of the level before it.
        is_of_before = role == "after" and any(
            (last <= near.start and _is_beside(sentence, last, near.start, numbers))
            or 0 <= first - near.stop <= MAX_GLUED
            for first, last in numbers
            if last < start
        )
        is_of_compared = "," in between and any(
            last <= near.start
            and _is_beside(sentence, last, near.start, numbers)
            and _COMPARED.search(sentence[:first])
            for first, last in numbers
        )
        is_relative = "," in between and _RELATIVE_CLAUSE.search(sentence, 0, near.start) is not None
        return None if is_of_before or is_of_compared or is_relative or re.search("[;；]", between) else near
    return candidates[0] if len({time.period for time in candidates}) == 1 else None


def _is_of_number(sentence: str, time: Time, start: int) -> bool:
    """Whether a time is directly before the number that starts there, and its own."""
    return time.stop <= start and _OF_NUMBER.fullmatch(sentence, time.stop, start) is not None


def _listed(sentence: str, times: Sequence[Time]) -> Sequence[Time]:
    """The last of the times, with those before it in a list: "2020 and 2021"."""
    listed = [times[-1]]
    for time in reversed(times[:-1]):
        if not _JOINED.fullmatch(sentence, time.stop, listed[0].start):
            break
        listed.insert(0, time)
    return listed


def _is_of_other(sentence: str, stop: int, time: Time, numbers: Sequence[tuple[int, int]]) -> bool:
    """Whether a time belongs to another number, which is before it and in another clause: "94, up from 53 in 2015"."""
    others = [last for first, last in numbers if first >= stop and last <= time.start]
    return bool(others) and _is_beside(sentence, others[-1], time.start, numbers) and "," in sentence[stop : others[-1]]


def _is_beside(sentence: str, stop: int, start: int, numbers: Sequence[tuple[int, int]]) -> bool:
    """Whether a few words and no other number are between a number and a time."""
    between = sentence[stop:start]
    return (
        len(between) <= MAX_BETWEEN
        and _FEW_WORDS.fullmatch(between) is not None
        and not any(stop <= first < start for first, _ in numbers)
    )
