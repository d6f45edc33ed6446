"""Metrics that measure nearly the same: families of metrics, to be shown next to one another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sco_cli.text import fold

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric

LEADING_WORDS = 3
"""Names of related metrics begin with this many equal words, or with the whole of a shorter name."""

Family = tuple[str | None, str | None, tuple[str, ...]]
"""Area, unit, and the words with which the names of all metrics of the family begin."""


def metric_families(metrics: Iterable[Metric]) -> dict[str, Family]:
    """The family of each metric, by the id of the metric.

    Metrics of one family have the same area and unit, and names that begin alike, such as "China's trade with SCO
    members" and "China's trade with the whole SCO family". A metric without such relatives is a family of its own.
    """
    known: set[Family] = set()
    families: dict[str, Family] = {}
    # A name of hyphens only has no words, and is related to nothing.
    words = [(metric, fold(metric.name).split()[:LEADING_WORDS] or [metric.id]) for metric in metrics]
    for metric, leading in sorted(words, key=lambda pair: len(pair[1])):
        beginnings = [tuple(leading[:length]) for length in range(1, len(leading) + 1)]
        candidates: list[Family] = [(metric.area, metric.unit, beginning) for beginning in beginnings]
        family = next((candidate for candidate in candidates if candidate in known), candidates[-1])
        known.add(family)
        families[metric.id] = family
    return families
