"""The levels of a figure, in words and within the range of its metric, and the standing of a fact."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_cli.models.entities import BaseInfo, Metric, Source
from sco_cli.models.factbase import FactBase
from sco_cli.models.facts import Evidence, Fact, Figure, Statement
from sco_cli.models.vocabulary import STANDINGS, Stance, Standing
from sco_cli.quantities import change, quantity
from sco_cli.quantities.quantity import NotComputable, Quantity, exact, over
from sco_cli.queries.levels import Levels, levels_of
from sco_cli.queries.origins import self_corroborations
from sco_cli.queries.page_address import page_address
from sco_cli.queries.standing import count_standings, standing_of

INFO = BaseInfo.model_validate({"id": "b", "title": "B", "as_of": "2025", "licence": "CC0"})
EMPTY = FactBase(INFO, [], {})
STANCES: tuple[Stance, ...] = get_args(Stance)
STANDING_OF_STANCE: dict[Stance, Standing] = {
    "states": "single-source",
    "context": "single-source",
    "repeats": "repeated",
    "corroborates": "corroborated",
    "refines": "refined",
    "contradicts": "contested",
}
"""The standing of a fact that has evidence of one stance only."""


def make_fact(*stances: Stance) -> Fact:
    """Make a fact with evidence of those stances, each from a source of its own."""
    evidence = [
        Evidence.model_validate({"source": f"s{index}", "stance": stance, "note": "n"})
        for index, stance in enumerate(stances)
    ]
    return Statement(id="x", speaker="A", summary="S.", evidence=tuple(evidence))


def make_levels(numbers: dict[str, Any], **metric: Any) -> Levels:
    """Return the levels of a figure with those numbers and of a metric with those fields."""
    measure = Metric.model_validate({"id": "m", "name": "M", "definition": "d"} | metric)
    figure = Figure.model_validate({"id": "f", "metric": "m", "evidence": [{"source": "s"}]} | numbers)
    return levels_of(FactBase(INFO, [measure, figure], {}), figure)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ({"before": 43, "after": {"over": 70}}, "43% -> over 70%"),
        ({"before": {"about": 32}, "after": {"nearly": 50}}, "about 32% -> nearly 50%"),
        ({"value": {"at_most": 5}}, "at most 5%"),
        ({"value": 0}, "0%"),
        ({"change": {"times": {"between": [2, 3]}}}, "×2 to ×3"),
        ({"change": {"percent": -50}}, "-50%"),
    ],
)
def test_the_text_of_levels_keeps_the_qualifiers_of_the_source(numbers: dict[str, Any], text: str) -> None:
    assert make_levels(numbers, unit="% of roads").text() == text


def test_two_levels_in_a_sentence_are_from_one_to_the_other() -> None:
    assert make_levels({"before": 43, "after": {"over": 70}}, unit="%").sentence_text() == "from 43% to over 70%"
    assert make_levels({"value": {"over": 70}}, unit="%").sentence_text() == "over 70%"


def test_the_text_of_empty_levels_is_empty() -> None:
    assert Levels(None, None, None, None).text() == ""


@pytest.mark.parametrize("name", ["before", "after", "value"])
def test_each_level_has_the_unit_and_the_range_of_its_metric(name: str) -> None:
    numbers: dict[str, Any] = {"value": {"over": 70}} if name == "value" else {"before": 43, "after": 43}
    numbers[name] = {"over": 70}
    level = getattr(make_levels(numbers, unit="%", minimum=0, maximum=100), name)
    assert level == over(70).with_unit("%", 0, 100)
    numbers[name] = {"under": 70}
    level = getattr(make_levels(numbers, unit="%", minimum=0, maximum=100), name)
    assert level == quantity.under(70).with_unit("%", 0, 100)


def test_a_metric_without_unit_and_range_does_not_change_the_number() -> None:
    assert make_levels({"value": {"over": 70}}).value == over(70)


def test_levels_that_the_source_does_not_state_are_none() -> None:
    two_levels, value, change_only = (
        make_levels(numbers) for numbers in ({"before": 1, "after": 2}, {"value": 1}, {"change": {"percent": 34}})
    )
    assert (two_levels.before, two_levels.after, two_levels.value) == (exact(1), exact(2), None)
    assert (value.before, value.after, value.value, value.change) == (None, None, exact(1), None)
    assert (change_only.before, change_only.after, change_only.value) == (None, None, None)


def test_the_change_between_two_levels_is_computed() -> None:
    levels = make_levels({"before": 43, "after": {"over": 70}}, unit="%", minimum=0, maximum=100)
    assert levels.before and levels.after
    assert levels.change == change.compute_change(levels.before, levels.after)
    assert levels.change.text() == "more than +27 percentage points (more than +62.7%)"


def test_a_change_without_levels_is_the_stated_change() -> None:
    assert make_levels({"change": {"percent": 34}}, unit="t").change == change.from_percent(exact(34))


@pytest.mark.parametrize("numbers", [{"before": 1}, {"after": 1}, {"before": 1, "value": 1}])
def test_before_requires_after_and_excludes_value(numbers: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="before"):
        make_levels(numbers)


def test_a_level_of_zero_is_not_a_missing_level() -> None:
    growth = make_levels({"before": 0, "after": 5}, unit="t").change
    assert growth
    assert isinstance(growth.difference, Quantity)
    assert isinstance(growth.ratio, NotComputable)


@given(st.lists(st.sampled_from(STANCES), min_size=1))
def test_the_standing_of_a_fact_is_the_worst_that_any_evidence_implies(stances: list[Stance]) -> None:
    standings = [STANDING_OF_STANCE[stance] for stance in stances]
    # Each evidence has a source of its own here.
    standings += ["corroborated"] if stances.count("states") > 1 else []
    assert standing_of(EMPTY, make_fact(*stances)) == min(standings, key=STANDINGS.index)


@pytest.mark.parametrize("stance", STANCES)
def test_each_stance_alone_implies_its_standing(stance: Stance) -> None:
    assert standing_of(EMPTY, make_fact(stance)) == STANDING_OF_STANCE[stance]


@given(st.lists(st.sampled_from(STANCES)))
def test_counts_of_standings_are_worst_first_and_include_zeros(stances: list[Stance]) -> None:
    counts = count_standings(standing_of(EMPTY, make_fact(stance)) for stance in stances)
    assert tuple(counts) == STANDINGS
    standings = [STANDING_OF_STANCE[stance] for stance in stances]
    assert counts == {standing: standings.count(standing) for standing in STANDINGS}


def test_present_lists_the_levels_that_exist_with_their_names() -> None:
    before, after, value = exact(1), over(2), exact(3)
    assert Levels(before, after, None, None).present() == [("before", before), ("after", after)]
    assert Levels(None, None, value, None).present() == [("value", value)]
    assert Levels(None, None, None, None).present() == []


def test_the_stated_values_are_the_numbers_of_the_source_without_the_range_of_the_metric() -> None:
    assert make_levels({"before": 43, "after": {"over": 70}}, maximum=100).stated_values() == [43, 70]
    assert make_levels({"value": {"between": [2, 3]}}, minimum=0).stated_values() == [2, 3]


ROADS = "https://example.org/roads"


@pytest.mark.parametrize(
    ("stating", "corroborating", "standing"),
    [
        (ROADS, "https://example.org/other", "corroborated"),
        (ROADS, f"{ROADS}?utm_source=x#:~:text=abc", "single-source"),
        (ROADS, None, "corroborated"),
        (None, None, "corroborated"),
    ],
)
def test_a_page_does_not_corroborate_itself(stating: str | None, corroborating: str | None, standing: str) -> None:
    sources = [
        Source.model_validate({"id": f"s{n}", "title": f"T{n}", "publisher": f"P{n}", "kind": "news", "url": url})
        for n, url in enumerate((stating, corroborating))
    ]
    base = FactBase(INFO, sources, {})
    fact = make_fact("states", "corroborates")
    assert standing_of(base, fact) == standing
    assert standing_of(base, make_fact("states", "corroborates", "corroborates")) == "corroborated"
    expected = {1: ("s0", "page")} if standing == "single-source" else {}
    assert self_corroborations(base, fact) == expected
    again = fact.model_copy(
        update={"evidence": (fact.evidence[0], fact.evidence[1].model_copy(update={"source": "s0"}))}
    )
    assert standing_of(base, again) == "single-source"


PUBLISHERS = (
    ("Gazette", "Gazette", True),
    ("Gazette", "Gazette Online", True),
    ("People's Daily", "People’s Daily Online", True),
    ("Gazette", "Gazetteer", False),
    ("Gazette", "Herald", False),
)
"""Two publishers, and whether they are one family."""


def sources_of(*publishers: str, title: str = "") -> list[Source]:
    """Sources of those publishers with the ids s0, s1, ...; all with that title, or each with its own."""
    return [
        Source.model_validate({"id": f"s{n}", "title": title or f"T{n}", "publisher": publisher, "kind": "news"})
        for n, publisher in enumerate(publishers)
    ]


@pytest.mark.parametrize(("stating", "corroborating", "is_family"), PUBLISHERS)
def test_a_family_of_publishers_does_not_corroborate_itself_in_the_same_words(
    stating: str, corroborating: str, is_family: bool
) -> None:
    fact = make_fact("states", "corroborates")
    expected = ("single-source", {1: ("s0", "words")}) if is_family else ("corroborated", {})
    base = FactBase(INFO, sources_of(stating, corroborating, title="Roads are paved"), {})
    assert (standing_of(base, fact), self_corroborations(base, fact)) == expected
    quoting = fact.model_copy(
        update={"evidence": tuple(evidence.model_copy(update={"wording": "all roads"}) for evidence in fact.evidence)}
    )
    base = FactBase(INFO, sources_of(stating, corroborating), {})
    assert (standing_of(base, quoting), self_corroborations(base, quoting)) == expected
    assert standing_of(base, fact) == "corroborated", "other words: another report of the publisher"


@pytest.mark.parametrize(("first", "second", "is_family"), PUBLISHERS)
def test_two_sources_that_state_a_fact_corroborate_each_other_unless_they_are_one_family(
    first: str, second: str, is_family: bool
) -> None:
    base = FactBase(INFO, sources_of(first, second), {})
    assert standing_of(base, make_fact("states", "states")) == ("single-source" if is_family else "corroborated")
    assert standing_of(base, make_fact("states")) == "single-source"
    assert standing_of(base, make_fact("states", "states", "contradicts")) == "contested"


def test_who_carries_the_words_of_a_publisher_is_of_its_family() -> None:
    agency, paper = sources_of("Agency", "Gazette Online")
    base = FactBase(INFO, [agency.model_copy(update={"via": "Gazette"}), paper], {})
    assert standing_of(base, make_fact("states", "states")) == "single-source"


def test_a_title_of_our_own_is_not_taken_for_the_words_of_a_publisher() -> None:
    sources = [
        source.model_copy(update={"title_is_ours": True}) for source in sources_of("Gazette", "Gazette", title="Roads")
    ]
    assert standing_of(FactBase(INFO, sources, {}), make_fact("states", "corroborates")) == "corroborated"


@pytest.mark.parametrize(
    ("url", "other"),
    [
        (ROADS, "http://WWW.Example.ORG:80/roads/"),
        (ROADS, "HTTPS://example.org:443/roads?fbclid=1&UTM_Medium=y"),
        (f"{ROADS}?page=2&lang=en", f"{ROADS}?lang=en&gclid=7&page=2&"),
        (ROADS, f"{ROADS}#section-2"),
        (ROADS, "https://reader@example.org./roads?"),
        ("https://example.org", "https://example.org/"),
        (f"{ROADS}/%7eme/%e4%b8%ad", f"{ROADS}/~me/%E4%B8%AD"),
        ("https://example.org/#/roads", "https://example.org/#/roads:~:text=a"),
    ],
)
def test_these_addresses_are_of_one_page(url: str, other: str) -> None:
    assert page_address(url) == page_address(other)


@pytest.mark.parametrize(
    ("url", "other"),
    [
        (ROADS, "https://example.org/Roads"),
        (ROADS, "https://roads.example.org/roads"),
        (ROADS, "https://example.org:8080/roads"),
        (f"{ROADS}?page=2", f"{ROADS}?page=3"),
        (f"{ROADS}?id=utm_source", ROADS),
        ("https://example.org/#/roads", "https://example.org/#!/rails"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://[::1", "https://[::2"),
    ],
)
def test_these_addresses_are_of_different_pages(url: str, other: str) -> None:
    assert page_address(url) != page_address(other)
