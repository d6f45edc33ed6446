"""Reasons why a number of a text that differs from one on record may still not contradict it.

Both may be right if they are from different years, if one is for part of a year, or if one is a plan.
"""

from __future__ import annotations

import re

from sco_cli.models import period
from sco_cli.models.facts import Figure
from sco_cli.models.period import Period
from sco_cli.models.period_forms import MONTH_NAMES
from sco_cli.phrases.tokens import tokenize
from sco_cli.reading.names import has_phrase
from sco_cli.reading.readings import Reading
from sco_cli.reading.time_forms import names_fiscal_year

MAX_AGE = 1
"""A number without a year in a text that is more years younger than the latest official value may be newer."""

_MONTHS = "|".join(names.replace("(", "(?:") for names in MONTH_NAMES)
_PART_OF_YEAR = re.compile(
    rf"\b(?:{_MONTHS}|months?|quarters?|half of|half-year|месяц\w*|квартал\w*|полугоди\w*)\b|月|季度|半年",
    re.IGNORECASE,
)


def is_plan(reading: Reading) -> bool:
    """Whether the sentence is about what is planned or expected."""
    return has_phrase(tokenize(reading.sentence), "plans")


def doubt_of_subject(reading: Reading) -> str:
    """Why the number may be about another country; empty if the subject is sure, or if it names a place."""
    subject = reading.likely_subject
    return "" if subject.is_sure or subject.places else "the text may mean another country"


def doubt_of_time(reading: Reading) -> str:
    """Why the number may not be for a whole year; empty if there is no reason to doubt it."""
    stated = period.parse_optional(reading.period)
    is_of_year = stated is not None and len(stated.text) == len("2025")
    if is_of_year and _PART_OF_YEAR.search(reading.sentence):
        return "the sentence also mentions part of a year"
    return _doubt_of_fiscal_year(reading)


def _doubt_of_fiscal_year(reading: Reading) -> str:
    """Why the number may not be for a calendar year, if the sentence names a fiscal year; else empty."""
    return "the sentence mentions a fiscal year" if names_fiscal_year(reading.sentence) else ""


def _cover_the_same(first: Period, second: Period) -> bool:
    """Whether two periods are the same, unless neither is one from a month to another: "2024-07/2025-06"."""
    is_of_months = any("/" in stated.text and "-" in stated.text for stated in (first, second))
    return not is_of_months or (first.first, first.last) == (second.first, second.last)


def doubt_of_figure(reading: Reading, figure: Figure) -> str:
    """Why the number may not contradict a figure; empty if there is no reason to doubt it."""
    said, known = period.parse_optional(reading.period), period.parse_optional(figure.period)
    if said is None:
        return _doubt_of_fiscal_year(reading) or "the text states no year"
    if known is None:
        return "the figure states no year"
    if figure.stage == "planned" or is_plan(reading):
        return "a plan and its outcome may differ"
    if not _cover_the_same(said, known):
        return "the text and the figure are about different periods"
    return doubt_of_time(reading)


def doubt_of_latest_value(reading: Reading, year: int, dated: Period | None) -> str:
    """Why a number without a year may not contradict the latest official value; empty if nothing speaks for that.

    `year` is that of the value, `dated` the date of the text.
    """
    if doubt := _doubt_of_fiscal_year(reading):
        return doubt
    if reading.role == "after":
        return "the text states no year"  # what it rose to may be newer
    if dated and dated.last.year - year > MAX_AGE:
        return f"the text states no year, and the latest official value is from {year}"
    return ""
