"""Parts of charts: wrapped text, placed labels, round values on an axis, and the levels beside bars in a terminal."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from support.runner import run_sco

from sco_cli.charts import label_layout, scales, text_width
from sco_cli.models.factbase import FactBase
from sco_cli.queries.levels import levels_of


def test_wrapped_text_keeps_every_character() -> None:
    text = "a word antidisestablishmentarianism and more"
    lines = text_width.wrap(text, 12, 100)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width.measure(line, 12) <= 100 for line in lines)
    assert text_width.wrap("", 12, 100) == []


@pytest.mark.parametrize(
    ("positions", "spread"),
    [
        ([10, 50], [10, 50]),
        ([50, 50], [45, 55]),
        ([50, 52, 10], [46, 56, 10]),
        ([1, 2, 3], [0, 10, 20]),
        ([99, 98], [100, 90]),
        ([], []),
    ],
)
def test_labels_that_are_too_close_are_spread_apart(positions: list[float], spread: list[float]) -> None:
    assert label_layout.spread_apart(positions, 10, 0, 100) == pytest.approx(spread)


def test_a_box_is_crossed_by_a_segment_through_or_inside_it() -> None:
    box = label_layout.Box(10, 10, 20, 20)
    assert box.is_crossed_by(((0, 0), (30, 30)))
    assert box.is_crossed_by(((12, 12), (13, 13)))
    assert not box.is_crossed_by(((0, 0), (30, 5)))
    assert not box.is_crossed_by(((0, 0), (5, 5)))


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [(0, 100, [0, 20, 40, 60, 80, 100]), (0, 7, [0, 2, 4, 6]), (-1, 1, [-1, -0.5, 0, 0.5, 1])],
)
def test_the_labelled_values_of_an_axis_are_round(low: int, high: int, values: list[float]) -> None:
    assert [float(value) for value in scales.round_values(Fraction(low), Fraction(high), 5)] == values


def test_the_value_range_includes_the_levels_of_every_figure(bundled: FactBase) -> None:
    for figure in bundled.figures:
        metric, levels = bundled.metric(figure.metric), levels_of(bundled, figure)
        numbers = [level.value for _, level in levels.present() if level.value is not None]
        low, high = scales.value_range(metric, numbers, 5)
        assert all(low <= number <= high for number in numbers), figure.id


@pytest.mark.parametrize(
    ("metric", "whole_parts"),
    [
        ("transport-cost", {"32", "15", "30 to 32", "14", "8", "49", "12"}),
        ("forum-attendance", {"over 600", "about 600", "over 1,500"}),
        ("it-exports", {"nearly 90", "344", "over 900", "2"}),
        ("transport-capacity", {"30", "30 million to 50", "at most 50"}),
    ],
)
def test_levels_beside_bars_are_aligned_at_the_decimal_point(metric: str, whole_parts: set[str]) -> None:
    pattern = r"  (?:before|after|value) +((?:[a-z ]+ )?(?:[\d,.]+(?: \w+)? to )?[\d,]+)"
    matches = [match for line in run_sco("metric", metric).out.splitlines() if (match := re.match(pattern, line))]
    assert {match[1].strip() for match in matches} >= whole_parts
    assert len({match.end() for match in matches}) == 1
