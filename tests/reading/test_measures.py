"""The metric that a sentence names for a number: its words, its unit, and of what a percentage is a share."""

from __future__ import annotations

import pytest
from support.bases import base_with
from support.readings import read

from sco_cli.loading.loader import load_contents
from sco_cli.reading.readings import TextReader


def metrics(text: str) -> list[tuple[str, str | None]]:
    return [(reading.wording, reading.metric) for reading in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Kyrgyzstan, 5,120 trade documents were exchanged.", "documents"),
        ("In Kyrgyzstan, 5,120 documents of all cross-border trade were exchanged.", "documents"),
        ("Documents that Kyrgyzstan has for trade: 5,120.", None),
        ("In Kyrgyzstan, trade documents reached 5,120.", None),
        ("Trade grew, and documents came on 5,120 roads.", None),
        ("Subscribers of telephony reached 3.4 million.", "subscribers"),
        ("Subscribers of telephony reached 3.4 million people.", "subscribers"),
        ("Telephony has 3.4 million persons as subscribers.", "subscribers"),
        ("Subscribers of telephony have 3.4 million roads.", None),
        ("Fibre lines reached 1,500 km.", "fibre"),
        ("Fibre lines reached 1,500 tons.", None),
        ("GDP reached 5 billion dollars.", "gdp"),
        ("The gdp reached 5 billion dollars.", None),
        ("The GDP reached 5 billion euros.", None),
        ("Transactions of 3 billion dollars were made.", "transactions"),
        ("Transactions that all the banks of the steppe have made are 3 billion dollars.", None),
        ("Transaction value rose by 3 percent.", None),
        ("By roads rank it has 5 roads.", None),
        ("Container turnover grew by 36.5 percent.", "container-turnover"),
        ("Container turnover doubled.", "container-turnover"),
        ("Container turnover grew, and its cost doubled.", None),
        ("Container turnover grew by 5 points.", None),
        ("Containers of the railway had a good turnover and doubled.", None),
        ("Container turnover of the new generation doubled.", None),
        ("Container turnover grew by a third.", "container-turnover"),
        ("Container turnover reached 36.5 percent.", None),
        ("Internet penetration rose by 5 points.", "internet-penetration"),
        ("Fibre lines grew by 500 km.", "fibre"),
        ("Penetration of the internet is 70 percent.", "internet-penetration"),
        ("Internets penetrate 70 percent.", "internet-penetration"),
        ("Проникновение интернета достигло 41 %.", "internet-penetration"),
        ("Уровень проникновения интернета 41 %.", "internet-penetration"),
        ("互联网普及率为41.25%。", "internet-penetration"),
        ("互联网的普及达到41.25%。", None),
        ("Mobile internet penetration is 70 percent.", None),
        ("Internet penetration is rising: rural 70 percent.", None),
        ("农村地区互联网普及率为41.25%。", None),
        ("Penetration of the mobile internet is 70 percent.", None),
        ("Some 70 percent, the internet penetration.", None),
        ("Some 70 percent is the internet penetration.", "internet-penetration"),
        ("Some 70 percent of all that we have is the internet penetration.", None),
        ("Penetration by the very long roads that carry salt to any internet is 70 percent.", None),
        (f"Internet penetration {'of a very long road ' * 6} is 70 percent.", None),
        ("Internet penetration is high, while 70 percent are paved.", None),
        ("Internet penetration and paved roads are 70 percent.", "paved-roads"),
    ],
)
def test_all_words_of_a_name_in_the_clause_name_the_metric_if_the_unit_is_its_own(
    text: str, expected: str | None
) -> None:
    assert metrics(text)[-1][1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Internet penetration is 70 percent of the population.", "internet-penetration"),
        ("Internet penetration is 70 percent of all people.", "internet-penetration"),
        ("Internet penetration is 70 percent of Kyrgyz towns.", "internet-penetration"),
        ("Internet penetration is 70 percent of households.", None),
        ("Internet penetration is 70 percent of", None),
        ("Paved roads are 70 percent of roads.", "paved-roads"),
        ("Paved roads are 70 percent of all people.", None),
        ("Internet penetration is 70 percent in towns.", "internet-penetration"),
        ("Internet penetration is two thirds.", "internet-penetration"),
        ("Проникновение интернета 41 % населения.", "internet-penetration"),
        ("Проникновение интернета 41 % в городах.", "internet-penetration"),
        ("Проникновение интернета 41 % дорог.", None),
        ("互联网普及率为41%的人口。", "internet-penetration"),
        ("互联网普及率为41%的公路。", None),
    ],
)
def test_a_percentage_is_a_share_of_what_the_metric_is_a_share_of(text: str, expected: str | None) -> None:
    assert metrics(text)[-1][1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Internet penetration is 94 percent, up from 53 percent.",
            [("94 percent", "internet-penetration"), ("53 percent", "internet-penetration")],
        ),
        (
            "Paved roads are 94 percent, down from 53 km.",
            [("94 percent", "paved-roads"), ("53 km", None)],
        ),
        (
            "Internet penetration was 41 percent. It was 43 percent.",
            [("41 percent", "internet-penetration"), ("43 percent", "internet-penetration")],
        ),
        (
            "Internet penetration was 41 percent. Roads are 43 percent.",
            [("41 percent", "internet-penetration"), ("43 percent", None)],
        ),
        (
            "Internet penetration was 41 percent.\n\nIt was 43 percent.",
            [("41 percent", "internet-penetration"), ("43 percent", None)],
        ),
        (
            "Internet penetration was 41 percent. It was 43 km.",
            [("41 percent", "internet-penetration"), ("43 km", None)],
        ),
        (
            "Internet penetration was 41 percent; fibre lines had 5 km. It was 43 percent.",
            [("41 percent", "internet-penetration"), ("5 km", "fibre"), ("43 percent", None)],
        ),
    ],
)
def test_the_metric_of_a_number_before_is_meant_where_words_say_so(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4G networks cover all, and internet penetration is 70 percent.", "internet"),
        ("Rapid internet penetration is 70 percent.", "rapid"),
    ],
)
def test_the_nearest_name_counts_and_of_names_with_common_words_the_longest(text: str, expected: str) -> None:
    names = {"networks": "4G networks cover", "internet": "Internet penetration", "rapid": "Rapid internet penetration"}
    facts = (
        f'[[metrics]]\nid = "{metric}"\nname = "{name}"\nunit = "%"\ndefinition = "d"\n'
        for metric, name in names.items()
    )
    reader = TextReader(load_contents({"b": base_with("".join(facts)).encode()}))
    assert [reading.metric for reading in reader.read("t", text)][-1] == expected


