"""Folding of names, suggestions for unknown names, and ambiguous names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from support.strategies import texts

from sco_cli.errors import BadRequest, UnknownName
from sco_cli.models.entities import Area, Country
from sco_cli.models.factbase import FactBase
from sco_cli.models.iso_countries import iso_countries
from sco_cli.queries import lookup
from sco_cli.queries.name_variants import normalize_spelling
from sco_cli.text import MAX_COMPARED_NAMES, MAX_LISTED, MAX_NAME_LENGTH, fold, suggest


@pytest.mark.parametrize(
    ("name", "folded"),
    [("Qazaqstan", "qazaqstan"), ("São-Tomé", "sao tome"), ("  a_b\u2014c ", "a b c"), ("STRASSE", "strasse")],
)
def test_folding_removes_case_accents_and_word_separators(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize("apostrophe", "`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201b\u2032\uff07\uff40")
def test_all_apostrophes_are_the_same(apostrophe: str) -> None:
    assert fold(f"Cote d{apostrophe}Ivoire") == "cote d'ivoire"


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("\u0643\u0648\u064a\u062a", "\u06a9\u0648\u06cc\u062a"),  # Kuwait with Persian letters
        ("\u0645\u0635\u0631", "\u0645\u0640\u0635\u064e\u0631"),  # Egypt with a tatweel and a vowel mark
        ("\u0622\u0630\u0631", "\u0627\u0630\u0631"),  # with and without the madda
        ("Ta\u00adji\u200bki\u200dstan\ufeff", "Tajikistan"),
    ],
)
def test_folding_removes_differences_that_readers_do_not_see(written: str, other: str) -> None:
    assert fold(written) == fold(other)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Gambia, The", "Gambia"),
        ("Venezuela (Bolivarian Republic of)", "Bolivarian Republic of Venezuela"),
        ("Congo, Dem. Rep.", "Democratic Republic of the Congo"),
        ("Корея, Республика", "Республика Корея"),
        ("Респ. Корея", "Республика Корея"),
        ("D.R. Congo", "DR Congo"),
        ("U. S. S. R.", "USSR"),
        ("С.С.С.Р.", "СССР"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("St. Kitts", "Saint Kitts"),
        ("St.Kitts", "Saint Kitts"),
        ("Peoples Republic", "People\u2019s Republic"),
        ("\u201cHuawei\u201d", "Huawei"),
        ("Niger (the)", "the Niger"),
    ],
)
def test_the_spellings_of_lists_of_names_are_normalized(written: str, name: str) -> None:
    assert normalize_spelling(written) == normalize_spelling(name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Bank of China", "China Bank"),
        ("Congo, Rep.", "Congo, Dem. Rep."),
        ("Korea, Dem. People's Rep.", "Korea, Rep."),
        ("Macao SAR, China", "China"),
        ("Release 5.2", "Release 52"),
        ("Guinea", "Guinea-Bissau"),
        ("The", "Of"),
    ],
)
def test_different_names_stay_different_when_normalized(name: str, other: str) -> None:
    assert normalize_spelling(name) != normalize_spelling(other)


def test_no_two_countries_have_the_same_name_when_normalized() -> None:
    names = [{normalize_spelling(name) for name in country.names} for country in iso_countries().values()]
    assert len(set().union(*names)) == sum(map(len, names))


def country(code: str, alpha3: str, name: str, *aliases: str) -> Country:
    """A country without a history."""
    return Country.model_validate({"code": code, "alpha3": alpha3, "name": name, "aliases": list(aliases)})


@pytest.fixture
def countries(small: FactBase) -> FactBase:
    """A base of three countries with aliases."""
    records = [
        country("MM", "MMR", "Myanmar", "Burma"),
        country("IR", "IRN", "Iran", "Islamic Republic of Iran"),
        country("SA", "SAU", "Saudi Arabia", "Kingdom of Saudi Arabia"),
    ]
    return FactBase(small.info, records, small.fields)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Myanmar (Burma)", "MM"),
        ("Burma (Myanmar)", "MM"),
        ("Iran (IR)", "IR"),
        ("Iran, Islamic Rep.", "IR"),
        ("the Islamic Republic of Iran", "IR"),
        ("Saudi Arabia, Kingdom of", "SA"),
        ("S.A.", "SA"),
    ],
)
def test_a_country_is_found_as_lists_of_names_have_it(countries: FactBase, name: str, code: str) -> None:
    assert lookup.find_country(countries, name).code == code


@pytest.mark.parametrize("name", ["Myanmar (Iran)", "Burma (Rangoon)", "()", "Iran, Iran"])
def test_two_names_that_are_not_of_one_country_find_none(countries: FactBase, name: str) -> None:
    with pytest.raises(UnknownName):
        lookup.find_country(countries, name)


@pytest.mark.parametrize(
    ("name", "outside"),
    [
        ("JPN", "Japan (JP)"),
        ("jp", "Japan (JP)"),
        ("U.S.A.", "United States (US)"),
        ("Iraq", "Iraq (IQ)"),
        ("Ирак", "Iraq (IQ)"),
        ("日本", "Japan (JP)"),
        ("Viet Nam", "Vietnam (VN)"),
        ("Korea, Rep.", "South Korea (KR)"),
        ("UK", "United Kingdom (GB)"),
        ("USA", "United States (US)"),
        ("ISR", "Israel (IL)"),
        ("irl", "Ireland (IE)"),
        ("SAU", None),
    ],
)
def test_a_country_outside_of_the_base_is_no_misspelling_of_one_inside(
    countries: FactBase, name: str, outside: str | None
) -> None:
    if outside is None:
        assert lookup.find_country(countries, name).alpha3 == name
        return
    for find, kind, hint in (
        (lookup.find_country, "country", "`sco countries` lists all countries"),
        (lookup.find_record, "record", "`sco search WORDS` finds records"),
    ):
        with pytest.raises(UnknownName) as raised:
            find(countries, name)
        assert str(raised.value) == f'no {kind} "{name}"; {outside} is not in this base; {hint}'


@pytest.mark.parametrize(
    ("name", "suggestion"), [("Iram", "Iran (IR)"), ("irann", "Iran (IR)"), ("Saudi", "Saudi Arabia (SA)")]
)
def test_a_misspelt_name_gets_a_suggestion(countries: FactBase, name: str, suggestion: str) -> None:
    with pytest.raises(UnknownName, match=re.escape(f"did you mean {suggestion}?")):
        lookup.find_country(countries, name)


def test_an_unknown_name_lists_the_records_whose_names_have_its_words(small: FactBase) -> None:
    names = {
        "a": "Trade of China with members",
        "b": "Trade with SCO members",
        "c": "SCO trade",
        "d": "Trades",
        "e": "Companies",
    }
    toll = small.metric("toll")
    metrics = [toll.model_copy(update={"id": key, "name": name, "aliases": ()}) for key, name in names.items()]
    base = FactBase(small.info, [*metrics, small.places[0]], small.fields)

    def message(name: str) -> str:
        with pytest.raises(UnknownName) as raised:
            lookup.find_id(base, "metric", name)
        return str(raised.value)

    assert message("trade sco") == 'no metric "trade sco"; these match all the words: c, b'
    assert message("traded") == 'no metric "traded"; did you mean d?'
    assert message("trades members") == 'no metric "trades members"; these match all the words: b, a'
    assert message("company") == 'no metric "company"; did you mean e?'
    assert message("sc") == 'no metric "sc"; `sco metrics` lists all metrics'
    assert message("Salt Zone") == (
        'no metric "Salt Zone"; it is a place: `sco facts --place salt-flats` lists its facts'
    )


def test_of_many_records_with_the_words_some_are_listed(small: FactBase) -> None:
    number = lookup.MAX_WITH_WORDS + 2
    areas = [Area.model_validate({"id": f"a-{index}", "name": f"Trade {index}"}) for index in range(number)]
    with pytest.raises(UnknownName, match=r"these match \"trade\": a-0, .*, a-9 and 2 more; choose from a-0, "):
        lookup.find_id(FactBase(small.info, areas, small.fields), "area", "trade")


@given(texts)
def test_the_first_suggestion_for_a_known_name_is_the_name_itself(name: str) -> None:
    labels = {"nothing of the kind": "other", name: "this"}
    if len(fold(name)) > 2 and not re.fullmatch("[A-Z]{3}", name.strip()):
        assert suggest(name, labels)[0] == "this"


@pytest.mark.parametrize("code", ["US", "xx", "K", "RUZ", "USR", " KZX "])
def test_there_is_no_suggestion_for_a_code(code: str) -> None:
    assert suggest(code, {"RUS": "Russia (RU)", "KZ": "Kazakhstan (KZ)", "XXX": "Nowhere (XX)"}) == ()


@pytest.mark.parametrize("name", ["kzz", "Lkz", "Skz"])
def test_a_code_of_two_letters_is_not_suggested(name: str) -> None:
    assert suggest(name, {"KZ": "Kazakhstan (KZ)"}) == ()


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
    with pytest.raises(BadRequest, match=r'^"Roads in Numbers" could be any of paved, toll; name one of them$'):
        lookup.find_id(base, "metric", "Roads in Numbers")
    assert lookup.find_id(base, "metric", "TOLL") == "toll"


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (0, "the fact base has none"),
        (2, "choose from a-0, a-1"),
        (MAX_LISTED + 2, f"choose from {', '.join(f'a-{index}' for index in range(MAX_LISTED))} and 2 more"),
    ],
)
def test_the_error_for_an_unknown_name_lists_what_there_is(small: FactBase, number: int, hint: str) -> None:
    areas = [Area.model_validate({"id": f"a-{index}", "name": "A"}) for index in range(number)]
    with pytest.raises(UnknownName) as raised:
        lookup.find_id(FactBase(small.info, areas, small.fields), "area", "nothing of the kind")
    assert str(raised.value) == f'no area "nothing of the kind"; {hint}'
