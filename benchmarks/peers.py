"""Which projects are those of Kazakhstan: the same question, on the same data, to programs used for such questions.

sco itself makes the files that they read. A program that does not name these projects, or names others, is not timed.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from benchmarks.measuring import Command, Failed, interleaved, python, run, sco
from benchmarks.settings import Settings
from benchmarks.tables import Part, Ratio, Row

QUESTION = ("projects", "--country", "KZ")
ANSWER = {"kz-chemical-park-digital-twin", "ktz-huawei-innovation-centre"}
"""The ids of the projects of Kazakhstan."""

COLUMNS = "id,title,stage,standing"
SELECT = f"SELECT {COLUMNS} FROM"
IN_SQLITE = f"{SELECT} claims WHERE kind = 'project' AND countries LIKE '%KZ%'"

DUCKDB = f"import duckdb; duckdb.sql(\"{SELECT} 'projects.json' WHERE list_contains(countries, 'KZ')\").show()"
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
"""The keys that a reader would press in VisiData."""

DATASETTE = f"/facts.json?{urlencode({'_shape': 'array', 'sql': IN_SQLITE})}"
JQ = '.[] | select(.countries | index("KZ")) | [.id, .title, .stage, .standing] | @tsv'
MILLER = ("filter", '$countries =~ "KZ"', "then", "cut", "-o", "-f", COLUMNS)


class Peer(NamedTuple):
    """A program and how it is asked; `package` is its name in peers.txt, none for a program that is no Python."""

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
    "Ratios are to the time of sco, the first row. rich-cli cannot select rows and shows a csv that has no others. "
    "csvkit is a pipe of two processes, and its memory that of the larger one. jq and Miller are native programs, and "
    "expected to be faster. A peak of memory below that of Python alone cannot be seen."
)

VERSIONS = """
import importlib.metadata
for one in importlib.metadata.distributions():
    print(one.metadata["Name"].lower(), one.version)
"""


def measure(settings: Settings) -> Part:
    """Make the data, ask every peer that is here once, and time those whose answer is right."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_data(folder)
        others = {project["id"] for project in json.loads((folder / "projects.json").read_text("utf-8"))} - ANSWER
        timed = [Command("sco", sco(*QUESTION)), Command("sco --format json", sco(*QUESTION, "--format", "json"))]
        left_out = []
        for peer, command in found(settings.peers_env, folder):
            remark = mistake(command, folder, others) if command else "not here"
            if command and not remark:
                timed.append(command)
            else:
                left_out.append(Row(peer.name, None, (), remark))
        measured = interleaved(timed, settings.runs, folder)
    rows = [Row(one.command.name, one, [Ratio(one.seconds / measured[0].seconds, "sco")]) for one in measured]
    return Part("Peers", NOTE, [*rows, *left_out])


def make_data(folder: Path) -> None:
    """Write what the peers read."""
    for file, arguments in (
        ("projects.csv", ("projects", "--format", "csv")),
        ("projects.json", ("projects", "--format", "json")),
        ("answer.csv", (*QUESTION, "--format", "csv", "--columns", COLUMNS)),
    ):
        (folder / file).write_text(run(Command(file, sco(*arguments)), folder).output, "utf-8")
    run(Command("facts.db", sco("export", "facts.db")), folder)
    (folder / "kz.vdj").write_text(VISIDATA, "utf-8")


def found(peers_env: Path | None, folder: Path) -> Iterator[tuple[Peer, Command | None]]:
    """Every peer with the command that asks it; None where it is not here."""
    path, versions = os.environ["PATH"], {}
    if peers_env:
        programs = peers_env.absolute() / "bin"
        path = f"{programs}{os.pathsep}{path}"
        listed = run(Command("the peers", python(VERSIONS, str(programs / "python"))), folder).output
        versions = dict(line.split() for line in listed.splitlines())
    for peer in PEERS:
        here = peer.package in versions if peer.package else shutil.which(peer.arguments[0])
        name = f"{peer.name} {versions.get(peer.package, '')}".rstrip()
        yield peer, Command(name, peer.arguments, {"PATH": path}) if here else None


def mistake(command: Command, folder: Path, others: set[str]) -> str:
    """What is wrong with the answer of a peer; empty when it names the projects of Kazakhstan and no other."""
    try:
        answer = run(command, folder).output
    except Failed:
        return "ends with an error"
    named = {one for one in ANSWER | others if one in answer}
    return "" if named == ANSWER else "another answer"
