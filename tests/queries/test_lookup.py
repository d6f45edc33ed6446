"""Folding of names, suggestions for unknown names, and ambiguous names."""

from __future__ import annotations

import pytest
from hypothesis import given
from support.strategies import texts

from sco_cli.errors import BadRequest, UnknownName
from sco_cli.models.entities import Area
from sco_cli.models.factbase import FactBase
from sco_cli.queries import lookup
from sco_cli.text import MAX_COMPARED_NAMES, MAX_LISTED, MAX_NAME_LENGTH, fold, suggest


@pytest.mark.parametrize(
    ("name", "folded"),
    [("Qazaqstan", "qazaqstan"), ("São-Tomé", "sao tome"), ("  a_b\u2014c ", "a b c"), ("STRASSE", "strasse")],
)
def test_folding_removes_case_accents_and_word_separators(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(texts)
def test_the_first_suggestion_for_a_known_name_is_the_name_itself(name: str) -> None:
    labels = {"nothing of the kind": "other", name: "this"}
    if len(fold(name)) > 2:
        assert suggest(name, labels)[0] == "this"


@pytest.mark.parametrize("code", ["US", "xx", "K"])
def test_there_is_no_suggestion_for_a_code(code: str) -> None:
    assert suggest(code, {"RUS": "Russia (RU)", "KZ": "Kazakhstan (KZ)", "XXX": "Nowhere (XX)"}) == ()


def test_among_very_many_names_only_those_with_the_same_beginning_are_suggested() -> None:
    few = {"steppe-road": "steppe-road", "xteppe-road": "xteppe-road"}
    many = {f"other-{index}": f"other-{index}" for index in range(MAX_COMPARED_NAMES)}
    assert suggest("steppe-rod", few) == ("steppe-road", "xteppe-road")
    assert suggest("steppe-rod", few | many) == ("steppe-road",)


def test_only_the_beginning_of_a_very_long_name_is_compared() -> None:
    known = "a" * MAX_NAME_LENGTH
    assert suggest(known + "b" * 10**6, {known: "known"}) == ("known",)


def test_an_ambiguous_name_is_reported_with_the_record_that_it_finds(small: FactBase) -> None:
    paved = small.metric("paved")
    shouted = paved.model_copy(update={"id": "shouted", "name": paved.name.upper(), "aliases": ()})
    assert list(lookup.ambiguous_names([paved, small.metric("toll"), shouted])) == [(shouted, shouted.name, paved)]


def test_a_name_that_two_records_share_is_not_found(small: FactBase) -> None:
    paved, toll = (
        small.metric(name).model_copy(update={"aliases": ("roads in numbers",)}) for name in ("paved", "toll")
    )
    base = FactBase(small.info, [paved, toll], small.fields)
    with pytest.raises(BadRequest, match=r'^"Roads in Numbers" may be paved, toll; say which$'):
        lookup.find_id(base, "metric", "Roads in Numbers")
    assert lookup.find_id(base, "metric", "TOLL") == "toll"


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (0, "there is none"),
        (2, "there are a-0, a-1"),
        (MAX_LISTED + 2, f"there are {', '.join(f'a-{index}' for index in range(MAX_LISTED))} and 2 more"),
    ],
)
def test_the_error_for_an_unknown_name_lists_what_there_is(small: FactBase, number: int, hint: str) -> None:
    areas = [Area.model_validate({"id": f"a-{index}", "name": "A"}) for index in range(number)]
    with pytest.raises(UnknownName) as raised:
        lookup.find_id(FactBase(small.info, areas, small.fields), "area", "nothing of the kind")
    assert str(raised.value) == f'no area "nothing of the kind"; {hint}'
