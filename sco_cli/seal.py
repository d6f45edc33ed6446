"""The fact base that ships, as its models left it: judged once, when sco is installed, and not at every question.

Importing Pydantic, building the models and judging every record takes longer than an answer should. So what installs
sco (`hatch_build.py`) loads `data/facts.toml` as any other base, and keeps what came of it beside the modules, as JSON.
That stands for the file for as long as neither the file nor a module that judges it changes: its seal is a checksum of
all of them, and of what is kept. Without it, or with a broken seal, the file is loaded as any other.
`sco_cli.opening` makes records of it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sco_cli import files

PATH = Path(__file__).with_name("facts.json")

JUDGING = (
    "change",
    "checks",
    "entities",
    "fields",
    "interval",
    "loading",
    "models",
    "numerals",
    "opening",
    "period",
    "quantity",
    "shapes",
    "vocabulary",
)
"""The modules that decide what is valid, and what is kept of it."""


def seal(text: bytes) -> bytes:
    """The checksum of what is kept and of all that it depends on. Raises OSError where a file of that is not there."""
    checksum = zlib.crc32(files.bundled().read_bytes(), zlib.crc32(text))
    for name in JUDGING:
        checksum = zlib.crc32(Path(__file__).with_name(f"{name}.py").read_bytes(), checksum)
    return f"{checksum:08x}".encode()


def sealed(text: bytes) -> bytes:
    """The text under its seal, which is its first line."""
    return seal(text) + b"\n" + text


def unbroken() -> bytes | None:
    """The text that is kept; None where there is none, or the seal is broken."""
    try:
        first, _, text = PATH.read_bytes().partition(b"\n")
        return text if first == seal(text) else None
    except OSError:
        return None


def asked_for(paths: Sequence[str] | None) -> list[str]:
    """The files that the options name, else those that SCO_FACTS names, else the one that ships."""
    return list(paths or files.from_environment() or [files.BUNDLED])


def rows(documents: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The raw records in tables that have not been judged, each with the name of its table."""
    for document in documents:
        for name, found in document.items():
            if isinstance(found, list):
                yield from ((name, row) for row in found if isinstance(row, dict))


def tables(names: Sequence[str]) -> list[dict[str, Any]]:
    """The tables of each file by name, not judged: enough for a version line, and for completion.

    Raises BadFactBase for a file that cannot be read or parsed.
    """
    text = unbroken() if names == [files.BUNDLED] else None
    if text is None:
        # One of the lazy doors: what reads files of facts is imported for files.
        from sco_cli import reading  # noqa: PLC0415

        return [document.tables for document in reading.read(*names)]
    kept = json.loads(text)
    found: dict[str, Any] = {"base": kept["base"]}
    for record in kept["records"]:
        found.setdefault(record["table"], []).append(record)
    return [found]
