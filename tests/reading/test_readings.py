"""Readings: the places of quantities in a text, what they are, and the date of a text."""

from __future__ import annotations

import pytest
from support.bases import base_with
from support.readings import read, reading_base

from sco_cli.loading.loader import load_contents
from sco_cli.models import period
from sco_cli.reading.names import NameIndex
from sco_cli.reading.readings import date_of_text


def test_a_reading_has_its_place_and_its_sentence() -> None:
    text = (
        "Roads of the steppe\n\n  Roads grew. They have\n  over 70 per\u00adcent and 5 km.\n\n6 Roads\n\nAll 7 fell.\n"
    )
    assert [(found.line, found.column, found.paragraph, found.wording, found.sentence) for found in read(text)] == [
        (4, 3, 1, "over 70 percent", "They have over 70 percent and 5 km."),
        (4, 24, 1, "5 km", "They have over 70 percent and 5 km."),
        (6, 1, None, "6", "6 Roads"),
        (8, 5, 2, "7", "All 7 fell."),
    ]
    assert all(found.sentence[found.start : found.stop] == found.wording for found in read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is 70 percent.", ("70%", "value", 0)),
        ("It is over 70 percent.", ("over 70%", "value", 0)),
        ("It is at least 70.5%.", ("at least 70.5%", "value", 0)),
        ("It is about 70 roads.", ("about 70", "value", 0)),
        ("It is 2 to 3 million dollars.", ("2 million to 3 million USD", "value", 0)),
        ("It is about 2 to 3 km.", ("about 2 to 3 km", "value", 0)),
        ("It is a third of roads.", ("33." + "3" * 30 + "%", "value", 0)),
        ("It fell by 5 points.", ("5 points", "change", -1)),
        ("It fell by 5 percentage points.", ("5 percentage points", "change", -1)),
        ("Он снизился на 5 пунктов.", ("5 points", "change", -1)),
        ("It rose by 5%.", ("5%", "change", 1)),
        ("It doubled.", ("×2", "change", 1)),
        ("It is 5 million yuan.", ("5 million CNY", "value", 0)),
        ("超过70%。", ("over 70%", "value", 0)),
        ("Почти 70%.", ("nearly 70%", "value", 0)),
    ],
)
def test_a_quantity_is_the_number_as_the_text_puts_it(text: str, expected: tuple[str, str, int]) -> None:
    (found,) = read(text)
    assert (str(found.quantity), found.role, found.direction) == expected


def test_levels_before_and_after_and_their_years() -> None:
    found = read("It rose from 43 percent to over 70 percent between 2019 and 2024.")
    assert [(part.wording, part.role, part.period, part.year, part.is_inferred) for part in found] == [
        ("43 percent", "before", "2019", 2019, False),
        ("over 70 percent", "after", "2024", 2024, False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It has 5 roads.", (None, None, False)),
        ("It had 5 roads last year.", ("2024", 2024, True)),
        ("Roads grew by 5% from 2019 to 2024.", ("2019/2024", None, False)),
        ("It took 5 years in 2020.", (None, None, False)),
        ("In 2020 it had 5 roads. In the same year it had 6.", ("2020", 2020, True)),
        ("In 2020 and 2021 it had 5 roads. In the same year it had 6.", (None, None, False)),
    ],
)
def test_the_period_of_a_reading(text: str, expected: tuple[str | None, int | None, bool]) -> None:
    found = read(text)[-1]
    assert (found.period, found.year, found.is_inferred) == expected


def test_years_and_labels_are_no_quantities_and_ages_are() -> None:
    assert [
        (found.wording, found.mention.kind) for found in read("In 2020, people over 65 used Windows 10 for 5 years.")
    ] == [
        ("over 65", "age"),
        ("5 years", "time"),
    ]


def test_a_sentence_says_whom_it_credits() -> None:
    (found,) = read("Anna Steppe said, according to the bureau, that there are 5 roads.")
    assert (found.speaker, found.credited) == ("Anna Steppe", "the bureau")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roads\n\n28 August 2025\n\nRoads grew.", "2025-08-28"),
        ("Steppe City, August 28, 2025 — Roads grew.", "2025-08-28"),
        ("2025年8月28日，公路增长了。", "2025-08-28"),
        ("August 2025\n\nRoads grew.", None),
        (f"Roads {'grew and ' * 10} on 28 August 2025.", None),
        ("A\n\nB\n\nC\n\nD\n\nE\n\n28 August 2025", None),
        ("A\n\nB\n\nC\n\nD\n\n28 August 2025", "2025-08-28"),
        ("", None),
    ],
)
def test_the_date_of_a_text_is_the_first_whole_date_in_its_first_lines(text: str, expected: str | None) -> None:
    assert date_of_text(text) == (period.parse(expected) if expected else None)


def test_a_name_of_blanks_is_no_name() -> None:
    base = load_contents({"b": base_with('[[organizations]]\nid = "o"\nname = " "\n').encode()})
    assert isinstance(NameIndex(base), NameIndex)
    assert isinstance(NameIndex(reading_base()), NameIndex)
