"""`sco new`: the head of a base of one's own, which is valid but for what is still to be written."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli
from support.checks import reported_problems
from support.runner import run_sco


def test_a_new_base_extends_the_bundled_one_and_has_its_title_and_licence_to_be_written(tmp_path: Path) -> None:
    result = run_sco("new")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "#:schema ./facts.schema.json"
    assert tomli.loads(result.out)["base"]["extends"] == "bundled"
    path = tmp_path / "mine.toml"
    path.write_text(result.out, "utf-8")
    assert reported_problems(path) == [(5, "still says TODO; fill it in"), (7, "still says TODO; fill it in")]
    assert reported_problems(path, "--ignore", "todo") == []


def test_the_examples_in_a_new_base_are_valid_without_the_number_signs(tmp_path: Path) -> None:
    head, comment, examples = run_sco("new").out.partition("# A source and a figure")
    uncommented = [line.removeprefix("# ").removeprefix("#") for line in examples.splitlines()[1:]]
    path = tmp_path / "mine.toml"
    path.write_text(head + "\n".join(uncommented), "utf-8")
    assert comment
    assert [*tomli.loads(path.read_text("utf-8"))] == ["base", "sources", "figures"]
    assert reported_problems(path, "--ignore", "todo") == []


def test_a_new_base_with_countries_stands_by_itself(tmp_path: Path) -> None:
    result = run_sco("new", "--countries", "KG, Узбекистан,,Georgia,jp")
    assert (result.code, result.err) == (0, "")
    base = tomli.loads(result.out)
    assert "extends" not in base["base"]
    assert [(country["code"], country["alpha3"], country["name"]) for country in base["countries"]] == [
        ("KG", "KGZ", "Kyrgyzstan"),
        ("UZ", "UZB", "Uzbekistan"),
        ("GE", "GEO", "Georgia"),
        ("JP", "JPN", "Japan"),
    ]
    path = tmp_path / "mine.toml"
    path.write_text(result.out, "utf-8")
    assert reported_problems(path, "--ignore", "todo") == []
    assert run_sco("countries", "--facts", path).code == 0


def test_the_names_of_a_country_are_its_aliases() -> None:
    (country,) = tomli.loads(run_sco("new", "--countries", "KZ").out)["countries"]
    assert {"Казахстан", "哈萨克斯坦"} <= {*country["aliases"]}


@pytest.mark.parametrize("name", ["Atlantis", "X", "KZG", "Kazakstann"])
def test_an_unknown_country_is_refused(name: str) -> None:
    result = run_sco("new", "--countries", f"KZ,{name}")
    assert (result.code, result.out) == (2, "")
    assert f'"{name}"' in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("names", ["", ", ,"])
def test_a_list_without_a_country_is_refused(names: str) -> None:
    result = run_sco("new", "--countries", names)
    assert (result.code, result.out, result.err) == (2, "", "sco: --countries: name at least one country\n")
