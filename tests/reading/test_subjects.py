"""What the numbers of a text are about, by the places of names, and where that is left open."""

from __future__ import annotations

import pytest
from support.readings import about, reading_base, subject_text

from sco_cli.phrases.tokens import tokenize
from sco_cli.reading.names import NameIndex, find_phrases
from sco_cli.reading.sentence_names import SentenceNames
from sco_cli.reading.subjects import UNCLEAR, Subject


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kazakhstan has 5 roads.", [("5", "KZ")]),
        ("There are 5 roads.", [("5", "")]),
        ("In Kazakhstan's Salt Flats, 5 roads grew.", [("5", "KZ salt-flats")]),
        ("Blue Bay and Salt Flats have 5 roads.", [("5", "KZ blue-bay salt-flats ~")]),
        ("Long Valley has 5 roads.", [("5", "KG UZ long-valley ~")]),
        ("Steppe Union has 5 roads.", [("5", "steppe-union ~")]),
        ("Kazakhstan of the Steppe Union has 5 roads.", [("5", "KZ steppe-union ~")]),
        ("China, Kazakhstan and others have 92 roads.", [("92", "CN KZ ...")]),
        ("China, Kazakhstan, and other states have 92 roads.", [("92", "CN KZ ...")]),
        ("В Китае, Казахстане и других странах 92 дороги.", [("92", "CN KZ ...")]),
        ("中国、哈萨克斯坦等有92条公路。", [("92", "CN KZ ...")]),
        ("中哈公路有92公里。", [("92公里", "CN KZ")]),
        ("Worldwide there are 92 roads.", [("92", "?")]),
        ("Kazakhstan and the world have 92 roads.", [("92", "?")]),
        ("Asia is wide, Europe is small, and 92 roads are long.", [("92", "?")]),
        ("Georgia has 92 roads.", [("92", "?")]),
        ("Kazakhstan, near Georgia, has 92 roads.", [("92", "?")]),
        ("Japan has 92 roads.", [("92", "JP")]),
    ],
)
def test_the_only_name_or_list_of_names_of_a_sentence_is_what_its_numbers_are_about(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert about(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kazakhstan (92 %), Kyrgyzstan: 88 %, Uzbekistan - 77 %.", [("92 %", "KZ"), ("88 %", "KG"), ("77 %", "UZ")]),
        ("Some 72 percent of people in Kyrgyzstan are as many as in China.", [("Some 72 percent", "KG ~")]),
        ("It is 72 percent in Kyrgyzstan and 43 in China.", [("72 percent", "KG"), ("43", "CN")]),
        ("Дорог 72 % в Кыргызстане и 43 % в Китае.", [("72 %", "KG"), ("43 %", "CN")]),
        ("Some 72 percent of people of all those towns in Kyrgyzstan and in China.", [("Some 72 percent", "?")]),
        ("It is 72 percent, in Kyrgyzstan as in China.", [("72 percent", "?")]),
        ("There are 5 roads in Kazakhstan and others.", [("5", "KZ ...")]),
        ("There are 5 roads (Kazakhstan).", [("5", "KZ ~")]),
        ("China - 5 roads; and 6 in Kazakhstan and others.", [("5", "CN"), ("6", "KZ ... ~")]),
    ],
)
def test_a_name_beside_a_number_is_its_own(text: str, expected: list[tuple[str, str]]) -> None:
    assert about(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kazakhstan has 92, Kyrgyzstan 88 percent.", [("92", "KZ"), ("88 percent", "KG")]),
        ("In 92 percent Kazakhstan leads, in 88 percent Kyrgyzstan.", [("92 percent", "KZ"), ("88 percent", "KG")]),
        (
            "Kazakhstan has 92, Kyrgyzstan 88 percent or 77 points.",
            [("92", "KZ ~"), ("88 percent", "KG ~"), ("77 points", "KG ~")],
        ),
        ("Kazakhstan and also Kyrgyzstan have 92 or 88 percent.", [("92", "?"), ("88 percent", "?")]),
        ("Kazakhstan has 5 roads, while Kyrgyzstan has 6.", [("5", "KZ"), ("6", "KG")]),
        ("Kazakhstan and Kyrgyzstan have 92 and 88 percent, respectively.", [("92", "KZ"), ("88 percent", "KG")]),
        ("В Казахстане и Киргизии 92 % и 88 % соответственно.", [("92 %", "KZ"), ("88 %", "KG")]),
        ("哈萨克斯坦和吉尔吉斯斯坦分别有92和88条公路。", [("92", "KZ"), ("88", "KG")]),
        (
            "Kazakhstan and Kyrgyzstan have 92, 88 and 77, respectively.",
            [("92", "KZ KG"), ("88", "KZ KG"), ("77", "KZ KG")],
        ),
        ("Blue Bay and Asia have 92 and 88, respectively.", [("92", "KZ blue-bay"), ("88", "?")]),
        ("Kazakhstan and Kyrgyzstan have 92 and 88 percent.", [("92", "KZ"), ("88 percent", "KG")]),
        ("Kazakhstan and Kyrgyzstan have 92 roads, 88 of them long.", [("92", "KZ KG"), ("88", "KZ KG")]),
        ("Roads cost $9 in Kazakhstan, $8 in Almaty and $7 in Kyrgyzstan.", [("$9", "KZ"), ("$8", "KZ"), ("$7", "KG")]),
    ],
)
def test_names_and_numbers_in_turn_belong_together(text: str, expected: list[tuple[str, str]]) -> None:
    assert about(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unlike in Kazakhstan, roads of Kyrgyzstan are 5.", [("5", "KG")]),
        ("Kyrgyzstan has 5 roads, compared with Kazakhstan.", [("5", "KG")]),
        ("Kyrgyzstan has 5 roads more than Kazakhstan.", [("5", "?")]),
        ("Unlike in Kazakhstan, there are 5 roads.", [("5", "?")]),
        ("Kazakhstan pays less, and unlike that in Kyrgyzstan it costs 5 dollars.", [("5 dollars", "?")]),
        ("Kazakhstan sent 5 engines to Kyrgyzstan.", [("5", "?")]),
        ("Kazakhstan sent 5 engines to Kazakhstan.", [("5", "KZ")]),
        ("Kazakhstan sent 5 engines to Chinese roads.", [("5", "?")]),
        ("与中国相比，哈萨克斯坦有5条公路。", [("5", "KZ ~")]),
    ],
)
def test_a_name_that_something_is_compared_with_or_goes_to_is_not_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert about(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Both countries, Kazakhstan and Kyrgyzstan, have 5 roads.", [("5", "KZ KG ~")]),
        ("Kazakhstan says both sides have 5 roads.", [("5", "?")]),
        ("Bilateral trade is 5 billion dollars.", [("5 billion dollars", "?")]),
        ("Bilateral trade in Kazakhstan: 5 billion dollars.", [("5 billion dollars", "?")]),
    ],
)
def test_a_sentence_about_two_countries_that_names_one_leaves_it_open(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert about(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In Kazakhstan, says a minister whom Kyrgyzstan sent, engineers of all towns have built 5 roads.",
            [("5", "?")],
        ),
        ("Roads in Kazakhstan that Kyrgyz engineers of many towns have built are 5.", [("5", "?")]),
        ("Roads in Kazakhstan that Kyrgyzstan praises have 5 bridges.", [("5", "?")]),
        ("Roads in Kazakhstan, said firms in Kyrgyzstan, have 5 bridges.", [("5", "?")]),
        ("Kazakh roads that Kyrgyzstan praises have 5 bridges.", [("5", "?")]),
        ("Roads in Kazakhstan are long, while Kyrgyz or even Chinese ones have 5 bridges.", [("5", "?")]),
        (
            "Roads in Kazakhstan are long, while there are 5 bridges, while Kyrgyzstan has 6.",
            [("5", "KZ ~"), ("6", "KG")],
        ),
        ("While there are 5 roads, while Kazakhstan and, later, Kyrgyzstan grew.", [("5", "?")]),
    ],
)
def test_of_several_names_the_place_where_it_is_so_counts(text: str, expected: list[tuple[str, str]]) -> None:
    assert about(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kazakhstan grows. There are 5 roads.", "KZ"),
        ("Kazakhstan grows. The country has 5 roads.", "KZ"),
        ("Kazakhstan and Kyrgyzstan grow. There are 5 roads.", "?"),
        ("Kazakhstan and Kyrgyzstan grow. The country has 5 roads.", "?"),
        ("Kazakhstan grows. For comparison, Kyrgyzstan does not. There are 5 roads.", "KZ ~"),
        ("Kazakhstan grows. Asia does too. There are 5 roads.", ""),
        ("Chinese firms use roads. There are 5 roads.", "CN ~"),
        ("All roads that Chinese firms use are long. There are 5 roads.", ""),
        ("中国Xyz公司有5条公路。", "?"),
        ("中国 Xyz有5条公路。", "CN"),
        ("Kazakhstan grows. In Atlantis there are 5 roads.", "?"),
        ("Kazakhstan grows. In August there are 5 roads.", "KZ"),
        ("Kazakhstan grows. In the steppe there are 5 roads.", "KZ"),
        ("Kazakhstan grows. There are 5 roads, says Steppe Bank.", "KZ steppe-bank"),
        ("Kazakhstan grows. Railway Company has 5 engines.", "KZ railway-company"),
        ("Kyrgyzstan grows. Railway Company has 5 engines.", "railway-company ?"),
        ("Kyrgyzstan grows. Steppe Bank has 5 engines.", "steppe-bank ?"),
        ("Kyrgyzstan grows. Railway Company and Office of the Registry have 5 engines.", "railway-company registry ?"),
        ("Kyrgyzstan grows. All the engines that Railway Company has are 5.", "railway-company ?"),
        ("Georgia grows. All the engines that Railway Company has are 5.", "railway-company ?"),
        ("Railway Company has 5 engines.", "KZ railway-company ~"),
        ("Railway Company grows in Kazakhstan. There are 5 engines.", "KZ railway-company"),
        ("Steppe Bank has 5 engines.", "steppe-bank"),
        ("Kazakhstan\n\nThere are 5 roads.", "KZ"),
        ("Roads\n\nKazakhstan\n\nThere are 5 roads.", "KZ"),
        ("Kyrgyzstan\n\nKazakhstan\n\nThere are 5 roads.", "KZ"),
        ("Kyrgyzstan\n\nRoads\n\nThere are 5 roads.", "KG"),
        ("Kyrgyzstan and Kazakhstan\n\nThere are 5 roads.", ""),
        ("Kazakhstan grows.\n\nThe country has 5 roads.", "KZ"),
        ("Kazakhstan grows.\n\nThere are 5 roads.", ""),
        ("Kazakhstan grows.\n\nAll is well.\n\nThe country has 5 roads.", "KZ"),
        ("Uzbekistan\n\nKazakhstan grows.\n\nThere are 5 roads.", ""),
        ("TASHKENT, 5 May 2025\n\nAll is well.\n\nThere are 5 roads.", ""),
        ("Kazakhstan\n\nTASHKENT, 5 May 2025\n\nThere are 5 roads.", "KZ"),
        ("Uzbekistan\n\nKazakhstan grows.\n\nThe country has 5 roads.", ""),
        ("Kazakhstan grows. There are 5 countries.", ""),
        ("In Kazakhstan it took 5 years.", ""),
        ("TASHKENT, 5 May 2025\n\nUzbekistan grows.\n\nThere are 5 roads.", "UZ"),
        ("TASHKENT, 5 May 2025\n\nThere are 5 roads.", ""),
        ("Kazakhstan grows. All is well. There are 5 roads.", ""),
        ("Kazakhstan grows. The country is large. There are 5 roads.", "KZ"),
        ("Kazakhstan\n\nKazakhstan grows. All is well. There are 5 roads.", "KZ"),
        ("Kazakhstan\n\nKazakhstan sends salt to Kyrgyzstan.\n\nThere are 5 roads.", ""),
        ("Kazakhstan\n\nSteppe Bank has 5 roads.", "steppe-bank"),
        ("Kazakhstan grows. There are 5 roads, says Veon.", "?"),
        ("Kazakhstan grows. There are 5 roads, says the Central Bank.", "KZ"),
        ("Kazakhstan grows. There are 5 roads by GDP.", "KZ"),
        ("Kazakhstan grows. The country has 5 roads, says Veon.", "KZ"),
        ("Kazakhstan grows. In nine countries there are 5 roads.", "?"),
        ("Kazakhstan grows. There, 5,120 trade documents were exchanged.", "?"),
        ("Kyrgyzstan grows. There, 5,120 trade documents were exchanged.", "KG"),
        ("Kazakhstan grows. There, 5,120 documents were exchanged.", "KZ"),
        ("Казахстан растёт. Делегаты видели 5 дорог.", "?"),
        ("Kazakhstan grows. A road costs 5 million tenge.", "KZ"),
        ("Kazakhstan grows. A road costs 5 million dollars.", "KZ"),
        ("Kyrgyzstan grows. A road costs 5 million tenge.", "?"),
        ("Kazakhstan grows. The roads are 5 times as many.", ""),
    ],
)
def test_a_sentence_without_names_is_about_what_the_text_before_it_is_about(text: str, expected: str) -> None:
    assert about(text)[-1][1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roads in Kazakhstan", Subject(("KZ",))),
        ("Roads", None),
        ("Roads compared with Kazakhstan", None),
        ("Kazakhstan or, at last, Kyrgyzstan", UNCLEAR),
        ("Railway Company in Kazakhstan", Subject(("KZ",), (), ("railway-company",))),
    ],
)
def test_a_heading_is_about_its_names(text: str, expected: Subject | None) -> None:
    base, tokens = reading_base(), tokenize(text)
    mentions = NameIndex(base).find(tokens, is_sentence=False)
    assert (
        SentenceNames(base, tokens, mentions, find_phrases(tokens), Subject()).subject_of_sentence(Subject())
        == expected
    )


