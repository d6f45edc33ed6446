"""Checks across records: references, ranges of metrics, and parts with too many values, in invalid tables too."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_cli.loading import checks
from sco_cli.models.entities import Metric
from sco_cli.models.facts import Figure
from sco_cli.models.references import iter_references
from sco_cli.quantities import quantity

SMALL = st.integers(-3, 3)


@st.composite
def metrics(draw: st.DrawFn) -> Metric:
    """Metrics with a minimum, a maximum, both or neither."""
    low, high = draw(st.none() | SMALL), draw(st.none() | SMALL)
    if low is not None and high is not None and low >= high:
        high = low + 1
    return Metric.model_validate({"id": "m", "name": "M", "definition": "d", "minimum": low, "maximum": high})


def raw_quantities() -> st.SearchStrategy[Any]:
    """Quantities as in TOML, small enough to equal the minimum or maximum of the metrics now and then."""
    pairs = st.tuples(SMALL, SMALL).filter(lambda pair: pair[0] < pair[1]).map(list)
    qualified = st.sampled_from([word for word in quantity.QUALIFIERS if word != "between"])
    return st.one_of(SMALL, st.dictionaries(qualified, SMALL, min_size=1, max_size=1), st.builds(dict, between=pairs))


OVERSIZED = [1, 2, 3, 4]
"""A list with more than the three values allowed in the next test."""


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ({"id": "x"}, None),
        ({"aliases": [1, 2, 3]}, None),
        ({"aliases": OVERSIZED}, ("aliases",)),
        ({"points": dict.fromkeys("abcd", 1)}, ("points",)),
        ({"evidence": [{"source": "s"}, dict.fromkeys("abcd", 1)]}, ("evidence", 1)),
        ({"evidence": [OVERSIZED]}, ("evidence", 0)),
        ({"after": {"between": OVERSIZED}}, ("after", "between")),
        (dict.fromkeys("abcd", 1), ()),
        ("no table", None),
        (OVERSIZED, None),
    ],
)
def test_an_oversized_list_or_table_is_found_with_its_path(raw: Any, path: tuple[str | int, ...] | None) -> None:
    assert checks.oversized_part(raw, 3) == path


@pytest.mark.parametrize(
    ("raw", "targets"),
    [
        (
            {"metric": "m", "countries": ["KZ", "MN"]},
            {("metric",): "m", ("countries", 0): "KZ", ("countries", 1): "MN"},
        ),
        ({"metric": 1, "countries": [2, "MN"], "project": None}, {("countries", 1): "MN"}),
        ({"evidence": [{"source": "s"}, {"source": 3}, "no table"]}, {("evidence", 0, "source"): "s"}),
        ({"evidence": "no list", "status": 5}, {}),
        ({"evidence": [{"source": "s", "evidence": [{"source": "t"}]}]}, {("evidence", 0, "source"): "s"}),
    ],
)
def test_references_are_found_in_invalid_tables_too(raw: Any, targets: dict[Any, str]) -> None:
    assert {path: target for path, _, target in iter_references(raw)} == targets


@pytest.mark.parametrize("raw", [{"area": "roads", "evidence": [{"source": "s"}]}, 5, None])
def test_a_reference_has_a_kind_and_a_path_below_that_of_its_record(raw: Any) -> None:
    references = [*iter_references(raw, ("projects", 3))]
    assert references == (
        [(("projects", 3, "area"), "area", "roads"), (("projects", 3, "evidence", 0, "source"), "source", "s")]
        if isinstance(raw, dict)
        else []
    )


def test_a_model_has_the_same_references_as_its_raw_table() -> None:
    raw = {
        "id": "f",
        "metric": "m",
        "value": 1,
        "countries": ["KZ"],
        "evidence": [{"source": "s", "stance": "context", "note": "n", "figure": "g"}],
    }
    assert sorted(iter_references(Figure.model_validate(raw))) == sorted(iter_references(raw))


def test_a_missing_target_is_reported_with_similar_ids() -> None:
    reason = checks.missing_target("metric", "pavd", ["paved"])
    assert reason == 'there is no metric "pavd" (did you mean paved?)'
    assert checks.missing_target("metric", "steppe", []) == 'there is no metric "steppe"'


@pytest.mark.parametrize(
    ("metric", "number", "reason"),
    [
        ({"minimum": 0, "maximum": 100}, 150, "150 is outside the range of m, 0 to 100"),
        ({"maximum": 100}, 150, "150 is outside the range of m, 100 or less"),
        ({"minimum": 200}, 150, "150 is outside the range of m, 200 or more"),
        ({"minimum": 0}, 150, None),
        ({"minimum": 0, "maximum": 100}, 100, None),
        ({"minimum": 0, "maximum": 100}, 0, None),
        ({"maximum": 100}, {"over": 100}, "{ over = 100 } is outside the range of m, 100 or less"),
        ({"maximum": 100}, {"at_least": 100}, None),
        ({"minimum": 0}, {"under": 0}, "{ under = 0 } is outside the range of m, 0 or more"),
        (
            {"minimum": 0, "maximum": 100},
            {"between": [90, 110]},
            "{ between = [90, 110] } is outside the range of m, 0 to 100",
        ),
        ({"minimum": 0, "maximum": 100}, {"between": [0, 100]}, None),
    ],
)
def test_a_number_outside_the_range_of_its_metric_is_reported(
    metric: dict[str, Any], number: Any, reason: str | None
) -> None:
    model = Metric.model_validate({"id": "m", "name": "M", "definition": "d"} | metric)
    problems = [*checks.range_errors({"value": number}, model)]
    assert [(problem.path, problem.reason) for problem in problems] == ([(("value",), reason)] if reason else [])


@given(metrics(), raw_quantities())
def test_a_number_is_outside_the_range_if_and_only_if_the_metric_cannot_have_it(metric: Metric, number: Any) -> None:
    try:
        quantity.parse(number).with_unit("", metric.minimum, metric.maximum)
        is_inside = True
    except ValueError:
        is_inside = False
    assert (not [*checks.range_errors({"before": number}, metric)]) == is_inside
