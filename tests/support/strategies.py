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

numbers = st.decimals(-(10**6), 10**6, places=2)
positive_numbers = st.decimals("0.01", 10**6, places=2)
fractions = st.fractions(-(10**6), 10**6, max_denominator=1000)

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


@st.composite
def quantities(draw: st.DrawFn, of: st.SearchStrategy[Decimal] = numbers) -> Quantity:
    """A quantity of one of these numbers, or a range of two, without a unit."""
    if draw(st.booleans()):
        constructor: Callable[..., Quantity] = draw(st.sampled_from(CONSTRUCTORS))
        return constructor(draw(of))
    low, high = sorted(draw(st.lists(of, min_size=2, max_size=2, unique=True)))
    return quantity.between(low, high)


@st.composite
def intervals(draw: st.DrawFn, of: st.SearchStrategy[Fraction] = fractions) -> Interval:
    """An interval between two of these values: a point, or with each endpoint included, excluded or absent."""
    low, high = sorted([draw(of), draw(of)])
    if low == high:
        return Interval.point(low)
    ends = [draw(st.none() | st.builds(Endpoint, st.just(value), st.booleans())) for value in (low, high)]
    return Interval(*ends)


@st.composite
def values_in(draw: st.DrawFn, span: Interval) -> Fraction:
    """A value in the interval, often one of its endpoints."""
    low = span.low.value if span.low else (span.high.value if span.high else Fraction(0)) - 1000
    high = span.high.value if span.high else max(low, Fraction(0)) + 1000
    share = draw(st.sampled_from([Fraction(0), Fraction(1)]) | st.fractions(0, 1))
    value = low + (high - low) * share
    return value if value in span else (low + high) / 2


@st.composite
def wider_intervals(draw: st.DrawFn, span: Interval) -> Interval:
    """An interval that contains this one, or the same."""
    margin = draw(st.fractions(0, 1000))
    low = high = None
    if span.low is not None and not draw(st.booleans()):
        low = Endpoint(span.low.value - margin, margin > 0 or span.low.included)
    if span.high is not None and not draw(st.booleans()):
        high = Endpoint(span.high.value + margin, margin > 0 or span.high.included)
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
