"""How a problem is shown: as an annotation for a forge, and as a line with a mark under what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from conftest import TESTS, run_sco
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sco_cli.formats import glyphs
from sco_cli.reports.report import Excerpt
from sco_cli.text import escape_unsafe


def test_annotations_are_commands_a_line() -> None:
    ran = run_sco("check", TESTS / "bad" / "several.toml", "--format", "github")
    lines = ran.out.splitlines()
    assert len(lines) == 5
    assert lines[0].endswith(
        'several.toml,line=24,col=1,title=format::figures "kz-paved": unknown key "befor" (did you mean "before"?)'
    )
    for line in lines:
        assert re.fullmatch(r"::error file=[^,:\n]+,line=\d+,col=\d+,title=[a-z-]+::.+", line)


def test_annotations_are_for_problems_only() -> None:
    ran = run_sco("facts", "--format", "github")
    assert (ran.code, 'no format "github"' in ran.err) == (2, True)


def test_a_message_cannot_end_its_annotation(tmp_path: Path) -> None:
    mine = tmp_path / "m,i:n%e.toml"
    mine.write_text('"a\\n::error::b%" = 1\n')
    for line in run_sco("check", mine, "--format", "github").out.splitlines():
        assert line.startswith("::error file=")
        assert "m%2Ci%3An%25e.toml" in line


@given(st.text(max_size=200), st.text(min_size=1, max_size=200), st.text(max_size=200), st.integers(20, 120), st.data())
def test_the_mark_stands_under_what_it_marks_and_inside_the_width(
    before: str, marked: str, after: str, width: int, data: st.DataObject
) -> None:
    measures: list[Callable[[str], int]] = [len, cell_len]
    cells = data.draw(st.sampled_from(measures))
    block = Excerpt((), 7, before + marked + after, len(before) + 1, len(marked), hint="{ over = 70 }")
    line, mark = glyphs.excerpt(block, width, cells)
    assert cells(line) <= width
    assert len(mark) <= max(width, mark.index("^") + 1)
    assert mark.endswith(("^", " { over = 70 }"))
    under = [index for index in range(len(line) + 1) if cells(line[:index]) == mark.index("^")]  # some take no cell
    assert any(escape_unsafe(marked).startswith(line[index : index + 1]) for index in under)
