"""Times of a sentence as periods, and the time of each number."""

from __future__ import annotations

import pytest

from sco_cli.models import period
from sco_cli.phrases.numbers import find_numbers
from sco_cli.phrases.tokens import tokenize
from sco_cli.reading.time_forms import names_fiscal_year
from sco_cli.reading.times import find_times, time_of

DATED = period.parse("2025-08-28")


def periods(sentence: str, year_before: str | None = None) -> list[str]:
    """The periods in a sentence of a text of 2025."""
    return [time.period for time in find_times(tokenize(sentence).plain, DATED, year_before)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In 2020 roads grew", ["2020"]),
        ("On 2020-02-28", ["2020-02-28"]),
        ("On 2020-02-31", []),
        ("on 28 August 2025", ["2025-08-28"]),
        ("on the 3rd of March, 2021", ["2021-03-03"]),
        ("on Aug. 28th, 2025", ["2025-08-28"]),
        ("on 31 June 2025", []),
        ("28 августа 2025 года", ["2025-08-28"]),
        ("in August 2025", ["2025-08"]),
        ("in March of 2021", ["2021-03"]),
        ("в марте 2021 года", ["2021-03"]),
        ("in January-July 2025", ["2025-01/2025-07"]),
        ("from January to July of 2025", ["2025-01/2025-07"]),
        ("с января по июль 2025", ["2025-01/2025-07"]),
        ("in July-January 2025", []),
        ("in the second quarter of 2024", ["2024-04/2024-06"]),
        ("in Q3 2024", ["2024-07/2024-09"]),
        ("in q3 quarter 2024", ["2024-07/2024-09"]),
        ("the first half of 2024", ["2024-01/2024-06"]),
        ("the 2nd half 2024", ["2024-07/2024-12"]),
        ("во втором полугодии 2024", ["2024-07/2024-12"]),
        ("в III квартале 2024", ["2024-07/2024-09"]),
        ("за 4 кв. 2024", ["2024-10/2024-12"]),
        ("in the first nine months of 2024", ["2024-01/2024-09"]),
        ("the first 11 months of 2024", ["2024-01/2024-11"]),
        ("за семь месяцев 2025 года", ["2025-01/2025-07"]),
        ("the first 14 months of 2024", []),
        ("from July 2025 to January 2026", ["2025-07/2026-01"]),
        ("between July 2025 and January 2026", ["2025-07/2026-01"]),
        ("July 2025–January 2026", ["2025-07/2026-01"]),
        ("from 1 July 2025 to January 31, 2026", ["2025-07-01/2026-01-31"]),
        ("с июля 2025 года по январь 2026 года", ["2025-07/2026-01"]),
        ("从2025年7月至2026年1月", ["2025-07/2026-01"]),
        ("с 1 июля 2025 г. по 31 января 2026 г.", ["2025-07-01/2026-01-31"]),
        ("from 2024 to June 2025", ["2024/2025-06"]),
        ("in July 2025 and January 2026", ["2025-07", "2026-01"]),
        ("5 million a year to June 2025", ["2025-06"]),
        ("from July 2026 to January 2025", []),
        ("the year that ended in June 2025", ["2024-07/2025-06"]),
        ("the fiscal year ended June 30, 2025", ["2024-07/2025-06"]),
        ("the 12 months to December 2024", ["2024"]),
        ("за год, закончившийся в июне 2025 года", ["2024-07/2025-06"]),
        ("截至2025年6月的财年", ["2024-07/2025-06"]),
        ("from 2019 to 2024", ["2019/2024"]),
        ("between 2019 and 2024", ["2019/2024"]),
        ("с 2019 по 2024 год", ["2019/2024"]),
        ("from 2024 to 2019", []),
        ("in 2019-2024", ["2019/2024"]),
        ("in 2019–24", ["2019/2024"]),
        ("in 2019/2020", ["2019/2020"]),
        ("2024-2019", []),
        ("2020年", ["2020"]),
        ("为43，2020年", ["2020"]),
        ("增长，2019至2020", ["2019/2020"]),
        ("2020年8月", ["2020-08"]),
        ("2020年8月28日", ["2020-08-28"]),
        ("2020年13月", []),
        ("2020年1-7月", ["2020-01/2020-07"]),
        ("2020年前7个月", ["2020-01/2020-07"]),
        ("2020年第一季度", ["2020-01/2020-03"]),
        ("2020年上半年", ["2020-01/2020-06"]),
        ("2020年下半年", ["2020-07/2020-12"]),
        ("2019年至2024年", ["2019/2024"]),
        ("2019至2024年", ["2019/2024"]),
        ("in 2019 and 2024", ["2019", "2024"]),
        ("2000 roads, 2010.5 km and 2020 %", ["2000"]),
        ("$2020 and 1,2020 and 12020", []),
        ("In 1850", []),
    ],
)
def test_dates_months_quarters_and_years_are_periods(sentence: str, expected: list[str]) -> None:
    assert periods(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On 28 August roads opened; by 2024 all were open", ["2024-08-28"]),
        ("In 2024 roads opened on August 28", ["2024-08-28"]),
        ("On August 28, roads opened", []),
        ("2024年，8月28日开通", ["2024-08-28"]),
        ("8月28日开通", []),
        ("On 28 August, between 2019 and 2024", ["2019/2024"]),
        ("On 28 August, in 2019 and in 2024", ["2019", "2024"]),
        ("On August 31 of 2024 and June 31", ["2024-08-31"]),
    ],
)
def test_a_day_without_a_year_is_of_the_only_year_of_the_sentence(sentence: str, expected: list[str]) -> None:
    assert periods(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("last year", ["2024"]),
        ("in this year", ["2025"]),
        ("roads now have it", ["2025"]),
        ("в прошлом году", ["2024"]),
        ("в нынешнем году", ["2025"]),
        ("сегодня", ["2025"]),
        ("去年", ["2024"]),
        ("今年", ["2025"]),
        ("目前", ["2025"]),
        ("in the same year", ["2021"]),
        ("в том же году", ["2021"]),
        ("同年", ["2021"]),
        ("a year earlier", ["2020"]),
        ("in 2018, and the year before", ["2018", "2017"]),
        ("the year before, and in 2018", ["2020", "2018"]),
        ("годом ранее", ["2020"]),
        ("上年", ["2020"]),
        ("in August 2018, and a year earlier", ["2018-08", "2017-08"]),
        ("from January to July 2018, and a year earlier", ["2018-01/2018-07", "2017-01/2017-07"]),
        ("in fiscal year 2018, and a year earlier", ["", ""]),
        ("the bureau said last year", []),
        ("the bureau said so last year", []),
        ("сообщила в прошлом году", []),
    ],
)
def test_a_time_without_a_year_is_known_by_the_date_of_the_text_or_the_year_before(
    sentence: str, expected: list[str]
) -> None:
    assert periods(sentence, "2021") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "in fiscal year 2024-25",
        "in FY2025",
        "in FY 24/25 and not in a year such as 2025",
        "the 2024/25 financial year",
        "in the first seven months of fiscal year 2026",
        "за первые семь месяцев 2026 финансового года",
        "in the third quarter of 2026 fiscal year",
        "fiscal 2025, which ended in June 2025",
        "in the first quarter of the year ended June 2025",
        "the year ended 5 April 2025",
        "в 2024/25 маркетинговом году",
        "2024-25财年",
    ],
)
def test_a_fiscal_year_is_neither_calendar_years_nor_a_month(sentence: str) -> None:
    assert periods(sentence)[0] == ""
    assert of_numbers(f"Roads had 70 percent {sentence}.")[0] == ("70 percent", None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("in the last fiscal year", True), ("FY25", True), ("В ФИНАНСОВОМ ГОДУ", True), ("in the year 2025", False)],
)
def test_a_sentence_may_name_a_fiscal_year_without_its_number(sentence: str, expected: bool) -> None:
    assert names_fiscal_year(sentence) is expected


