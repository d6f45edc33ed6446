"""Hypothesis strategies for quantities and intervals, and for values inside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from sco_cli.models.entities import BaseInfo
from sco_cli.models.factbase import FactBase
from sco_cli.models.facts import RECORDS
from sco_cli.quantities import quantity
from sco_cli.quantities.interval import Endpoint, Interval
from sco_cli.quantities.quantity import Quantity

numbers = st.integers(-(10**8), 10**8).map(lambda cents: Decimal(cents).scaleb(-2))
positive_numbers = st.integers(1, 10**8).map(lambda cents: Decimal(cents).scaleb(-2))
fractions = st.integers(-60, 60).map(lambda sixths: Fraction(sixths, 6))
"""Fractions with few different values, so that endpoints are often equal or zero."""

positive_fractions = st.integers(1, 60).map(lambda sixths: Fraction(sixths, 6))

CONSTRUCTORS: list[Callable[..., Quantity]] = [
    quantity.exact,
    quantity.over,
    quantity.at_least,
    quantity.under,
    quantity.at_most,
    quantity.nearly,
    quantity.about,
]
"""The functions that make a quantity of one number."""


def quantities(of: st.SearchStrategy[Decimal] = numbers) -> st.SearchStrategy[Quantity]:
    """Quantities of one of these numbers, or ranges of two, without a unit."""
    pairs = st.tuples(of, of).filter(lambda pair: pair[0] != pair[1]).map(sorted)
    ranges = pairs.map(lambda pair: quantity.between(*pair))
    return ranges | st.builds(lambda make, number: make(number), st.sampled_from(CONSTRUCTORS), of)


def _make_interval(first: Fraction, second: Fraction, ends: tuple[bool | None, bool | None]) -> Interval:
    """The interval between two values, the point if they are equal; True for an included endpoint, None for none."""
    if first == second:
        return Interval.point(first)
    values = sorted((first, second))
    low, high = (
        None if included is None else Endpoint(value, included) for value, included in zip(values, ends, strict=True)
    )
    return Interval(low, high)


def intervals(of: st.SearchStrategy[Fraction] = fractions) -> st.SearchStrategy[Interval]:
    """Intervals between two of these values: a point, or with each endpoint included, excluded or absent."""
    kinds = [True, False, None]
    return st.builds(_make_interval, of, of, st.sampled_from([(low, high) for low in kinds for high in kinds]))


shares = st.sampled_from([Fraction(0), Fraction(1), Fraction(1, 2), Fraction(1, 7), Fraction(999, 1000)])
"""Where in an interval `value_in` takes its value, often at one of its ends."""


def value_in(span: Interval, share: Fraction) -> Fraction:
    """The value in the interval at that share of its width; 1000 on an unbounded side."""
    low = span.low.value if span.low else (span.high.value if span.high else Fraction(0)) - 1000
    high = span.high.value if span.high else max(low, Fraction(0)) + 1000
    value = low + (high - low) * share
    return value if value in span else (low + high) / 2


margins = st.tuples(*[st.sampled_from([None, Fraction(0), Fraction(1, 6), Fraction(5)])] * 2)
"""By how much `widen` moves each endpoint; None removes it."""


def widen(span: Interval, by: tuple[Fraction | None, ...]) -> Interval:
    """An interval that contains this one, or the same."""
    low, high = (
        None if end is None or margin is None else Endpoint(end.value + sign * margin, margin > 0 or end.included)
        for end, margin, sign in zip((span.low, span.high), by, (-1, 1), strict=True)
    )
    return Interval(low, high)


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
dates = st.sampled_from(["2024", "2024-05", "2024-05-01", "2023/2024-06"])
exact_numbers = st.integers(-(10**29), 10**29) | st.decimals(-(10**6), 10**6, places=12) | numbers


@st.composite
def raw_quantities(draw: st.DrawFn, of: st.SearchStrategy[Any] = exact_numbers) -> Any:
    """A quantity in the form of a parsed fact base: a number, or a table with one qualifier."""
    qualifier = draw(st.sampled_from(["exact", *quantity.QUALIFIERS]))
    if qualifier == "between":
        return {qualifier: sorted(draw(st.lists(of, min_size=2, max_size=2, unique=True)))}
    return draw(of) if qualifier == "exact" else {qualifier: draw(of)}


def tables_with(required: Mapping[str, Any], **optional: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    """One to three tables with all keys of `required` and any of `optional`, whose values are strategies."""
    return st.lists(st.fixed_dictionaries(dict(required), optional=optional), min_size=1, max_size=3)


@st.composite
def bases(draw: st.DrawFn) -> FactBase:
    """A fact base with at least one record of every kind, in which every reference refers to an existing record."""
    codes = ["KZ", "MN", "LA"]
    some_codes = st.lists(st.sampled_from(codes), unique=True)
    change = st.fixed_dictionaries({"percent": raw_quantities(of=positive_numbers)}) | st.fixed_dictionaries(
        {"times": raw_quantities(of=positive_numbers)}
    )
    levels = (
        st.fixed_dictionaries({"before": raw_quantities(), "after": raw_quantities()})
        | st.fixed_dictionaries({"value": raw_quantities()})
        | st.fixed_dictionaries({"change": change})
    )
    source = st.just("sources-0")
    evidence = tables_with(
        {"source": source, "stance": st.sampled_from(["states", "repeats", "contradicts"]), "note": texts},
        paragraph=st.integers(1, 99),
        wording=texts,
        figure=st.just("figures-0"),
    )
    fact = {
        "countries": some_codes,
        "countries_open": st.booleans(),
        "period": dates,
        "attribution": texts,
        "note": texts,
    }
    years = st.integers(1990, 2030).map(str)
    tables = {
        "sources": tables_with(
            {"title": texts, "publisher": texts, "kind": st.just("news")}, published=dates, accessed=dates, note=texts
        ),
        "organizations": tables_with(
            {"name": texts, "aliases": st.lists(texts, max_size=2)}, country=st.sampled_from(codes)
        ),
        "areas": tables_with({"name": texts}),
        "metrics": tables_with(
            {"name": texts, "definition": texts}, unit=texts, better=st.sampled_from(["higher", "lower"])
        ),
        "projects": tables_with(
            {"name": texts, "summary": texts, "evidence": evidence},
            area=st.just("areas-0"),
            **fact,
            stage=st.just("trial"),
        ),
        "figures": tables_with(
            {"metric": st.just("metrics-0"), "evidence": evidence}, project=st.just("projects-0"), **fact
        ),
        "statements": tables_with(
            {"speaker": texts, "summary": texts, "evidence": evidence},
            role=texts,
            organization=st.just("organizations-0"),
        ),
        "events": tables_with({"name": texts, "summary": texts, "evidence": evidence}, place=texts, **fact),
        "series": tables_with(
            {"metric": st.just("metrics-0"), "country": st.sampled_from(codes), "source": source},
            breaks=st.dictionaries(years, texts, max_size=2),
            notes=st.lists(texts, max_size=2),
        ),
    }
    steps = tables_with({"is": st.just("member"), "since": dates, "source": source}, note=texts)
    countries = [{"code": code, "alpha3": f"{code}X", "name": draw(texts), "status": draw(steps)} for code in codes]
    raw = {
        name: [{"id": f"{name}-{index}", **table} for index, table in enumerate(draw(strategy))]
        for name, strategy in tables.items()
    }
    for figure in raw["figures"]:
        figure.update(draw(levels))
    for series in raw["series"]:
        series["points"] = draw(st.dictionaries(years, exact_numbers, min_size=1, max_size=4))
    raw["countries"] = countries
    info = BaseInfo.model_validate(
        {"id": "generated", "title": draw(texts), "as_of": draw(dates), "licence": draw(texts)}
    )
    records: list[Any] = [model.model_validate(table) for model in RECORDS for table in raw.get(model.table, ())]
    return FactBase(info, records, {model.kind: tuple(model.model_fields) for model in RECORDS})
