"""The recipes of CONTRIBUTING.md, carried out word by word in a copy: each costs one place, and works everywhere."""

from __future__ import annotations

import csv
import functools
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import test_layers
from conftest import SMALL, TESTS, Ran
from jsonschema import Draft202012Validator

import sco_cli
from sco_cli import files
from sco_cli.formats import FORMATS

GUIDE = TESTS.parent / "CONTRIBUTING.md"
RECIPE = re.compile(r"<!-- recipe: (\S+) ?(\S*) -->\n```(\w+)\n(.*?)```", re.DOTALL)
LISTINGS = (
    "countries",
    "projects",
    "metrics",
    "facts",
    "sources",
    "search road",
    "cite kz-paved",
    "diff S S",
    "check S",
)
VIEWS = ("", "country MN", "compare MN KZ", "metric paved", "show kz-paved")

BATCH = """
import json, sys
from conftest import run_sco
import sco_cli
print(json.dumps([sco_cli.__file__, *(run_sco(*one) for one in json.load(sys.stdin))]))
"""
"""Runs sco several times in one process, which is the copy's own."""

pytestmark = pytest.mark.skipif(not GUIDE.exists(), reason="CONTRIBUTING.md is not beside the tests")


@functools.cache
def recipes() -> list[tuple[str, str, str, str]]:
    """What is shown: the recipe that it belongs to, the file that it is for, its notation, and its text."""
    return [(match[1], match[2], match[3], match[4]) for match in RECIPE.finditer(GUIDE.read_text("utf-8"))]


class Copy:
    """A copy of the program and its fact base, where recipes are followed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts = folder / "data" / "facts.toml"
        self.touched: list[str] = []
        ignored = shutil.ignore_patterns("__pycache__", "facts.toml", "facts.schema.json")
        shutil.copytree(Path(sco_cli.__file__).parent, folder / "sco_cli", ignore=ignored)
        shutil.copytree(files.bundled().parent, folder / "data", ignore=lambda _, names: {*names} - {"facts.toml"})

    def follow(self, recipe: str) -> Copy:
        """Do what the recipe says, and nothing else."""
        for name, file, notation, text in recipes():
            if name != recipe:
                continue
            path = self.folder / (file or "data/facts.toml")
            self.touched.append(path.relative_to(self.folder).as_posix())
            if notation == "diff":
                path.write_text(patched(path.read_text("utf-8"), text), "utf-8")
            elif path == self.facts:
                path.write_text(f"{path.read_text('utf-8')}\n{text}", "utf-8")
            else:
                assert not path.exists()
                path.write_text(text, "utf-8")
        return self

    def process(self, *arguments: str) -> Ran:
        """Run `python -m sco_cli` in the copy."""
        return self._python("-m", "sco_cli", *arguments)

    def run(self, *lines: str | Sequence[str]) -> list[Ran]:
        """Run sco in the copy, once for each line."""
        arguments = [line.split() if isinstance(line, str) else list(map(str, line)) for line in lines]
        ran = self._python("-c", BATCH, stdin=json.dumps(arguments))
        assert ran.code == 0, ran.err
        where, *answers = json.loads(ran.out)
        assert Path(where).parent == self.folder / "sco_cli"
        return [Ran(*answer) for answer in answers]

    def answers(self, *lines: str | Sequence[str]) -> list[Any]:
        """What sco answers in json, once for each line."""
        found = self.run(*([*(line.split() if isinstance(line, str) else line), "--format", "json"] for line in lines))
        assert [(one.code, one.err) for one in found] == [(0, "")] * len(found)
        return [json.loads(one.out) for one in found]

    def _python(self, *arguments: str, stdin: str = "") -> Ran:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
        paths = os.pathsep.join(map(str, (self.folder, TESTS)))
        done = subprocess.run(
            [sys.executable, "-B", *arguments],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=self.folder,
            env=kept | {"PYTHONUTF8": "1", "PYTHONPATH": paths},
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def keeps_the_layers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Check that every file of the copy imports what the test of the layers lets it, without a line there."""
        monkeypatch.setattr(test_layers, "PACKAGE", self.folder / "sco_cli")
        for touched in self.touched:
            if touched.endswith(".py"):
                name = touched.removeprefix("sco_cli/").removesuffix(".py")
                if not name.endswith("__init__"):
                    test_layers.test_a_file_imports_only_from_lower_layers(name)
                test_layers.test_only_the_doors_are_lazy(name)
                test_layers.test_rich_and_pydantic_are_met_only_where_they_belong(name)
                test_layers.test_a_file_can_be_read_in_one_sitting(name)


