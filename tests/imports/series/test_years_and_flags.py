"""Years as tables write them, and the status of observations."""

from __future__ import annotations

import pytest

from sco_cli.imports.series.areas import m49_codes
from sco_cli.imports.series.flags import read_flags
from sco_cli.imports.series.years import read_period


@pytest.mark.parametrize(
    ("text", "year", "mark"),
    [
        ("2020", 2020, ""),
        ("2020*", 2020, "*"),
        ("2021 (e)", 2021, "(e)"),
        ("2022p", 2022, "p"),
        ("2020 [YR2020]", 2020, ""),
        ("YR2020", 2020, ""),
        ("2020.0", 2020, ""),
        ("2020-A1", 2020, ""),
        ("0999", 999, ""),
        ("X2020", 2020, ""),
        ("2025F", 2025, "F"),
    ],
)
def test_years_are_read_with_their_marks(text: str, year: int, mark: str) -> None:
    period = read_period(text)
    assert period
    assert (period.year, period.mark) == (year, mark)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *(("2020Q1", "a quarter"), ("2020-Q1", "a quarter"), ("Q1 2020", "a quarter"), ("2020-S1", "a half-year")),
        *(("2020-05", "a month"), ("2020M05", "a month"), ("05.2020", "a month"), ("2020-W05", "a week")),
        *(
            ("2020-05-01", "a day"),
            ("31/12/2020", "a day"),
            ("2019/20", "a span of years"),
            ("2019-2020", "a span of years"),
        ),
        ("2020-05-01T00:00:00Z", "a day"),
    ],
)
def test_other_periods_are_refused_with_what_they_are(text: str, reason: str) -> None:
    period = read_period(text)
    assert period
    assert (period.year, period.reason) == (0, reason)


@pytest.mark.parametrize(
    "text", ["0", "FY2020", "0000", "99999", "202", "year", "2020 [YR2021]", "٢٠٢٠", "2020" * 50, "-2020", ""]
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("", []),
        ("A", []),
        ("b", ["break in time series"]),
        ("bz", ["break in time series", "not applicable"]),
        ("b,e", ["break in time series", "estimated"]),
        ("B;P", ["break in time series", "provisional"]),
        ("BE", ["break in time series", "estimated"]),
        ("X9", ["code X9"]),
        ("a remark in words, which is longer than codes are", ["a remark in words, which is longer than codes are"]),
    ],
)
def test_codes_of_a_status_are_read_alone_and_combined(text: str, meanings: list[str]) -> None:
    assert read_flags(text) == meanings


@pytest.mark.slow
def test_the_codes_of_un_m49_are_those_of_iso_3166() -> None:
    pycountry = pytest.importorskip("pycountry")
    assert m49_codes() == {country.numeric: country.alpha_2 for country in pycountry.countries}
