"""Commands of sco as screens and messages show them, to be copied and run."""

from __future__ import annotations

import shlex

from sco_cli.models.factbase import FactBase


def command_text(base: FactBase, *words: str) -> str:
    """The command with those words that asks the same base: "sco show kz-paved --facts mine.toml"."""
    files = (word for name in base.named_files for word in ("--facts", name))
    return shlex.join(["sco", *words, *files])
