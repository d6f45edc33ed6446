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
from sco_cli.quantities.interval import End, Interval
from sco_cli.quantities.quantity import Quantity

numbers = st.decimals(-(10**6), 10**6, places=2)
positive = st.decimals("0.01", 10**6, places=2)
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


@st.composite
def quantities(draw: st.DrawFn, of: st.SearchStrategy[Decimal] = numbers) -> Quantity:
    """A quantity as a source may state it."""
    if draw(st.booleans()):
        constructor: Callable[..., Quantity] = draw(st.sampled_from(CONSTRUCTORS))
        return constructor(draw(of))
    low, high = sorted(draw(st.lists(of, min_size=2, max_size=2, unique=True)))
    return quantity.between(low, high)


@st.composite
def intervals(draw: st.DrawFn, of: st.SearchStrategy[Fraction] = fractions) -> Interval:
    """Any interval that has a value in it."""
    low, high = sorted([draw(of), draw(of)])
    if low == high:
        return Interval.point(low)
    ends = [draw(st.none() | st.builds(End, st.just(value), st.booleans())) for value in (low, high)]
    return Interval(*ends)


@st.composite
def inside(draw: st.DrawFn, span: Interval) -> Fraction:
    """A value inside the interval, often one of its ends."""
    low = span.low.value if span.low else (span.high.value if span.high else Fraction(0)) - 1000
    high = span.high.value if span.high else max(low, Fraction(0)) + 1000
    share = draw(st.sampled_from([Fraction(0), Fraction(1)]) | st.fractions(0, 1))
    value = low + (high - low) * share
    return value if value in span else (low + high) / 2


@st.composite
def widened(draw: st.DrawFn, span: Interval) -> Interval:
    """An interval that holds all of this one."""
    by = draw(st.fractions(0, 1000))
    low = None if span.low is None or draw(st.booleans()) else End(span.low.value - by, by > 0 or span.low.included)
    high = None if span.high is None or draw(st.booleans()) else End(span.high.value + by, by > 0 or span.high.included)
    return Interval(low, high)


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
dates = st.sampled_from(["2024", "2024-05", "2024-05-01", "2023/2024-06"])
exact_numbers = st.integers(-(10**29), 10**29) | st.decimals(-(10**6), 10**6, places=12) | numbers


@st.composite
def raw_quantities(draw: st.DrawFn, of: st.SearchStrategy[Any] = exact_numbers) -> Any:
    """A number as a fact base writes it."""
    word = draw(st.sampled_from(["exact", "over", "at_least", "under", "at_most", "nearly", "about", "between"]))
    if word == "between":
        return {word: sorted(draw(st.lists(of, min_size=2, max_size=2, unique=True)))}
    return draw(of) if word == "exact" else {word: draw(of)}


def rows(required: Mapping[str, Any], **optional: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Tables with these keys, one to three of them."""
    return st.lists(st.fixed_dictionaries(dict(required), optional=optional), min_size=1, max_size=3)


@st.composite
def bases(draw: st.DrawFn) -> FactBase:
    """A fact base with records of every kind below, in which every reference leads somewhere."""
    codes = ["KZ", "MN", "LA"]
    some = st.lists(st.sampled_from(codes), unique=True)
    change = st.fixed_dictionaries({"percent": raw_quantities(of=positive)}) | st.fixed_dictionaries(
        {"times": raw_quantities(of=positive)}
    )
    levels = (
        st.fixed_dictionaries({"before": raw_quantities(), "after": raw_quantities()})
        | st.fixed_dictionaries({"value": raw_quantities()})
        | st.fixed_dictionaries({"change": change})
    )
    source = st.just("sources-0")
    evidence = rows(
        {"source": source, "stance": st.sampled_from(["states", "repeats", "contradicts"]), "note": texts},
        paragraph=st.integers(1, 99),
        wording=texts,
        figure=st.just("figures-0"),
    )
    fact = {"countries": some, "countries_open": st.booleans(), "period": dates, "attribution": texts, "note": texts}
    years = st.integers(1990, 2030).map(str)
    tables = {
        "sources": rows(
            {"title": texts, "publisher": texts, "kind": st.just("news")}, published=dates, accessed=dates, note=texts
        ),
        "organizations": rows({"name": texts, "aliases": st.lists(texts, max_size=2)}, country=st.sampled_from(codes)),
        "areas": rows({"name": texts}),
        "metrics": rows({"name": texts, "definition": texts}, unit=texts, better=st.sampled_from(["higher", "lower"])),
        "projects": rows(
            {"name": texts, "summary": texts, "evidence": evidence},
            area=st.just("areas-0"),
            **fact,
            stage=st.just("trial"),
        ),
        "figures": rows({"metric": st.just("metrics-0"), "evidence": evidence}, project=st.just("projects-0"), **fact),
        "statements": rows(
            {"speaker": texts, "summary": texts, "evidence": evidence},
            role=texts,
            organization=st.just("organizations-0"),
        ),
        "events": rows({"name": texts, "summary": texts, "evidence": evidence}, place=texts, **fact),
        "series": rows(
            {"metric": st.just("metrics-0"), "country": st.sampled_from(codes), "source": source},
            breaks=st.dictionaries(years, texts, max_size=2),
            notes=st.lists(texts, max_size=2),
        ),
    }
    steps = rows({"is": st.just("member"), "since": dates, "source": source}, note=texts)
    countries = [{"code": code, "alpha3": f"{code}X", "name": draw(texts), "status": draw(steps)} for code in codes]
    raw = {name: [{"id": f"{name}-{at}", **row} for at, row in enumerate(draw(of))] for name, of in tables.items()}
    for figure in raw["figures"]:
        figure.update(draw(levels))
    for series in raw["series"]:
        series["points"] = draw(st.dictionaries(years, exact_numbers, min_size=1, max_size=4))
    raw["countries"] = countries
    info = BaseInfo.model_validate({"id": "drawn", "title": draw(texts), "as_of": draw(dates), "licence": draw(texts)})
    records: list[Any] = [model.model_validate(row) for model in RECORDS for row in raw.get(model.table, ())]
    return FactBase(info, records, {model.kind: tuple(model.model_fields) for model in RECORDS})
