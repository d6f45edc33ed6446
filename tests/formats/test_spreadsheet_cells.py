"""Cells of csv and tsv: no reader runs a text or loses a row, and a number stays a number."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.bases import base_with
from support.runner import run_sco
from support.spreadsheets import FORMULAS, NUMBERS_WITH_UNITS

from sco_cli.formats.spreadsheet_cells import FORMULA_STARTS, escape_cell, escape_unquoted_cell

numbers = st.sampled_from(["1", "1.5", "1,2", "10%", "1e5"])
references = st.sampled_from(["A1", "$B$2", "A1:B2", "Sheet1!C3", "R1C1", "x.A1", "rate", "[1]x!A1", "'a b'!A1", "C:C"])
expressions = st.recursive(
    numbers | references | st.just('"text"'),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([*"+-*/^&=<>: ,~!", "<>", " + ", "|"]), inner).map("".join),
        inner.map(lambda argument: f"({argument})"),
        inner.map(lambda argument: f"{{{argument}}}"),
        st.tuples(st.sampled_from(["SUM", "WEBSERVICE", "cmd|"]), inner).map(lambda call: f"{call[0]}({call[1]})"),
        st.tuples(st.sampled_from("+-"), inner).map("".join),
    ),
    max_leaves=4,
)
"""Expressions in the grammar of spreadsheets: https://docs.oasis-open.org/office/OpenDocument/v1.3/part4-formula/ ."""


@pytest.mark.parametrize("text", NUMBERS_WITH_UNITS)
def test_a_number_with_its_unit_is_written_as_it_is(text: str) -> None:
    assert escape_cell(text) == escape_unquoted_cell(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_a_spreadsheet_might_run_has_an_apostrophe_before_it(text: str) -> None:
    for cell in (str(escape_cell(text)), escape_unquoted_cell(text)):
        assert cell.startswith("'")
        assert cell[1:].split() == text.split()


@given(st.sampled_from(["+", "-", "=", "@", " =", "\t-"]), expressions)
def test_no_formula_with_more_than_a_number_is_left(start: str, expression: str) -> None:
    cell = str(escape_cell(start + expression))
    is_number = (
        expression.replace(" ", "").replace(",", "").replace("%", "").replace("e", "").replace(".", "").isdigit()
    )
    assert cell.startswith("'") or is_number


@given(st.text())
def test_no_cell_begins_a_formula_without_being_a_number(text: str) -> None:
    cell = str(escape_cell(text))
    assert not cell.lstrip().startswith(FORMULA_STARTS) or cell.lstrip()[1].isdigit()


cells = st.text(st.characters(codec="utf-8") | st.sampled_from('""\'=\t\n\r;,'), max_size=6)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=4))
def test_readers_of_tsv_that_know_quotes_and_those_that_do_not_see_the_same_cells(table: list[list[str]]) -> None:
    text = "".join("\t".join(map(escape_unquoted_cell, row)) + "\n" for row in table)
    plain = [line.split("\t") for line in text.split("\n")[:-1]]
    assert len(plain) == len(table)
    assert {len(row) for row in plain} == {3}
    for skips_blanks in (False, True):
        read = csv.reader(io.StringIO(text, newline=""), delimiter="\t", skipinitialspace=skips_blanks)
        blanks = " " if skips_blanks else ""
        assert [*read] == [[cell.lstrip(blanks) for cell in row] for row in plain]


def test_a_title_with_an_open_quotation_mark_swallows_no_row() -> None:
    titles = ('"=1+1"', '"open quote', '5\\" pipe', "T3")
    sources = "".join(
        f"[[sources]]\nid = \"s{number}\"\ntitle = '''{title}'''\npublisher = \"P\"\nkind = \"news\"\n"
        for number, title in enumerate(titles)
    )
    out = run_sco("sources", "--facts", "-", "--format", "tsv", stdin=base_with(sources)).out
    read = {row["id"]: row for row in csv.DictReader(io.StringIO(out, newline=""), delimiter="\t")}
    assert [read[f"s{number}"]["title"] for number in range(4)] == ['\'"=1+1"', "'\"open quote", '5\\" pipe', "T3"]
