"""The file of units is what its script makes of pint and of the CLDR, but for names that the CLDR has changed since."""

from __future__ import annotations

import json
import runpy
from typing import Any

import pytest
from support.paths import ROOT

from sco_cli.phrases.tables import FOLDER

SCRIPT = ROOT / "tools" / "phrase_units.py"
UNITS = json.loads((FOLDER / "units.json").read_text("utf-8"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SCRIPT.exists(), reason="the tests are not run inside the repository"),
]


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    """The names of the script; the tests are skipped if a library that it needs is not installed."""
    pytest.importorskip("babel")
    pytest.importorskip("pint")
    return runpy.run_path(str(SCRIPT))


def test_sizes_and_dimensions_are_those_of_pint(script: dict[str, Any]) -> None:
    def sizes(measures: dict[str, dict[str, Any]]) -> dict[str, tuple[str, str]]:
        return {name: (entry["dimension"], entry["factor"]) for name, entry in measures.items()}

    assert sizes(script["measures"]()) == sizes(UNITS["measures"])
    assert script["times"]() == UNITS["times"]


def test_nearly_all_names_are_those_of_the_cldr(script: dict[str, Any]) -> None:
    now = {(code, name) for code, names in script["currencies"]() for name in names}
    now |= {(unit, name) for unit, entry in script["measures"]().items() for name in entry["names"]}
    known = {(code, name) for code, names in UNITS["currencies"].items() for name in names}
    known |= {(unit, name) for unit, entry in UNITS["measures"].items() for name in entry["names"]}
    assert len(now & known) >= 0.98 * max(len(now), len(known))
