"""Answers and error messages of the commands, and the examples in their help."""

from __future__ import annotations

import inspect
import json
import re
import shlex
from fractions import Fraction
from pathlib import Path
from unittest import mock

import pytest
from support.bases import base_with
from support.commands import IMPORTS, json_answer
from support.paths import DATA, EXAMPLES, SMALL
from support.runner import Sco

from sco_cli import load
from sco_cli.cli import app
from sco_cli.cli.app import COMMANDS
from sco_cli.cli.help_pages import EXIT_CODES_OF
from sco_cli.formats.bars import UNICODE
from sco_cli.queries import titles
from sco_cli.queries.levels import levels_of
from sco_cli.queries.standing import standing_of
from sco_cli.reports import records

GAZETTE = (
    "Roads.\n\nA new a road across the steppe.\n\nSensors.\n\nIt rose from 43% to over 70%.\n\nAbout about 32.\n\n"
    "They speak of doubling or tripling.\n\nRoads, he says, are of use.\n"
)
"""The text of the source "gazette" of the small base."""


def test_a_figure_with_two_levels_has_its_change_in_json() -> None:
    figures = json_answer("metric", "internet-penetration", facts=EXAMPLES)["figures"]
    claim = next(figure for figure in figures if figure["id"] == "kg-internet-penetration")
    assert claim["countries"] == ["KG"]
    assert (claim["before"]["value"], claim["before"]["qualifier"]) == (43, "exact")
    after = claim["after"]
    assert (after["low"], after["low_included"], after["high"], after["high_included"]) == (70, False, 100, True)
    change = claim["change"]
    assert change["text"] == "more than +27 percentage points (more than +62.7%)"
    assert (change["difference"]["low"], change["difference"]["low_included"]) == (27, False)
    assert Fraction(change["ratio"]["low_fraction"]) == Fraction(70, 43)
    assert change["ratio"]["low"] == 70 / 43


@pytest.mark.parametrize("command", ["metric m", "country MN --all"])
def test_the_cost_of_a_view_grows_linearly_with_its_figures(
    command: str, sco: Sco, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = mock.Mock(wraps=levels_of)
    monkeypatch.setattr(titles, "levels_of", counter)
    monkeypatch.setattr(records, "levels_of", counter)
    calls = []
    for number in (4, 8):
        figures = "".join(
            f'[[figures]]\nid = "f{index}"\nmetric = "m"\ncountries = ["MN"]\nbefore = {index}\nafter = 99\n'
            'evidence = [{ source = "s" }]\n'
            for index in range(number)
        )
        country = '[[countries]]\ncode = "MN"\nalpha3 = "MNG"\nname = "M"\n'
        metric = '[[metrics]]\nid = "m"\nname = "M"\ndefinition = "d"\n'
        counter.reset_mock()
        assert sco(*command.split(), "--facts", "-", stdin=base_with(country + metric + figures)).code == 0
        calls.append(counter.call_count)
    assert calls[1] == 2 * calls[0] > 0


@pytest.mark.parametrize(("first", "has_line"), [(1905, True), (1880, False)])
def test_a_series_of_too_many_years_has_no_sparkline(first: int, sco: Sco, *, has_line: bool) -> None:
    text = SMALL.read_text("utf-8").replace("points = { 2019 = 10,", f"points = {{ {first} = 10,")
    answer = sco("metric", "paved", "--facts", "-", stdin=text).out
    assert f"Official series, {first}\u20132024" in answer
    assert (UNICODE.spark[0] in answer) == has_line


def test_markdown_tables_do_not_pad_numbers(sco: Sco) -> None:
    page = sco("metric", "internet-penetration", "--format", "markdown", "--facts", EXAMPLES).out
    (row,) = (line for line in page.splitlines() if line.startswith("| KG |"))
    assert row.split("|")[3:6] == [" 40 ", " 50.81 ", " +10.81 pp "]


def test_metric_shows_changes_and_says_where_levels_are_missing(sco: Sco) -> None:
    assert "-17 USD/t (-53.1%)" in sco("metric", "transport-cost").out
    coal = sco("metric", "coal-output").out
    assert "×2 to ×3" in coal
    assert "the source gives only the change" in coal


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("country Kyrgyzstn", "did you mean Kyrgyzstan (KG)?"),
        ("metric penetration", 'these match "penetration": internet-penetration, '),
        ("metric internet", 'these match "internet": internet-penetration, '),
        ("metric internet-penetraton", "did you mean internet-penetration"),
        ("show kg-5g-netwrk", "did you mean kg-5g-network?"),
        ("projects --area roads", 'no area "roads"'),
        ("projects --stage operatng", "did you mean operating?"),
        ("facts --standing contestd", "did you mean contested?"),
        ("facts --kind figur", "did you mean figure?"),
        ("facts --speaker Daruish", 'no speaker "Daruish"'),
        ("countries --status membr", "did you mean member?"),
        ("countries --as-of yesterday", "--as-of"),
        ("country", "COUNTRY"),
    ],
)
def test_an_unknown_name_exits_2_with_a_suggestion(sco: Sco, arguments: str, message: str) -> None:
    result = sco(*arguments.split())
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert "Pakistan" not in result.err
    assert "Traceback" not in result.err


def test_options_before_the_command_apply_to_it(sco: Sco) -> None:
    assert "Steppe road" in sco("--facts", SMALL, "projects").out
    assert json.loads(sco("--format", "json", "metrics", "--facts", SMALL).out)


