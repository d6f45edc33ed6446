"""Whether records fit together, tables that are too wrong to be records among them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_cli import checks
from sco_cli.entities import Metric
from sco_cli.models import Figure

MANY = [1, 2, 3, 4]
"""More than the three values that are allowed here."""


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        ({"id": "x"}, None),
        ({"aliases": [1, 2, 3]}, None),
        ({"aliases": MANY}, ("aliases",)),
        ({"points": dict.fromkeys("abcd", 1)}, ("points",)),
        ({"evidence": [{"source": "s"}, dict.fromkeys("abcd", 1)]}, ("evidence", 1)),
        ({"evidence": [MANY]}, ("evidence", 0)),
        ({"after": {"between": MANY}}, ("after", "between")),
        (dict.fromkeys("abcd", 1), ()),
        ("no table", None),
        (MANY, None),
    ],
)
def test_a_crowd_is_found_where_it_stands(raw: Any, where: tuple[str | int, ...] | None) -> None:
    assert checks.crowded(raw, 3) == where


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
    ],
)
def test_references_are_found_in_tables_with_mistakes_too(raw: Any, targets: dict[Any, str]) -> None:
    assert {one.path: one.target for one in checks.references(raw)} == targets


@given(st.sampled_from([*checks.REFERENCES.items()]), st.sampled_from([*checks.REFERENCES.values()]))
def test_a_reference_leads_somewhere_only_if_the_kind_is_the_one_asked_for(asked: tuple[str, str], there: str) -> None:
    name, kind = asked
    wrong = [*checks.dangling({name: "steppe"}, {"steppe": there})]
    assert wrong == ([] if kind == there else [((name,), f'there is no {kind} "steppe"')])


def test_what_is_missing_is_told_with_what_is_nearest() -> None:
    [(path, reason)] = checks.dangling({"metric": "pavd"}, {"paved": "metric", "pave": "project"})
    assert path == ("metric",)
    assert reason == 'there is no metric "pavd" (did you mean paved?)'


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        ({"minimum": 0, "maximum": 100}, "150 is outside the range of m, 0 to 100"),
        ({"maximum": 100}, "150 is outside the range of m, unbounded to 100"),
        ({"minimum": 200}, "150 is outside the range of m, 200 to unbounded"),
        ({"minimum": 0}, None),
    ],
)
def test_a_number_outside_the_range_of_its_metric_is_told(metric: dict[str, Any], said: str | None) -> None:
    measure = Metric.model_validate({"id": "m", "name": "M", "definition": "d"} | metric)
    figure = Figure.model_validate({"id": "f", "metric": "m", "value": 150, "evidence": [{"source": "s"}]})
    assert [*checks.outside_range(figure, measure)] == ([(("value",), said)] if said else [])
