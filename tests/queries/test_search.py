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
from sco_cli.quantities import quantity
from sco_cli.quantities.change import from_percent
from sco_cli.queries.levels import levels_of
from sco_cli.queries.search import Hit, search
from sco_cli.queries.search_numbers import read_number
from sco_cli.queries.search_terms import fold_text, read_terms
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
        (["of-use"], "mayor-on-roads", "summary"),
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
    assert hit.score == 24


def test_a_match_at_the_beginning_of_a_word_comes_first() -> None:
    areas = [Area.model_validate({"id": name, "name": text}) for name, text in (("a", "Railroads"), ("b", "Roads"))]
    hits = search_all(FactBase(INFO, areas, {"area": ("id", "name")}), "road")
    assert [(hit.record.id, hit.score) for hit in hits] == [("b", 12), ("a", 6)]


def test_a_match_that_is_a_whole_name_comes_first() -> None:
    areas = [Area.model_validate({"id": name, "name": text}) for name, text in (("a", "Rails here"), ("b", "Rails"))]
    hits = search_all(FactBase(INFO, areas, {"area": ("id", "name")}), "rails")
    assert [(hit.record.id, hit.score) for hit in hits] == [("b", 18), ("a", 12)]


def test_words_in_ids_neither_find_a_record_nor_raise_its_score() -> None:
    areas = [Area.model_validate({"id": name, "name": text}) for name, text in (("a", "Rails"), ("rails", "Old rails"))]
    areas.append(Area.model_validate({"id": "rails-new", "name": "Roads"}))
    hits = search_all(FactBase(INFO, areas, {"area": ("id", "name")}), "rail")
    assert [(hit.record.id, hit.score, hit.field) for hit in hits] == [("a", 12, "name"), ("rails", 12, "name")]


def test_the_name_of_the_metric_comes_before_a_note(small: FactBase) -> None:
    found = [(hit.record.id, hit.field) for hit in search_all(small, "toll") if hit.record.kind == "figure"]
    assert found == [("mn-toll", "metric"), ("mn-toll-bureau", "metric")]
    noted = small.figures[0].model_copy(update={"note": "It is no toll."})
    base = FactBase(small.info, [noted, *(record for record in small.records if record.id != noted.id)], small.fields)
    hits = [(hit.record.id, hit.field) for hit in search_all(base, "toll") if hit.record.kind == "figure"]
    assert hits == [*found, (noted.id, "note")]


def test_a_word_in_an_address_is_found_only_as_a_part_of_one(small: FactBase) -> None:
    assert search_all(small, "example") == search_all(small, "https") == []
    for part in ("example.org/roads", "https://example.org/roads", "/roads"):
        assert [(hit.record.id, hit.field) for hit in search_all(small, part)] == [("gazette", "url")]


@pytest.mark.parametrize(
    ("typed", "found", "match"),
    [
        ("railways", "Railway company", "Railway"),
        ("railway", "Old railways", "railway"),
        ("countries", "A country", "country"),
        ("country", "Other countries", "countries"),
        ("branches", "A branch of a bank", "branch"),
        ("cross-border railways", "The cross-border railway", "cross-border railway"),
    ],
)
def test_a_word_is_found_in_the_singular_and_the_plural(typed: str, found: str, match: str) -> None:
    area = Area.model_validate({"id": "a", "name": found})
    (hit,) = search_all(FactBase(INFO, [area], {"area": ("id", "name")}), typed)
    assert hit.match == match


@pytest.mark.parametrize(
    ("typed", "text"),
    [("news", "New roads"), ("states", "State roads"), ("roads", "Broadband"), ("business", "Busines"), ("bus", "Bu")],
)
def test_a_word_that_only_looks_like_the_plural_of_another_is_not_found(typed: str, text: str) -> None:
    area = Area.model_validate({"id": "a", "name": text})
    assert search_all(FactBase(INFO, [area], {"area": ("id", "name")}), typed) == []