@pytest.mark.parametrize("sentence", ["last year", "now", "a year earlier"])
def test_without_a_date_and_a_year_before_such_a_time_is_not_known(sentence: str) -> None:
    assert find_times(sentence, None, None) == []


def test_the_same_year_as_an_unknown_one_is_not_known_and_no_other() -> None:
    assert of_numbers("Roads had 70 percent that year, and all are to be paved by 2030.") == [("70 percent", None)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("compared with 2019", True),
        ("than in 2019", True),
        ("since 2019", True),
        ("up on the same months of 2019", True),
        ("compared with the same period in 2019", True),
        ("по сравнению с аналогичным периодом 2019", True),
        ("по сравнению с 2019", True),
        ("比2019年", True),
        ("in 2019", False),
        ("between 2019 and 2021", False),
        ("on 28 august 2019", False),
        ("since 28 august 2019", True),
        ("on august 2019", True),
    ],
)
def test_a_time_that_something_is_compared_with_is_marked(sentence: str, expected: bool) -> None:
    assert [time.is_compared for time in find_times(sentence, None, None)] == [expected]


def test_the_date_at_the_beginning_of_a_report_is_no_time_of_it() -> None:
    assert periods("Steppe City, 28 August 2025 — Roads grew in 2024") == ["2024"]
    assert periods("Steppe City, August 2025 — Roads grew in 2024") == ["2025-08", "2024"]
    assert periods("Roads grew — on 28 August 2025") == ["2025-08-28"]


