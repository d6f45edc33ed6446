"""`sco check`: the lint rules, the numbers and hedges that they find in wordings, and all problems in one run.

A case is a file in `lint`, checked together with `common.toml`, with the expected output in a text file beside it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support.bases import base_with
from support.checks import reported_problems
from support.paths import DATA, ROOT
from support.runner import Result, run_sco

from sco_cli.lint import rules
from sco_cli.loading import files
from sco_cli.loading.problems import MAX_PROBLEMS

CASES = sorted(path for path in (DATA / "lint").glob("*.toml") if path.stem != "common")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_a_rule_finds_is_reported_with_its_line(
    case: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(case.parent)
    result = run_sco("check", "common.toml", case.name)
    if request.config.getoption("--update-screens"):
        case.with_suffix(".txt").write_text(result.out, "utf-8")
    assert (result.code, result.err) == (1, "")
    assert result.out == case.with_suffix(".txt").read_text("utf-8")


def test_every_rule_has_a_case() -> None:
    without = set(rules.RULES) - {path.stem for path in CASES} - {"source-text", "coverage"}
    assert not without, f"add a base to tests/data/lint/ that breaks {without}, and run pytest --update-screens"


def test_the_guide_has_a_table_of_all_rules() -> None:
    guide = ROOT / "docs" / "fact-base.md"
    if not guide.exists():
        pytest.skip("the documentation is not beside the tests")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| ([A-Z].*) \|$", guide.read_text("utf-8"), re.MULTILINE))
    table = {rule: meaning.replace("`", "") for rule, meaning in rows.items()}
    assert table == rules.RULES, "make the table of rules in docs/fact-base.md equal to RULES in sco_cli/lint/rules.py"


def test_the_bundled_base_has_no_problem() -> None:
    assert run_sco("check") == Result(0, "  no problems in the bundled base\n", "")


def test_a_disagreement_with_the_bundled_base_is_in_the_file_of_the_user(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[base]\nid = "mine"\ntitle = "Mine"\nas_of = "2030"\nlicence = "CC0"\nextends = "bundled"\n'
        '[[sources]]\nid = "mine-source"\ntitle = "T"\npublisher = "P"\nkind = "news"\n'
        '[[figures]]\nid = "mine-figure"\nmetric = "it-exports"\ncountries = ["UZ"]\nvalue = 3\n'
        'period = "2023"\nevidence = [{ source = "mine-source" }]\n',
        "utf-8",
    )
    for names in ((path, "bundled"), ("bundled", path)):
        (problem,) = json.loads(run_sco("check", *names, "--format", "json").out)
        assert (problem["file"], problem["rule"]) == (str(path), "disagreement")


def test_a_qualifier_removed_from_the_bundled_base_is_reported(tmp_path: Path) -> None:
    text = files.bundled().read_text("utf-8")
    path = tmp_path / "changed.toml"
    start = text.index("after = { over = 70 }", text.index('id = "kg-internet-penetration"'))
    path.write_text(f"{text[:start]}after = 70{text[start + len('after = { over = 70 }') :]}", "utf-8")
    result = run_sco("check", path)
    assert result.code == 1
    line = text.count("\n", 0, start) + 1
    message = 'figures "kg-internet-penetration": after: the quotation says "over 70%", but the figure says 70'
    assert result.out.splitlines()[:3] == [
        f"{path}:{line}:9: {message} [hedge]",
        f"{line:>5} | after = 70",
        "      |         ^^ { over = 70 }",
    ]
    assert result.out.endswith("1 problem in 1 file\n")


def test_problems_of_loading_and_of_rules_are_reported_in_one_run() -> None:
    reasons = [reason for _, reason in reported_problems(DATA / "bad" / "several.toml")]
    assert 'unknown key "befor" (did you mean "before"?)' in reasons
    assert "no fact names this organization" in reasons


def test_dates_of_sources_are_compared_without_a_header_too(tmp_path: Path) -> None:
    path = tmp_path / "no-header.toml"
    path.write_text(
        '[[sources]]\nid = "s"\ntitle = "S"\npublisher = "P"\nkind = "news"\npublished = "2025"\naccessed = "2024"\n',
        "utf-8",
    )
    reasons = [reason for _, reason in reported_problems(path)]
    assert "2024 is earlier than the publication, 2025; correct one of the dates" in reasons


def test_a_metric_and_a_figure_with_the_same_id_are_reported_like_any_duplicate(tmp_path: Path) -> None:
    path = tmp_path / "same-id.toml"
    path.write_text(
        base_with(
            '[[metrics]]\nid = "paved"\nname = "Paved roads"\ndefinition = "D"\nunit = "%"\n'
            '[[figures]]\nid = "paved"\nmetric = "paved"\nvalue = 70\n'
            'evidence = [{ source = "s", wording = "70%" }]\n'
            '[[figures]]\nid = "other"\nmetric = "paved"\nvalue = 70\n'
            'evidence = [{ source = "s", wording = "over 70%" }]\n'
        ),
        "utf-8",
    )
    duplicate, hedge = reported_problems(path)
    assert duplicate == (16, f"this id is used twice, first at {path}:11")
    assert hedge == (24, 'the quotation says "over 70%", but the figure says 70')
    assert f"this id is used twice, first at {path}:11" in run_sco("facts", "--facts", path).err


def test_a_table_that_is_not_a_list_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "areas.toml"
    path.write_text("areas = true\n" + base_with(""), "utf-8")
    assert reported_problems(path)[0] == (1, '"areas" must be a list of tables, each headed [[areas]]')


def test_ignored_problems_do_not_hide_others_beyond_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "base.toml"
    metric = '[[metrics]]\nid = "m{0}"\nname = "One name"\ndefinition = "d"\n'
    metrics = "".join(metric.format(number) for number in range(MAX_PROBLEMS + 2))
    path.write_text(base_with(f'{metrics}[[areas]]\nid = "unnamed"\nname = "A"\n'), "utf-8")
    assert len(reported_problems(path)) == MAX_PROBLEMS
    reasons = [reason for _, reason in reported_problems(path, "--ignore", "namesake")]
    assert reasons == ["nothing cites this source", "no fact names this area"]


def test_a_rule_can_be_ignored_for_all_records_or_for_one() -> None:
    case = DATA / "lint" / "hedge.toml"
    common = DATA / "lint" / "common.toml"
    assert len(reported_problems(common, case)) == 9
    assert len(reported_problems(common, case, "--ignore", "hedge:said-over")) == 8
    assert reported_problems(common, case, "--ignore", "hedge") == []
    result = run_sco("check", common, case, "--ignore", "hegde")
    assert (result.code, result.out, 'no rule "hegde"; did you mean hedge?' in result.err) == (2, "", True)


def test_a_text_of_the_base_itself_can_be_ignored_like_one_of_a_record() -> None:
    files_of_case = (DATA / "lint" / "common.toml", DATA / "lint" / "todo.toml")
    everywhere = len(reported_problems(*files_of_case))
    assert len(reported_problems(*files_of_case, "--ignore", "todo:todo")) == everywhere - 2  # its title and licence


def test_people_read_the_rule_that_they_can_ignore_and_count_from_1_while_programs_have_the_path() -> None:
    case = (DATA / "lint" / "common.toml", DATA / "lint" / "long-wording.toml")
    words = "evidence 2: wording: the quotation has 16 words; quote at most 15"
    assert f"{words} [long-wording]\n" in run_sco("check", *case).out
    problem = json.loads(run_sco("check", *case, "--format", "json").out)[0]
    assert (problem["field"], problem["rule"]) == ("evidence[1].wording", "long-wording")
    assert problem["message"].endswith(words)


def test_what_makes_a_base_unreadable_has_no_rule_to_ignore() -> None:
    out = run_sco("check", DATA / "bad" / "dangling-id.toml").out
    assert 'evidence 1: source: there is no source "gazete" (did you mean gazette?)\n' in out


def test_a_file_that_cannot_be_parsed_is_a_problem_and_one_that_cannot_be_read_is_an_error() -> None:
    assert reported_problems(DATA / "bad" / "syntax.toml")[0][0] == 14
    result = run_sco("check", "nowhere.toml", "--format", "json")
    assert (result.code, result.out, result.err) == (3, "", "nowhere.toml cannot be read: No such file or directory\n")


def test_the_search_for_problems_ends_at_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "areas.toml"
    path.write_text("[[areas]]\n" * (MAX_PROBLEMS // 2 + 1))  # each has neither id nor name
    result = run_sco("check", path, "--format", "markdown")
    assert result.out.endswith("1,000 problems in 1 file; sco stopped looking\n")
    assert run_sco("facts", "--facts", path).err.endswith("1,000 problems in the fact base; sco stopped looking\n")
