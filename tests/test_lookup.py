"""Names as people write them, and what is offered for one that is not known."""

from __future__ import annotations

import pytest
from hypothesis import given
from support.strategies import texts

from sco_cli.models.factbase import FactBase
from sco_cli.queries import lookup
from sco_cli.text import MAX_COMPARED_NAMES, MAX_NAME_LENGTH, fold, suggest


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Qazaqstan", "qazaqstan"), ("São-Tomé", "sao tome"), ("  a_b\u2014c ", "a b c"), ("STRASSE", "strasse")],
)
def test_case_accents_and_what_stands_between_words_make_no_difference(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(texts)
def test_every_name_is_nearest_to_itself_among_others(name: str) -> None:
    labels = {"nothing of the kind": "other", name: "this"}
    if len(fold(name)) > 2:
        assert suggest(name, labels)[0] == "this"


@pytest.mark.parametrize("code", ["US", "xx", "K"])
def test_nothing_is_near_to_a_code(code: str) -> None:
    assert suggest(code, {"RUS": "Russia (RU)", "KZ": "Kazakhstan (KZ)", "XXX": "Nowhere (XX)"}) == ()


def test_of_very_many_names_only_those_that_begin_alike_are_offered() -> None:
    few = {"steppe-road": "steppe-road", "xteppe-road": "xteppe-road"}
    many = {f"other-{at}": f"other-{at}" for at in range(MAX_COMPARED_NAMES)}
    assert suggest("steppe-rod", few) == ("steppe-road", "xteppe-road")
    assert suggest("steppe-rod", few | many) == ("steppe-road",)


def test_a_name_of_a_page_is_compared_by_its_beginning() -> None:
    known = "a" * MAX_NAME_LENGTH
    assert suggest(known + "b" * 10**6, {known: "known"}) == ("known",)


def test_namesakes_are_told_with_the_name_that_they_share_and_who_had_it_first(small: FactBase) -> None:
    paved = small.get("paved")
    shouted = paved.model_copy(update={"id": "shouted", "name": paved.name.upper(), "aliases": ()})
    assert list(lookup.ambiguous_names([paved, small.get("toll"), shouted])) == [(shouted, shouted.name, paved)]
