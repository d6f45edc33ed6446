"""What the tests of exports share: a destination of each kind, and what a folder holds."""

from __future__ import annotations

from pathlib import Path

DESTINATIONS = ("facts.db", "facts.jsonl", "facts/")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, with what is in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
