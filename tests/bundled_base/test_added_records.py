"""The bundled base may grow: records that are added to it change no test of the fast suite.

They are added in a copy of the program: the records of `one-of-each.toml`, its facts again for every country, and a
figure for every metric. All of them stand before the existing records. What pages of the documentation show of the
bundled base is compared in slow tests only.
"""

from __future__ import annotations

import re
import shutil
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import tomli
from support.bases import to_toml
from support.paths import DATA, TESTS
from support.recipes import ProgramCopy
from support.runner import run_sco

from sco_cli.loading import files
from sco_cli.loading.loader import load
from sco_cli.models.factbase import FactBase
from sco_cli.models.facts import RECORDS

ONE_OF_EACH = DATA / "bases" / "one-of-each.toml"

FACT_TABLES = tuple(model.table for model in RECORDS if model.is_fact)

TEST_PATHS = sorted(
    path.name for path in TESTS.iterdir() if path.match("test_*.py") or (path.is_dir() and any(path.glob("test_*.py")))
)
"""The folders of tests, and the files of tests beside them."""

WITHOUT_BUNDLED_BASE = (
    "cli/test_fuzz.py",
    "cli/test_growth.py",
    "fuzz",
    "loading/test_hostile_files.py",
    "loading/test_toml_corpus.py",
    "loading/test_toml_positions.py",
    "charts/test_scales.py",
    "test_atomic.py",
)
"""Tests that take long and are run with bases of their own."""

STORE_CACHE = """
from sco_cli.loading import cache, files, loader, stored_records
key = cache.keys_of(files.read_all([files.BUNDLED])).bundled
cache.BUNDLED_ENTRY.write_bytes(stored_records.encode(loader.load(), key))
"""

NEW_STATUS = '{ is = "member", since = "2026-07-10", source = "added-source" }'


def records_to_add(base: FactBase) -> dict[str, list[dict[str, Any]]]:
    """The tables of records that are added to that base."""
    tables = tomli.loads(ONE_OF_EACH.read_text("utf-8"))
    del tables["base"]
    facts = [(table, tables[table][0]) for table in FACT_TABLES]
    for number, country in zip(count(), base.countries):
        for table, fact in facts:
            again = fact | {"id": f"{fact['id']}-{country.code.lower()}", "countries": [country.code]}
            if table == "projects":
                again["area"] = base.areas[number % len(base.areas)].id
            tables[table].append(again)
    for metric in base.metrics:
        level = next(float(limit) for limit in (metric.maximum, metric.minimum, 7) if limit is not None)
        evidence = [{"source": "added-source"}, {"source": "added-source", "stance": "contradicts", "note": "No."}]
        figure = {"id": f"added-figure-{metric.id}", "metric": metric.id, "countries": ["KG"], "value": level}
        tables["figures"].append(figure | {"period": "1999", "evidence": evidence})
    return tables


def add_records(text: str, base: FactBase) -> str:
    """The TOML of the base with the added records before all others, and with one more status of a country."""
    text, replaced = re.subn(
        r'(code = "LA"\n.*?\nstatus = \[\n.*?)(\n\])', rf"\1\n  {NEW_STATUS},\2", text, flags=re.DOTALL
    )
    assert replaced == 1
    start = text.index("\n[[")
    return f"{text[:start]}\n{to_toml(records_to_add(base))}{text[start:]}"


def test_there_is_a_record_of_each_kind_to_add() -> None:
    assert {*tomli.loads(ONE_OF_EACH.read_text("utf-8"))} == {"base", *(model.table for model in RECORDS)}


def test_the_records_to_add_have_no_problem(bundled: FactBase, tmp_path: Path) -> None:
    grown = tmp_path / "facts.toml"
    grown.write_text(add_records(files.bundled().read_text("utf-8"), bundled), "utf-8")
    assert run_sco("check", grown).out == f"  no problems in {grown}\n"
    assert len(load(grown).facts) > len(bundled.facts) + len(bundled.countries)


@pytest.fixture(scope="module")
def grown_copy(bundled: FactBase, tmp_path_factory: pytest.TempPathFactory) -> ProgramCopy:
    """A copy of the program with the added records in its fact base, and with a valid cache."""
    copy = ProgramCopy(tmp_path_factory.mktemp("grown"))
    copy.facts.write_text(add_records(copy.facts.read_text("utf-8"), bundled), "utf-8")
    shutil.copy(files.bundled().with_name("facts.schema.json"), copy.facts.parent)
    stored = copy.run_python("-c", STORE_CACHE)
    assert (stored.code, stored.err) == (0, "")
    return copy


@pytest.mark.slow
@pytest.mark.parametrize("path", TEST_PATHS)
def test_added_records_change_no_test_of_the_fast_suite(path: str, grown_copy: ProgramCopy) -> None:
    # Tests with generated values and files do not depend on the bundled base, and this file adds its records once.
    options = ("-m", "not slow and not hypothesis", "-p", "no:cacheprovider", "--tb=line", "--no-header", "-rf")
    ignored = (f"--ignore={name}" for name in (__file__, *(str(TESTS / name) for name in WITHOUT_BUNDLED_BASE)))
    tests = grown_copy.run_python("-m", "pytest", *options, *ignored, str(TESTS / path))
    assert tests.code in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED), tests.out
