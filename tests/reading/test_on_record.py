"""What is on record about a quantity of a text: the verdict, the records behind it, the difference and the reason."""

from __future__ import annotations

from fractions import Fraction

import pytest
from support.bases import base_with
from support.readings import look_up

from sco_cli.loading.loader import load_contents
from sco_cli.reading.comparison import Difference
from sco_cli.reading.on_record import OnRecord
from sco_cli.reading.readings import TextReader


def verdicts(text: str, source: str | None = None, dated: str | None = "2025-08-28") -> list[tuple[str, str | None]]:
    return [(finding.reading.wording, finding.verdict) for finding in look_up(text, source, dated)]


def records(text: str, dated: str | None = "2025-08-28") -> list[tuple[str, str, int | None, str]]:
    """What is beside the last quantity of a text: the id, the verdict, the year and the reason or the difference."""
    return [
        (beside.record.id, beside.verdict, beside.year, beside.reason or difference_text(beside.difference))
        for beside in look_up(text, None, dated)[-1].records
    ]


def difference_text(difference: Difference | None) -> str:
    return f"{difference.value} {difference.unit}" if difference else ""


KG = "Internet penetration in Kyrgyzstan"
KZ = "Internet penetration in Kazakhstan"
OFFICIAL = "internet-penetration-kg-series"
OFFICIAL_KZ = "internet-penetration-kz-series"
NO_YEAR = "the figure states no year"
FISCAL = "the sentence mentions a fiscal year"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{KG} was 41.25 percent in 2020.", ("same", 2020, "")),
        (f"{KG} was 41 percent in 2020.", ("same", 2020, "")),
        (f"{KG} was 41.3 percent in 2020.", ("same", 2020, "")),
        (f"{KG} was 41.2 percent in 2020.", ("same", 2020, "")),
        (f"{KG} was 41.1 percent in 2020.", ("differs", 2020, "-3/20 points")),
        (f"{KG} was about 40 percent in 2020.", ("compatible", 2020, "")),
        (f"{KG} was about 41 percent in 2020.", ("compatible", 2020, "")),
        (f"{KG} was about 30 percent in 2020.", ("differs", 2020, "-45/4 points")),
        (f"{KG} was over 41 percent in 2020.", ("compatible", 2020, "")),
        (f"{KG} was over 41.25 percent in 2020.", ("differs", 2020, "0 points")),
        (f"{KG} was at least 41.25 percent in 2020.", ("compatible", 2020, "")),
        (f"{KG} was under 41 percent in 2020.", ("differs", 2020, "-1/4 points")),
        (f"{KG} was 40 to 42 percent in 2020.", ("compatible", 2020, "")),
        (f"{KG} was 45 to 50 percent in 2020.", ("differs", 2020, "15/4 points")),
        (f"{KG} was two fifths in 2020.", ("differs", 2020, "-5/4 points")),
        (f"{KG} was a half in 2024.", ("same", 2024, "")),
        (f"{KG} was a half in 2020.", ("differs", 2020, "35/4 points")),
        (f"{KG} was 0 percent in 2020.", ("differs", 2020, "-165/4 points")),
        (
            f"{KG} was 41 percent in the first half of 2020.",
            ("not comparable", None, "the official series has values for whole years only"),
        ),
        (
            f"{KG} was 60 percent in June 2020.",
            ("not comparable", 2020, "the text is about part of the year, the official series about the whole year"),
        ),
        (
            f"{KG} was 41 percent between 2019 and 2020.",
            ("not comparable", None, "the official series has values for whole years only"),
        ),
    ],
)
def test_a_level_is_set_beside_the_official_value_of_its_year(text: str, expected: tuple[str, int | None, str]) -> None:
    first = records(text)[0]
    assert first == (OFFICIAL, *expected)
    assert verdicts(text)[0][1] == expected[0]


def test_a_year_without_an_official_value_leaves_the_figures() -> None:
    assert records(f"{KG} was 43 percent in 2021.") == [("kg-internet", "not comparable", None, NO_YEAR)]


