"""The fact base in memory: records by kind and by id."""

from __future__ import annotations

import pytest

from sco_cli.models.factbase import FactBase

KINDS = ("source", "country", "organization", "area", "metric", "project", "figure", "statement", "event")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_method_that_returns_its_records_by_id(small: FactBase, kind: str) -> None:
    method = getattr(small, kind)
    assert [method(record.id) for record in small.of_kind(kind)] == list(small.of_kind(kind)) != []


def test_a_record_of_another_kind_is_not_returned(small: FactBase) -> None:
    figure = small.figures[0].id
    assert small.has("figure", figure)
    assert not small.has("metric", figure)
    with pytest.raises(KeyError, match="is a figure, not a metric"):
        small.metric(figure)


def test_an_unknown_id_is_a_key_error_or_none(small: FactBase) -> None:
    assert small.find("nothing") is None
    assert not small.has("figure", "nothing")
    with pytest.raises(KeyError):
        small.get("nothing")
    with pytest.raises(KeyError):
        small.figure("nothing")
