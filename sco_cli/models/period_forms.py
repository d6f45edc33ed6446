"""Suggests how to write a date or period that `sco_cli.models.period` does not read.

Known are the other forms of ISO 8601 (weeks, days of the year, the basic format, abbreviated intervals, times), marks
of the Extended Date/Time Format, and what people write: quarters, names of months in English and Russian, days first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from unicodedata import normalize

MAX_LENGTH = 60
"""Characters of a text that is looked at; no date is longer."""

MONTH_NAMES = (
    "jan(uary)?|январ[ьюяе]",
    "feb(ruary)?|феврал[ьюяе]",
    "mar(ch)?|март[ае]?",
    "apr(il)?|апрел[ьюяе]",
    "may|ма[йяюе]",
    "june?|июн[ьюяе]",
    "july?|июл[ьюяе]",
    "aug(ust)?|август[ае]?",
    "sept?(ember)?|сентябр[ьюяе]",
    "oct(ober)?|октябр[ьюяе]",
    "nov(ember)?|ноябр[ьюяе]",
    "dec(ember)?|декабр[ьюяе]",
)
"""Patterns of the names of the months in small letters, in English and Russian."""

_YEAR = r"(\d{4})(?: ?г\.| года?| году|年)?"
_MONTH = r"([^\W0-9_]+)\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"

_DASH = re.compile(r"/| ?[\u2013\u2014~\uff5e] ?| (?:-|to|until|по) |(?<=\d{4})-(?=\d{4}$|\d\d$)|至|到")
_QUALIFIED = re.compile(r"(?:about|around|approx\.|circa|ca?\.|~|около|примерно|ок\.|约) ?(.+)|(.+?)(?:[?~%]|左右)")
_OPEN = re.compile(
    r"(?:since|from|after|until|till|before|by|с|до|после|к) (.+)|(?:\.\.)?/(.+)"
    r"|(.+?)(?:/(?:\.\.)?|-|\u2013|年?以来|年?起)"
)
_OPEN_START = re.compile(r"(?:until|till|before|by|до|к) |(?:\.\.)?/")
_OTHER_YEAR = re.compile(r"[+-]\d{4,}.*|0000(?:\D.*)?|\d{5}\d*-\d\d.*")


def explain(text: str) -> str:
    """The end of the message for a text that is not read: what to write instead, or what is missing."""
    if suggestion := suggest_forms(text):
        return suggestion
    plain = _plain(text)
    if _OTHER_YEAR.fullmatch(plain):
        return "; years run from 0001 to 9999"
    if (match := _QUALIFIED.fullmatch(plain)) and (forms := find_forms(match[match.lastindex or 0])):
        return f"; write {or_list(forms)} (a note can say that it is approximate)"
    if (match := _OPEN.fullmatch(plain)) and find_forms(match[match.lastindex or 0]):
        return "; a period needs a beginning and an end, such as 2019/2024"
    return "; a date is written like 2025-07-11, 2025-07, 2025 or 2024/2025"


def extended_forms(text: str) -> list[str]:
    """What a text that is about or open may mean in the forms of `sco_cli.models.period_edtf`; empty for any other."""
    plain = _plain(text)
    if match := _QUALIFIED.fullmatch(plain):
        return [f"{form}{'?' if plain.endswith('?') else '~'}" for form in find_forms(match[match.lastindex or 0])]
    if match := _OPEN.fullmatch(plain):
        is_start_open = _OPEN_START.match(plain)
        forms = find_forms(match[match.lastindex or 0])
        return [f"../{form}" if is_start_open else f"{form}/.." for form in forms if "/" not in form]
    return []


def suggest_forms(text: str) -> str:
    """The end of a message that suggests what to write instead of a text; empty if that is not known."""
    forms = find_forms(_plain(text))
    return f"; write {or_list(forms)}" if forms else ""


def _plain(text: str) -> str:
    """The text in small letters, with single spaces and European digits; empty if it is too long for a date."""
    return " ".join(normalize("NFKC", text).casefold().split()) if len(text) <= MAX_LENGTH else ""


def or_list(forms: list[str]) -> str:
    """Forms in quotation marks, as they stand in a sentence."""
    return " or ".join(f'"{form}"' for form in forms)


def find_forms(text: str) -> list[str]:
    """What a text in small letters may mean, as dates, months, years or intervals that are read."""
    forms = dict.fromkeys(_read(text))
    dashes = list(_DASH.finditer(text))
    for dash in dashes if len(dashes) == 1 else ():
        last = text[dash.end() :]
        for start in _read(text[: dash.start()]):
            for end in (*_read(last), *_read_abbreviated(start, last)):
                if start < end:
                    forms[f"{start.partition('/')[0]}/{end.rpartition('/')[2]}"] = None
    return list(forms)


def _read_abbreviated(start: str, text: str) -> Iterator[str]:
    """The end of an interval that has only the last parts, which differ from its beginning: "2024-06-15/20"."""
    parts = text.split("-")
    own = start.partition("/")[0].split("-")
    if all(len(part) == 2 for part in parts) and len(parts) < len(own):
        yield from _date(*own[: len(own) - len(parts)], *parts)
    elif len(own) == 1 and re.fullmatch("[0-9]{2}", text):
        yield own[0][:2] + text


def _read(text: str) -> Iterator[str]:
    """What a text may mean as one date, or as one part of the calendar such as a quarter."""
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(text):
            yield from read(*match.groups())


def _date(year: str, month: str | None = None, day: str | None = None) -> Iterator[str]:
    """The date, month or year, if it is in the calendar."""
    try:
        found = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return
    yield found.isoformat()[: 10 if day else 7 if month else 4]


def _day_first(first: str, mark: str, second: str, year: str) -> Iterator[str]:
    yield from _date(year, second, first)
    if mark == "/":  # in the United States the month comes first
        yield from _date(year, first, second)


def _month_name(day: str | None, name: str, other_day: str | None, year: str) -> Iterator[str]:
    for number, pattern in enumerate(MONTH_NAMES, start=1):
        if re.fullmatch(pattern, name):
            yield from _date(year, str(number), day or other_day)


def _week(year: str, week: str, weekday: str | None) -> Iterator[str]:
    try:
        day = date.fromisocalendar(int(year), int(week), int(weekday or 1))
        yield day.isoformat() if weekday else f"{day}/{day + timedelta(6)}"
    except (ValueError, OverflowError):
        return  # no such week, or one that the last year of the calendar does not hold


def _day_of_year(year: str, number: str) -> Iterator[str]:
    for first in _date(year):
        day = date(int(first), 1, 1).toordinal() + int(number) - 1
        if date(int(first), 1, 1).toordinal() <= day <= date(int(first), 12, 31).toordinal():
            yield date.fromordinal(day).isoformat()


def _part_of_year(months: int) -> Callable[[str, str], Iterator[str]]:
    """Reads the number of a quarter, of three months, or of a half."""

    def read(year: str, number: str) -> Iterator[str]:
        last = months * ("一二三四".find(number) + 1 or int(number))
        yield f"{year}-{last - months + 1:02}/{year}-{last:02}"

    return read


def _number_first(read: Callable[[str, str], Iterator[str]]) -> Callable[[str, str], Iterator[str]]:
    return lambda number, year: read(year, number)


_quarter, _half = _part_of_year(3), _part_of_year(6)

_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Iterator[str]]], ...] = tuple(
    (re.compile(pattern.replace(r"\d", "[0-9]")), read)
    for pattern, read in (
        (_YEAR, _date),
        (r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?", _date),
        (r"(\d{4})年(\d{1,2})月(?:(\d{1,2})[日号])?", _date),
        (r"(\d{4})(\d\d)(\d\d)?", _date),
        (r"(\d{4})-?(\d\d)-?(\d\d)[t ]\d\d?(?::?\d\d.*)?z?", _date),
        (r"(\d{1,2})([-./ ])(\d{1,2})[-./ ](\d{4})", _day_first),
        (r"(\d{1,2})[-./](\d{4})", lambda month, year: _date(year, month)),
        (rf"(?:{_DAY}[ -])?{_MONTH}(?: {_DAY},?)?[ ,-]+{_YEAR}", _month_name),
        (r"(\d{4})-?w(\d\d)(?:-?(\d))?", _week),
        (r"(\d{4})-?(\d{3})", _day_of_year),
        (r"(\d{4})[- /]?q([1-4])", _quarter),
        (r"(\d{4})[- /]?h([12])", _half),
        (rf"q([1-4])[- /]?{_YEAR}", _number_first(_quarter)),
        (rf"([1-4])(?:q| кв\.| квартал)[- ]?{_YEAR}", _number_first(_quarter)),
        (rf"h([12])[- /]?{_YEAR}", _number_first(_half)),
        (r"(\d{4})年第?([1-4一二三四])季度", _quarter),
        (r"(\d{3})(?:0'?s|x|0-е)", lambda decade: iter([f"{decade}0/{decade}9"])),
        (r"(\d{3})", _date),
    )
)
"""The forms of a date, in small letters, and what reads the groups of each."""