@pytest.mark.parametrize(
    ("text", "dated", "expected"),
    [
        (f"{KG} is 50.8 percent.", "2025-08-28", (OFFICIAL, "same", 2024, "")),
        (f"{KG} is 50.8 percent.", None, (OFFICIAL, "same", 2024, "")),
        (f"{KG} is 41 percent.", "2021", (OFFICIAL, "same", 2020, "")),
        (f"{KG} is 41 percent.", "2010", ("kg-internet", "not comparable", None, "the text states no year")),
        (f"{KG} will be 50.8 percent.", "2025", ("kg-internet", "not comparable", None, "the text states no year")),
    ],
)
def test_without_a_year_the_latest_value_before_the_text_is_taken_but_for_a_plan(
    text: str, dated: str | None, expected: tuple[str, str, int | None, str]
) -> None:
    assert records(text, dated)[0] == expected
    assert look_up(text, None, dated)[0].records[0].is_assumed == (expected[0] == OFFICIAL)


def test_a_level_before_a_change_without_a_year_is_not_the_latest() -> None:
    text = f"{KG} is 94 percent, up from 53 percent."
    assert records(text) == [("kg-internet", "not comparable", None, "the text states no year")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{KG} grew by 27 percent from 2019 to 2024.", [(OFFICIAL, "same", 2024, "")]),
        (f"{KG} grew by 10.81 points from 2019 to 2024.", [(OFFICIAL, "same", 2024, "")]),
        (f"{KG} grew by over 10 points from 2019 to 2024.", [(OFFICIAL, "compatible", 2024, "")]),
        (f"{KG} fell by 27 percent from 2019 to 2024.", [(OFFICIAL, "differs", 2024, "-2161/40 points")]),
        (f"{KG} doubled from 2019 to 2024.", [(OFFICIAL, "differs", 2024, "291900/5081 %")]),
        (f"{KG} grew by a quarter from 2019 to 2024.", [(OFFICIAL, "differs", 2024, "-81/40 points")]),
        (
            f"{KZ} grew by 5 points from 2019 to 2024.",
            [(OFFICIAL_KZ, "not comparable", 2024, "the series has a break in 2023")],
        ),
        (f"{KG} grew by 5 points from 2019 to 2021.", []),
        (f"{KG} grew by 5 points in 2020.", []),
        (f"{KG} grew by 5 points.", []),
        (f"{KG} grew by 5 points in January-July 2020.", []),
        ("Fibre lines in Kazakhstan grew by 2,500 km from 2019 to 2020.", [("fibre-kz-series", "same", 2020, "")]),
        (
            "Fibre lines in Kazakhstan grew by 5,000 km from 2019 to 2020.",
            [("fibre-kz-series", "differs", 2020, "100 %")],
        ),
        ("Fibre lines in Kazakhstan fell by 500 km from 2020 to 2021.", [("fibre-kz-series", "same", 2021, "")]),
        (
            "Subscribers of telephony in Uzbekistan grew by 5 percent from 2019 to 2023.",
            [("subscribers-uz-series", "not comparable", 2023, "the level before is zero")],
        ),
        (
            "Subscribers of telephony in Uzbekistan grew by 3.4 million people from 2019 to 2023.",
            [("subscribers-uz-series", "same", 2023, "")],
        ),
    ],
)
def test_a_change_is_set_beside_that_of_the_series_between_its_years(
    text: str, expected: list[tuple[str, str, int | None, str]]
) -> None:
    assert records(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Salt Flats, fibre lines reached about 1,500 km in 2024.", [("salt-flats-fibre", "compatible", None, "")]),
        ("In Salt Flats, fibre lines reached 1,000 km in 2024.", [("salt-flats-fibre", "differs", None, "-100/3 %")]),
        (
            "In Salt Flats, fibre lines reached 1,000 km.",
            [("salt-flats-fibre", "not comparable", None, "the text states no year")],
        ),
        ("In Salt Flats, fibre lines reached 1,000 km in 2023.", []),
        (
            "In Salt Flats, fibre lines of Railway Company reached 1,000 km in 2024.",
            [("salt-flats-fibre", "differs", None, "-100/3 %")],
        ),
        ("In Salt Flats, fibre lines of Steppe Bank reached 1,000 km in 2024.", []),
        ("Fibre lines in Kazakhstan reached 1,500 km in 2024.", []),
        (
            "Transactions of 2.5 billion dollars were made in Kazakhstan and Uzbekistan in the first half of 2024.",
            [("kz-uz-transactions", "compatible", None, "")],
        ),
        (
            "Transactions of 2 to 3 billion dollars were made in Kazakhstan and Uzbekistan in the first half of 2024.",
            [("kz-uz-transactions", "same", None, "")],
        ),
        ("Transactions of 2.5 billion dollars were made in Kazakhstan and Uzbekistan in 2024.", []),
        ("Transactions of 2.5 billion dollars were made in Kazakhstan.", []),
        ("Paved roads in Kyrgyzstan are 5 percent in 2010.", [("kg-roads", "differs", None, "5 points")]),
        (
            "Transactions of 5 billion dollars were made in Kazakhstan and Uzbekistan from March 2024 to May 2024.",
            [("kz-uz-transactions", "not comparable", None, "the text and the figure are about different periods")],
        ),
        (
            "In Salt Flats, fibre lines reached 1,000 km in the year that ended in June 2024.",
            [("salt-flats-fibre", "not comparable", None, "the text and the figure are about different periods")],
        ),
        (
            "In Salt Flats, fibre lines reached 1,000 km in fiscal year 2024.",
            [("salt-flats-fibre", "not comparable", None, FISCAL)],
        ),
        (f"{KZ} was 5 percent in fiscal year 2020-21.", [(OFFICIAL_KZ, "not comparable", 2024, FISCAL)]),
        (f"{KZ} was 5 percent in 2020, a fiscal year.", [(OFFICIAL_KZ, "not comparable", 2020, FISCAL)]),
        (f"{KZ} grew by 5 points from May 2019 to May 2024.", []),
        (
            f"{KG} rose from 43 percent to 75 percent.",
            [(OFFICIAL, "not comparable", 2024, "the text states no year"), ("kg-internet", "compatible", None, "")],
        ),
    ],
)
def test_a_level_is_set_beside_figures_of_the_same_subject_and_time(
    text: str, expected: list[tuple[str, str, int | None, str]]
) -> None:
    assert records(text) == expected


