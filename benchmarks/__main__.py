"""`python -m benchmarks`: run the parts that are named, or all, print their tables and write what was measured."""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks import growth, peers, startup, tables
from benchmarks.measuring import Failed
from benchmarks.settings import Settings
from benchmarks.tables import Part

PARTS: dict[str, Callable[[Settings], Part]] = {
    "startup": startup.measure,
    "peers": peers.measure,
    "growth": growth.measure,
}
LIBRARIES = ("sco-cli", "typer", "rich", "pydantic", "tomli")


def parser() -> argparse.ArgumentParser:
    """The options of the command line."""
    made = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure what sco costs.")
    default = Settings()
    made.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all of them where none is named")
    made.add_argument("--runs", type=int, default=default.runs, help="runs of each command; default %(default)s")
    made.add_argument("--peers-env", type=Path, metavar="PATH", help="a virtual environment with the peers in Python")
    made.add_argument(
        "--sizes", type=int, nargs="+", metavar="FACTS", default=default.sizes, help="of the bases of the part growth"
    )
    made.add_argument("--json", type=Path, metavar="FILE", default=Path("benchmarks.json"), help="default %(default)s")
    return made


def machine() -> dict[str, object]:
    """What the figures hang on, beside sco."""
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "cores": os.cpu_count(),
        "libraries": {name: importlib.metadata.version(name) for name in LIBRARIES},
    }


def main() -> None:
    """Run what the command line asks for."""
    options = parser()
    asked = options.parse_args()
    unknown = set(asked.parts).difference(PARTS)
    if unknown:
        options.error(f"there is no part {', '.join(sorted(unknown))}; the parts are {', '.join(PARTS)}")
    if asked.runs < 1:
        options.error("--runs is at least 1")
    if asked.peers_env and not (asked.peers_env / "bin" / "python").exists():
        options.error(f"--peers-env: {asked.peers_env} is no virtual environment")
    if not asked.json.absolute().parent.is_dir():
        options.error(f"--json: there is no folder for {asked.json}")
    settings = Settings(asked.runs, asked.peers_env, tuple(asked.sizes))
    parts: dict[str, Any] = {}
    console = Console()
    try:
        for name in asked.parts or PARTS:
            part = PARTS[name](settings)
            tables.show(part, settings.runs, console)
            parts[name] = tables.record(part)
    except Failed as error:
        sys.exit(str(error))
    written = {"machine": machine(), "runs": settings.runs, "parts": parts}
    asked.json.write_text(json.dumps(written, indent=1) + "\n", "utf-8")
    console.print(f"Every run is in {asked.json}.", soft_wrap=True, highlight=False)


if __name__ == "__main__":
    main()
