"""Dates of publication that are open, about, uncertain, or a part of a year."""

from __future__ import annotations

import pytest

from sco_cli.models import period_edtf


@pytest.mark.parametrize(
    ("text", "first", "last", "is_exact"),
    [
        ("2019", "2019-01-01", "2019-12-31", True),
        ("2019~", "2019-01-01", "2019-12-31", False),
        ("2019/..", "2019-01-01", "9999-12-31", False),
        ("../2019", "0001-01-01", "2019-12-31", False),
        ("2019-33", "2019-01-01", "2019-03-31", True),
        ("2019-21", "2019-01-01", "2019-12-31", False),
        ("201X", "2010-01-01", "2019-12-31", True),
        ("2019-07-XX", "2019-07-01", "2019-07-31", True),
    ],
)
def test_a_date_has_the_days_that_it_may_mean(text: str, first: str, last: str, is_exact: bool) -> None:
    date = period_edtf.parse(text)
    assert (str(date.period.first), str(date.period.last), date.is_exact) == (first, last, is_exact)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("about 2019", '"about 2019" is not a date that sco understands; write "2019~"'),
        ("since 2019", '"since 2019" is not a date that sco understands; write "2019/.."'),
        ("2021/2019", '"2021/2019" ends before it begins'),
        ("2019-13", '"2019-13" is not a date: there is no month 13'),
    ],
)
def test_another_text_is_rejected_with_what_to_write(text: str, reason: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011  # the reason is compared as a whole
        period_edtf.parse(text)
    assert str(raised.value) == reason


@pytest.mark.parametrize("text", ["", "/", "../..", "0000", "2019-XX-01", "2019-21-01", "X019", "2019~~"])
def test_a_text_that_is_no_date_is_rejected(text: str) -> None:
    with pytest.raises(ValueError, match="date|calendar"):
        period_edtf.parse(text)