def test_a_difference_from_zero_has_no_percentage() -> None:
    text = "Subscribers of telephony in Uzbekistan were 5 million people in 2019."
    assert records(text) == [("subscribers-uz-series", "differs", 2019, "")]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (f"One.\n\nTwo.\n\nThree.\n\n{KG} is 43 percent.", None, "differs"),
        ("It rose from 43% to over 70%.", None, "entered"),
        ("It rose from 43% to over 70%.", "gazette", "entered"),
        ("It rose from 43% to over 70%.", "bureau", None),
        ("In Kyrgyzstan, 5,120 trade documents were exchanged.", "gazette", "entered"),
        ("In Kyrgyzstan, some 5,120 trade documents were exchanged.", None, "entered"),
        ("In Kyrgyzstan, 5,120 trade documents came on 5120 roads.", None, None),
        ("Fibre has 1,500 km.", "gazette", "entered"),
        ("Fibre has 1,500 km.", None, None),
        ("One.\n\nTwo.\n\nThree.\n\nContainers grew by 36.5 percent.", "gazette", "entered"),
        ("One.\n\nContainers grew by 36.5 percent.", "gazette", None),
        ("Transactions were two to three billion dollars.", None, "entered"),
        ("It is not 70 percent.", None, None),
    ],
)
def test_a_number_from_the_same_place_of_the_source_or_in_its_wording_is_entered(
    text: str, source: str | None, expected: str | None
) -> None:
    assert verdicts(text, source)[-1][1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roads in Kyrgyzstan have 5,120 documents.", ["kg-documents"]),
        ("Roads in Kyrgyzstan have 5,120 stones.", []),
        ("Roads have 5,120 documents.", []),
        ("Roads in China have 5,120 documents.", []),
        ("Roads in Kyrgyzstan had 5,120 documents in 2024.", ["kg-documents"]),
        ("Roads in Kyrgyzstan had 5,120 documents in 2020.", []),
        ("Kyrgyzstan says that it is some 43 percent.", ["kg-internet"]),
        ("Kyrgyzstan says that it is some 70 percent.", []),
        ("In Kazakhstan's Salt Flats, 1,500 km were laid.", ["salt-flats-fibre"]),
        ("Roads in Uzbekistan grew by a factor of 1.365.", ["uz-containers"]),
        ("Roads in Uzbekistan grew by 36.5 percent in 2024.", ["uz-containers"]),
    ],
)
def test_a_number_without_a_metric_may_have_been_seen_before(text: str, expected: list[str]) -> None:
    (finding,) = look_up(text)[-1:]
    assert finding.verdict == ("seen before" if expected else None)
    assert [beside.record.id for beside in finding.records] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GDP of Kazakhstan reached 5 billion dollars.", "nothing on record"),
        ("GDP reached 5 billion dollars.", None),
        ("GDP of Georgia reached 5 billion dollars.", None),
        (f"{KG} of Railway Company was 41 percent in 2020.", "not comparable"),
        ("Kyrgyz internet penetration was 80 percent in 2020.", "not comparable"),
    ],
)
def test_a_number_of_a_metric_without_a_record_or_a_subject(text: str, expected: str | None) -> None:
    assert verdicts(text)[-1][1] == expected


