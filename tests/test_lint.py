"""What `sco check` says: of bases that are valid and look wrong, of the text of a source, of all mistakes at once.

A case is a file in `lint`, checked together with `common.toml`, and beside it what sco says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import SMALL, TESTS, Ran, run_sco
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sco_cli import files, lint, paragraphs, wording
from sco_cli.formats import marks
from sco_cli.hedges import HEDGES, HEDGES_AFTER
from sco_cli.printable import visible
from sco_cli.report import Excerpt

CASES = sorted(path for path in (TESTS / "lint").glob("*.toml") if path.stem != "common")
ARTICLE = "eid-2025-08-28"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_looks_wrong_is_told_with_its_line(
    case: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(case.parent)
    ran = run_sco("check", "common.toml", case.name)
    if request.config.getoption("--update-screens"):
        case.with_suffix(".txt").write_text(ran.out, "utf-8")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == case.with_suffix(".txt").read_text("utf-8")


def test_every_rule_has_a_case() -> None:
    assert set(lint.RULES) - {path.stem for path in CASES} == {"source-text"}  # it needs a text; its tests are below


HEDGED = [
    line.rsplit(" = ", 1)
    for line in (TESTS / "lint" / "hedges.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("phrase", "qualifiers"), HEDGED)
def test_a_hedge_is_understood(phrase: str, qualifiers: str) -> None:
    *_, said = wording.read(phrase)
    assert said.values == (Fraction(70),)
    assert ", ".join(said.hedge) == qualifiers.replace("none", "")


@pytest.mark.parametrize(("words", "says"), [*HEDGES.items(), *HEDGES_AFTER.items()])
def test_every_hedge_of_the_tables_is_tried(words: str, says: tuple[str, ...]) -> None:
    tried = [phrase for phrase, qualifiers in HEDGED if qualifiers == ", ".join(says)]
    for alternative in re.split(r"\|(?![^(]*\))", words):
        for option in (re.search(r"\(\?:([^()]*\|[^()]*)\)", alternative) or ["", ""])[1].split("|"):
            single = re.sub(r"\(\?:([^()]*\|[^()]*)\)", option, alternative, count=1)
            assert any(re.search(single, phrase) for phrase in tried), single


@pytest.mark.parametrize(
    ("phrase", "numbers"),
    [
        ("from 43% to over 70%", [43, 70]),
        ("exceeded 3.2 trillion US dollars in 2024", [3_200_000_000_000, 2024]),
        ("100 million yuan, $3bn and 4.55mn", [100_000_000, 3_000_000_000, 4_550_000]),
        ("3,2 трлн и 5 тысяч", [3_200_000_000_000, 5_000]),
        ("3.2万亿美元, 50万吨, 2亿", [3_200_000_000_000, 500_000, 200_000_000]),
        ("1 234 567 people and 12,345.6", [1_234_567, 12_345.6]),
        ("six areas and a dozen firms", [6, 12]),
        ("5G, G20, COVID-19, the 11th, 1:1, 3.5.2, one of all, H1, A2", []),
        ("", []),
    ],
)
def test_numbers_are_read_as_people_write_them(phrase: str, numbers: list[float]) -> None:
    assert [float(said.values[0]) for said in wording.read(phrase)] == numbers


def test_the_bundled_base_has_no_problem() -> None:
    assert run_sco("check") == Ran(0, "  no problem in bundled\n", "")


def test_the_bundled_base_has_every_wording_of_the_article(shared_sources: Path) -> None:
    text = shared_sources / f"{ARTICLE}.txt"
    assert len(paragraphs.split(text.read_text("utf-8")).paragraphs) == 22
    assert run_sco("check", "--source-text", f"{ARTICLE}={text}").code == 0


def test_a_word_taken_from_the_bundled_base_is_missed(tmp_path: Path) -> None:
    text = files.bundled().read_text("utf-8")
    mine = tmp_path / "mine.toml"
    kyrgyz = text.index('id = "kg-internet-penetration"')
    at = text.index("after = { over = 70 }", kyrgyz)
    mine.write_text(f"{text[:at]}after = 70{text[at + len('after = { over = 70 }') :]}", "utf-8")
    ran = run_sco("check", mine)
    assert ran.code == 1
    line = text.count("\n", 0, at) + 1
    says = 'figures "kg-internet-penetration": after: the wording says "over 70%", the figure says 70'
    assert ran.out.splitlines()[:3] == [
        f"{mine}:{line}:9: {says}",
        f"{line:>5} | after = 70",
        "      |         ^^ { over = 70 }",
    ]
    assert ran.out.endswith("1 problem in 1 file\n")


def told(*arguments: str | Path) -> list[tuple[int, str]]:
    """The lines and reasons of the problems."""
    ran = run_sco("check", *arguments, "--format", "json")
    problems = json.loads(ran.out)
    assert ran.code == bool(problems)
    return [(problem["line"], problem["reason"]) for problem in problems]


@pytest.fixture
def source_text(tmp_path: Path) -> Path:
    """The text of a source, with a heading and two paragraphs."""
    path = tmp_path / "gazette.txt"
    path.write_text(
        "Gazette\n\nThe road from A\nto B was paved.\n\nIt has a “toll” of 3 USD/t, over the old 2.\n", "utf-8"
    )
    return path


@pytest.mark.parametrize(
    ("paragraph", "phrase", "reason"),
    [
        ("paragraph = 1, ", "road from A to B", None),
        ("paragraph = 2, ", "road from A to B", "stands in paragraph 1 of the text, not in 2"),
        ("", "toll” of 3", None),
        ("", "Gazette", None),
        ("paragraph = 1, ", "Gazette", "stands in the text in no paragraph: in a heading, or across two of them"),
        ("", '\\"Toll\\" of 3', "stands in the text with other capitals, blanks or marks"),
        ("", "free of charge", "is not in the text"),
        ("", "3 USD", None),
        ("", "old 2", None),
        ("", "5 USD", "is not in the text"),
        ("", "USD/t, over the old 2. And 1", "is not in the text"),
    ],
)
def test_a_wording_stands_in_its_paragraph_of_the_text(
    source_text: Path, tmp_path: Path, paragraph: str, phrase: str, reason: str | None
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[base]\nid = "m"\ntitle = "M"\nas_of = "2025"\nlicence = "CC0"\n'
        '[[sources]]\nid = "gazette"\ntitle = "G"\npublisher = "G"\nkind = "news"\n'
        '[[events]]\nid = "e"\nname = "E"\nsummary = "E."\n'
        f'evidence = [{{ source = "gazette", {paragraph}wording = "{phrase}" }}]\n',
        "utf-8",
    )
    found = told(mine, "--source-text", f"gazette={source_text}")
    assert found == ([(15, reason)] if reason else [])


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ("gazette", "expected the id of a source and a file, ID=FILE"),
        ("gazette=nowhere.txt", "nowhere.txt cannot be read: No such file or directory"),
        ("gazete=FILE", 'no source "gazete"; did you mean gazette?'),
        ("gazette=FILE --source-text gazette=FILE", "gazette is named twice"),
    ],
)
def test_a_text_that_is_none_is_refused(source_text: Path, option: str, says: str) -> None:
    ran = run_sco("check", SMALL, "--source-text", *option.replace("FILE", str(source_text)).split(" "))
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_mistakes_and_findings_are_told_in_one_run() -> None:
    reasons = [reason for _, reason in told(TESTS / "bad" / "several.toml")]
    assert 'unknown key "befor" (did you mean "before"?)' in reasons
    assert "no fact names this organization" in reasons


def test_a_mistake_in_a_source_is_told_before_its_text_is_asked_for(source_text: Path) -> None:
    found = told(TESTS / "bad" / "missing-key.toml", "--source-text", f"gazette={source_text}")
    assert [reason for _, reason in found] == ['the key "publisher" is missing']


def test_what_a_rule_finds_can_be_passed_over() -> None:
    case = TESTS / "lint" / "hedge.toml"
    common = TESTS / "lint" / "common.toml"
    assert len(told(common, case)) == 9
    assert len(told(common, case, "--ignore", "hedge:said-over")) == 8
    assert told(common, case, "--ignore", "hedge") == []
    ran = run_sco("check", common, case, "--ignore", "hegde")
    assert (ran.code, ran.out, 'no rule "hegde"; did you mean hedge?' in ran.err) == (2, "", True)


def test_a_text_without_blank_lines_has_a_paragraph_a_line() -> None:
    text = paragraphs.split("A heading\nThe first.\nThe second (Reuters) ran long, " + "very " * 40 + "long\nThe last.")
    assert [part[:9] for part in text.paragraphs] == ["The first", "The secon", "The last."]


def test_a_file_that_cannot_be_parsed_is_a_problem_and_one_that_cannot_be_read_a_failure() -> None:
    assert told(TESTS / "bad" / "syntax.toml")[0][0] == 14
    ran = run_sco("check", "nowhere.toml", "--format", "json")
    assert (ran.code, ran.out, ran.err) == (3, "", "nowhere.toml: cannot be read: No such file or directory\n")


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
    line, mark = marks.excerpt(block, width, cells)
    assert cells(line) <= width
    assert len(mark) <= max(width, mark.index("^") + 1)
    assert mark.endswith(("^", " { over = 70 }"))
    under = [index for index in range(len(line) + 1) if cells(line[:index]) == mark.index("^")]  # some take no cell
    assert any(visible(marked).startswith(line[index : index + 1]) for index in under)


def test_more_mistakes_than_anyone_reads_are_not_looked_for(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text("[[areas]]\n" * 5000)
    ran = run_sco("check", mine)
    assert ran.out.endswith("1000 problems in 1 file; sco looks for no more\n")
    assert run_sco("facts", "--facts", mine).err.endswith("1,000 problems in the fact base; sco looks for no more\n")
