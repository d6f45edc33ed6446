"""Series that look filled in: equal steps, one value over several years."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sco_cli.models.entities import Metric, Series
from sco_cli.queries.series_patterns import Pattern, find_patterns

SHARE = Metric.model_validate(
    {"id": "paved", "name": "Paved", "definition": "d", "unit": "%", "minimum": 0, "maximum": 100}
)


def patterns(values: str, first: int = 2010, step: int = 1) -> list[str]:
    """Return the patterns of a series with the values, from a year on."""
    points = {str(first + step * index): Decimal(value) for index, value in enumerate(values.split())}
    series = Series.model_validate({"metric": "paved", "country": "KZ", "source": "bureau", "points": points})
    return [pattern.text() for pattern in find_patterns(SHARE, series)]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ("10 12 14 16 18 20", ["2010\u20132015 look interpolated"]),
        ("10 12 14 16 18 21", []),  # four steps
        ("30 28 26 24 22 20", ["2010\u20132015 look interpolated"]),
        ("5 10 12 14 16 18 20 50", ["2011\u20132016 look interpolated"]),
        ("11.55 13.03 14.51 16 17.49 18.98", ["2010\u20132015 look interpolated"]),  # rounded
        ("1.1 1.2 1.4 1.5 1.7 1.8", []),  # as small as the rounding
        ("10 80 80 90", []),
        ("10 80 80 80 90", ["2011\u20132013 look carried over"]),
        ("0 0 0 0 12", []),
        ("98 100 100 100", []),
        ("80 80 80 82 84 86 88 90", ["2010\u20132012 look carried over", "2012\u20132017 look interpolated"]),
        ("7", []),
    ],
)
def test_equal_steps_and_equal_values_are_found(values: str, found: list[str]) -> None:
    assert patterns(values) == found


def test_steps_are_counted_in_years_and_need_to_be_three() -> None:
    assert patterns("1 2 3 4", step=2) == ["2010\u20132016 look interpolated"]
    assert patterns("1 2 3", step=5) == []


def test_the_ends_of_an_interpolation_are_measured_and_so_is_the_first_of_values_carried_over() -> None:
    assert list(Pattern("interpolated", 2010, 2015).filled_years) == [2011, 2012, 2013, 2014]
    assert list(Pattern("carried over", 2010, 2012).filled_years) == [2011, 2012]
