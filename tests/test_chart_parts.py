"""The parts of a picture: text in lines, labels and boxes in their places, numbers on an axis and beside bars."""

from __future__ import annotations

import re

import pytest
from conftest import run_sco

from sco_cli.charts import label_layout, scales, text_width
from sco_cli.models.factbase import FactBase
from sco_cli.queries.levels import levels_of


def test_text_is_wrapped_and_never_cut() -> None:
    text = "a word antidisestablishmentarianism and more"
    lines = text_width.wrapped(text, 12, 100)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width.width(line, 12) <= 100 for line in lines)
    assert text_width.wrapped("", 12, 100) == []


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ([10, 50], [10, 50]),
        ([50, 50], [45, 55]),
        ([50, 52, 10], [46, 56, 10]),
        ([1, 2, 3], [0, 10, 20]),
        ([99, 98], [100, 90]),
        ([], []),
    ],
)
def test_labels_are_spread(wanted: list[float], places: list[float]) -> None:
    assert label_layout.spread(wanted, 10, 0, 100) == pytest.approx(places)


def test_a_box_is_crossed_by_what_goes_through_it() -> None:
    box = label_layout.Box(10, 10, 20, 20)
    assert box.is_crossed(((0, 0), (30, 30)))
    assert box.is_crossed(((12, 12), (13, 13)))
    assert not box.is_crossed(((0, 0), (30, 5)))
    assert not box.is_crossed(((0, 0), (5, 5)))


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [(0, 100, [0, 20, 40, 60, 80, 100]), (0, 7, [0, 2, 4, 6]), (-1, 1, [-1, -0.5, 0, 0.5, 1])],
)
def test_the_numbers_of_an_axis_are_round(low: int, high: int, values: list[float]) -> None:
    from fractions import Fraction

    assert [float(one) for one in scales.ticks(Fraction(low), Fraction(high), 5)] == values


def test_levels_of_every_figure_are_within_the_range_that_is_drawn(bundled: FactBase) -> None:
    for figure in bundled.figures:
        metric, found = bundled.get(figure.metric), levels_of(bundled, figure)
        given = [one.value for one in (found.before, found.after, found.value) if one and one.value is not None]
        low, high = scales.span_of(metric, given, 5)
        assert all(low <= value <= high for value in given), figure.id


@pytest.mark.parametrize(
    ("metric", "whole_parts"),
    [
        ("transport-cost", {"32", "15", "30 to 32", "14", "8", "49", "12"}),
        ("forum-attendance", {"over 600", "about 600", "over 1,500"}),
        ("it-exports", {"nearly 90", "344", "over 900", "2"}),
        ("transport-capacity", {"30", "30 million to 50", "at most 50"}),
    ],
)
def test_levels_beside_bars_stand_on_their_decimal_points(metric: str, whole_parts: set[str]) -> None:
    pattern = r"  (?:before|after|value) +((?:[a-z ]+ )?(?:[\d,.]+(?: \w+)? to )?[\d,]+)"
    found = [match for line in run_sco("metric", metric).out.splitlines() if (match := re.match(pattern, line))]
    assert {match[1].strip() for match in found} >= whole_parts
    assert len({match.end() for match in found}) == 1
