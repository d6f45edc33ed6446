"""Finds years, months and other times in a sentence, in English, Russian and Chinese, as periods by ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sco_cli.models import period
from sco_cli.models.period import Period
from sco_cli.models.period_forms import MONTH_NAMES

_YEARS = r"(?:19|20)\d\d"
_MONTH = rf"(?:{'|'.join(names.replace('(', '(?:') for names in MONTH_NAMES)})"
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4} | {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "перв": 1, "втор": 2, "трет": 3, "четв": 4, "上": 1, "下": 2,
    "一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4,
    "three": 3, "six": 6, "nine": 9, "ten": 10, "eleven": 11, "eight": 8, "seven": 7, "five": 5, "four": 4, "two": 2,
    "три": 3, "шесть": 6, "девять": 9, "десять": 10, "одиннадцать": 11, "восемь": 8, "семь": 7, "пять": 5,
}  # fmt: skip
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH_DATE = rf"(?:{_DAY}\s(?:of\s)?)?{_MONTH}\.?(?:\s{_DAY})?,?\s(?:of\s)?{_YEARS}"
_CHINESE_DATE = rf"{_YEARS}年\d{{1,2}}月(?:\d{{1,2}}[日号])?"
_OTHER_YEAR = (
    r"(?:fiscal|financial|budget|tax|marketing|crop|academic|school"
    r"|(?:финансов|бюджетн|фискальн|маркетингов|сельскохозяйственн|учебн)[а-я]+)"
)
_YEAR_OR_TWO = rf"{_YEARS}(?:\s?[-–—/]\s?(?:{_YEARS}|\d\d))?"
_ENDED = r"(?:(?:that|which)\s)?(?:ended|ending|ends|(?:завершивш|закончивш|окончивш)[а-я]+)\s(?:in\s|on\s|в\s)?"
_COUNT = "three|six|nine|ten|eleven|eight|seven|five|four|two|три|шесть|девять|десять|одиннадцать|восемь|семь|пять"

_TIMES = re.compile(
    rf"""
      (?P<day>(?<!\d){_YEARS}-\d\d-\d\d(?!\d))
    | (?P<fiscal>
        (?:fiscal|{_OTHER_YEAR}\s(?:years?|год[а-я]{{0,2}}))\s(?:of\s)?{_YEAR_OR_TWO}(?!\d)(?:,?\s\(?{_ENDED}{_MONTH_DATE})?
      | \bfy[\s-]?(?:{_YEAR_OR_TWO}|\d\d(?:\s?[-–—/]\s?\d\d)?)(?!\d)
      | (?<!\d){_YEAR_OR_TWO}(?:\s|-[а-я]{{1,2}}\s){_OTHER_YEAR}\s(?:year|год)
      | (?<!\d){_YEAR_OR_TWO}年?(?:财年|财政年度|会计年度)
      )
    | (?P<partof>(?:months?|quarters?|half|{_MONTH}|месяц\w*|квартал\w*|полугоди\w*)\s(?:of\s|in\s)?(?:the\s)?)?
        (?:{_OTHER_YEAR}\s)?(?:\byear|\bгод[а-я]{{0,2}}|\b(?:12|twelve)\smonths),?\s
        (?:{_ENDED}|to\s|through\s)(?P<ended>{_MONTH_DATE})(?!\d)
    | 截至(?P<zhended>{_CHINESE_DATE})(?:的|止)?(?:财年|财政年度|会计年度|年度|一年|12个月)
    | (?P<span>
        between\s{_MONTH_DATE}\sand\s{_MONTH_DATE}(?!\d)
      | (?:(?:from|с|со|от)\s)?{_MONTH_DATE}(?:\sгода?)?\s?(?:to|until|till|through|по|до|[-–—])\s?{_MONTH_DATE}(?!\d)
      | (?:从|自)?{_CHINESE_DATE}(?:至|到|[-–—~]){_CHINESE_DATE}
      )
    | (?P<chinese>{_YEARS})年(?P<zhmonth>\d{{1,2}})月(?:(?P<zhday>\d{{1,2}})[日号])?
    | (?P<zhfirst>{_YEARS})年(?:(?P<zhm1>\d{{1,2}})[月]?[-—–~至到]|前)(?P<zhm2>\d{{1,2}})个?月
    | (?P<zhyear>{_YEARS})年第?(?P<zhpart>[1-4一二三四上下])(?P<zhunit>季度|半年)
    | (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m1>{_MONTH})\.?,?\s(?P<y1>{_YEARS})(?!\d)
    | (?P<m2>{_MONTH})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>{_YEARS})(?!\d)
    | (?P<m3>{_MONTH})\.?\s?(?:-|–|—|to|through|по)\s?(?P<m4>{_MONTH})\.?,?\s(?:of\s)?(?P<y3>{_YEARS})(?!\d)
    | (?P<m5>{_MONTH})\.?,?\s(?:of\s)?(?P<y4>{_YEARS})(?!\d)
    | \b(?P<m6>{_MONTH})\.?\s(?P<d6>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,]\d|\s?[%％]|\s(?:percent|per))
    | (?<![\d.,])(?P<d7>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m7>{_MONTH})(?!\w)
    | (?<![\d年])(?P<zhm3>\d{{1,2}})月(?P<zhd3>\d{{1,2}})[日号]
    | \b(?P<part>first|second|third|fourth|1st|2nd|3rd|4th|i|ii|iii|iv|[1-4]|q[1-4]|перв|втор|трет|четв)
        (?:-?[а-я]{{1,4}})?\s?(?P<unit>quarter|half|кв\.|квартал\w*|полугоди\w*|(?<=q\d))\s?(?:of\s|in\s)?
        (?P<y5>{_YEARS})(?!\d)
    | (?:first|за|перв\w+)\s(?P<count>{_COUNT}|\d{{1,2}})\s(?:months|месяц\w*)\s(?:of\s)?(?P<y6>{_YEARS})(?!\d)
    | (?:from|between|с|от)\s(?P<y7>{_YEARS})\s(?:to|and|until|through|по|до)\s(?P<y8>{_YEARS})(?!\d|[.,]\d|\s?[%％])
    | (?<![\d.$€£¥-])(?<!\d,)(?P<y9>{_YEARS})年?\s?(?:[-–—/]|至|到)\s?(?P<y10>{_YEARS}|\d\d)(?!\d|[.,]\d|\s?[%％])
    | (?:(?<![\d./$€£¥])(?<!\d,)|(?<!\d)(?={_YEARS}年))(?P<y11>{_YEARS})(?!\d|[.,]\d|\s?[%％])
    """,
    re.VERBOSE,
)

_FULL_DATE = re.compile(rf"{_MONTH_DATE}|{_CHINESE_DATE}")
"""A day or month with its year."""

_FISCAL_YEAR = re.compile(
    rf"\b{_OTHER_YEAR}\s(?:years?|год[а-я]{{0,2}})\b|\bfiscal\s{_YEARS}|\bfy[\s-]?(?:{_YEARS}|\d\d)(?!\d)"
    r"|财年|财政年度|会计年度",
    re.IGNORECASE,
)

_YEAR_OF_DATE = re.compile(r"\d{4}")

_DECEMBER = 12
_LAST_DAYS = 28
"""A year that ends on this day of a month or later ends with the month."""

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

_ANY_YEAR = re.compile(_YEARS)
"""What every time has, but those that are known by another date."""

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
    matches = list(_TIMES.finditer(sentence)) if _ANY_YEAR.search(sentence) else []
    single = {match["y11"] for match in matches if match["y11"]}
    year = single.pop() if len(single) == 1 else None
    dateline = None if with_dateline or not matches else _DATELINE.match(sentence)
    for match in matches:
        found = ("", None) if _is_undecided(match) else _read(match, year)
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


def names_fiscal_year(sentence: str) -> bool:
    """Whether a sentence names a fiscal year, or another year that need not begin in January."""
    return _FISCAL_YEAR.search(sentence) is not None


def _is_undecided(match: re.Match[str]) -> bool:
    """Whether the words of a time do not say which months it has."""
    if match["fiscal"] or (match["ended"] and match["partof"]):
        return True
    ended = _date_of(match["ended"] or match["zhended"] or "")
    return len(ended) == len("2025-06-30") and int(ended[-2:]) < _LAST_DAYS


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


def _read(match: re.Match[str], year: str | None) -> tuple[str, tuple[str, str] | None] | None:
    """The period of a time, and its years if it is of two; None if there is no such day.

    `year` is that of a day without one.
    """
    group = match.groupdict()
    if year and (day := group["d6"] or group["d7"] or group["zhd3"]):
        month = _two(group["zhm3"]) if group["zhm3"] else _month(group["m6"] or group["m7"])
        return _valid(f"{year}-{month}-{_two(day)}", None)
    return _valid(*next(_forms(group), ("", None)))


def _valid(text: str, years: tuple[str, str] | None) -> tuple[str, tuple[str, str] | None] | None:
    """The period, if it is in the calendar."""
    try:
        period.parse(text)
    except ValueError:
        return None
    return text, years


_Form = tuple[str, tuple[str, str] | None]
"""A period, and its first and last year if it is in several."""


def _forms(group: dict[str, str | None]) -> Iterator[_Form]:
    """What the groups of a match mean; nothing for a day without a year."""
    yield from _dates(group)
    yield from _intervals(group)
    yield from _chinese_times(group)
    yield from _parts_of_years(group)
    yield from _years(group)


def _dates(group: dict[str, str | None]) -> Iterator[_Form]:
    if day := group["day"]:
        yield day, None
    for day_key, month_key, year_key in (("d1", "m1", "y1"), ("d2", "m2", "y2"), (None, "m5", "y4")):
        if year := group[year_key]:
            day = f"-{_two(group[day_key])}" if day_key else ""
            yield f"{year}-{_month(group[month_key])}{day}", None


def _intervals(group: dict[str, str | None]) -> Iterator[_Form]:
    """From one month or day to another, each with its year, and the year that ends with a month."""
    if span := group["span"]:
        yield _with_years("/".join(map(_date_of, _FULL_DATE.findall(span))))
    if ended := group["ended"] or group["zhended"]:
        last = _date_of(ended)[: len("2025-06")]
        year, month = map(int, last.split("-"))
        yield _with_years(f"{year}" if month == _DECEMBER else f"{year - 1}-{month + 1:02}/{last}")


def _with_years(text: str) -> _Form:
    """A period with its first and last year, if they are not the same."""
    years = text[:4], text.rpartition("/")[2][:4]
    return text, None if years[0] == years[1] else years


def _date_of(text: str) -> str:
    """A month or day with its year as a period; empty if there is none."""
    match = _TIMES.fullmatch(text)
    return next((form for form, _ in _forms(match.groupdict())), "") if match else ""


def _chinese_times(group: dict[str, str | None]) -> Iterator[_Form]:
    if year := group["chinese"]:
        day = group["zhday"]
        yield f"{year}-{_two(group['zhmonth'])}" + (f"-{_two(day)}" if day else ""), None
    if year := group["zhfirst"]:
        yield f"{year}-{_two(group['zhm1'] or '1')}/{year}-{_two(group['zhm2'])}", None
    if year := group["zhyear"]:
        yield _part(year, _NUMBERS[group["zhpart"] or ""], 6 if group["zhunit"] == "半年" else 3), None


def _parts_of_years(group: dict[str, str | None]) -> Iterator[_Form]:
    """From one month to another, quarters, halves, and the first months of a year."""
    if year := group["y3"]:
        yield f"{year}-{_month(group['m3'])}/{year}-{_month(group['m4'])}", None
    if year := group["y5"]:
        number = _NUMBERS[(group["part"] or "").removeprefix("q")]
        is_half = (group["unit"] or "").startswith(("half", "полуг"))
        yield _part(year, number, 6 if is_half else 3), None
    if year := group["y6"]:
        count = group["count"] or ""
        yield f"{year}-01/{year}-{_NUMBERS.get(count) or int(count):02}", None


def _years(group: dict[str, str | None]) -> Iterator[_Form]:
    if year := group["y7"]:
        yield f"{year}/{group['y8']}", (year, group["y8"] or "")
    if year := group["y9"]:
        last = group["y10"] or ""
        last = last if len(last) == 4 else year[:2] + last
        yield (f"{year}/{last}", (year, last)) if last > year else ("", None)
    if year := group["y11"]:
        yield year, None


def _part(year: str, number: int, months: int) -> str:
    last = number * months
    return f"{year}-{last - months + 1:02}/{year}-{last:02}"


def _two(number: str | None) -> str:
    return f"{int(number or 0):02}"


def _month(name: str | None) -> str:
    return next(f"{number:02}" for number, names in enumerate(MONTH_NAMES, 1) if re.fullmatch(names, name or ""))
