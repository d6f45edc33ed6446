"""Names in a text: those of the base in every case of three languages, and those of other countries and regions."""

from __future__ import annotations

import functools

import pytest
from support.readings import reading_base

from sco_cli.phrases.tokens import tokenize
from sco_cli.reading.names import NameIndex, find_phrases, has_phrase


@functools.cache
def index() -> NameIndex:
    return NameIndex(reading_base())


def names(text: str, *, is_sentence: bool = True) -> list[tuple[str, str, str]]:
    """The names in a text: the words, the kind, and the ids."""
    tokens = tokenize(text)
    return [
        (
            text[tokens.starts[mention.start] : tokens.ends[mention.stop - 1]],
            f"{mention.kind}{' adjective' if mention.is_adjective else ''}",
            " ".join(mention.ids),
        )
        for mention in index().find(tokens, is_sentence=is_sentence)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("roads of Kazakhstan", [("Kazakhstan", "country", "KZ")]),
        ("Kazakhstan's roads", [("Kazakhstan's", "country", "KZ")]),
        ("дороги в Казахстане", [("Казахстане", "country", "KZ")]),
        ("дороги Киргизии", [("Киргизии", "country", "KG")]),
        ("哈萨克斯坦的公路", [("哈萨克斯坦", "country", "KZ")]),
        ("roads of Japan", [("Japan", "country", "JP")]),
        ("в Солёных равнинах", [("Солёных равнинах", "place", "salt-flats")]),
        ("roads of Tashkent", [("Tashkent", "city", "UZ")]),
        ("Kazakh roads", [("Kazakh", "country adjective", "KZ")]),
        ("Kazakhs", [("Kazakhs", "country adjective", "KZ")]),
        ("казахстанскими дорогами", [("казахстанскими", "country adjective", "KZ")]),
        ("中哈公路", [("中哈", "country", "CN KZ")]),
        ("其中吉尔吉特有公路", []),
        ("其中哈萨克斯坦有公路", [("哈萨克斯坦", "country", "KZ")]),
        ("in the Salt Flats", [("Salt Flats", "place", "salt-flats")]),
        ("в Солончаках", [("Солончаках", "place", "salt-flats")]),
        ("the Office of the Registry", [("Office of the Registry", "organization", "registry")]),
        ("Железнодорожной компании", [("Железнодорожной компании", "organization", "railway-company")]),
        ("in Central Asia", [("Central Asia", "region", "")]),
        ("центральноазиатских дорог", []),
        ("roads of Georgia", [("Georgia", "undecided", "")]),
        ("Kazakhstan and Uzbekistan", [("Kazakhstan", "country", "KZ"), ("Uzbekistan", "country", "UZ")]),
    ],
)
def test_a_name_is_found_in_every_language_and_case(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "stu grew",
        "salt flats",
        "kazakh",
        "georgia",
        "шведскость",
        "степские дороги",
        "Salt roads",
        "office of the road",
    ],
)
def test_a_name_is_not_found_in_other_words_or_without_its_capitals(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("text", ["the STU", "STU's roads", "STU’s roads", "STUs"])
def test_a_short_name_in_capitals_is_found_in_capitals(text: str) -> None:
    assert [ids for _, _, ids in names(text)] == (["steppe-union"] if text != "STUs" else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kazakhstan Road Forum", []),
        ("Salt Flats Expo", []),
        ("Kazakhstan UN mission", ["KZ"]),
        ("China-Xyz road", []),
        ("Xyz-China road", []),
        ("China-Kazakhstan road", ["CN", "KZ"]),
        ("Kazakhstan - Road", ["KZ"]),
        ("Kazakhstan-wide", ["KZ"]),
        ("Kazakh Road Forum", ["KZ"]),
        ("Steppe Bank Forum", ["steppe-bank"]),
        ("Kazakhstan's Road Forum", ["KZ"]),
        ("Kazakhstan’s Road Forum", ["KZ"]),
        ("中国Forum", ["CN"]),
        ("В Казахстане Forum", ["KZ"]),
        ("- Kazakhstan", ["KZ"]),
        ("Kazakhstan -", ["KZ"]),
    ],
)
def test_a_part_of_a_longer_name_is_left_out_in_a_sentence(text: str, expected: list[str]) -> None:
    assert [code for _, _, ids in names(text) for code in ids.split()] == expected


def test_a_heading_has_names_before_other_words_with_capitals() -> None:
    assert names("Kazakhstan Road Forum", is_sentence=False) == [("Kazakhstan", "country", "KZ")]


def test_the_longest_name_counts_and_names_do_not_overlap() -> None:
    assert names("Steppe Bank of the Steppe Union") == [
        ("Steppe Bank", "organization", "steppe-bank"),
        ("Steppe Union", "place", "steppe-union"),
    ]
    assert names("in Asia and Central Asia") == [("Asia", "region", ""), ("Central Asia", "region", "")]


def test_phrases_are_found_wherever_they_begin() -> None:
    tokens = tokenize("in the country, both countries and the republic, respectively")
    found = find_phrases(tokens)
    assert {name: list(found[name]) for name in ("anaphors", "both", "here", "respectively", "wholes")} == {
        "anaphors": [(1, 3), (7, 9)],
        "both": [(4, 6)],
        "here": [(0, 3)],
        "respectively": [(10, 11)],
        "wholes": [],
    }
    assert has_phrase(tokens, "respectively")
    assert not has_phrase(tokens, "open_lists")