def patched(text: str, diff: str) -> str:
    """The text with a diff applied: the lines that it has and the diff keeps or drops stand there once."""
    lines = diff.splitlines()
    old, new = ("".join(f"{line[1:]}\n" for line in lines if line[:1] != sign) for sign in "+-")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy in which nothing has been done yet."""
    return Copy(tmp_path)


@pytest.fixture(scope="module")
def with_kind() -> Iterator[Copy]:
    """A copy with the new kind of fact and a fact of it."""
    with tempfile.TemporaryDirectory() as folder:
        yield Copy(Path(folder).resolve()).follow("kind")


def test_there_is_a_recipe_for_each_of_the_four_changes() -> None:
    assert {name for name, *_ in recipes()} == {"fact", "command", "format", "kind"}


def test_each_costs_one_place_or_one_file_and_one_line() -> None:
    changed = {
        name: [text for one, _, notation, text in recipes() if (one, notation) == (name, "diff")]
        for name in ("command", "format", "kind")
    }
    for name in ("command", "format"):
        (diff,) = changed[name]
        assert [line[:1] for line in diff.splitlines()].count("+") == 1
        assert "\n-" not in diff
    (diff,) = changed["kind"]
    assert [line for line in diff.splitlines() if line.startswith("-")] == [
        "-Fact = Project | Figure | Statement | Event"
    ]


def test_the_code_of_the_recipes_is_in_the_style_of_the_rest(tmp_path: Path) -> None:
    ruff = shutil.which("ruff", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if ruff is None:
        pytest.skip("ruff is not installed")
    copy = Copy(tmp_path).follow("command").follow("format").follow("kind")
    code = [file for file in copy.touched if file.endswith(".py")]
    shutil.copy(TESTS.parent / "pyproject.toml", tmp_path)
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [ruff, *command, "--no-cache", *code], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        assert done.returncode == 0, done.stdout


# ---- A fact ----


def test_a_fact_is_one_block(copy: Copy) -> None:
    before = copy.answers("facts")[0]
    copy.follow("fact")
    assert copy.touched == ["data/facts.toml"]
    checked = copy.process("check", "data/facts.toml")
    assert (checked.code, checked.out) == (0, "  no problem in data/facts.toml\n")
    after, figure = copy.answers("facts", "show uz-e-government-rank-2022")
    assert [row["id"] for row in after if row not in before] == [figure["id"]]
    assert figure["value"]["value"] == 69


# ---- A command ----


def test_a_command_is_one_file_and_one_line(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    copy.follow("command")
    assert copy.touched == ["sco_cli/commands/publishers.py", "sco_cli/cli.py"]
    copy.keeps_the_layers(monkeypatch)
    overview = copy.process("--help")
    assert re.search(r"^ *publishers +List publishers and how many sources each has\.$", overview.out, re.MULTILINE)
    helped = copy.process("publishers", "-h")
    assert (helped.code, "sco publishers --limit 5 --format csv" in helped.out) == (0, True)


def test_a_new_command_answers_in_every_format_and_on_any_base(copy: Copy) -> None:
    copy.follow("command")
    in_formats = copy.run(*(f"publishers --format {name}" for name in FORMATS))
    assert {(ran.code, ran.err) for ran in in_formats} == {(0, "")}
    assert all("Xinhua" in ran.out for ran in in_formats)
    whole, first = copy.answers("publishers", "publishers --sort -sources --limit 1")
    assert sum(row["sources"] for row in whole) == len(copy.answers("sources")[0])
    assert first == whole[:1]
    assert copy.answers(["publishers", "--facts", str(SMALL)])[0] != whole
    (mistyped,) = copy.run("publisher")
    assert (mistyped.code, "publishers" in mistyped.err) == (2, True)


# ---- A format ----


def test_a_format_is_one_file_and_one_line(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    copy.follow("format")
    assert copy.touched == ["sco_cli/formats/yaml.py", "sco_cli/formats/__init__.py"]
    copy.keeps_the_layers(monkeypatch)
    assert "jsonl, yaml, csv" in re.sub(r"\s+", " ", copy.process("countries", "-h").out)


def test_a_new_format_works_on_every_listing_and_view(copy: Copy) -> None:
    copy.follow("format")
    lines = [line.replace("S", str(SMALL)).split() for line in (*LISTINGS, *VIEWS)]
    lines = [[*line, "--facts", str(SMALL)] if not {"diff", "check"} & {*line} else line for line in lines]
    for json_, yaml in zip(
        copy.run(*([*line, "--format", "json"] for line in lines)),
        copy.run(*([*line, "--format", "yaml"] for line in lines)),
        strict=True,
    ):
        assert (yaml.code, yaml.err) == (json_.code, json_.err) == (0, "")
        asked = json.loads(json_.out)
        assert read_back(yaml.out) == (asked if isinstance(asked, list) else [asked])


def read_back(text: str) -> list[dict[str, Any]]:
    """The records in the YAML that the recipe's format writes."""
    records: list[dict[str, Any]] = []
    for line in text.splitlines():
        if line == "[]":
            continue
        if line.startswith("- "):
            records.append({})
        key, value = re.fullmatch(r'(?:- |  )("(?:[^"\\]|\\.)*"): (.*)', line).groups()  # type: ignore[union-attr]
        records[-1][json.loads(key)] = json.loads(value)
    return records


