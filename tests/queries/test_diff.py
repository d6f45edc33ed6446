"""Differences between two fact bases, and the order in which `sco diff` lists them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.paths import DATA, SMALL
from support.runner import run_sco

from sco_cli.loading.loader import load
from sco_cli.models.factbase import FactBase
from sco_cli.queries.diff import find_differences

LATER = DATA / "bases" / "small-later.toml"

EXPECTED = """\
kz-paved after: 70% was over 70%
mn-toll after: at most 15 USD/t was 15 USD/t
kz-traffic change: ×2 (doubled) was ×2 to ×3
mn-toll before: about 33 USD/t was about 32 USD/t
small as_of: 2025-03-31 was 2024-12-31
MN status[2025-01-01].status: member was None
MN status[2025-01-01].source: bureau was None
MN status[2024-09-01].note: None was Observers became partners.
steppe-road stage: ended was operating
steppe-road period: None was 2023/2024
steppe-road inferred: None was area
sensor-road countries_open: None was yes
kz-paved evidence[bureau].stance: contradicts was refines
kz-paved standing: contested was refined
paved-kz-series points.2023: 44.5 was 44.2
paved-kz-series points.2025: 76 was None
paved-kz-series points.2024: None was 75
opening-of-the-road None: Opening of the road was None
opening None: None was Opening of the road
"""


def describe_differences(old: str | Path, new: str | Path) -> str:
    """Return the differences in the JSON answer, one a line."""
    rows = json.loads(run_sco("diff", old, new, "--format", "json").out)
    return "".join(f"{row['id']} {row['field']}: {row['now']} was {row['was']}\n" for row in rows)


def test_changes_of_strength_come_first_then_other_numbers_then_the_rest() -> None:
    assert describe_differences(SMALL, LATER) == EXPECTED


def test_the_exit_code_is_0_for_equal_bases_and_1_for_different_ones() -> None:
    same = run_sco("diff", SMALL, SMALL)
    assert (same.code, same.err) == (0, "")
    assert "no differences" in same.out
    assert run_sco("diff", SMALL, LATER).code == 1
    assert run_sco("diff", SMALL, "nowhere.toml").code == 3


def test_swapping_the_bases_swaps_the_old_and_new_values(small: FactBase) -> None:
    later = load(LATER)
    forth = {(change.id, change.field, change.now, change.was) for change in find_differences(small, later)}
    back = {(change.id, change.field, change.was, change.now) for change in find_differences(later, small)}
    assert forth == back


MINE = """\
[base]
id = "m"
title = "M"
as_of = "2025"
licence = "CC0"
[[sources]]
id = "s"
title = "S"
publisher = "P"
kind = "news"
[[countries]]
code = "KZ"
alpha3 = "KAZ"
name = "Kazakhstan"
aliases = ["a, b"]
status = [{ is = "member", since = "2001", source = "s", note = "N" }]
[[metrics]]
id = "m-m"
name = "M"
definition = "D"
unit = "t"
minimum = 5
maximum = 100
[[figures]]
id = "f"
metric = "m-m"
countries = ["KZ"]
countries_open = true
value = { over = 7 }
period = "2024"
evidence = [{ source = "s", paragraph = 3, wording = "over 7 t" }]
[[figures]]
id = "g"
metric = "m-m"
change = { percent = { over = 7 } }
evidence = [{ source = "s" }]
[[series]]
metric = "m-m"
country = "KZ"
source = "s"
points = { 2020 = 7 }
breaks = { 2020 = "B" }
"""


@pytest.mark.parametrize(
    ("old", "new", "id", "field"),
    [
        ('title = "M"', 'title = "N"', "m", "title"),
        ('publisher = "P"', 'publisher = "Q"', "s", "publisher"),
        ('aliases = ["a, b"]', 'aliases = ["a", "b"]', "KZ", "aliases"),
        ('note = "N"', 'note = "O"', "KZ", "status[2001].note"),
        ("minimum = 5\n", "minimum = 0\n", "m-m", "minimum"),
        ("minimum = 5\n", "", "m-m", "minimum"),
        ("maximum = 100\n", "", "m-m", "maximum"),
        ('unit = "t"', 'unit = "kg"', "m-m", "unit"),
        ("countries_open = true\n", "", "f", "countries_open"),
        ("value = { over = 7 }", "value = 7", "f", "value"),
        ("value = { over = 7 }", "value = { over = 8 }", "f", "value"),
        ('period = "2024"\n', "", "f", "period"),
        ("paragraph = 3", "paragraph = 4", "f", "evidence[s].paragraph"),
        ("percent = { over = 7 }", "times = { over = 1.07 }", "g", "change"),
        ("percent = { over = 7 }", "times = { over = 7 }", "g", "change"),
        ("points = { 2020 = 7 }", "points = { 2020 = 8 }", "m-m-kz-series", "points.2020"),
        ('breaks = { 2020 = "B" }\n', "", "m-m-kz-series", "breaks.2020"),
    ],
)
def test_a_change_of_one_field_is_the_only_difference(tmp_path: Path, old: str, new: str, id: str, field: str) -> None:
    for name, text in (("old.toml", MINE), ("new.toml", MINE.replace(old, new, 1))):
        (tmp_path / name).write_text(text, "utf-8")
    rows = json.loads(run_sco("diff", tmp_path / "old.toml", tmp_path / "new.toml", "--format", "json").out)
    assert [(row["id"], row["field"]) for row in rows] == [(id, field)]


def test_the_facts_option_adds_files_to_both_bases(tmp_path: Path) -> None:
    more = MINE[: MINE.index("[[sources]]")].replace('"m"', '"more"') + '[[areas]]\nid = "a"\nname = "A"\n'
    common, old, new = (tmp_path / name for name in ("common.toml", "old.toml", "new.toml"))
    common.write_text(MINE, "utf-8")
    old.write_text(more, "utf-8")
    new.write_text(more.replace('"A"', '"B"'), "utf-8")
    result = run_sco("diff", old, new, "--facts", common, "--format", "jsonl")
    assert (result.code, json.loads(result.out)["field"]) == (1, "name")


def test_standard_input_cannot_be_both_bases() -> None:
    assert run_sco("diff", "-", "-", stdin=MINE).code == 2


@given(st.data())
def test_every_removed_record_is_a_difference(small: FactBase, data: st.DataObject) -> None:
    with_figures = {figure.project for figure in small.figures}
    projects = [project for project in small.projects if project.id not in with_figures]
    removed = data.draw(
        st.lists(
            st.sampled_from([*small.statements, *small.events, *projects]),
            max_size=3,
            unique_by=lambda fact: fact.id,
        )
    )
    rest = FactBase(small.info, (record for record in small.records if record not in removed), small.fields)
    changes = {(change.change, change.id) for change in find_differences(small, rest)}
    assert changes == {("removed", fact.id) for fact in removed}


def test_json_and_csv_contain_the_quantities() -> None:
    row = json.loads(run_sco("diff", SMALL, LATER, "--format", "json").out)[0]
    assert (row["strength"], row["change"], row["kind"]) == (True, "changed", "figure")
    assert (row["now_quantity"]["qualifier"], row["was_quantity"]["qualifier"]) == ("exact", "over")
    table = run_sco("diff", SMALL, LATER, "--format", "csv").out.splitlines()
    assert "now_quantity_value" in table[0]
    assert len(table) == len(EXPECTED.splitlines()) + 1
