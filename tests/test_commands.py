"""The commands as a user runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from conftest import SMALL, Ran, run_sco

Sco = Callable[..., Ran]

LISTINGS = ("countries", "projects", "metrics", "facts", "sources")
VIEWS = (
    "",
    "country KZ",
    "metric internet-penetration",
    "show kg-internet-penetration",
    "show eid-2025-08-28",
    "compare KG UZ KZ",
)


def answer(*arguments: str) -> Any:
    """What sco answers, read back from json."""
    ran = run_sco(*arguments, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def test_internet_penetration_before_and_after() -> None:
    figures = answer("metric", "internet-penetration")["figures"]
    claim = next(figure for figure in figures if figure["id"] == "kg-internet-penetration")
    assert claim["countries"] == ["KG"]
    assert (claim["before"]["value"], claim["before"]["qualifier"]) == (43, "exact")
    after = claim["after"]
    assert (after["low"], after["low_included"], after["high"], after["high_included"]) == (70, False, 100, True)
    change = claim["change"]
    assert change["text"] == "more than +27 points (more than +62.8 %)"
    assert (change["difference"]["low"], change["difference"]["low_included"]) == (27, False)
    assert Fraction(change["ratio"]["low_fraction"]) == Fraction(70, 43)
    assert change["ratio"]["low"] == 70 / 43


def test_transport_cost_and_coal_output(sco: Sco) -> None:
    assert "-17 USD/t (-53.1 %)" in sco("metric", "transport-cost").out
    coal = sco("metric", "coal-output").out
    assert "x2 to x3" in coal
    assert "the source states no levels" in coal


@pytest.mark.parametrize("name", ["KZ", "kz", "KAZ", "kazakhstan", "Казахстан", "哈萨克斯坦"])
def test_projects_of_a_country_by_whatever_it_is_called(name: str) -> None:
    found = [project["id"] for project in answer("projects", "--country", name)]
    assert found == ["kz-chemical-park-digital-twin", "ktz-huawei-innovation-centre"]


def test_countries_repeat_to_any_of_several() -> None:
    found = [project["id"] for project in answer("projects", "--country", "TJ", "-c", "Kirghizia")]
    assert found == ["kg-5g-network", "tj-digital-healthcare"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("projects --country XX", 'no country "XX"; `sco countries` lists'),
        ("projects --country Khazakstan", "did you mean Kazakhstan (KZ)?"),
        ("country Kyrgyzstn", "did you mean Kyrgyzstan (KG)?"),
        ("metric internet-penetraton", "did you mean internet-penetration?"),
        ("metric penetration", "did you mean internet-penetration"),
        ("show kg-5g", "did you mean kg-5g-network?"),
        ("projects --area roads", 'no area "roads"'),
        ("projects --stage operatng", "did you mean operating?"),
        ("facts --standing contestd", "did you mean contested?"),
        ("facts --kind figur", "did you mean figure?"),
        ("facts --speaker Daruish", 'no speaker "Daruish"'),
        ("countries --status membr", "did you mean member?"),
        ("countries --as-of yesterday", "--as-of"),
        ("facts --format jsn", "did you mean json?"),
        ("projekts", "projects"),
        ("projects --contry KZ", "--country"),
        ("country", "COUNTRY"),
    ],
)
def test_what_is_not_known_exits_2_and_offers_the_nearest(sco: Sco, arguments: str, said: str) -> None:
    ran = sco(*arguments.split())
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Pakistan" not in ran.err
    assert "Traceback" not in ran.err


def test_nothing_found_is_an_answer(sco: Sco) -> None:
    ran = sco("projects", "--country", "IN")
    assert (ran.code, ran.err) == (0, "")
    assert "no project on record matches" in ran.out
    assert sco("projects", "--country", "IN", "--format", "json").out == "[]\n"


@pytest.mark.parametrize("format", ["table", "json"])
@pytest.mark.parametrize("command", [*LISTINGS, *VIEWS])
def test_every_command_answers_in_every_format_and_always_the_same(sco: Sco, command: str, format: str) -> None:
    first, second = (sco(*command.split(), "--format", format, COLUMNS=width) for width in ("40", "200"))
    assert (first.code, first.err) == (0, "")
    assert first.out == second.out
    assert first.out.endswith("\n")
    assert "\x1b" not in first.out
    assert "\u2026" not in first.out
    if format == "json":
        assert isinstance(json.loads(first.out), list if command in LISTINGS else dict)


def test_every_record_has_kind_and_id() -> None:
    for listing in LISTINGS:
        for record in answer(listing):
            assert list(record)[:2] == ["kind", "id"]
    assert {fact["kind"] for fact in answer("facts")} == {"project", "figure", "statement", "event"}
    assert answer("countries")[0]["code"] == answer("countries")[0]["id"]


def test_options_before_the_command_count(sco: Sco) -> None:
    assert "Steppe road" in sco("--facts", SMALL, "projects").out
    assert json.loads(sco("--format", "json", "metrics").out)


@pytest.mark.parametrize("arguments", ["", "-h", "--help", "projects -h", "show --help", "--version"])
def test_asking_for_help_is_no_error(sco: Sco, arguments: str) -> None:
    ran = sco(*arguments.split())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out


def test_the_version_names_the_base(sco: Sco) -> None:
    out = sco("--version").out
    assert out.startswith("sco 0.")
    assert "SCO digital economy as of 20" in out
    assert f"{len(answer('facts'))} facts" in out


def test_the_version_needs_neither_pydantic_nor_rich() -> None:
    import subprocess
    import sys

    command = [sys.executable, "-X", "importtime", "-m", "sco_cli", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "| pydantic" not in done.stderr
    assert "rich.table" not in done.stderr


@pytest.mark.parametrize("country", ["EG", "KG", "MN", "CN", "TJ", "IN", "LA"])
def test_a_country_is_briefed_on(country: str) -> None:
    view = answer("country", country)
    assert view["code"] == country
    assert view["history"]
    assert sum(view["standings"].values()) == sum(
        len(view[kind]) for kind in ("projects", "figures", "statements", "events")
    )
    assert set(view) >= {"status", "since", "series", "sources"}


def test_a_status_has_its_day() -> None:
    before = {row["id"]: row["status"] for row in answer("countries", "--as-of", "2025-08-28")}
    after = {row["id"]: row["status"] for row in answer("countries", "--as-of", "2025-09-01")}
    assert (before["MN"], before["EG"], before["LA"]) == ("observer", "dialogue-partner", None)
    assert (after["MN"], after["EG"], after["LA"]) == ("partner", "partner", "partner")


def test_filters_combine() -> None:
    assert [row["id"] for row in answer("projects", "--country", "UZ", "--stage", "trial")] == [
        "uz-digital-skills-platform"
    ]
    assert [row["id"] for row in answer("projects", "--organization", "KTZ")] == ["ktz-huawei-innovation-centre"]
    assert {row["kind"] for row in answer("facts", "--kind", "statement", "--speaker", "Ahmed M. Darwish")} == {
        "statement"
    }


def test_show_says_what_is_not_stated_and_leads_to_the_words(sco: Sco) -> None:
    out = sco("show", "kg-internet-penetration").out
    assert "years, who measured" in out
    assert "#:~:text=from%2043%25%20to%20over%2070%25" in out
    assert "paragraph 18" in out


def test_a_bug_is_a_sentence_and_not_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sco_cli import cli

    def broken(**_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 3
    assert "RuntimeError: boom" in capsys.readouterr().err
    monkeypatch.setenv("SCO_DEBUG", "1")
    with pytest.raises(RuntimeError):
        cli.main()
