"""Dates and periods by ISO 8601."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_cli.models import period, period_forms


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-07-11", date(2025, 7, 11), date(2025, 7, 11)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024/2025", date(2024, 1, 1), date(2025, 12, 31)),
        ("2024-07/2025-03-31", date(2024, 7, 1), date(2025, 3, 31)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    parsed = period.parse(text)
    assert (parsed.first, parsed.last, str(parsed)) == (first, last, text)


@given(st.dates(), st.dates())
def test_an_interval_of_two_days_has_these_as_its_ends(left: date, right: date) -> None:
    first, last = sorted((left, right))
    parsed = period.parse(f"{first.isoformat()}/{last.isoformat()}")
    assert (parsed.first, parsed.last) == (first, last)
    day, month, year = (period.parse(first.isoformat()[:length]) for length in (10, 7, 4))
    assert day.first == day.last == first
    assert year.first <= month.first <= first <= month.last <= year.last
    assert (month.last + timedelta(1)).day == 1 if month.last < date.max else month.last.day == 31


@pytest.mark.parametrize(
    ("text", "is_part"),
    [
        ("2025-01/2025-07", True),
        ("2024-10/2025-03", True),
        ("2025-02/2025-02", True),
        ("2025-01/2025-12", False),
        ("2023-04/2024-03", False),
        ("2024/2025", False),
        ("2025", False),
        ("2025-07", False),
        ("2025-07-10/2025-07-11", False),
    ],
)
def test_months_that_are_less_than_a_year_are_a_part_of_one(text: str, is_part: bool) -> None:
    assert period.parse(text).is_part_of_year is is_part


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "July",
            '"July" is not a date that sco understands; a date is written like 2025-07-11, 2025-07, 2025 or 2024/2025',
        ),
        (
            "2025/",
            '"2025/" is not a date that sco understands; a period needs a beginning and an end, such as 2019/2024',
        ),
        ("0000-05", '"0000-05" is not a date that sco understands; years run from 0001 to 9999'),
        (
            "2024~",
            ('"2024~" is not a date that sco understands; write "2024" (a note can say that it is approximate)'),
        ),
        ("2024/06/07", '"2024/06/07" is not a date that sco understands; write "2024-06-07"'),
        ("2023-24", '"2023-24" is not a date: there is no month 24; write "2023/2024"'),
        ("2025-02-30", '"2025-02-30" is not a date: 2025-02 has 28 days'),
        ("2025-13", '"2025-13" is not a date: there is no month 13'),
        ("2025/2024", '"2025/2024" ends before it begins'),
    ],
)
def test_an_invalid_date_is_rejected_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011  # the reason is compared as a whole
        period.parse(text)
    assert str(raised.value) == reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "July",
        "2025-7",
        "2025-13",
        "2025-00",
        "2025-01-00",
        "2025-02-30",
        "0000",
        "2025/2024",
        "2025/",
        "25",
        "２０２５",
    ],
)
def test_a_text_that_is_not_a_date_is_rejected(text: str) -> None:
    with pytest.raises(ValueError, match="date|calendar|ends before"):
        period.parse(text)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        # Other forms of ISO 8601.
        ("2020-W53", ["2020-12-28/2021-01-03"]),
        ("2021W011", ["2021-01-04"]),
        ("2021-W53", []),
        ("9999-W52", []),
        ("2023-060", ["2023-03-01"]),
        ("2024060", ["2024-02-29"]),
        ("2023-366", []),
        ("0000-001", []),
        ("19991231", ["1999-12-31"]),
        ("19991331", []),
        ("199912", ["1999-12"]),
        ("1999-12-31T23:59:59+05:30", ["1999-12-31"]),
        ("19991231T2359", ["1999-12-31"]),
        ("1999-12-30/31", ["1999-12-30/1999-12-31"]),
        ("1999-11-30/12-01", ["1999-11-30/1999-12-01"]),
        ("1999-11-30/29", []),
        ("19991130/19991201", ["1999-11-30/1999-12-01"]),
        ("2021-W01/2021-W02", ["2021-01-04/2021-01-17"]),
        ("1999-10/12", ["1999-10-12", "1999-10/1999-12"]),
        ("1999/00", []),
        ("2011/12", ["2011-12", "2011/2012"]),
        ("2016/17", ["2016/2017"]),
        # Parts of a year, and decades.
        ("2019-Q4", ["2019-10/2019-12"]),
        ("2Q 2019", ["2019-04/2019-06"]),
        ("q3/2019", ["2019-07/2019-09"]),
        ("3 кв. 2019 г.", ["2019-07/2019-09"]),
        ("2019年第二季度", ["2019-04/2019-06"]),
        ("2019-Q1/2019-Q3", ["2019-01/2019-09"]),
        ("2019H2", ["2019-07/2019-12"]),
        ("H1 2019", ["2019-01/2019-06"]),
        ("1990s", ["1990/1999"]),
        # As people write them.
        ("31.12.1999", ["1999-12-31"]),
        ("12/31/1999", ["1999-12-31"]),
        ("03/04/1999", ["1999-04-03", "1999-03-04"]),
        ("3-4-1999", ["1999-04-03"]),
        ("1999/3", ["1999-03"]),
        ("1999.3.4", ["1999-03-04"]),
        ("3/1999", ["1999-03"]),
        ("March 1999", ["1999-03"]),
        ("4 Sept. 1999", ["1999-09-04"]),
        ("December 31st, 1999", ["1999-12-31"]),
        ("31 декабря 1999 года", ["1999-12-31"]),
        ("Май 1999", ["1999-05"]),
        ("Marketing 1999", []),
        ("1999年12月31日", ["1999-12-31"]),
        ("1999年12月", ["1999-12"]),
        ("1999年", ["1999"]),
        ("1999 \u2013 2003", ["1999/2003"]),
        ("1999-2003", ["1999/2003"]),
        ("1999 to 2003", ["1999/2003"]),
        ("1999年至2003年", ["1999/2003"]),
        ("March 1999 \u2014 May 1999", ["1999-03/1999-05"]),
        ("2003-1999", []),
        ("987", ["0987"]),
        ("99", []),
        ("\uff11\uff19\uff19\uff19", ["1999"]),
    ],
)
def test_a_date_in_another_form_is_rejected_with_the_form_that_is_read(text: str, forms: list[str]) -> None:
    with pytest.raises(ValueError, match="is not a date that sco understands") as raised:
        period.parse(text)
    _, _, suggestion = str(raised.value).partition("; write ")
    assert suggestion == " or ".join(f'"{form}"' for form in forms)
    for form in forms:
        period.parse(form)


@pytest.mark.parametrize("text", ["2019/..", "../2019", "/2019", "since 2019", "2019-", "с 2019 года", "2019年以来"])
def test_a_period_that_is_open_needs_an_end(text: str) -> None:
    with pytest.raises(ValueError, match="a period needs a beginning and an end"):
        period.parse(text)


@pytest.mark.parametrize("text", ["about 1999", "ca. 1999", "~1999", "1999?", "1999%", "около 1999 года", "约1999年"])
def test_a_date_with_a_qualifier_is_told_to_go_without(text: str) -> None:
    with pytest.raises(ValueError, match=r'; write "1999" \(a note can say'):
        period.parse(text)


@pytest.mark.parametrize("text", ["0000", "-0044", "+12024-01-01", "12024-01-01"])
def test_years_have_four_digits(text: str) -> None:
    with pytest.raises(ValueError, match="years run from 0001 to 9999"):
        period.parse(text)


@given(st.text(st.sampled_from("0123456789-/.WQTt: ~年月日 JulyQ\u2013"), max_size=30))
def test_every_suggestion_is_a_date_that_is_read(text: str) -> None:
    for form in period_forms.find_forms(text.casefold()):
        period.parse(form)


def test_a_very_long_text_is_rejected_at_once() -> None:
    for text in ("1" * 10**6, "1-" * 10**6, "2024/" * 10**6, " " * 10**6):
        with pytest.raises(ValueError, match="2025-07-11, 2025-07, 2025 or 2024/2025"):
            period.parse(text)
