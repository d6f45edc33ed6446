"""What can be said of a figure and of a fact: its levels in words and in its metric's range, and its standing."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_cli.models.entities import BaseInfo, Metric
from sco_cli.models.factbase import FactBase
from sco_cli.models.facts import Evidence, Fact, Figure, Statement
from sco_cli.models.vocabulary import STANDINGS, Stance, Standing
from sco_cli.quantities import change, quantity
from sco_cli.quantities.quantity import NotComputable, Quantity, exact, over
from sco_cli.queries.levels import Levels, levels_of
from sco_cli.queries.standing import count_standings, standing_of

INFO = BaseInfo.model_validate({"id": "b", "title": "B", "as_of": "2025", "licence": "CC0"})
STANCES: tuple[Stance, ...] = get_args(Stance)
WORDS: dict[Stance, Standing] = {
    "states": "single-source",
    "context": "single-source",
    "repeats": "repeated",
    "corroborates": "corroborated",
    "refines": "refined",
    "contradicts": "contested",
}
"""The standing that evidence of one stance alone would give a fact."""


def fact(*stances: Stance) -> Fact:
    """A fact with evidence of those stances."""
    evidence = [Evidence.model_validate({"source": "s", "stance": stance, "note": "n"}) for stance in stances]
    return Statement(id="x", speaker="A", summary="S.", evidence=tuple(evidence))


def levels(numbers: dict[str, Any], **metric: Any) -> Levels:
    """The levels of a figure with those numbers, of a metric with those fields."""
    measure = Metric.model_validate({"id": "m", "name": "M", "definition": "d"} | metric)
    figure = Figure.model_validate({"id": "f", "metric": "m", "evidence": [{"source": "s"}]} | numbers)
    return levels_of(FactBase(INFO, [measure, figure], {}), figure)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"before": 43, "after": {"over": 70}}, "43 % -> over 70 %"),
        ({"before": {"about": 32}, "after": {"nearly": 50}}, "about 32 % -> nearly 50 %"),
        ({"value": {"at_most": 5}}, "at most 5 %"),
        ({"value": 0}, "0 %"),
        ({"change": {"times": {"between": [2, 3]}}}, "x2 to x3"),
        ({"change": {"percent": -50}}, "-50 %"),
    ],
)
def test_a_figure_is_said_in_the_words_of_its_source(numbers: dict[str, Any], said: str) -> None:
    assert levels(numbers, unit="% of roads").text() == said


def test_a_figure_of_which_nothing_is_known_says_nothing() -> None:
    assert Levels(None, None, None, None).text() == ""


@pytest.mark.parametrize("name", ["before", "after", "value"])
def test_each_level_is_in_the_unit_and_the_range_of_its_metric(name: str) -> None:
    numbers: dict[str, Any] = {"value": {"over": 70}} if name == "value" else {"before": 43, "after": 43}
    numbers[name] = {"over": 70}
    measured = getattr(levels(numbers, unit="%", minimum=0, maximum=100), name)
    assert measured == over(70).with_unit("%", 0, 100)
    numbers[name] = {"under": 70}
    measured = getattr(levels(numbers, unit="%", minimum=0, maximum=100), name)
    assert measured == quantity.under(70).with_unit("%", 0, 100)


def test_a_metric_without_unit_and_range_leaves_the_number_as_it_is_stated() -> None:
    assert levels({"value": {"over": 70}}).value == over(70)


def test_what_the_source_does_not_state_is_none() -> None:
    two, one, none = (
        levels(numbers) for numbers in ({"before": 1, "after": 2}, {"value": 1}, {"change": {"percent": 34}})
    )
    assert (two.before, two.after, two.value) == (exact(1), exact(2), None)
    assert (one.before, one.after, one.value, one.change) == (None, None, exact(1), None)
    assert (none.before, none.after, none.value) == (None, None, None)


def test_two_levels_have_the_change_between_them() -> None:
    measured = levels({"before": 43, "after": {"over": 70}}, unit="%", minimum=0, maximum=100)
    assert measured.before and measured.after
    assert measured.change == change.compute_change(measured.before, measured.after)
    assert measured.change.text() == "more than +27 points (more than +62.8 %)"


def test_a_change_without_levels_is_the_one_that_is_stated() -> None:
    assert levels({"change": {"percent": 34}}, unit="t").change == change.from_percent(exact(34))


@pytest.mark.parametrize("numbers", [{"before": 1}, {"after": 1}, {"before": 1, "value": 1}])
def test_a_level_before_goes_with_one_after_and_with_nothing_else(numbers: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="before"):
        levels(numbers)


def test_a_level_before_of_zero_is_a_level() -> None:
    grown = levels({"before": 0, "after": 5}, unit="t").change
    assert grown
    assert isinstance(grown.difference, Quantity)
    assert isinstance(grown.ratio, NotComputable)


@given(st.lists(st.sampled_from(STANCES), min_size=1))
def test_the_standing_of_a_fact_is_the_worst_that_any_of_its_evidence_gives(stances: list[Stance]) -> None:
    assert standing_of(fact(*stances)) == min((WORDS[stance] for stance in stances), key=STANDINGS.index)


@pytest.mark.parametrize("stance", STANCES)
def test_every_stance_has_its_standing(stance: Stance) -> None:
    assert standing_of(fact(stance)) == WORDS[stance]


@given(st.lists(st.sampled_from(STANCES)))
def test_standings_are_counted_worst_first_zeros_included(stances: list[Stance]) -> None:
    counts = count_standings(fact(stance) for stance in stances)
    assert tuple(counts) == STANDINGS
    said = [WORDS[stance] for stance in stances]
    assert counts == {word: said.count(word) for word in STANDINGS}


def test_the_levels_that_there_are_have_their_names() -> None:
    before, after, value = exact(1), over(2), exact(3)
    assert Levels(before, after, None, None).present() == [("before", before), ("after", after)]
    assert Levels(None, None, value, None).present() == [("value", value)]
    assert Levels(None, None, None, None).present() == []
