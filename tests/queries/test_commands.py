"""Commands on screens and in messages, which ask the same fact base."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

from support.paths import SMALL
from support.runner import Sco


def test_a_command_on_a_screen_names_the_files_as_the_user_did(sco: Sco, tmp_path: Path) -> None:
    path = tmp_path / "my base.toml"
    shutil.copy(SMALL, path)
    *_, last = sco("show", "kz-paved", "--facts", path).out.splitlines()
    command = last.removeprefix("  Cite it: ")
    assert command == f"sco cite kz-paved --facts '{path}'"
    assert sco(*shlex.split(command)[1:]) == sco("cite", "kz-paved", SCO_FACTS=str(path))
    assert f"`sco countries --facts '{path}'` lists all countries" in sco("country", "XX", "--facts", path).err


def test_the_base_that_sco_uses_anyway_needs_no_option(sco: Sco) -> None:
    assert sco("show", "kz-paved", SCO_FACTS=str(SMALL)).out.endswith("Cite it: sco cite kz-paved\n")
