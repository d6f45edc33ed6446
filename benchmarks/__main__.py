"""`python -m benchmarks`: runs the named parts, or all, prints their tables and writes the measurements as JSON."""

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
from benchmarks.measurement import CommandFailed
from benchmarks.settings import Settings
from benchmarks.tables import Part

PARTS: dict[str, Callable[[Settings], Part]] = {
    "startup": startup.measure,
    "peers": peers.measure,
    "growth": growth.measure,
}
LIBRARIES = ("sco-cli", "typer", "rich", "pydantic", "tomli")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure what sco costs.")
    default = Settings()
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; default all of them")
    parser.add_argument(
        "--runs", type=int, default=default.runs, help="number of runs of each command; default %(default)s"
    )
    parser.add_argument("--peers-env", type=Path, metavar="PATH", help="virtual environment with the Python peers")
    parser.add_argument(
        "--sizes", type=int, nargs="+", metavar="FACTS", default=default.sizes, help="sizes of the bases of growth"
    )
    parser.add_argument(
        "--json",
        type=Path,
        metavar="FILE",
        default=Path("benchmarks.json"),
        help="where to write the measurements; default %(default)s",
    )
    return parser


def describe_machine() -> dict[str, object]:
    """Return the versions and the platform that the measurements depend on."""
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "cores": os.cpu_count(),
        "libraries": {name: importlib.metadata.version(name) for name in LIBRARIES},
    }


def main() -> None:
    """Run the parts named on the command line."""
    parser = build_parser()
    options = parser.parse_args()
    unknown = set(options.parts).difference(PARTS)
    if unknown:
        parser.error(f"there is no part {', '.join(sorted(unknown))}; the parts are {', '.join(PARTS)}")
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    if options.peers_env and not (options.peers_env / "bin" / "python").exists():
        parser.error(f"--peers-env: {options.peers_env} is not a virtual environment")
    if not options.json.absolute().parent.is_dir():
        parser.error(f"--json: the folder of {options.json} does not exist")
    settings = Settings(options.runs, options.peers_env, tuple(options.sizes))
    parts: dict[str, Any] = {}
    console = Console()
    try:
        for name in options.parts or PARTS:
            part = PARTS[name](settings)
            tables.print_table(part, settings.runs, console)
            parts[name] = tables.part_record(part)
    except CommandFailed as error:
        sys.exit(str(error))
    results = {"machine": describe_machine(), "runs": settings.runs, "parts": parts}
    options.json.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    console.print(f"Every run is in {options.json}.", soft_wrap=True, highlight=False)


if __name__ == "__main__":
    main()
