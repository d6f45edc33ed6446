"""Full-text search: which records have all words, their order, and the marked part of a text."""

from __future__ import annotations

from typing import Literal, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.paths import SMALL
from support.strategies import texts

from sco_cli.models.entities import Area, BaseInfo
from sco_cli.models.factbase import FactBase
from sco_cli.models.schema import MODELS
from sco_cli.models.vocabulary import FIXED_WORD_FIELDS
from sco_cli.queries.search import Hit, search
from sco_cli.text import fold

INFO = BaseInfo.model_validate({"id": "b", "title": "B", "as_of": "2025", "licence": "CC0"})


def search_all(base: FactBase, *words: str) -> list[Hit]:
    """The hits among all records of a base."""
    return search(base, base.records, words)


@pytest.mark.parametrize(
    ("words", "first", "field"),
    [
        (["steppe"], "steppe-road", "name"),
        (["STEPPE", "rôad"], "steppe-road", "name"),
        (["of-use"], "mayor-on-roads", "wording"),
        (["казах"], "KZ", "aliases"),
        (["哈萨克"], "KZ", "aliases"),
        (["ministry"], "mn-toll", "attribution"),
        (["tripling"], "kz-traffic", "wording"),
    ],
)
def test_a_record_is_found_by_words_of_any_field(small: FactBase, words: list[str], first: str, field: str) -> None:
    hit = search_all(small, *words)[0]
    assert (hit.record.id, hit.field) == (first, field)


def test_a_record_must_have_every_word(small: FactBase) -> None:
    assert {hit.record.id for hit in search_all(small, "toll")} >= {"toll", "mn-toll", "mn-toll-bureau"}
    assert [hit.record.id for hit in search_all(small, "toll", "ministry")] == ["mn-toll"]
    assert search_all(small, "toll", "nowhere") == []


@pytest.mark.parametrize("words", [[], [""], [" ", "-"]])
def test_without_a_word_nothing_is_found(small: FactBase, words: list[str]) -> None:
    assert search_all(small, *words) == []


def test_a_record_that_is_found_by_its_id_alone_is_shown_with_the_id() -> None:
    area = Area.model_validate({"id": "xyz-1", "name": "Roads"})
    base = FactBase(INFO, [area], {"area": ("id", "name")})
    assert search_all(base, "xyz") == []
    (hit,) = search_all(base, "XYZ-1")
    assert (hit.field, hit.before, hit.match, hit.after) == ("id", "", "xyz-1", "")
    assert hit.score == 16


def test_a_match_at_the_beginning_of_a_word_comes_first() -> None:
    areas = [Area.model_validate({"id": name, "name": text}) for name, text in (("a", "Railroads"), ("b", "Roads"))]
    hits = search_all(FactBase(INFO, areas, {"area": ("id", "name")}), "road")
    assert [(hit.record.id, hit.score) for hit in hits] == [("b", 12), ("a", 6)]


def test_a_word_in_the_id_of_a_record_raises_its_score_only() -> None:
    areas = [Area.model_validate({"id": name, "name": text}) for name, text in (("a", "Rails"), ("rails", "Old rails"))]
    areas.append(Area.model_validate({"id": "rails-new", "name": "Roads"}))
    hits = search_all(FactBase(INFO, areas, {"area": ("id", "name")}), "rail")
    assert [(hit.record.id, hit.score, hit.field) for hit in hits] == [("rails", 16, "name"), ("a", 12, "name")]


@pytest.mark.parametrize("word", ["contradicts", "refines", "operating", "member", "lower"])
def test_words_of_the_format_are_not_found(small: FactBase, word: str) -> None:
    assert word in SMALL.read_text("utf-8")
    assert search_all(small, word) == []


def test_every_field_with_a_closed_list_of_words_is_left_out() -> None:
    closed = {
        name
        for model in MODELS.values()
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is Literal
        or any(get_origin(part) is Literal for part in get_args(field.annotation))
    }
    assert closed | {"inferred", "language"} == set(FIXED_WORD_FIELDS)


def test_the_facts_of_a_source_are_found_by_its_whole_id_only(small: FactBase) -> None:
    citing = {fact.id for fact in small.facts if any(item.source == "gazette" for item in fact.evidence)}
    assert "kz-paved" in citing
    assert {hit.record.id for hit in search_all(small, "gazette")} == {"gazette", *citing}
    assert {hit.record.id for hit in search_all(small, "gazett")} == {"gazette"}


def test_facts_are_found_by_the_name_and_the_code_of_what_they_refer_to(small: FactBase) -> None:
    paved = {figure.id for figure in small.figures if figure.metric == "paved"}
    assert {hit.record.id for hit in search_all(small, "paved", "roads")} >= paved
    about = {fact.id for fact in small.facts if "MN" in fact.countries}
    for word in ("MN", "mng", "mongolia"):
        assert {hit.record.id for hit in search_all(small, word)} >= about


@pytest.mark.parametrize("apostrophe", "'\u2018\u2019\u02bb\u02bc`\u00b4\u2032")
def test_every_apostrophe_finds_every_other(apostrophe: str) -> None:
    areas = [
        Area.model_validate({"id": f"a-{index}", "name": f"Qur{mark}on"}) for index, mark in enumerate("'\u02bb\u2019")
    ]
    hits = search_all(FactBase(INFO, areas, {"area": ("id", "name")}), f"qur{apostrophe}o")
    assert [hit.match for hit in hits] == ["Qur'o", "Qur\u02bbo", "Qur\u2019o"]


@given(texts, st.data())
def test_the_marked_part_of_a_text_is_the_word(text: str, data: st.DataObject) -> None:
    words = fold(text).split()
    if words:
        word = data.draw(st.sampled_from(words))
        area = Area.model_construct(id="x-x", name=text)
        (hit,) = search_all(FactBase(INFO, [area], {"area": ("id", "name")}), word)
        assert hit.before + hit.match + hit.after == (text if hit.field == "name" else "x-x")
        assert word in fold(hit.match)