@pytest.mark.parametrize("typed", ["5", "5.2", "25", "52", "2.5", "0"])
def test_a_number_is_not_found_in_the_middle_of_another(typed: str) -> None:
    areas = [Area.model_validate({"id": "a", "name": "Release 15.25, of 3,250.5 m"})]
    assert search_all(FactBase(INFO, areas, {"area": ("id", "name")}), typed) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # As the source says them, and as sco shows them.
        ("43%", {"kz-paved": "43%"}),
        ("43 %", {"kz-paved": "43%"}),
        ("from 43% to over 70%", {"kz-paved": "from 43% to over 70%"}),
        ("43 % -> over 70 %", {"kz-paved": "43% -> over 70%"}),
        ("more than +27 percentage points", {"kz-paved": "more than +27 percentage points"}),
        ("x2 to x3", {"kz-traffic": "×2 to ×3"}),
        # In other words.
        ("0.43e2 percent", {"kz-paved": "43%"}),
        ("more than 70%", {"kz-paved": "43% -> over 70%"}),
        ("свыше 70 %", {"kz-paved": "43% -> over 70%"}),
        ("under 70 %", {}),
        ("43 tons", {}),
        ("approximately 32", {"mn-toll": "about 32 USD/t -> 15 USD/t"}),
        ("2 to 3 times", {"kz-traffic": "×2 to ×3"}),
        ("2 to 4 times", {}),
        ("2 to 3 %", {}),
        ("2 to 3 USD", {}),
        # Of official series.
        ("75", {"paved-kz-series": "75 in 2024"}),
        ("11.50", {"paved-mn-series": "11.5 in 2024"}),
        ("over 75", {}),
        ("44.2 %", {"kz-paved": "44.2 %", "paved-kz-series": "44.2 in 2023"}),
        ("76", {}),
        # A year is a word.
        ("2019", {}),
    ],
)
def test_a_number_is_found_as_it_is_shown_and_typed(small: FactBase, typed: str, found: dict[str, str]) -> None:
    assert {hit.record.id: hit.match for hit in search_all(small, typed)} == found


@pytest.mark.parametrize(
    ("typed", "is_found"), [("50 %", True), ("-50 %", True), ("+50 %", False), ("50", True), ("nearly 50 %", False)]
)
def test_a_fall_is_found_by_its_size(small: FactBase, typed: str, is_found: bool) -> None:
    fall = small.figure("kz-traffic").model_copy(update={"change": from_percent(quantity.exact(-50))})
    base = FactBase(small.info, [*small.countries, *small.metrics, *small.projects, fall], small.fields)
    number = read_number(typed)
    assert number is not None
    assert number.is_in_figure(levels_of(base, fall), None) == is_found


@pytest.mark.parametrize("typed", ["3.2 trillion", "3.2e12", "3,200 billion", "3200000000000", "3,2 трлн", "3.2万亿"])
@pytest.mark.parametrize("text", ["Over 3.2 trillion USD", "3200 billion", "3,200,000,000,000"])
def test_a_large_number_is_found_in_every_spelling(typed: str, text: str) -> None:
    areas = [Area.model_validate({"id": "a", "name": text})]
    assert len(search_all(FactBase(INFO, areas, {"area": ("id", "name")}), typed)) == 1


@pytest.mark.parametrize("text", ["5G", "2024", "release 5.2", "roads", "70 % of roads", "43 to 70", "not 70 %", "1/3"])
def test_a_text_that_is_no_number_as_a_whole_is_read_as_words(text: str) -> None:
    term = read_terms([text])[0]
    assert term.number is None or text in ("43 to 70", "1/3")


def test_the_words_of_a_number_are_one_term() -> None:
    terms = read_terms(["railways", "over", "70", "%", "in", "2024", "Railways"])
    assert [(term.text, term.number is not None) for term in terms] == [
        ("railways", False),
        ("over 70 %", True),
        ("in", False),
        ("2024", False),
    ]


def test_a_number_in_the_scale_of_a_metric_is_found_with_and_without_it(small: FactBase) -> None:
    coal = small.figure("mn-toll-bureau").model_copy(update={"metric": "coal", "value": quantity.exact("31.7")})
    metric = small.metric("toll").model_copy(update={"id": "coal", "name": "Coal", "unit": "million t"})
    others = (record for record in small.records if record.id not in ("coal", coal.id))
    base = FactBase(small.info, [*others, metric, coal], small.fields)
    for typed in ("31.7", "31.7 million t", "31.7 million", "31,700,000 tons"):
        assert [hit.record.id for hit in search_all(base, typed)] == [coal.id], typed
    assert search_all(base, "31.7 tons") == []


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
        assert read_terms([word])[0].pattern.fullmatch(fold_text(hit.match)) or hit.field == "id"