def test_only_a_single_country_is_the_country() -> None:
    assert (Subject(("KZ",)).country, Subject(("KZ", "KG")).country, Subject().country) == ("KZ", None, None)
    assert subject_text(UNCLEAR) == "?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kazakhstan has 5 roads. Kyrgyz drivers pay 6 dollars there.", [("5", "KZ"), ("6 dollars", "?")]),
        (
            "Kazakhstan has 5 roads. A ticket costs 6 dollars, a third of that in Bishkek.",
            [("5", "KZ"), ("6 dollars", "?"), ("a third", "?")],
        ),
        (
            "Kazakhstan built 5 roads; the state paid 6 dollars, Kyrgyzstan 7 dollars.",
            [("5", "KZ"), ("6 dollars", "?"), ("7 dollars", "KG")],
        ),
        (
            "Kazakhstan has 5 roads. It spent 6 dollars, less than the 7 in Kyrgyzstan.",
            [("5", "KZ"), ("6 dollars", "KZ ~"), ("less than the 7", "KG")],
        ),
        ("Roads have 5 bridges and 6 in Kyrgyzstan, 7 in Kazakhstan.", [("5", "?"), ("6", "KG ~"), ("7", "KZ ~")]),
        ("Kazakh firms put 5 dollars into roads in Kyrgyzstan.", [("5 dollars", "?")]),
        ("Kazakh firms run roads in Kyrgyzstan, cutting costs by 5 percent.", [("5 percent", "KG ~")]),
        ("The Kazakh firm Kaspi has 5 roads.", [("5", "?")]),
        ("In Kazakhstan, a road built with Kyrgyz help cut costs by 5 percent.", [("5 percent", "KZ ~")]),
        ("In Kazakhstan, Kyrgyz visitors spent 5 dollars.", [("5 dollars", "?")]),
        ("Steppe Mobile, which has roads in Kazakhstan and Kyrgyzstan, spent 5 dollars.", [("5 dollars", "?")]),
        ("Kazakhstan trades with Kyrgyzstan, but 5 percent of it is salt.", [("5 percent", "?")]),
        ("Kazakh firms have 5 roads.", [("5", "KZ ~")]),
        ("Kazakhstan opened 5 shops in Yiwu.", [("5", "KZ ~")]),
        ("Kazakhstan and Kyrgyzstan share a road, and the banks in Kyrgyzstan are 5.", [("5", "KZ KG ~")]),
        ("Kazakhstan and Kyrgyzstan have shops, the latter 5.", [("5", "KZ KG ~")]),
        (
            "In Kazakhstan 94 percent have roads, in China 93 percent and in Kyrgyzstan 92 percent.",
            [("94 percent", "KZ"), ("93 percent", "CN"), ("92 percent", "KG")],
        ),
        ("The buyers are China (41 percent), Kyrgyzstan (13 percent).", [("41 percent", "CN"), ("13 percent", "KG")]),
        (
            "Kazakhstan\n\nThe buyers are China (41 percent), Kyrgyzstan (13 percent).",
            [("41 percent", "CN ~"), ("13 percent", "KG ~")],
        ),
        ("Kazakhstan\n\nMigrants, most of them in China, sent 5 percent.", [("5 percent", "CN ~")]),
        ("Migrants, most of them in China, sent 5 percent.", [("5 percent", "CN")]),
        ("Kazakhstan had 46 roads, while the Kyrgyz ministry counts 40.", [("46", "KZ"), ("40", "?")]),
        ("Kazakhstan has 5 roads, whereas the companies count 6.", [("5", "KZ"), ("6", "?")]),
        ("Kazakhstan grows. Kyrgyzstan accounted for 5 percent.", [("5 percent", "?")]),
        ("Kyrgyzstan accounted for 5 percent.", [("5 percent", "KG ~")]),
        ("Delegates of many countries met in Almaty, 5 of them for long.", [("5", "?")]),
        ("The share gained 4 percent in New York.", [("4 percent", "?")]),
        ("There are 5 roads in all the wide and green parts of Kyrgyzstan.", [("5", "KG ~")]),
        ("There are 5 roads, says Kyrgyzstan.", [("5", "?")]),
        (
            "Kazakhstan has 92 percent, more than that of Kyrgyzstan (88 percent).",
            [("92 percent", "?"), ("88 percent", "KG")],
        ),
        ("Roads are longer than Kyrgyzstan's 5 km.", [("5 km", "KG")]),
        ("Unlike Kyrgyzstan, where roads grew 5 percent, Kazakhstan built 6.", [("5 percent", "KG ~"), ("6", "KZ ~")]),
        ("Мы в Казахстане построили 5 дорог.", [("5", "?")]),
        ("Компания провела 5 линий в Киргизию.", [("5", "?")]),
        ("Компания провела 5 линий в Киргизии.", [("5", "KG")]),
        ("It cost 5 Kazakh tenge.", [("5", "")]),
        ("The cross-border railway in Kazakhstan has 5 bridges.", [("5", "?")]),
    ],
)
def test_what_is_beside_the_subject_is_told_from_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert about(text) == expected
