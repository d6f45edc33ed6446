"""Misspelt words of a search."""

from __future__ import annotations

import pytest

from sco_cli.models.factbase import FactBase
from sco_cli.queries.corrections import MAX_CORRECTED_WORDS, search_or_correct


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        (["stepe"], {"stepe": "steppe"}),
        (["Mongloia", "toll"], {"Mongloia": "mongolia"}),
        (["Sensers", "alomg"], {"Sensers": "sensors", "alomg": "along"}),
    ],
)
def test_a_word_that_nothing_has_is_corrected(small: FactBase, typed: list[str], corrected: dict[str, str]) -> None:
    answer = search_or_correct(small, small.records, typed)
    assert answer.hits
    assert answer.corrected == corrected
    assert answer.words == [corrected.get(word, word) for word in typed]


@pytest.mark.parametrize(
    "typed",
    [
        ["quite", "different"],
        ["rod"],  # short words are similar to many
        ["stepe", "mayor"],  # both words are known, but not of one record
        ["7O"],
        ["toll", "mayor"],
        [],
    ],
)
def test_without_a_hit_for_the_corrected_words_nothing_is_corrected(small: FactBase, typed: list[str]) -> None:
    assert search_or_correct(small, small.records, typed) == ([], typed, {})


def test_a_search_with_hits_is_not_corrected(small: FactBase) -> None:
    assert search_or_correct(small, small.records, ["tol"]).corrected == {}


def test_the_name_of_a_country_outside_of_the_base_is_no_misspelling(small: FactBase) -> None:
    place = small.places[0].model_copy(update={"name": "Australia Street"})
    assert search_or_correct(small, [place], ["Austrelia"]).corrected == {"Austrelia": "australia"}
    assert search_or_correct(small, [place], ["Austria"]).hits == []


def test_a_word_of_the_format_is_no_misspelling(small: FactBase) -> None:
    place = small.places[0].model_copy(update={"name": "Contracts"})
    assert search_or_correct(small, [place], ["contracds"]).hits
    assert search_or_correct(small, [place], ["Contradicts"]).hits == []


def test_only_some_words_are_corrected(small: FactBase) -> None:
    typed = ["stepe"] + [f"stepe{letter}" for letter in "abcdef"]
    assert len(typed) > MAX_CORRECTED_WORDS
    assert search_or_correct(small, small.records, typed).hits == []
