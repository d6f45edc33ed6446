"""The recipe for a kind of fact, followed in a copy of the program: the new kind works everywhere."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from support.paths import SMALL
from support.recipes import REQUIRES_GUIDE, ProgramCopy

from sco_cli.loading import files

pytestmark = [REQUIRES_GUIDE, pytest.mark.slow]

AGREEMENT = "am-dialogue-partner-memorandum-2016"
"""The id of the fact that the recipe adds, which is of the new kind."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProgramCopy]:
    """A copy of the program with the new kind of fact and one fact of that kind."""
    with closing(ProgramCopy(tmp_path_factory.mktemp("kind"))) as copy:
        yield copy.follow("kind")


def test_a_new_kind_changes_one_module_only(copy: ProgramCopy) -> None:
    assert copy.changed == ["sco_cli/models/facts.py", "data/facts.toml"]
    copy.check_imports()
    (check,) = copy.run("check data/facts.toml")
    assert (check.code, check.out) == (0, "  no problems in data/facts.toml\n")


def test_a_new_kind_is_listed_filtered_found_counted_and_compared(copy: ProgramCopy) -> None:
    facts, agreements, filtered, hits, countries, country, base, comparison = copy.json_answers(
        "facts",
        "facts --kind agreement",
        "facts --kind agreement --country Armenia --source gazeta-uz-2016-04-16 --since 2016 --until 2016-04",
        "search memorandum --kind agreement",
        "countries",
        "country AM",
        "",
        "compare AM AZ",
    )
    for rows in (agreements, filtered, hits):
        assert [row["id"] for row in rows] == [AGREEMENT]
    assert agreements[0] in facts
    assert {row["id"]: row["facts"]["agreement"] for row in countries if row["facts"]["agreement"]} == {"AM": 1}
    assert country["agreements"] == agreements
    assert base["records"]["agreement"] == 1
    assert [side["facts"]["agreement"] for side in comparison["countries"]] == [1, 0]
    view, page = copy.run("country AM --all", "country AM")
    assert "--kind agreement" in page.out
    assert re.search(r"^Agreements$.*Memorandum on the status", view.out, re.MULTILINE | re.DOTALL)
    (error,) = copy.run("facts --kind agrement")
    assert (error.code, "agreement" in error.err) == (2, True)


