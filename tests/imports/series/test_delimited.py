"""Tables in text: separators, quotation marks, titles above the header."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from sco_cli.errors import BadRequest
from sco_cli.imports.series.delimited import Grid, read_grid
from sco_cli.imports.series.statistics import Remarks


def grid(text: str) -> tuple[Grid, list[str]]:
    """The table in a text, and what is said about it."""
    remarks = Remarks()
    return read_grid("f.csv", text, remarks), remarks.all_lines()


def cells(text: str) -> list[list[str]]:
    """The header and the rows of a table."""
    found = grid(text)[0]
    return [found.header.cells, *(row.cells for row in found.rows)]


@pytest.mark.parametrize(
    "text",
    [
        "a,b,c\n1,2,3\n",
        "a;b;c\r\n1;2;3\r\n",
        "a\tb\tc\r1\t2\t3",
        "a|b|c\n1|2|3",
        "sep=;\na;b;c\n1;2;3\n",
        'A title\n\n"a", "b" ,c\n"1",2,"3"\n',
        "A title,,\na,b,c\n1,2,3\n",
        "# A comment\n# Another\n# A third\na,b,c\n1,2,3\n",
        "a,b,c\n1,2,3,,\n",
    ],
)
def test_every_separator_and_what_stands_around_a_table_is_recognized(text: str) -> None:
    assert cells(text) == [["a", "b", "c"], ["1", "2", "3"]]


def test_marks_in_numbers_are_no_separators() -> None:
    assert cells("a\tb\tc\nx\t1,234\t5,6\ny\t2,345\t7,8")[1] == ["x", "1,234", "5,6"]
    assert cells("a;b\nx;1,5\ny;2,5")[1] == ["x", "1,5"]


def test_quoted_cells_have_separators_line_ends_and_quotation_marks() -> None:
    assert cells('a,b\n"x, ""y""\nz",1\n"",2')[1:] == [['x, "y"\nz', "1"], ["", "2"]]


@pytest.mark.parametrize("line", ['"Kyrgyzstan,2,3', '"Kyrgyzstan"x,2,3', 'x,"2,3'])
def test_an_open_quotation_mark_spoils_its_own_line_only(line: str) -> None:
    found, said = grid(f'a,b,c\n1,2,3\n{line}\n"4",5,6\n7,8,9\n')
    assert [row.cells for row in found.rows] == [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]
    assert said[0].startswith("f.csv:3: ")
    assert "quotation mark" in said[0]


def test_rows_of_other_lengths_are_named() -> None:
    found, said = grid("a,b,c\n1,2,3\n4,5\n6,7,8,9\n")
    assert [row.cells for row in found.rows] == [["1", "2", "3"], ["4", "5", ""]]
    assert "1 row with fewer cells than the header, read as far as they go: line 3" in said
    assert any(line.startswith('f.csv:4: the row has 4 cells and the header 3: "9"') for line in said)


def test_a_column_without_a_name_is_named_by_its_number() -> None:
    assert any(line.startswith("column 2 has no name") for line in grid("a,,c\n1,2,3\n")[1])


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n" + '"' * 300_000,
        "a,b\n" + '"x\n' * 100_000,
        "a,b\n" + " " * 1_000_000 + "x",
        "a,b\n" + ' "' * 300_000,
        "a," * 1_900 + "\n" + "1," * 1_900,
    ],
)
def test_hostile_tables_take_time_in_proportion_to_their_length(text: str) -> None:
    start = time.perf_counter()
    with suppress(BadRequest):
        grid(text)
    assert time.perf_counter() - start < 3
