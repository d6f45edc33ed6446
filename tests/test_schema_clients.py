"""The checker of editors, taplo, judges fact bases as the schema says; where it is not installed, tests are skipped."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import run_sco
from test_schema import BAD, JUDGED_ON_LOADING

from sco_cli.loading.files import bundled


def complaints(folder: Path, case: Path) -> str:
    """What taplo has to say of a fact base that names the schema beside it; nothing, if it has no complaint."""
    copy = folder / case.name
    text = case.read_bytes()
    copy.write_bytes(text if text.startswith(b"#:schema") else b"#:schema ./facts.schema.json\n" + text)
    program = shutil.which("taplo")
    if program is None:
        pytest.skip("taplo is not installed")
    command = [program, "check", "--no-auto-config", "--colors", "never"]
    done = subprocess.run([*command, copy], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode == 0) == ("error:" not in done.stderr)
    return done.stderr if done.returncode else ""


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the schema, as its reader would make it."""
    folder = tmp_path_factory.mktemp("edited")
    (folder / "facts.schema.json").write_text(run_sco("schema").out, "utf-8")
    return folder


def test_taplo_checks_a_base_by_the_schema_that_it_names(edited: Path, tmp_path: Path) -> None:
    assert complaints(edited, bundled()) == ""
    broken = tmp_path / "broken.toml"
    broken.write_text(bundled().read_text("utf-8").replace("\nbefore = 43\n", "\nbefor = 43\n", 1), "utf-8")
    assert "('befor' was unexpected)" in complaints(edited, broken)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.stem)
def test_taplo_judges_as_the_schema_says(edited: Path, case: Path) -> None:
    assert (complaints(edited, case) == "") == (case.stem in JUDGED_ON_LOADING)
