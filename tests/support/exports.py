"""For the tests of exports: a destination of each kind, and the contents of a folder."""

from __future__ import annotations

from pathlib import Path

DESTINATIONS = ("facts.db", "facts.jsonl", "facts.ttl", "facts.xlsx", "facts.parquet/", "facts/")


def contents(folder: Path) -> dict[str, bytes]:
    """The contents of every file below a folder, hidden files too, by its path from there."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
