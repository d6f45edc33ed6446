"""Comparison with other programs on the same task, listing the projects in Kazakhstan, and on the same 10,000 facts.

sco writes the files that they read. A program is timed only if it lists exactly the right projects.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from benchmarks import generate
from benchmarks.measurement import Command, CommandFailed, measure_interleaved, python, run, sco
from benchmarks.settings import Settings
from benchmarks.tables import Part, Ratio, Row

FACTS = 10_000
BASE = "base.toml"
CACHE = {"SCO_CACHE": "cache"}
ARGUMENTS = ("projects", "--country", "KZ", "--facts", BASE)
PROJECT_ID = re.compile(r"\bproject-\d+\b")
"""The id of a project in a generated base."""

COLUMNS = "id,title,stage,standing"
SELECT = f"SELECT {COLUMNS} FROM"
IN_SQLITE = f"{SELECT} claims WHERE kind = 'project' AND countries LIKE '%KZ%'"

DUCKDB = f"""
import duckdb
rows = duckdb.sql("{SELECT} 'projects.json' WHERE list_contains(countries, 'KZ')").fetchall()
print(*rows, sep="\\n")
"""
PANDAS = """
import pandas
projects = pandas.read_csv("projects.csv")
print(projects.loc[projects["countries"].str.contains("KZ"), ["id", "title", "stage", "standing"]].to_string())
"""
FRICTIONLESS = """
from frictionless import Resource
with Resource("projects.csv") as resource:
    for row in resource.row_stream:
        if "KZ" in row["countries"]:
            print(row["id"], row["title"], row["stage"], row["standing"])
"""
VISIDATA = """{"longname": "select-expr", "input": "'KZ' in countries"}
{"longname": "dup-selected", "input": ""}
"""
"""A VisiData command log: select the rows of Kazakhstan and open them as a new sheet."""

DATASETTE = f"/facts.json?{urlencode({'_shape': 'array', 'sql': IN_SQLITE})}"
JQ = '.[] | select(.countries | index("KZ")) | [.id, .title, .stage, .standing] | @tsv'
MILLER = ("filter", '$countries =~ "KZ"', "then", "cut", "-o", "-f", COLUMNS)


class Peer(NamedTuple):
    """Another program and its arguments; `package` is its name in peers.txt, empty for a native program."""

    name: str
    package: str
    arguments: tuple[str, ...]


PEERS = (
    Peer("rich-cli", "rich-cli", ("rich", "--csv", "--width", "120", "answer.csv")),
    Peer("VisiData", "visidata", ("vd", "-N", "-b", "-p", "kz.vdj", "-o", "-", "projects.csv")),
    Peer("DuckDB", "duckdb", ("python", "-c", DUCKDB)),
    Peer("csvkit", "csvkit", ("sh", "-c", "csvgrep -c countries -m KZ projects.csv | csvlook")),
    Peer("sqlite-utils", "sqlite-utils", ("sqlite-utils", "query", "facts.db", IN_SQLITE, "--table")),
    Peer("pandas", "pandas", ("python", "-c", PANDAS)),
    Peer("Datasette", "datasette", ("datasette", "facts.db", "--get", DATASETTE)),
    Peer("frictionless", "frictionless", ("python", "-c", FRICTIONLESS)),
    Peer("jq", "", ("jq", "-r", JQ, "projects.json")),
    Peer("Miller", "", ("mlr", "--icsv", "--opprint", *MILLER, "projects.csv")),
)

NOTE = (
    "Ratios are to the time of sco, the first row. rich-cli cannot select rows and shows a csv that has only these. "
    "csvkit is a pipe of two processes, and its memory is that of the larger one. jq and Miller are native programs, "
    "and expected to be faster. A peak of memory below that of Python alone cannot be measured."
)

VERSIONS = """
import importlib.metadata
for distribution in importlib.metadata.distributions():
    print(distribution.metadata["Name"].lower(), distribution.version)
"""
"""Program that prints the names and versions of the installed packages."""


def measure(settings: Settings) -> Part:
    """Write the data, run every installed peer once, and time those whose answer is right."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_data(folder)
        answer = {*PROJECT_ID.findall((folder / "answer.csv").read_text("utf-8"))}
        timed = [
            Command("sco", sco(*ARGUMENTS), CACHE),
            Command("sco --format json", sco(*ARGUMENTS, "--format", "json"), CACHE),
        ]
        not_timed = []
        for peer, command in peer_commands(settings.peers_env, folder):
            remark = find_mistake(command, folder, answer) if command else "not installed"
            if command and not remark:
                timed.append(command)
            else:
                not_timed.append(Row(peer.name, None, (), remark))
        measurements = measure_interleaved(timed, settings.runs, folder)
    sco_seconds = measurements[0].seconds
    rows = [
        Row(measurement.command.name, measurement, [Ratio(measurement.seconds / sco_seconds, "sco")])
        for measurement in measurements
    ]
    return Part("Peers", NOTE, [*rows, *not_timed])


def write_data(folder: Path) -> None:
    """Write the files that the peers read."""
    generate.write(folder / BASE, FACTS)
    for file, arguments in (
        ("projects.csv", ("projects", "--format", "csv", "--facts", BASE)),
        ("projects.json", ("projects", "--format", "json", "--facts", BASE)),
        ("answer.csv", (*ARGUMENTS, "--format", "csv", "--columns", COLUMNS)),
    ):
        (folder / file).write_text(run(Command(file, sco(*arguments), CACHE), folder).output, "utf-8")
    run(Command("facts.db", sco("export", "facts.db", "--facts", BASE), CACHE), folder)
    (folder / "kz.vdj").write_text(VISIDATA, "utf-8")


def peer_commands(peers_env: Path | None, folder: Path) -> Iterator[tuple[Peer, Command | None]]:
    """Yield every peer with the command to run, or None if it is not installed."""
    path, versions = os.environ["PATH"], {}
    if peers_env:
        programs = peers_env.absolute() / "bin"
        path = f"{programs}{os.pathsep}{path}"
        output = run(Command("the peers", python(VERSIONS, str(programs / "python"))), folder).output
        versions = dict(line.split() for line in output.splitlines())
    for peer in PEERS:
        installed = peer.package in versions if peer.package else shutil.which(peer.arguments[0])
        name = f"{peer.name} {versions.get(peer.package, '')}".rstrip()
        yield peer, Command(name, peer.arguments, {"PATH": path}) if installed else None


def find_mistake(command: Command, folder: Path, answer: set[str]) -> str:
    """Return what is wrong with a peer's answer; an empty text if it names all projects of `answer` and no others."""
    try:
        output = run(command, folder).output
    except CommandFailed:
        return "ends with an error"
    return "" if {*PROJECT_ID.findall(output)} == answer else "wrong answer"
