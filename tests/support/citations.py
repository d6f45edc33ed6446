"""Citations made for the tests: by the command, or of a source with the fields that a style is to write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from conftest import run_sco

from sco_cli.citations import styles
from sco_cli.citations.references import Locator, Reference
from sco_cli.models.entities import Source


def cite(*arguments: str | Path, stdin: str = "") -> str:
    """What sco prints."""
    ran = run_sco("cite", *arguments, stdin=stdin)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def source(**fields: Any) -> Source:
    """A source with those fields."""
    return Source.model_validate({"id": "s", "title": "Title", "publisher": "Publisher", "kind": "news"} | fields)


def entry(style: str, **fields: Any) -> str:
    """The reference to a source with those fields."""
    return styles.get(style).format_references([Reference(source(**fields), (Locator("s"),))]).entries[0]
