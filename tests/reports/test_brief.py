"""`--columns brief`: the dozen columns that a spreadsheet wants."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from support.commands import json_answer
from support.paths import EXAMPLES
from support.runner import run_sco

from sco_cli.reports.brief import BRIEF_KEYS


def brief(*arguments: str) -> list[dict[str, str]]:
    """Return the rows of csv with the brief columns, from the base of the examples."""
    answer = run_sco(*arguments, "--columns", "brief", "--format", "csv", SCO_FACTS=str(EXAMPLES))
    assert (answer.code, answer.err) == (0, "")
    return list(csv.DictReader(io.StringIO(answer.out)))


def by_id(*arguments: str) -> dict[str, Any]:
    """Return the brief records in JSON by id."""
    return {row["id"]: row for row in json_answer(*arguments, "--columns", "brief", facts=EXAMPLES)}


@pytest.mark.parametrize("command", ["facts", "projects"])
def test_a_listing_of_facts_has_the_brief_columns_in_their_order(command: str) -> None:
    rows = brief(command)
    assert rows
    assert all(tuple(row) == BRIEF_KEYS for row in rows)
    assert all(row["source"] for row in rows)


def test_an_empty_listing_has_the_brief_header() -> None:
    answer = run_sco("projects", "--country", "BY", "--columns", "brief", "--format", "csv")
    empty = run_sco("projects", "--stage", "trial", "--country", "SA", "--columns", "brief", "--format", "csv")
    assert answer.out.splitlines()[0] == empty.out.splitlines()[0] == ",".join(BRIEF_KEYS)


def test_the_number_of_a_figure_is_its_latest_level_or_the_change_that_is_stated() -> None:
    facts = by_id("facts")
    claim = facts["kg-internet-penetration"]
    assert (claim["value"], claim["low"], claim["high"], claim["unit"]) == (70, 70, 100, "% of population")
    change = facts["uz-railway-cost"]
    assert (change["value"], change["unit"]) == (50, "%")
    assert claim["countries"] == ["KG"]
    assert facts["kg-5g-network"]["value"] is None


def test_other_columns_stand_beside_the_brief_ones() -> None:
    (row, *_) = json_answer("facts", "--columns", "brief,not_stated", facts=EXAMPLES)
    assert list(row) == [*BRIEF_KEYS, "not_stated"]


def test_a_hit_that_is_no_fact_has_its_id_kind_and_title() -> None:
    hits = by_id("search", "Kyrgyzstan")
    kinds = {hit["kind"]: hit for hit in hits.values()}
    assert kinds["country"] == dict.fromkeys(BRIEF_KEYS) | {"id": "KG", "kind": "country", "title": "Kyrgyzstan"}
    assert kinds["figure"]["standing"]


def test_the_brief_columns_are_a_table_for_people_too() -> None:
    screen = run_sco("facts", "--kind", "figure", "--columns", "brief", SCO_FACTS=str(EXAMPLES)).out
    assert "70" in screen
    assert "address" in screen


def test_a_listing_without_brief_columns_says_which_it_has() -> None:
    answer = run_sco("sources", "--columns", "brief", SCO_FACTS=str(EXAMPLES))
    assert (answer.code, answer.out) == (2, "")
    assert 'no column "brief"' in answer.err
