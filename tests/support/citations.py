"""Citations for the tests: of the bundled fact base by `sco cite`, or of a source with given fields by a style."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sco_cli.citations import styles
from sco_cli.citations.references import Locator, Reference
from sco_cli.models.entities import Source
from support.runner import run_sco


def cite(*arguments: str | Path, stdin: str = "") -> str:
    """Run `sco cite` and return its output."""
    result = run_sco("cite", *arguments, stdin=stdin)
    assert (result.code, result.err) == (0, "")
    return result.out


def source(**fields: Any) -> Source:
    """Make a source with these fields; required fields have a default."""
    return Source.model_validate({"id": "s", "title": "Title", "publisher": "Publisher", "kind": "news"} | fields)


def entry(style: str, **fields: Any) -> str:
    """Return the reference to a source with these fields in a style."""
    return styles.get(style).format_references([Reference(source(**fields), (Locator("s"),))]).entries[0]
