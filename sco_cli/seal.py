"""The fact base that ships, as its models left it: judged once, when sco is installed, and not at every question.

Importing Pydantic, building the models and judging every record takes longer than an answer should. So what installs
sco (`hatch_build.py`) loads `data/facts.toml` as any other base, and keeps what came of it beside the modules, as JSON.
That stands for the file for as long as neither the file nor the models change: its seal is a checksum of all of them.
Without it, or with a broken seal, the file is loaded as any other. `sco_cli.opening` makes records of it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sco_cli import files

PATH = Path(__file__).with_name("facts.json")

DECIDING = ("opening.py", "fields.py", "entities.py", "models.py")
"""The modules that decide, beside the facts, what is kept."""


def seal() -> str:
    """The checksum of all that what is kept depends on. Raises OSError where one of the files is not there."""
    checksum = zlib.crc32(files.bundled().read_bytes())
    for name in DECIDING:
        checksum = zlib.crc32(Path(__file__).with_name(name).read_bytes(), checksum)
    return f"{checksum:08x}"


def unbroken() -> str | None:
    """The text that is kept, which begins with its seal; None where there is none, or the seal is broken."""
    try:
        text = PATH.read_text("utf-8")
        return text if text.startswith(f'{{"seal":"{seal()}"') else None
    except (OSError, UnicodeDecodeError):
        return None


def asked_for(paths: Sequence[str] | None) -> list[str]:
    """The files that the options name, else those that SCO_FACTS names, else the one that ships."""
    return list(paths or files.from_environment() or [files.BUNDLED])


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
