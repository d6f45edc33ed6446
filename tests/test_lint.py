"""What `sco check` says: of bases that are valid and look wrong, of hedges and numbers, of all mistakes at once.

A case is a file in `lint`, checked together with `common.toml`, and beside it what sco says.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import TESTS, Ran, run_sco
from support.checks import told

from sco_cli.lint import rules
from sco_cli.loading import files
from sco_cli.phrases.hedges import HEDGES, HEDGES_AFTER
from sco_cli.phrases.numbers import find_numbers

CASES = sorted(path for path in (TESTS / "lint").glob("*.toml") if path.stem != "common")


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
    assert set(rules.RULES) - {path.stem for path in CASES} == {"source-text"}  # see test_source_text.py


HEDGED = [
    line.rsplit(" = ", 1)
    for line in (TESTS / "lint" / "hedges.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("phrase", "qualifiers"), HEDGED)
def test_a_hedge_is_understood(phrase: str, qualifiers: str) -> None:
    *_, said = find_numbers(phrase)
    assert said.values == (Fraction(70),)
    assert ", ".join(said.qualifiers) == qualifiers.replace("none", "")


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
    assert [float(said.values[0]) for said in find_numbers(phrase)] == numbers


def test_the_bundled_base_has_no_problem() -> None:
    assert run_sco("check") == Ran(0, "  no problem in bundled\n", "")


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


def test_mistakes_and_findings_are_told_in_one_run() -> None:
    reasons = [reason for _, reason in told(TESTS / "bad" / "several.toml")]
    assert 'unknown key "befor" (did you mean "before"?)' in reasons
    assert "no fact names this organization" in reasons


def test_what_a_rule_finds_can_be_passed_over() -> None:
    case = TESTS / "lint" / "hedge.toml"
    common = TESTS / "lint" / "common.toml"
    assert len(told(common, case)) == 9
    assert len(told(common, case, "--ignore", "hedge:said-over")) == 8
    assert told(common, case, "--ignore", "hedge") == []
    ran = run_sco("check", common, case, "--ignore", "hegde")
    assert (ran.code, ran.out, 'no rule "hegde"; did you mean hedge?' in ran.err) == (2, "", True)


def test_a_file_that_cannot_be_parsed_is_a_problem_and_one_that_cannot_be_read_a_failure() -> None:
    assert told(TESTS / "bad" / "syntax.toml")[0][0] == 14
    ran = run_sco("check", "nowhere.toml", "--format", "json")
    assert (ran.code, ran.out, ran.err) == (3, "", "nowhere.toml: cannot be read: No such file or directory\n")


def test_more_mistakes_than_anyone_reads_are_not_looked_for(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text("[[areas]]\n" * 5000)
    ran = run_sco("check", mine)
    assert ran.out.endswith("1000 problems in 1 file; sco looks for no more\n")
    assert run_sco("facts", "--facts", mine).err.endswith("1,000 problems in the fact base; sco looks for no more\n")