def of_numbers(sentence: str) -> list[tuple[str, str | None]]:
    """The numbers of a sentence, each with its time."""
    plain = tokenize(sentence).plain
    numbers = [number for number in find_numbers(sentence) if number.kind == "number"]
    times = find_times(plain, DATED, None)
    places = [(number.start, number.end) for number in numbers]
    found = [time_of(plain, number.start, number.end, number.role, times, places) for number in numbers]
    return [(number.text, time and time.period) for number, time in zip(numbers, found, strict=True)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Roads have 70 percent.", [("70 percent", None)]),
        ("Roads had 70 percent in 2020.", [("70 percent", "2020")]),
        ("In 2020 roads had 70 percent.", [("70 percent", "2020")]),
        ("In 2019 and in 2020 roads had 70 percent.", [("70 percent", None)]),
        ("In 2019 and in 2020 roads had 60 and 70 percent.", [("60", "2019"), ("70 percent", "2020")]),
        ("In 2019 it had rails; 70 percent were paved.", [("70 percent", None)]),
        ("The road, which was built in 2019, has 70 percent.", [("70 percent", None)]),
        ("Founded in 2019, it has 70 percent.", [("70 percent", None)]),
        ("Roads have 70 percent of the 2019 level.", [("70 percent", None)]),
        ("In 2019 it had rails, in 2020 sand; 70 percent were paved.", [("70 percent", None)]),
        ("Roads had 43 percent in 2019 and 70 percent in 2020.", [("43 percent", "2019"), ("70 percent", "2020")]),
        ("Roads had 70 percent, more than in 2019.", [("70 percent", None)]),
        (
            "It rose from 43 percent in fiscal 2022-23 to 70 percent and 75 percent in 2024-25.",
            [("43 percent", None), ("70 percent", None), ("75 percent", "2024/2025")],
        ),
        ("It rose to 70 percent from July 2025 to January 2026.", [("70 percent", "2025-07/2026-01")]),
        ("From July to January of the fiscal year to June 2026, roads had 70 percent.", [("70 percent", None)]),
        ("Roads had 70 percent in the budget of 2025.", [("70 percent", "2025")]),
        (
            "It rose from 43 percent to 70 percent between 2019 and 2024.",
            [("43 percent", "2019"), ("70 percent", "2024")],
        ),
        ("It rose by 27 percent from 2019 to 2024.", [("27 percent", "2019/2024")]),
        ("In 2024 it rose from 43 percent to 70 percent.", [("43 percent", None), ("70 percent", "2024")]),
        ("Roads have 94 percent, up from 53 percent in 2015.", [("94 percent", None), ("53 percent", "2015")]),
        ("Roads have 94 percent, and today all are paved.", [("94 percent", None)]),
        ("Today, roads of 94 percent of towns are paved.", [("94 percent", None)]),
        ("Roads today have 94 percent.", [("94 percent", "2025")]),
        ("Roads have 94 percent of what all the towns of the steppe had in sum in 2015.", [("94 percent", "2015")]),
        (
            "Roads have 94 percent of what all the towns of the steppe had in 2015 or, as said, in 2016.",
            [("94 percent", None)],
        ),
        ("2019年为43%，2020年为70%。", [("43%", "2019"), ("70%", "2020")]),
        ("В 2019 году было 43 %, а в 2020 году 70 %.", [("43 %", "2019"), ("70 %", "2020")]),
        ("由2019年的70%升至2024年的89%", [("70%", "2019"), ("89%", "2024")]),
        ("it was 70% (2024: 60%)", [("70%", None), ("60%", "2024")]),
        ("it was 70% in 2025 (2024: 60%)", [("70%", "2025"), ("60%", "2024")]),
        ("为70%（2024年：60%）", [("70%", None), ("60%", "2024")]),
    ],
)
def test_a_number_has_the_time_beside_it_or_the_only_one(sentence: str, expected: list[tuple[str, str | None]]) -> None:
    assert of_numbers(sentence) == expected
