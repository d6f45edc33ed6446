"""Reads the forms in which years, months and other times are written in English, Russian and Chinese, by ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_cli.models import period
from sco_cli.models.period_forms import MONTH_NAMES

Form = tuple[str, tuple[str, str] | None]
"""A period, and its first and last year if it is in several; the period is empty if the words do not say its months."""

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
"""What a year is called that need not begin in January."""

_YEAR_OR_TWO = rf"{_YEARS}(?:\s?[-–—/]\s?(?:{_YEARS}|\d\d))?"
_ENDED = r"(?:(?:that|which)\s)?(?:ended|ending|ends|(?:завершивш|закончивш|окончивш)[а-я]+)\s(?:in\s|on\s|в\s)?"
_TO = r"(?:to|until|till|through|по|до)"
_COUNT = "three|six|nine|ten|eleven|eight|seven|five|four|two|три|шесть|девять|десять|одиннадцать|восемь|семь|пять"

TIMES = re.compile(
    rf"""
      (?P<day>(?<!\d){_YEARS}-\d\d-\d\d(?!\d))
    | (?P<fiscal>
        (?:fiscal|{_OTHER_YEAR}\s(?:years?|год[а-я]{{0,2}}))\s(?:of\s)?{_YEAR_OR_TWO}(?!\d)(?:,?\s\(?{_ENDED}{_MONTH_DATE})?
      | \bfy[\s-]?(?:{_YEAR_OR_TWO}|\d\d(?:\s?[-–—/]\s?\d\d)?)(?!\d)
      | (?<!\d){_YEAR_OR_TWO}(?:\s|-[а-я]{{1,2}}\s){_OTHER_YEAR}\s(?:year|год)
      | (?<!\d){_YEAR_OR_TWO}年?(?:财年|财政年度|会计年度)
      )
    | (?<!last\s)(?<!this\s)(?<!\ba\s)(?:{_OTHER_YEAR}\s)?(?:\byear|\bгод[а-я]{{0,2}}|\b(?:12|twelve)\smonths),?\s
        (?:{_ENDED}|to\s|through\s)(?P<ended>{_MONTH_DATE})(?!\d)
    | 截至(?P<zhended>{_CHINESE_DATE})(?:的|止)?(?:财年|财政年度|会计年度|年度|一年|12个月)
    | (?P<span>
        between\s{_MONTH_DATE}\sand\s{_MONTH_DATE}(?!\d)
      | (?:from|с|со|от)\s{_YEARS}(?:\sгода?)?\s{_TO}\s{_MONTH_DATE}(?!\d)
      | (?:(?:from|с|со|от)\s)?{_MONTH_DATE}(?:\sгода?|\sг\.)?\s?(?:{_TO}|[-–—])\s?{_MONTH_DATE}(?!\d)
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
        (?P<y5>{_YEARS})(?!\d|\s{_OTHER_YEAR})
    | (?:first|за|перв\w+)\s(?P<count>{_COUNT}|\d{{1,2}})\s(?:months|месяц\w*)\s(?:of\s)?
        (?P<y6>{_YEARS})(?!\d|\s{_OTHER_YEAR})
    | (?:from|between|с|от)\s(?P<y7>{_YEARS})\s(?:to|and|until|through|по|до)\s(?P<y8>{_YEARS})(?!\d|[.,]\d|\s?[%％])
    | (?<![\d.$€£¥-])(?<!\d,)(?P<y9>{_YEARS})年?\s?(?:[-–—/]|至|到)\s?(?P<y10>{_YEARS}|\d\d)(?!\d|[.,]\d|\s?[%％])
    | (?:(?<![\d./$€£¥])(?<!\d,)|(?<!\d)(?={_YEARS}年))(?P<y11>{_YEARS})(?!\d|[.,]\d|\s?[%％])
    """,
    re.VERBOSE,
)

_PART_OF = re.compile(
    rf"(?:\bmonths?|\bquarters?|\bhalf|\b{_MONTH}|месяц\w*|квартал\w*|полугоди\w*)\s(?:of\s|in\s)?(?:the\s)?$"
)
"""Before a year of which only a part is meant: "the first quarter of the year ended June 2025"."""

MAX_PART_OF = 25
"""Characters before such a year that are looked at."""

_DATE = re.compile(rf"{_MONTH_DATE}|{_CHINESE_DATE}|{_YEARS}")
"""A year, or a day or month with its year."""

_FISCAL_YEAR = re.compile(
    rf"\b{_OTHER_YEAR}\s(?:years?|год[а-я]{{0,2}})\b|\bfiscal\s{_YEARS}|\bfy[\s-]?(?:{_YEARS}|\d\d)(?!\d)"
    r"|财年|财政年度|会计年度",
    re.IGNORECASE,
)

_DECEMBER = 12
_LAST_DAYS = 28
"""A year that ends on this day of a month or later ends with the month."""

ANY_YEAR = re.compile(_YEARS)
"""What every time has, but those that are known by another date."""


def names_fiscal_year(sentence: str) -> bool:
    """Whether a sentence names a fiscal year, or another year that need not begin in January."""
    return _FISCAL_YEAR.search(sentence) is not None


def read_time(match: re.Match[str], year: str | None) -> Form | None:
    """The period of a match of `TIMES`; None if there is no such day. `year` is that of a day without one."""
    if _is_undecided(match):
        return "", None
    group = match.groupdict()
    if year and (day := group["d6"] or group["d7"] or group["zhd3"]):
        month = _two(group["zhm3"]) if group["zhm3"] else _month(group["m6"] or group["m7"])
        return _valid(f"{year}-{month}-{_two(day)}", None)
    return _valid(*next(_forms(group), ("", None)))


def _is_undecided(match: re.Match[str]) -> bool:
    """Whether the words of a time do not say which months it has."""
    if match["fiscal"]:
        return True
    ended = _date_of(match["ended"] or match["zhended"] or "")
    if ended and _PART_OF.search(match.string, max(0, match.start() - MAX_PART_OF), match.start()):
        return True
    return len(ended) == len("2025-06-30") and int(ended[-2:]) < _LAST_DAYS


def _valid(text: str, years: tuple[str, str] | None) -> Form | None:
    """The period, if it is in the calendar."""
    try:
        period.parse(text)
    except ValueError:
        return None
    return text, years


def _forms(group: dict[str, str | None]) -> Iterator[Form]:
    """What the groups of a match mean; nothing for a day without a year."""
    yield from _dates(group)
    yield from _intervals(group)
    yield from _chinese_times(group)
    yield from _parts_of_years(group)
    yield from _years(group)


def _dates(group: dict[str, str | None]) -> Iterator[Form]:
    if day := group["day"]:
        yield day, None
    for day_key, month_key, year_key in (("d1", "m1", "y1"), ("d2", "m2", "y2"), (None, "m5", "y4")):
        if year := group[year_key]:
            day = f"-{_two(group[day_key])}" if day_key else ""
            yield f"{year}-{_month(group[month_key])}{day}", None


def _intervals(group: dict[str, str | None]) -> Iterator[Form]:
    """From one month or day to another, each with its year, and the year that ends with a month."""
    if span := group["span"]:
        yield _with_years("/".join(map(_date_of, _DATE.findall(span))))
    if ended := group["ended"] or group["zhended"]:
        last = _date_of(ended)[: len("2025-06")]
        year, month = map(int, last.split("-"))
        yield _with_years(f"{year}" if month == _DECEMBER else f"{year - 1}-{month + 1:02}/{last}")


def _with_years(text: str) -> Form:
    """A period with its first and last year, if they are not the same."""
    years = text[:4], text.rpartition("/")[2][:4]
    return text, None if years[0] == years[1] else years


def _date_of(text: str) -> str:
    """A month or day with its year as a period; empty if there is none."""
    match = TIMES.fullmatch(text)
    return next((form for form, _ in _forms(match.groupdict())), "") if match else ""


def _chinese_times(group: dict[str, str | None]) -> Iterator[Form]:
    if year := group["chinese"]:
        day = group["zhday"]
        yield f"{year}-{_two(group['zhmonth'])}" + (f"-{_two(day)}" if day else ""), None
    if year := group["zhfirst"]:
        yield f"{year}-{_two(group['zhm1'] or '1')}/{year}-{_two(group['zhm2'])}", None
    if year := group["zhyear"]:
        yield _part(year, _NUMBERS[group["zhpart"] or ""], 6 if group["zhunit"] == "半年" else 3), None


def _parts_of_years(group: dict[str, str | None]) -> Iterator[Form]:
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


def _years(group: dict[str, str | None]) -> Iterator[Form]:
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
