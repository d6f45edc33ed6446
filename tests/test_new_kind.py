"""The recipe for a kind of fact, carried out in a copy: from then on it is a kind like the others, everywhere."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import SMALL
from jsonschema import Draft202012Validator
from support.recipes import NEEDED, Copy

from sco_cli.loading import files

pytestmark = NEEDED

OWN = "am-dialogue-partner-memorandum-2016"
"""The fact of the new kind that the recipe adds."""


@pytest.fixture(scope="module")
def with_kind() -> Iterator[Copy]:
    """A copy with the new kind of fact and a fact of it."""
    with tempfile.TemporaryDirectory() as folder:
        yield Copy(Path(folder).resolve()).follow("kind")


def test_a_kind_of_fact_is_one_class_and_its_name_in_the_union(
    with_kind: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert with_kind.touched == ["sco_cli/models/facts.py", "data/facts.toml"]
    with_kind.check_imports(monkeypatch)
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
        "from sco_cli.cli.app import main; main()"
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
