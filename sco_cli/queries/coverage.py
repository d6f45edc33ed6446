"""What a fact base covers: how many facts there are by group of countries, area and decade."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import STATUSES
from sco_cli.queries.country_status import latest_status
from sco_cli.queries.filters import filter_values

if TYPE_CHECKING:
    from sco_cli.models.entities import StatusSince
    from sco_cli.models.facts import Fact

MAX_THINNEST = 5
"""How many countries with the fewest facts are named."""

NO_STATUS = "none"
NOT_STATED = "not stated"


class Coverage(NamedTuple):
    """Numbers of facts. A fact counts in every group, area and country that it names.

    `groups` has the number of countries and of facts by status; the number of facts that name no country is
    `without_country`. `areas` is by the id of the area, and `decades` by names such as "2020s", of the first day of the
    period; both have "not stated" too. `thinnest` are the countries with the fewest facts, fewest first. `series` is
    the number of metrics, series and values of official statistics.
    """

    groups: dict[str, tuple[int, int]]
    without_country: int
    areas: dict[str, int]
    decades: dict[str, int]
    thinnest: dict[str, int]
    series: tuple[int, int, int]


def measure_coverage(base: FactBase) -> Coverage:
    """Count the facts of a base."""
    status_of = {country.code: _status(latest_status(country)) for country in base.countries}
    countries = Counter(status_of.values())
    groups, areas, decades, by_country = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for fact in base.facts:
        by_country.update(fact.countries)
        groups.update({status_of[code] for code in fact.countries})
        areas.update(filter_values(base, fact, "area") or (NOT_STATED,))
        decades[_decade(fact)] += 1
    codes = sorted(status_of, key=lambda code: by_country[code])
    return Coverage(
        groups={status: (countries[status], groups[status]) for status in (*STATUSES, NO_STATUS) if countries[status]},
        without_country=sum(not fact.countries for fact in base.facts),
        areas={area: areas[area] for area in (*(area.id for area in base.areas), NOT_STATED)},
        decades={decade: decades[decade] for decade in sorted(decades)},
        thinnest={code: by_country[code] for code in codes[:MAX_THINNEST]},
        series=(
            len({series.metric for series in base.series}),
            len(base.series),
            sum(len(series.points) for series in base.series),
        ),
    )


def _status(latest: StatusSince | None) -> str:
    return latest.status if latest else NO_STATUS


def _decade(fact: Fact) -> str:
    return f"{period.parse(fact.period).first.year // 10}0s" if fact.period else NOT_STATED
