"""Forms of words: the cases of Russian names, possessives, and stems that words of one meaning share."""

from __future__ import annotations

import pytest

from sco_cli.reading.word_forms import inflected_forms, plain_form, stem


@pytest.mark.parametrize(
    ("word", "some", "others"),
    [
        ("казахстан", ("казахстан", "казахстана", "казахстану", "казахстаном", "казахстане"), ("казахстанский",)),
        ("киргизия", ("киргизия", "киргизии", "киргизию", "киргизией"), ("киргизий",)),
        ("россия", ("россии", "россию"), ("россов",)),
        ("степная", ("степной", "степную"), ("степна",)),
        ("средняя", ("средней", "среднюю"), ("средня",)),
        ("новый", ("нового", "новому", "новым", "новом"), ("новыя",)),
        ("российский", ("российского", "российскому", "российским"), ("россия",)),
        ("отделение", ("отделения", "отделению", "отделением"), ("отделениях",)),
        ("новое", ("нового", "новым"), ("новая",)),
        ("новые", ("новых", "новым", "новыми"), ("новая",)),
        ("статья", ("статьи", "статье", "статью"), ("стать",)),
        ("китай", ("китая", "китаю", "китаем", "китае"), ("кита",)),
        ("сибирь", ("сибири", "сибирью"), ("сибир",)),
        ("земля", ("земли", "землю", "землей"), ("земла",)),
        ("москва", ("москвы", "москве", "москву", "москвой"), ("москвя",)),
        ("штаты", ("штатов", "штатах", "штатам"), ("штатя",)),
        ("солончаки", ("солончаков", "солончаках", "солончакам"), ("солончакь",)),
    ],
)
def test_a_russian_word_has_the_endings_of_its_cases(word: str, some: tuple[str, ...], others: tuple[str, ...]) -> None:
    forms = set(inflected_forms(word))
    assert {word, *some} <= forms
    assert forms.isdisjoint(others)


@pytest.mark.parametrize("word", ["kazakhstan", "中国", "шос", "баку", "марокко", "зимбабве", "g20"])
def test_other_words_are_not_declined(word: str) -> None:
    assert list(inflected_forms(word)) == [word]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("kazakhstan's", "kazakhstan"),
        ("states'", "states"),
        ("türkiye", "turkiye"),
        ("алтай", "алтай"),
        ("берёза", "береза"),
        ("'", "'"),
        ("中国", "中国"),
        ("70", "70"),
    ],
)
def test_names_are_compared_without_accents_and_possessives(word: str, expected: str) -> None:
    assert plain_form(word) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("served", "services", "service", "serving"), "serv"),
        (("operation", "operating", "operations", "operated", "operator"), "oper"),
        (("states", "state"), "stat"),
        (("stations",), "stations"),
        (("documents", "document's"), "docu"),
        (("penetration", "penetrates"), "penetr"),
        (("roads", "road", "road's"), "road"),
        (("used",), "used"),
        (("bus",), "bus"),
        (("дороги", "дорогам", "дорогами", "дорогу"), "дорог"),
        (("интернета", "интернет", "интернетом"), "интернет"),
        (("проникновение", "проникновения"), "проникновен"),
        (("лёд",), "лед"),
        (("мосты",), "мост"),
        (("люди",), "люди"),
        (("普", "4g", "70"), None),
    ],
)
def test_words_of_one_meaning_share_a_stem(words: tuple[str, ...], expected: str | None) -> None:
    assert [stem(word) for word in words] == ([expected] * len(words) if expected else list(words))