@pytest.mark.parametrize("country", ["KZ", "MN", "LA"])
def test_a_country_view_has_status_history_and_facts(country: str) -> None:
    view = json_answer("country", country, facts=SMALL)
    assert view["code"] == country
    assert view["history"]
    assert sum(view["standings"].values()) == sum(
        len(view[kind]) for kind in ("projects", "figures", "statements", "events")
    )
    assert set(view) >= {"status", "since", "series", "sources"}


def test_as_of_selects_the_status_on_that_day() -> None:
    before = {row["id"]: row["status"] for row in json_answer("countries", "--as-of", "2025-08-28")}
    after = {row["id"]: row["status"] for row in json_answer("countries", "--as-of", "2025-09-01")}
    assert (before["MN"], before["EG"], before["LA"]) == ("observer", "dialogue-partner", None)
    assert (after["MN"], after["EG"], after["LA"]) == ("partner", "partner", "partner")


def test_a_status_dated_by_a_year_is_undetermined_during_that_year() -> None:
    for day, status, candidates in (
        ("2014-12-31", "dialogue-partner", []),
        ("2015-06-10", None, ["dialogue-partner", "observer"]),
        ("2015", "observer", []),
    ):
        (row,) = (row for row in json_answer("countries", "--as-of", day) if row["id"] == "BY")
        assert (row["status"], [step["status"] for step in row["undetermined"]]) == (status, candidates)
    observers = [row["id"] for row in json_answer("countries", "--as-of", "2015-06-10", "--status", "observer")]
    assert {"IN", "BY", "MN"} <= {*observers}, "with those that may have been one on that day"
    assert not {"KZ", "LK"} & {*observers}
    (first,) = (row for row in json_answer("countries", "--as-of", "2004-05-01") if row["id"] == "MN")
    assert [step["status"] for step in first["undetermined"]] == [None, "observer"]


def test_show_lists_what_is_not_stated_and_links_to_the_quotation(sco: Sco) -> None:
    out = sco("show", "kg-internet-penetration").out
    assert "years, who measured" in out
    assert "#:~:text=from%2043%25%20to%20over%2070%25" in out
    assert "paragraph 18" in out


def test_an_unexpected_error_is_reported_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(app, "app", broken)
    with pytest.raises(SystemExit) as stopped:
        app.main()
    assert stopped.value.code == 3
    assert "RuntimeError: boom" in capsys.readouterr().err
    monkeypatch.setenv("SCO_DEBUG", "1")
    with pytest.raises(RuntimeError):
        app.main()


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_examples_in_the_help_work(sco: Sco, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("mine.toml", "old.toml", "new.toml"):
        (tmp_path / name).write_bytes(SMALL.read_bytes())
    for name in ("gazette.txt", "article.txt"):
        (tmp_path / name).write_text(GAZETTE, "utf-8")
    for name in ("API_IT.NET.USER.ZS.zip", "new.csv"):  # a file is recognized by its content
        (tmp_path / name).write_bytes((DATA / "imports" / "series" / "world_bank.csv").read_bytes())
    for name in ("review.html", "page.html", "feed.json"):  # a page is told from JSON by its content
        (tmp_path / name).write_text('{"@type": "ClaimReview", "claimReviewed": "Roads are of use."}', "utf-8")
    (tmp_path / "library.bib").write_text("@misc{li2019, title = {A}} @misc{bank2020, title = {B}}", "utf-8")
    (tmp_path / "library.json").write_text('[{"id": "k", "type": "book", "title": "T"}]', "utf-8")
    (tmp_path / "countries.toml").write_text('[base]\nid = "c"\ntitle = "C"\nas_of = "2025"\nlicence = "CC0"\n')
    monkeypatch.chdir(tmp_path)
    environ = {"SCO_FACTS": str(SMALL)} if command in ("export", "site") else {}  # which name no record
    examples = re.findall(r"^    sco (.*)$", sco(*command.split(), "--help").out, re.MULTILINE)
    assert examples
    for example in examples:
        assert example.startswith(command)
        # JSON charts and plain text need no extra package.
        arguments = (
            re.split(r" (?:>>?|\|) ", example)[0].replace(".svg", ".json").replace("article.html", "article.txt")
        )
        result = sco(*shlex.split(arguments), **environ)
        if command.startswith("import "):  # what is recognized and left out is said on stderr
            assert result.code == int("--against" in example)
            continue
        said = result.err if command == "site" else ""  # it says where to start
        assert (result.code, result.err) == (int("bundled mine" in example), said)


def test_the_help_of_every_import_says_what_its_success_means() -> None:
    missing = {*IMPORTS} - {*EXIT_CODES_OF}
    assert not missing, f"add {missing} to EXIT_CODES_OF in sco_cli/cli/help_pages.py"


def test_the_list_of_commands_has_the_first_paragraph_of_the_help_of_each() -> None:
    for name, line in COMMANDS.items():
        assert inspect.cleandoc(app.command(name).__doc__ or "").partition("\n\n")[0] == line


def test_python_and_the_command_line_find_the_same_contested_facts() -> None:
    base = load()
    contested = [fact.id for fact in base.facts if standing_of(base, fact) == "contested"]
    assert contested == [row["id"] for row in json_answer("facts", "--standing", "contested")]
