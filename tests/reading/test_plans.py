"""Which numbers of a sentence about plans are planned."""

from __future__ import annotations

import pytest
from support.readings import read

from sco_cli.reading.plans import is_planned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roads have 5 km.", []),
        ("Roads are to have 5 km by 2030.", ["5 km"]),
        ("The target of 5 km was missed by about 2 km.", ["5 km"]),
        ("The total was still about 2 km short of the target of 5 km.", ["5 km"]),
        ("Under the plan to build 9 km, only 3 km had been built.", ["9 km"]),
        ("Only 3 km of the planned 9 km had been built.", ["9 km"]),
        ("The company has 3 km, but it will build 9 km.", ["9 km"]),
        ("Some 3 km will be built.", ["Some 3 km"]),
        ("The plan names roads, of which 3 km are long.", ["3 km"]),
        ("По плану построят 9 км, но было построено 3 км.", ["9 км"]),
        ("计划修建9公里，已修建3公里。", ["9公里"]),
    ],
)
def test_a_number_is_planned_if_its_clause_says_so_or_nothing_else(text: str, expected: list[str]) -> None:
    assert [reading.wording for reading in read(text) if is_planned(reading)] == expected
