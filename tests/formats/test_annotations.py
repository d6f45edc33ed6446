"""How problems are shown: as GitHub annotations, and as an excerpt of the line with a mark below the mistake."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from support.paths import DATA
from support.runner import run_sco

from sco_cli.formats.excerpts import excerpt
from sco_cli.reports.report import Excerpt
from sco_cli.text import escape_unsafe


def test_each_problem_is_one_line_with_a_github_workflow_command() -> None:
    ran = run_sco("check", DATA / "bad" / "several.toml", "--format", "github")
    lines = ran.out.splitlines()
    assert len(lines) == 5
    assert lines[0].endswith(
        'several.toml,line=24,col=1,title=format::figures "kz-paved": unknown key "befor" (did you mean "before"?)'
    )
    for line in lines:
        assert re.fullmatch(r"::error file=[^,:\n]+,line=\d+,col=\d+,title=[a-z-]+::.+", line)


def test_the_format_github_is_rejected_for_other_commands_than_check() -> None:
    ran = run_sco("facts", "--format", "github")
    assert (ran.code, 'no format "github"' in ran.err) == (2, True)


def test_names_in_a_message_are_escaped_in_annotations(tmp_path: Path) -> None:
    path = tmp_path / "m,i:n%e.toml"
    path.write_text('"a\\n::error::b%" = 1\n')
    for line in run_sco("check", path, "--format", "github").out.splitlines():
        assert line.startswith("::error file=")
        assert "m%2Ci%3An%25e.toml" in line


TEXTS = st.text(max_size=40)


@given(TEXTS, st.text(min_size=1, max_size=40), TEXTS, st.integers(20, 60), st.sampled_from([len, cell_len]))
def test_the_mark_is_below_the_mistake_and_within_the_width(
    before: str, marked: str, after: str, width: int, cells: Callable[[str], int]
) -> None:
    block = Excerpt((), 7, before + marked + after, len(before) + 1, len(marked), hint="{ over = 70 }")
    line, mark = excerpt(block, width, cells)
    assert cells(line) <= width
    assert len(mark) <= max(width, mark.index("^") + 1)
    assert mark.endswith(("^", " { over = 70 }"))
    columns = [
        index for index in range(len(line) + 1) if cells(line[:index]) == mark.index("^")
    ]  # some characters have no width
    assert any(escape_unsafe(marked).startswith(line[index : index + 1]) for index in columns)