def test_every_field_of_a_new_kind_is_shown_and_exported(copy: ProgramCopy, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    mine = tmp_path / "mine.toml"
    mine.write_text(
        f"{SMALL.read_text('utf-8')}\n"
        '[[agreements]]\nid = "treaty"\nname = "Treaty"\nsummary = "Roads meet."\ncountries = ["MN"]\n'
        'signatories = ["A. Minister", "B. Minister"]\nin_force = true\narticles = 12\nareas = ["roads"]\n'
        'evidence = [{ source = "bureau" }]\n',
        "utf-8",
    )
    (view,) = copy.run(["show", "treaty", "--facts", str(mine)])
    assert (view.code, view.err) == (0, "")
    for row in (
        "summary +Roads meet.",
        "signatories +A. Minister, B. Minister",
        "in force +yes",
        "articles +12",
        "areas +Roads .roads.",
        "not stated +when, place",
    ):
        assert re.search(f"^ +{row}$", view.out, re.MULTILINE), row
    assert copy.run(["export", str(tmp_path / "x.db"), "--facts", str(mine)])[0] == (0, "", "")
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        rows = connection.execute("SELECT id, name, summary, place, in_force, articles FROM agreements").fetchall()
        lists = [
            connection.execute(f"SELECT * FROM agreement_{name}").fetchall()  # noqa: S608  # constant names
            for name in ("signatories", "areas")
        ]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert copy.run(["export", str(tmp_path / "x.parquet"), "--facts", str(mine)])[0] == (0, "", "")
    (treaty,) = parquet.read_table(tmp_path / "x.parquet" / "agreements.parquet").to_pylist()
    assert (treaty["in_force"], treaty["articles"], treaty["areas"]) == (True, 12, ["roads"])
    assert treaty["signatories"] == ["A. Minister", "B. Minister"]
    facts = parquet.read_table(tmp_path / "x.parquet" / "facts.parquet").to_pylist()
    assert [(row["countries"], row["evidence"][0]["source"]) for row in facts if row["kind"] == "agreement"] == [
        (["MN"], "bureau")
    ]
    assert rows == [("treaty", "Treaty", "Roads meet.", None, 1, 12)]
    assert lists == [[("treaty", 1, "A. Minister"), ("treaty", 2, "B. Minister")], [("treaty", 1, "roads")]]


def test_mistakes_in_a_new_kind_are_reported_with_their_place(copy: ProgramCopy, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    text = SMALL.read_text("utf-8")
    start = text.count("\n") + 1
    mine.write_text(
        f'{text}[[agreements]]\nid = "treaty"\nname = "T"\nsumary = "S"\nareas = ["rods"]\n'
        'evidence = [{ source = "bureau" }]\n',
        "utf-8",
    )
    (result,) = copy.run(["facts", "--facts", str(mine)])
    assert result.code == 3
    assert f'mine.toml:{start + 3}:1: agreements "treaty": unknown key "sumary" (did you mean "summary"?)' in result.err
    assert f'mine.toml:{start + 4}:10: agreements "treaty": areas 1: there is no area "rods"' in result.err


def test_a_new_kind_is_exported_and_read_back(copy: ProgramCopy, tmp_path: Path) -> None:
    lines, folder, database, book = (tmp_path / name for name in ("x.jsonl", "x", "x.db", "x.xlsx"))
    exports = copy.run(*(["export", str(target)] for target in (lines, folder, database, book)))
    assert exports == [(0, "", "")] * 4
    from_toml, from_jsonl = (
        copy.json_answers(["facts", "--facts", str(base)], ["show", AGREEMENT, "--facts", str(base)])
        for base in (copy.facts, lines)
    )
    assert from_toml == from_jsonl
    with (folder / "agreements.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["id"], row["place"]) for row in rows] == [(AGREEMENT, "Beijing")]
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    resource = next(resource for resource in package["resources"] if resource["name"] == "agreements")
    assert [field["type"] for field in resource["schema"]["fields"]][-2:] == ["boolean", "integer"]
    with closing(sqlite3.connect(database)) as connection:
        claims = connection.execute("SELECT kind, title, summary FROM claims WHERE id = ?", [AGREEMENT]).fetchall()
    name = "Memorandum on the status of dialogue partner, Armenia"
    assert claims == [("agreement", name, "Armenia becomes a dialogue partner of the organization.")]


def test_cite_diff_and_completion_work_for_a_new_kind(copy: ProgramCopy) -> None:
    citation, diff = copy.run(
        ["cite", AGREEMENT], ["diff", str(files.bundled()), "data/facts.toml", "--format", "json"]
    )
    assert (citation.code, "Gazeta.uz" in citation.out) == (0, True)
    assert [(change["change"], change["id"]) for change in json.loads(diff.out)] == [("added", AGREEMENT)]
    script = (
        "import os; os.environ.update(_SCO_COMPLETE='complete_bash', COMP_WORDS='sco cite am-', COMP_CWORD='2');"
        "from sco_cli.cli.app import main; main()"
    )
    assert AGREEMENT in copy.run_python("-c", script).out.split()


def test_the_schema_describes_a_new_kind(copy: ProgramCopy) -> None:
    script = "import json; from sco_cli.models.schema import build_schema; print(json.dumps(build_schema()))"
    schema = json.loads(copy.run_python("-c", script).out)
    agreement = schema["$defs"]["agreement"]
    assert schema["properties"]["agreements"]["items"] == {"$ref": "#/$defs/agreement"}
    assert agreement["description"] == "What parties have agreed in writing."
    assert agreement["additionalProperties"] is False
    assert agreement["properties"]["articles"]["description"] == "How many articles it has."
    block = {"id": "treaty", "name": "T", "summary": "S", "evidence": [{"source": "s"}]}
    base = {"id": "b", "title": "B", "as_of": "2026", "licence": "CC0"}
    validator = Draft202012Validator(schema)
    assert validator.is_valid({"base": base, "agreements": [block]})
    assert not validator.is_valid({"base": base, "agreements": [block | {"sumary": "S"}]})
