"""Records that are not facts: what their keys may hold together."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sco_cli.models.entities import Metric


@pytest.mark.parametrize(("minimum", "maximum"), [(100, 0), (5, 5)])
def test_the_minimum_of_a_metric_is_below_its_maximum(minimum: int, maximum: int) -> None:
    with pytest.raises(ValidationError, match=f"the minimum, {minimum}, must be below the maximum, {maximum}"):
        Metric.model_validate({"id": "m", "name": "M", "definition": "D", "minimum": minimum, "maximum": maximum})
