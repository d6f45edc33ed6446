"""Dates and periods in words."""

from __future__ import annotations

import pytest

from sco_cli.models.date_words import date_words, optional_date_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025", "2025"),
        ("2025-07", "July 2025"),
        ("2025-07-11", "11 July 2025"),
        ("2019/2025", "2019\u20132025"),
        ("2025/2025", "2025"),
        ("2025-07/2025-09", "July to September 2025"),
        ("2025-07-01/2025-07-11", "1 to 11 July 2025"),
        ("2025-05-02/2025-12-25", "2 May to 25 December 2025"),
        ("2024-05-02/2025-05-02", "2 May 2024 to 2 May 2025"),
        ("2024-04/2025-03", "April 2024 to March 2025"),
        ("2019-06/2021", "June 2019 to 2021"),
        ("2019~", "about 2019"),
        ("2019?", "perhaps 2019"),
        ("2019-05%", "perhaps about May 2019"),
        ("2018~/2019", "about 2018 to 2019"),
        ("2019/..", "since 2019"),
        ("../2019-03", "until March 2019"),
        ("201X", "the 2010s"),
        ("19XX", "the years 1900\u20131999"),
        ("2019-XX", "2019"),
        ("2019-24", "winter 2019"),
        ("2019-34", "second quarter of 2019"),
        ("2018-21/2019-23", "spring 2018 to autumn 2019"),
    ],
)
def test_dates_are_in_words(text: str, words: str) -> None:
    assert date_words(text) == words


def test_names_of_months_are_shortened_for_tables() -> None:
    assert date_words("2024-09-02/2025-12-25", short=True) == "2 Sep 2024 to 25 Dec 2025"


def test_there_may_be_no_date() -> None:
    assert (optional_date_words(None), optional_date_words("2025-07")) == ("", "July 2025")


def test_other_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="not a date"):
        date_words("soon")
