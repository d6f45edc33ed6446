"""The Python API: facts know their base, and with it their standing, title and levels; everything is typed."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from support.paths import SMALL
from typing_extensions import assert_type  # in `typing` from Python 3.11 on; Pydantic needs it

import sco_cli
from sco_cli import BadFactBase, LoadedBase, load
from sco_cli.loading import loader
from sco_cli.models.entities import Country
from sco_cli.models.factbase import FactBase
from sco_cli.models.facts import AnyRecord, Figure
from sco_cli.models.vocabulary import Standing
from sco_cli.quantities.change import compute_change
from sco_cli.quantities.quantity import POINTS, Quantity
from sco_cli.queries.levels import Levels, levels_of
from sco_cli.queries.search import search
from sco_cli.queries.standing import standing_of
from sco_cli.queries.titles import record_title


@pytest.fixture(scope="module")
def loaded() -> LoadedBase:
    return load(SMALL)


def test_every_fact_has_its_standing_and_title(loaded: LoadedBase, small: FactBase) -> None:
    for fact, plain in zip(loaded.facts, small.facts, strict=True):
        assert fact.base is loaded
        assert (fact.standing, fact.title) == (standing_of(small, plain), record_title(small, plain))
    assert [loaded.title(record) for record in loaded.records] == [record_title(small, item) for item in small.records]


def test_every_figure_has_its_levels_in_the_unit_and_range_of_the_metric(loaded: LoadedBase, small: FactBase) -> None:
    for figure, plain in zip(loaded.figures, small.figures, strict=True):
        levels = levels_of(small, plain)
        assert figure.levels == levels
        assert (figure.before, figure.after, figure.value) == (levels.before, levels.after, levels.value)


def test_the_change_between_two_levels_of_a_figure_keeps_their_unit(loaded: LoadedBase) -> None:
    figure = loaded.figure("kz-paved")
    assert figure.before is not None
    assert figure.after is not None
    difference = compute_change(figure.before, figure.after).difference
    assert isinstance(difference, Quantity)
    assert (figure.after.unit, difference.unit) == ("% of roads", POINTS)


def test_the_attributes_have_types(loaded: LoadedBase) -> None:
    figure = loaded.figure("kz-paved")
    assert_type(figure.standing, Standing)
    assert_type(figure.title, str)
    assert_type(figure.levels, Levels)
    assert_type(loaded.get("kz-paved"), AnyRecord)
    assert_type(loaded.get("KZ", Country), Country)
    assert_type(loaded.get("kz-paved", Figure), Figure)


def test_get_with_a_model_returns_records_of_its_kind_only(loaded: LoadedBase) -> None:
    assert loaded.get("kz-paved", Figure) is loaded.figure("kz-paved") is loaded.get("kz-paved")
    with pytest.raises(KeyError, match="kz-paved is a figure, not a country"):
        loaded.get("kz-paved", Country)
    with pytest.raises(KeyError):
        loaded.get("nothing", Figure)


def test_a_fact_that_belongs_to_no_loaded_base_says_so() -> None:
    facts = loader.load(SMALL).facts
    with pytest.raises(
        LookupError, match=r'project "steppe-road" belongs to no fact base; take it from one that sco_cli\.load returns'
    ):
        _ = facts[0].standing


def test_copies_of_a_fact_are_equal_and_belong_to_no_base(loaded: LoadedBase) -> None:
    figure = loaded.figure("kz-paved")
    for other in (figure.model_copy(), copy.copy(figure), pickle.loads(pickle.dumps(figure))):  # noqa: S301
        assert other == figure
        with pytest.raises(LookupError):
            _ = other.title


def test_a_base_in_python_answers_as_any_other(loaded: LoadedBase, small: FactBase) -> None:
    found, expected = (search(base, base.records, ["road"]) for base in (loaded, small))
    assert [hit.record.id for hit in found] == [hit.record.id for hit in expected]


def test_a_bad_base_is_an_exception_whose_text_has_every_problem(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("[base]\nid = 1\n", "utf-8")
    with pytest.raises(BadFactBase) as error:
        load(bad)
    assert str(error.value).splitlines() == ["4 problems in the fact base", *map(str, error.value.problems)]
    assert len(error.value.problems) == 4


def test_the_package_offers_what_it_lists() -> None:
    assert all(hasattr(sco_cli, name) for name in sco_cli.__all__)
    with pytest.raises(AttributeError, match="no attribute 'loads'"):
        sco_cli.loads  # noqa: B018


def test_the_api_is_imported_only_when_it_is_used() -> None:
    code = "import sys, sco_cli.cli.app; print('sco_cli.api' in sys.modules or 'pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "False\n"
