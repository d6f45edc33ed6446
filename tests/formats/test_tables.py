"""Tables on a terminal and in a pipe: which columns are side by side, and which are on a line below."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.text import Text
from support.bases import base_with
from support.paths import SMALL
from support.runner import run_sco
from support.terminal import on_terminal, strip_escapes

from sco_cli.formats.column_widths import ColumnView, fit_columns, fit_table

STATEMENT = '[[{table}]]\nid = "{id}"\nname = "{name}"\nsummary = "S"\nevidence = [{{ source = "s" }}]\n'


def view(header: str, *cells: str, no_wrap: bool = False, may_move: bool = False) -> ColumnView:
    """Return a column that is aligned on the left."""
    return ColumnView(header, [Text(cell) for cell in cells], no_wrap, "left", may_move)


def lines(*arguments: str | Path, width: int) -> list[str]:
    """Return the lines that sco writes to a terminal of that width, without colours and blanks at their ends."""
    return [line.rstrip() for line in strip_escapes(on_terminal(*arguments, width=width)).splitlines()]


def test_width_is_divided_so_that_short_columns_are_whole_before_long_ones_get_more() -> None:
    views = [view("a", "word " * 40), view("b", "some words more"), view("c", "id", no_wrap=True)]
    assert fit_columns(views, 60) == [39, 15, 2]
    assert fit_columns(views, 400) == [200, 15, 2]
    assert fit_columns(views, 20) is None


def test_a_column_is_moved_below_the_row_only_where_that_saves_lines() -> None:
    views = [view("what", "a title of some length"), view("id", "some-long-id-of-a-fact", no_wrap=True, may_move=True)]
    wide, narrow = fit_table(views, 60), fit_table(views, 30)
    assert wide
    assert narrow
    assert ([*wide.widths], [*wide.moved]) == ([22, 22], [])
    assert ([*narrow.widths], [*narrow.moved], [*narrow.moved_widths]) == ([22], [views[1]], [22])


def test_columns_below_a_row_are_not_aligned_where_they_do_not_fit_and_no_word_of_them_is_cut() -> None:
    moved = [view("when", "2024-05-01", "", may_move=True), view("id", "an-id", "i" * 30, no_wrap=True, may_move=True)]
    title = view("what", "t" * 30, "title")
    layout = fit_table([title, *moved], 40)
    assert layout
    assert (layout.moved, [*layout.moved_widths]) == (moved, [0, 0])
    assert fit_table([title, *moved], 31) is None


def test_the_id_is_below_the_row_on_a_narrow_terminal_and_last_on_a_wide_one() -> None:
    narrow, wide = (lines("facts", "--facts", SMALL, width=width) for width in (80, 120))
    assert narrow[2].split() == ["fact", "value"]
    assert narrow[3:6] == [
        "    when        standing       id",
        "  Steppe road (KZ and MN)",
        "    2023\u20132024   single source  steppe-road",
    ]
    assert wide[2].split() == ["fact", "value", "when", "standing", "id"]
    assert wide[3].split()[-1] == "steppe-road"


def test_a_row_without_text_in_the_columns_below_it_has_no_line_for_them(tmp_path: Path) -> None:
    points = ", ".join(f"{year} = {(year - 2000) ** 2}" for year in range(2000, 2022))
    text = base_with('[[metrics]]\nid = "m"\nname = "M"\ndefinition = "D"\n')
    for code, alpha3, breaks in (
        ("KZ", "KAZ", '{ 2020 = "counted otherwise", 2021 = "by phone" }'),
        ("MN", "MNG", "{}"),
    ):
        text += f'[[countries]]\ncode = "{code}"\nalpha3 = "{alpha3}"\nname = "Name of {code}"\n'
        text += f'[[series]]\nmetric = "m"\ncountry = "{code}"\nsource = "s"\n'
        text += f"points = {{ {points} }}\nbreaks = {breaks}\n"
    base = tmp_path / "facts.toml"
    base.write_text(text, "utf-8")
    shown = lines("metric", "m", "--facts", base, width=68)
    start = next(index for index, line in enumerate(shown) if line.startswith("  KZ  "))
    assert shown[start + 1] == "    breaks 2020, 2021"
    assert shown[start + 2].startswith("  MN  Name of MN")
    assert shown[start + 3] == ""


def test_in_a_pipe_a_long_text_does_not_push_the_columns_of_other_rows(tmp_path: Path) -> None:
    path = tmp_path / "long.toml"
    records = (("events", "short", "Short"), ("events", "long", "Long " * 60))
    path.write_text(base_with("".join(STATEMENT.format(table=t, id=i, name=n.strip()) for t, i, n in records)), "utf-8")
    header, short, long = run_sco("facts", "--facts", path).out.splitlines()[2:]
    assert header.index("standing") == short.index("single source") == 64
    assert long.endswith("Long  single source  long")


def test_tables_of_the_same_columns_are_aligned_and_have_one_header() -> None:
    for width in (60, 80, 200):
        screen = lines("facts", "--by", "country", "--facts", SMALL, width=width)
        assert sum(line.split()[:1] == ["fact"] for line in screen) == 1
    out = run_sco("facts", "--by", "country", "--facts", SMALL).out.splitlines()
    places = {
        line.index(word) for word in ("contested", "clarified", "single source") for line in out if f"  {word}" in line
    }
    assert len(places) == 1


def test_a_line_below_a_row_that_is_too_long_is_wrapped_between_words(tmp_path: Path) -> None:
    path = tmp_path / "long.toml"
    record = STATEMENT.format(table="events", id="an-event-with-an-id-of-many-words", name="Title " * 9)
    path.write_text(base_with(f'{record}period = "2024-05-01/2024-06-01"\n'), "utf-8")
    assert lines("facts", "--facts", path, width=60)[-3:] == [
        "  Title Title Title Title Title Title Title Title Title",
        "    1 May to 1 Jun 2024  single source",
        "    an-event-with-an-id-of-many-words",
    ]


@pytest.mark.parametrize("width", [40, 80])
def test_a_table_whose_columns_are_all_empty_has_no_rows_on_any_terminal(width: int) -> None:
    shown = lines("series", "--columns", "break", "--limit", "1", "--facts", SMALL, width=width)
    piped = run_sco("series", "--columns", "break", "--limit", "1", "--facts", SMALL).out
    assert " ".join(shown).split() == piped.split()