# ---- A kind of fact ----

OWN = "am-dialogue-partner-memorandum-2016"


def test_a_kind_of_fact_is_one_class_and_its_name_in_the_union(
    with_kind: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert with_kind.touched == ["sco_cli/models.py", "data/facts.toml"]
    with_kind.keeps_the_layers(monkeypatch)
    checked = with_kind.process("check", "data/facts.toml")
    assert (checked.code, checked.out) == (0, "  no problem in data/facts.toml\n")


def test_a_new_kind_is_listed_filtered_found_counted_and_compared(with_kind: Copy) -> None:
    facts, of_kind, in_country, found, countries, country, base, sides = with_kind.answers(
        "facts",
        "facts --kind agreement",
        "facts --kind agreement --country Armenia --source gazeta-uz-2016-04-16 --since 2016 --until 2016-04",
        "search memorandum --kind agreement",
        "countries",
        "country AM",
        "",
        "compare AM AZ",
    )
    assert [row["id"] for row in of_kind] == [row["id"] for row in in_country] == [row["id"] for row in found] == [OWN]
    assert of_kind[0] in facts
    assert {row["id"]: row["facts"]["agreement"] for row in countries if row["facts"]["agreement"]} == {"AM": 1}
    assert country["agreements"] == of_kind
    assert base["records"]["agreement"] == 1
    assert [side["facts"]["agreement"] for side in sides["countries"]] == [1, 0]
    (shown,) = with_kind.run("country AM")
    assert re.search(r"^Agreements$.*Memorandum on the status", shown.out, re.MULTILINE | re.DOTALL)
    (refused,) = with_kind.run("facts --kind agrement")
    assert (refused.code, "agreement" in refused.err) == (2, True)


def test_a_new_kind_is_shown_with_every_field_of_its_own(with_kind: Copy, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        f"{SMALL.read_text('utf-8')}\n"
        '[[agreements]]\nid = "treaty"\nname = "Treaty"\nsummary = "Roads meet."\ncountries = ["MN"]\n'
        'signatories = ["A. Minister", "B. Minister"]\nin_force = true\narticles = 12\nareas = ["roads"]\n'
        'evidence = [{ source = "bureau" }]\n',
        "utf-8",
    )
    (screen,) = with_kind.run(["show", "treaty", "--facts", str(mine)])
    assert (screen.code, screen.err) == (0, "")
    for row in (
        "summary +Roads meet.",
        "signatories +A. Minister, B. Minister",
        "in force +yes",
        "articles +12",
        "areas +Roads .roads.",
        "not stated +when, place",
    ):
        assert re.search(f"^ +{row}$", screen.out, re.MULTILINE), row
    assert with_kind.run(["export", str(tmp_path / "x.db"), "--facts", str(mine)])[0] == (0, "", "")
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        rows = connection.execute("SELECT id, name, summary, place, in_force, articles FROM agreements").fetchall()
        lists = [
            connection.execute(f"SELECT * FROM agreement_{name}").fetchall()  # noqa: S608  # names of our own
            for name in ("signatories", "areas")
        ]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert rows == [("treaty", "Treaty", "Roads meet.", None, 1, 12)]
    assert lists == [[("treaty", 1, "A. Minister"), ("treaty", 2, "B. Minister")], [("treaty", 1, "roads")]]


def test_mistakes_in_a_new_kind_are_told_with_their_place(with_kind: Copy, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    text = SMALL.read_text("utf-8")
    start = text.count("\n") + 1
    mine.write_text(
        f'{text}[[agreements]]\nid = "treaty"\nname = "T"\nsumary = "S"\nareas = ["rods"]\n'
        'evidence = [{ source = "bureau" }]\n',
        "utf-8",
    )
    (ran,) = with_kind.run(["facts", "--facts", str(mine)])
    assert ran.code == 3
    assert f'mine.toml:{start + 3}:1: agreements "treaty": unknown key "sumary" (did you mean "summary"?)' in ran.err
    assert f'mine.toml:{start + 4}:10: agreements "treaty": areas[0]: there is no area "rods"' in ran.err


def test_a_new_kind_is_exported_and_read_back(with_kind: Copy, tmp_path: Path) -> None:
    lines, folder, database = tmp_path / "x.jsonl", tmp_path / "x", tmp_path / "x.db"
    ran = with_kind.run(*(["export", str(one)] for one in (lines, folder, database)))
    assert ran == [(0, "", "")] * 3
    ways = [
        with_kind.answers(["facts", "--facts", str(one)], ["show", OWN, "--facts", str(one)])
        for one in (with_kind.facts, lines)
    ]
    assert ways[0] == ways[1]
    with (folder / "agreements.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["id"], row["place"]) for row in rows] == [(OWN, "Beijing")]
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    resource = next(one for one in described["resources"] if one["name"] == "agreements")
    assert [field["type"] for field in resource["schema"]["fields"]][-2:] == ["boolean", "integer"]
    with closing(sqlite3.connect(database)) as connection:
        claims = connection.execute("SELECT kind, title, summary FROM claims WHERE id = ?", [OWN]).fetchall()
    name = "Memorandum on the status of dialogue partner, Armenia"
    assert claims == [("agreement", name, "Armenia becomes a dialogue partner of the organization.")]


def test_a_new_kind_is_cited_and_offered_at_a_tab_and_told_by_diff(with_kind: Copy) -> None:
    cited, added = with_kind.run(["cite", OWN], ["diff", str(files.bundled()), "data/facts.toml", "--format", "json"])
    assert (cited.code, "Gazeta.uz" in cited.out) == (0, True)
    assert [(one["change"], one["id"]) for one in json.loads(added.out)] == [("added", OWN)]
    script = (
        "import os; os.environ.update(_SCO_COMPLETE='complete_bash', COMP_WORDS='sco cite am-', COMP_CWORD='2');"
        "from sco_cli.cli import main; main()"
    )
    assert OWN in with_kind._python("-c", script).out.split()  # noqa: SLF001  # the environment is the script's own


def test_editors_know_a_new_kind_by_its_schema(with_kind: Copy) -> None:
    schema = json.loads(with_kind.process("schema").out)
    told = schema["$defs"]["agreement"]
    assert schema["properties"]["agreements"]["items"] == {"$ref": "#/$defs/agreement"}
    assert (told["description"], told["additionalProperties"]) == ("What parties have agreed in writing.", False)
    assert told["properties"]["articles"]["description"] == "How many articles it has."
    block = {"id": "treaty", "name": "T", "summary": "S", "evidence": [{"source": "s"}]}
    base = {"id": "b", "title": "B", "as_of": "2026", "licence": "CC0"}
    validator = Draft202012Validator(schema)
    assert validator.is_valid({"base": base, "agreements": [block]})
    assert not validator.is_valid({"base": base, "agreements": [block | {"sumary": "S"}]})