@pytest.mark.parametrize(("number", "expected"), [("5 million", None), ("127", "subscriptions")])
def test_a_great_number_is_no_value_per_100_people(number: str, expected: str | None) -> None:
    facts = """
        [[metrics]]
        id = "subscriptions"
        name = "Mobile subscriptions"
        unit = "per 100 people"
        definition = "d"
    """
    reader = TextReader(load_contents({"b": base_with(facts).encode()}))
    (reading,) = reader.read("t", f"Mobile subscriptions reached {number}.")
    assert reading.metric == expected


def test_a_name_between_two_numbers_names_the_metric_of_the_second() -> None:
    assert metrics("In Kyrgyzstan, 504 sets with trade documents of 200 exist.")[0] == ("504", None)


@pytest.mark.parametrize(("currency", "metric"), [("dollars", "gdp"), ("euros", None)])
def test_the_change_of_an_amount_is_one_of_a_metric_in_its_currency(currency: str, metric: str | None) -> None:
    assert metrics(f"The GDP came to 5 billion {currency}, 52 percent more.")[-1] == ("52 percent", metric)


def test_metrics_that_a_name_fits_equally_well_leave_it_open() -> None:
    metric = '[[metrics]]\nid = "{0}"\nname = "Salt"\nunit = "%"\ndefinition = "d"\n'
    base = load_contents({"b": base_with(metric.format("a") + metric.format("b")).encode()})
    assert [reading.metric for reading in TextReader(base).read("t", "Salt reached 5 percent.")] == [None]
    base = load_contents({"b": base_with(metric.format("a")).encode()})
    assert [reading.metric for reading in TextReader(base).read("t", "Salt reached 5 percent.")] == ["a"]


@pytest.mark.parametrize("name", ["of the", "—", " ", "a " * 3 + "b c d e f g h i j k l m n", "x"])
def test_a_name_without_telling_words_or_with_too_many_names_nothing(name: str) -> None:
    base = load_contents(
        {"b": base_with(f'[[metrics]]\nid = "a"\nname = "{name}"\nunit = "%"\ndefinition = "d"\n').encode()}
    )
    assert [reading.metric for reading in TextReader(base).read("t", f"{name} reached 5 percent.")] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4G coverage is 70 percent.", "a"),
        ("Cities and 4G coverage are 70 percent.", "a"),
        ("3G and 4G coverage is 70 percent.", None),
        ("Охват 3G и 4G coverage 70 %.", None),
    ],
)
def test_a_name_of_one_generation_of_networks_is_not_found_among_several(text: str, expected: str | None) -> None:
    metric = '[[metrics]]\nid = "a"\nname = "4G coverage"\nunit = "% of population"\ndefinition = "d"\n'
    reader = TextReader(load_contents({"b": base_with(metric).encode()}))
    assert [reading.metric for reading in reader.read("text", text)] == [expected]
