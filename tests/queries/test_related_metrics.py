"""Families of metrics: the same area and unit, and names that begin alike."""

from __future__ import annotations

import pytest

from sco_cli.models.entities import Metric
from sco_cli.queries.related_metrics import metric_families


def metric(number: int, name: str, unit: str | None, area: str | None) -> Metric:
    """Return a metric."""
    return Metric.model_validate({"id": f"m{number}", "name": name, "unit": unit, "area": area, "definition": "d"})


def are_related(*metrics: tuple[str, str | None, str | None]) -> bool:
    """Whether metrics of these names, units and areas are one family, in either order."""
    results = set()
    for ordered in (metrics, metrics[::-1]):
        families = metric_families(metric(number, *keys) for number, keys in enumerate(ordered))
        assert len(families) == len(metrics)
        results.add(len(set(families.values())) == 1)
    [result] = results
    return result


@pytest.mark.parametrize(
    ("first", "second", "related"),
    [
        ("China's trade with SCO members", "China's trade with the whole SCO family", True),
        ("China\u2019s trade with all", "china's Trade  with none", True),
        ("Payment transactions", "Payment transactions in US dollars", True),
        ("Trade", "Trade with neighbours", True),
        ("Value of payments", "Value of transactions", False),
        ("Payments", "Payment", False),
        ("Share of trade", "Trade", False),
        ("-", "--", False),
    ],
)
def test_related_metrics_have_names_that_begin_alike(first: str, second: str, related: bool) -> None:
    assert are_related((first, "USD", "trade"), (second, "USD", "trade")) is related


def test_metrics_of_different_units_or_areas_are_not_related() -> None:
    name = "China's trade with members"
    assert are_related((name, None, None), (name, None, None))
    assert not are_related((name, "USD", "trade"), (name, "CNY", "trade"))
    assert not are_related((name, "USD", "trade"), (name, "USD", "payments"))
