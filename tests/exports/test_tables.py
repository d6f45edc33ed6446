"""The tables of an export are those of the models, whether the file that ships has them or not.

`pytest --update-screens` rewrites `sco_cli/exports/tables.json`.
"""

from __future__ import annotations

import sys

import pytest
from support.paths import SMALL
from support.tables import TABLES, description_of_tables

from sco_cli.exports import tables
from sco_cli.formats.json_encoder import encode_indented
from sco_cli.loading.loader import load
from sco_cli.models.factbase import FactBase


def test_the_file_that_ships_has_the_tables_of_the_models(request: pytest.FixtureRequest) -> None:
    text = "".join(encode_indented(description_of_tables())) + "\n"
    if request.config.getoption("--update-screens"):
        tables.PATH.write_bytes(text.encode())
    assert text.encode() == tables.PATH.read_bytes(), "pytest --update-screens rewrites it"


@pytest.mark.parametrize(
    ("more", "are_from_models"), [({}, False), ({"agreement": ("id",)}, True), ({"area": ("id", "colour")}, True)]
)
def test_the_models_are_asked_only_for_kinds_and_fields_that_the_file_does_not_have(
    more: dict[str, tuple[str, ...]], are_from_models: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = load(SMALL)
    base = FactBase(small.info, small.records, {**small.fields, **more})
    monkeypatch.delitem(sys.modules, "sco_cli.exports.derived_tables")
    assert tables.tables_of(base).all == TABLES
    assert ("sco_cli.exports.derived_tables" in sys.modules) == are_from_models