def test_the_difference_of_a_finding_is_that_behind_its_verdict() -> None:
    (finding,) = look_up(f"{KG} was about 30 percent in 2020.")
    assert finding.difference == Difference(Fraction(-45, 4), "points")
    (finding,) = look_up(f"{KG} was 41 percent in 2020.")
    assert finding.difference is None


@pytest.mark.parametrize(
    ("year", "verdict"),
    [("2019", "same"), ("2023", "differs"), ("2021", "nothing on record"), ("2026", "nothing on record")],
)
def test_a_number_is_set_beside_the_level_of_its_own_year(year: str, verdict: str) -> None:
    facts = """
        [[countries]]
        code = "KZ"
        alpha3 = "KAZ"
        name = "Kazakhstan"
        [[metrics]]
        id = "m"
        name = "Salt exports"
        unit = "%"
        definition = "d"
        [[figures]]
        id = "f"
        metric = "m"
        countries = ["KZ"]
        before = 40
        after = 62
        period = "2019/2023"
        evidence = [{ source = "s" }]
    """
    base = load_contents({"b": base_with(facts).encode()})
    (reading,) = TextReader(base).read("t", f"In {year}, salt exports of Kazakhstan were 40 percent.")
    assert OnRecord(base).look_up(reading).verdict == verdict


@pytest.mark.parametrize(
    ("text", "dated", "reason"),
    [
        (f"{KG} is 60 percent.", "2026", "the text states no year, and the latest official value is from 2024"),
        (f"{KG} rose from 50 to 60 percent.", "2025", "the text states no year"),
        (f"{KZ} is 74.6 percent.", "2025", "the text states no year and may mean the year before"),
        (
            f"{KG} was 60 percent in 2020, as the ministry said in May.",
            "2025",
            "the sentence also mentions part of a year",
        ),
        (f"{KG} is over 60 percent.", "2025", "919/100 points"),
        (f"{KZ} is over 80 percent.", "2025", "5 points"),
        (f"{KZ} is 73 percent.", "2025", "-2 points"),
    ],
)
def test_a_number_differs_from_the_official_value_only_if_it_is_of_the_same_time(
    text: str, dated: str, reason: str
) -> None:
    (first, *_) = [
        (beside.verdict, beside.reason or difference_text(beside.difference))
        for beside in look_up(text, None, dated)[-1].records
    ]
    assert first == ("differs" if "points" in reason else "not comparable", reason)


@pytest.mark.parametrize(
    ("number", "verdict"),
    [
        ("12,500", "same"),
        ("12,600", "differs"),
        ("12,540", "differs"),
        ("13,000", "compatible"),
        ("12,000", "compatible"),
    ],
)
def test_a_number_that_ends_in_zeros_may_be_rounded(number: str, verdict: str) -> None:
    assert verdicts(f"In 2020, fibre lines in Kazakhstan reached {number} km.") == [(number + " km", verdict)]


def test_a_number_does_not_differ_from_a_plan() -> None:
    facts = """
        [[countries]]
        code = "KZ"
        alpha3 = "KAZ"
        name = "Kazakhstan"
        [[metrics]]
        id = "m"
        name = "Salt exports"
        unit = "%"
        definition = "d"
        [[figures]]
        id = "f"
        metric = "m"
        countries = ["KZ"]
        value = 40
        stage = "planned"
        period = "2025"
        evidence = [{ source = "s" }]
    """
    base = load_contents({"b": base_with(facts).encode()})
    (reading,) = TextReader(base).read("t", "In 2025, salt exports of Kazakhstan were 30 percent.")
    (beside,) = OnRecord(base).look_up(reading).records
    assert (beside.verdict, beside.reason) == ("not comparable", "a plan and its outcome may differ")
