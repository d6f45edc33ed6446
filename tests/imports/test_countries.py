"""`sco import countries`: blocks of countries by ISO 3166-1 and the CLDR, whatever the user calls the country."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import tomli
from support.checks import reported_problems
from support.paths import ROOT
from support.runner import run_sco

from sco_cli.imports.usual_names import USUAL_NAMES, alpha2_by_usual_name
from sco_cli.models.iso_countries import iso_countries

pytest.importorskip("babel")
pytest.importorskip("pycountry")


def blocks(*arguments: str | Path) -> list[dict[str, Any]]:
    """The countries that the command writes."""
    result = run_sco("import", "countries", *arguments)
    assert result.code == 0, result.err
    countries: list[dict[str, Any]] = tomli.loads(result.out).get("countries", [])
    return countries


@pytest.mark.parametrize("name", ["MN", "mn", "MNG", "496", "Mongolia", "Монголия", "蒙古", " mongolia ", "Mongólia"])
def test_a_country_is_found_by_codes_numbers_and_names(name: str) -> None:
    (country,) = blocks(name)
    assert (country["code"], country["alpha3"], country["name"]) == ("MN", "MNG", "Mongolia")
    assert {"Монголия", "蒙古"} <= {*country["aliases"]}


@pytest.mark.parametrize(
    ("name", "code"),
    [("4", "AF"), ("004", "AF"), ("UK", "GB"), ("Kyrgyz Republic", "KG"), ("КНР", "CN"), ("臺灣", "TW")],
)
def test_other_names_lead_to_a_country_too(name: str, code: str) -> None:
    assert [country["code"] for country in blocks(name)] == [code]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Kazakstann", "did you mean Kazakhstan (KZ)?"),
        ("England", "did you mean United Kingdom (GB)?"),
        (" holland", "did you mean Netherlands (NL)?"),
        ("Ivory Coast", "did you mean Côte d’Ivoire (CI)?"),
        ("Swaziland", "did you mean Eswatini (SZ)?"),
        ("Голландия", "did you mean Netherlands (NL)?"),
        ("Узбекистн", "did you mean Uzbekistan (UZ)?"),
        ("999", "such as KG"),
        ("150", "such as KG"),  # Europe, by M49
        ("XK", "such as KG"),
        ("", "such as KG"),
        ("x" * 100_000, "such as KG"),
    ],
)
def test_an_unknown_country_is_refused_with_the_nearest_name(name: str, hint: str) -> None:
    result = run_sco("import", "countries", "KG", name)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f'sco: no country "{name}"; ')
    assert hint in result.err


def test_no_usual_name_is_the_name_of_another_country_by_the_lists() -> None:
    from sco_cli.imports.country_names import alpha2_by_spelling  # needs the extra

    by_lists = alpha2_by_spelling()
    assert {name: by_lists.get(name, code) for name, code in alpha2_by_usual_name().items()} == alpha2_by_usual_name()
    assert {*USUAL_NAMES} <= {*iso_countries()}


def test_without_countries_the_usage_is_said() -> None:
    result = run_sco("import", "countries")
    assert (result.code, result.out) == (2, "")
    assert "--missing-from" in result.err


def test_a_country_that_is_named_twice_is_written_once() -> None:
    assert [country["code"] for country in blocks("KZ", "Kazakhstan", "398")] == ["KZ"]


def test_all_countries_together_are_a_base_without_a_problem(tmp_path: Path) -> None:
    base = tmp_path / "world.toml"
    written = run_sco("import", "countries", *iso_countries()).out
    head = '[base]\nid = "world"\ntitle = "World"\nas_of = "2025"\nlicence = "CC0"\n\n'
    base.write_text(head + written, "utf-8")
    assert len(tomli.loads(written)["countries"]) == len(iso_countries())
    assert reported_problems(base, "--ignore", "unused") == []


MISSING = """
[base]
id = "mine"
title = "Mine"
as_of = "2025"
licence = "CC0"
{extends}
[[countries]]
code = "JP"
alpha3 = "JPN"
name = "Japan"

[[events]]
id = "meeting"
countries = ["JP", "KZ", "IS", "KZ"]
evidence = 3
"""


def test_the_countries_that_a_base_names_and_lacks_are_written(tmp_path: Path) -> None:
    base = tmp_path / "mine.toml"
    base.write_text(MISSING.format(extends=""), "utf-8")
    assert [country["code"] for country in blocks("--missing-from", base)] == ["KZ", "IS"]
    base.write_text(MISSING.format(extends='extends = "bundled"'), "utf-8")
    assert [country["code"] for country in blocks("--missing-from", base)] == ["IS"]


def test_of_named_countries_those_that_the_base_has_are_left_out_and_named(tmp_path: Path) -> None:
    base = tmp_path / "mine.toml"
    base.write_text(MISSING.format(extends=""), "utf-8")
    result = run_sco("import", "countries", "JP", "FR", "--missing-from", base)
    assert result.code == 0
    assert [country["code"] for country in tomli.loads(result.out)["countries"]] == ["FR"]
    assert "sco: JP: left out, because the base has it\n" in result.err


def test_a_code_that_is_none_of_iso_is_refused(tmp_path: Path) -> None:
    base = tmp_path / "mine.toml"
    base.write_text(MISSING.format(extends="").replace('"IS"', '"QX"'), "utf-8")
    result = run_sco("import", "countries", "--missing-from", base)
    assert (result.code, result.out) == (2, "")
    assert f'no country "QX"; {base} refers to it' in result.err


def test_without_the_extra_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "sco_cli.imports.country_names", raising=False)
    monkeypatch.setitem(sys.modules, "babel", None)
    result = run_sco("import", "countries", "KG")
    assert (result.code, result.out) == (2, "")
    assert "pip install 'sco-cli[import]'" in result.err


@pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="the documentation is not beside the tests")
def test_the_guide_shows_what_the_command_writes() -> None:
    guide = (ROOT / "docs" / "import.md").read_text("utf-8")
    assert f"```toml{run_sco('import', 'countries', 'JPN').out}```" in guide
