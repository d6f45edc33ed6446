"""Levels that are asked for: how they are typed, with which metrics they are compared, and which figures have them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from support.bases import base_with

from sco_cli.errors import BadRequest, UnknownName
from sco_cli.loading.loader import load
from sco_cli.models.factbase import FactBase
from sco_cli.quantities.interval import Endpoint, Interval
from sco_cli.queries.filters import Filters, select
from sco_cli.queries.typed_level import read_level

METRICS = {
    "share": '"% of people"\nmaximum = 100\nminimum = 0',
    "gdp-share": '"% of GDP"',
    "amount": '"million USD"',
    "price": '"USD/t"',
    "mass": '"thousand t"',
    "texts": '"documents"',
    "rank": '"of 193 countries"',
    "may": '"May"',
}

FIGURES = {
    "share-over-70": "before = 43\nafter = { over = 70 }",
    "share-about-50": "value = { about = 50 }",
    "share-about-40": "value = { about = 40 }",
    "share-nearly-60": "value = { nearly = 60 }",
    "share-50": "value = 50",
    "share-range": "value = { between = [45, 55] }",
    "share-grown": "change = { percent = 50 }",
}

LEVELS = [name.removeprefix("share-") for name in FIGURES if name != "share-grown"]
"""The figures with a level."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> FactBase:
    """A base with metrics in several units, one without a unit, and figures of one of them."""
    metrics = "".join(
        f'[[metrics]]\nid = "{name}"\nname = "{name} name"\ndefinition = "d"\nunit = {unit}\n'
        for name, unit in METRICS.items()
    )
    figures = "".join(
        f'[[figures]]\nid = "{name}"\nmetric = "share"\nevidence = [{{ source = "s" }}]\n{numbers}\n'
        for name, numbers in FIGURES.items()
    )
    path: Path = tmp_path_factory.mktemp("levels") / "levels.toml"
    bare = '[[metrics]]\nid = "bare"\nname = "bare name"\ndefinition = "d"\n'
    path.write_text(base_with(metrics + bare + figures))
    return load(path)


def span(low: str | None, high: str | None, *, included: bool = True) -> Interval:
    """An interval between these numbers."""
    return Interval(*(None if end is None else Endpoint(Fraction(end), included) for end in (low, high)))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("over 50 %", span("50", None, included=False)),
        ("at least 50 %", span("50", None)),
        (">= 50%", span("50", None)),
        ("50 % or more", span("50", None)),
        ("50+ %", span("50", None)),
        ("under 50 %", span(None, "50", included=False)),
        ("at most 50 %", span(None, "50")),
        ("not over 50 %", span(None, "50")),
        ("nearly 50 %", span(None, "50", included=False)),
        ("about 50 %", span("50", "50")),
        ("50 %", span("50", "50")),
        ("= 50 %", span("50", "50")),
        ("exactly 50 per cent", span("50", "50")),
        ("half", span("50", "50")),
        ("two-thirds", span("200/3", "200/3")),
        ("between 50 and 60 %", span("50", "60")),
        ("50 to 60 %", span("50", "60")),
        ("50-60 %", span("50", "60")),
        ("about 50 to 60 %", span("50", "60")),
        ("-5 %", span("-5", "-5")),
        ("0", span("0", "0")),
        ("2,024", span("2024", "2024")),
        ("2024", span("2024", "2024")),
        ("свыше 50 %", span("50", None, included=False)),
        ("超过50%", span("50", None, included=False)),
    ],
)
def test_a_level_is_typed_in_the_words_of_sources(base: FactBase, text: str, values: Interval) -> None:
    assert read_level(base, text, may=False).by_metric["share"] == values


@pytest.mark.parametrize(
    "text",
    [
        "",
        "over",
        "many",
        "not 50",
        "rose by 50 %",
        "+5",
        "doubled",
        "60 and 50",
        "from 50 to 60",
        "2024-05-01",
        "in 50",
    ],
)
def test_a_text_that_is_not_one_level_is_refused(base: FactBase, text: str) -> None:
    with pytest.raises(BadRequest, match="is not a number or a range"):
        read_level(base, text, may=False)


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("50", {*METRICS, "bare"}),
        ("over 50 %", {"share", "gdp-share"}),
        ("over 50 % of GDP", {"gdp-share"}),
        ("50 million USD", {"amount"}),
        ("$50", {"amount"}),
        ("over 50 USD/t", {"price"}),
        ("50 dollars per t", {"price"}),
        ("2 million tonnes", {"mass"}),
        ("50 kg", {"mass"}),
        ("5,000 documents", {"texts"}),
        ("over 50 documents", {"texts"}),
        ("50 documents or more", {"texts"}),
        ("50 km", set()),
        ("50 EUR", set()),
    ],
)
def test_a_level_is_compared_with_metrics_in_its_unit(base: FactBase, text: str, metrics: set[str]) -> None:
    assert {*read_level(base, text, may=False).by_metric} - {"bare"} == metrics - {"bare"}


@pytest.mark.parametrize(
    ("text", "metric", "value"),
    [
        ("50 million USD", "amount", "50"),
        ("3.2 trillion", "amount", "3200000"),
        ("3.2e12 USD", "amount", "3200000"),
        ("50 kg", "mass", "1/20000"),
        ("2 million t", "mass", "2000"),
    ],
)
def test_a_level_is_converted_to_the_unit_of_the_metric(base: FactBase, text: str, metric: str, value: str) -> None:
    assert read_level(base, text, may=False).by_metric[metric] == Interval.point(Fraction(value))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("50 document", 'no metric with the unit "document"; did you mean documents?'),
        ("over 50 widgets", 'no metric with the unit "widgets"; `sco metrics` lists the units'),
        ("50 countries", 'no metric with the unit "countries"; did you mean of 193 countries?'),
        ("50 % of dogs", 'no metric with the unit "dogs"; `sco metrics` lists the units'),
    ],
)
def test_a_unit_that_no_metric_has_is_refused(base: FactBase, text: str, message: str) -> None:
    with pytest.raises(UnknownName) as caught:
        read_level(base, text, may=False)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "must", "may"),
    [
        ("over 50 %", ["over-70"], ["over-70", "about-50", "nearly-60", "range"]),
        ("at least 50", ["over-70", "50"], ["over-70", "about-50", "nearly-60", "50", "range"]),
        ("under 60 %", ["over-70", "nearly-60", "50", "range"], LEVELS),
        ("at most 100 %", ["over-70", "nearly-60", "50", "range"], LEVELS),
        ("about 50 %", ["50"], ["about-50", "nearly-60", "50", "range"]),
        ("between 40 and 45 %", ["over-70"], ["over-70", "about-40", "nearly-60", "range"]),
        ("over 80 %", [], ["over-70"]),
        ("over 100 %", [], []),
        ("50 km", [], []),
    ],
)
def test_a_figure_has_a_level_that_must_or_may_be_one_of_the_values(
    base: FactBase, text: str, must: list[str], may: list[str]
) -> None:
    found = {
        wanted.may: [record.id.removeprefix("share-") for record in select(base, base.records, Filters(level=wanted))]
        for wanted in (read_level(base, text, may=False), read_level(base, text, may=True))
    }
    assert found == {False: must, True: may}


def test_a_range_has_the_lower_number_first(base: FactBase) -> None:
    with pytest.raises(BadRequest, match="write the lower number first"):
        read_level(base, "between 60 and 50 %", may=False)
