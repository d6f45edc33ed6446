"""Taplo, which editors validate TOML with, accepts and rejects fact bases by the schema; skipped if not installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from support.bases import base_with
from support.runner import run_sco
from support.schema import BAD, FOUND_ONLY_ON_LOADING

from sco_cli.loading.files import bundled

pytestmark = pytest.mark.slow


def taplo_errors(folder: Path, base: Path) -> str:
    """The errors that taplo reports for a copy of a fact base that names the schema in the folder; empty if none."""
    copy = folder / base.name
    text = base.read_bytes()
    copy.write_bytes(text if text.startswith(b"#:schema") else b"#:schema ./facts.schema.json\n" + text)
    program = shutil.which("taplo")
    if program is None:
        pytest.skip("taplo is not installed")
    command = [program, "check", "--no-auto-config", "--colors", "never"]
    done = subprocess.run([*command, copy], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode == 0) == ("error:" not in done.stderr)
    return done.stderr if done.returncode else ""


@pytest.fixture(scope="module")
def schema_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the output of `sco schema`, as a user would write it."""
    folder = tmp_path_factory.mktemp("schema")
    (folder / "facts.schema.json").write_text(run_sco("schema").out, "utf-8")
    return folder


def test_taplo_validates_a_base_by_the_schema_that_it_names(schema_folder: Path, tmp_path: Path) -> None:
    assert taplo_errors(schema_folder, bundled()) == ""
    broken = tmp_path / "broken.toml"
    broken.write_text(bundled().read_text("utf-8").replace("\nbefore = 43\n", "\nbefor = 43\n", 1), "utf-8")
    assert "('befor' was unexpected)" in taplo_errors(schema_folder, broken)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.stem)
def test_taplo_accepts_and_rejects_bases_by_the_schema(schema_folder: Path, case: Path) -> None:
    assert (taplo_errors(schema_folder, case) == "") == (case.stem in FOUND_ONLY_ON_LOADING)


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ("before = 1", '"after" is a required property'),
        ("after = { over = 1 }", '"before" is a required property'),
        ("value = 1\nchange = { times = 2 }", "False schema does not allow 1"),
    ],
)
def test_taplo_names_the_key_that_is_missing_or_too_many(
    schema_folder: Path, tmp_path: Path, numbers: str, message: str
) -> None:
    base = tmp_path / "numbers.toml"
    figure = f'[[figures]]\nid = "f"\nmetric = "m"\n{numbers}\nevidence = [{{ source = "s" }}]\n'
    base.write_text(base_with(figure), "utf-8")
    # Taplo repeats what is wrong with a table for every key and value in it.
    errors = {line for line in taplo_errors(schema_folder, base).splitlines() if line.startswith("error:")}
    assert errors == {f"error: {message}"}
