"""The article that the bundled base started from: what is read in it is what the base has, and can be drafted again."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import tomli
from support.paths import ROOT
from support.runner import run_sco

ARTICLE = "eid-2025-08-28"
NUMBER_KEYS = ("before", "after", "value", "change")
KEYS = ("metric", "countries", "countries_open", *NUMBER_KEYS, "period")

pytestmark = pytest.mark.slow  # they run on the bundled base


@pytest.fixture
def figures() -> list[dict[str, object]]:
    """The figures of the bundled base that the article states."""
    tables = tomli.loads((ROOT / "data" / "facts.toml").read_text("utf-8"))
    return [figure for figure in tables["figures"] if evidence_of(figure)]


def evidence_of(figure: dict[str, object]) -> list[dict[str, object]]:
    evidence = figure["evidence"]
    assert isinstance(evidence, list)
    return [item for item in evidence if item["source"] == ARTICLE and item.get("stance", "states") == "states"]


@pytest.mark.parametrize("options", [(), ("--source", ARTICLE)])
def test_every_figure_that_cites_the_article_is_entered_and_nothing_else_is(
    options: tuple[str, ...], figures: list[dict[str, object]], shared_sources: Path
) -> None:
    result = run_sco("read", shared_sources / f"{ARTICLE}.txt", *options, "--format", "json")
    records = json.loads(result.out)
    entered = {item["id"] for record in records if record["verdict"] == "entered" for item in record["on_record"]}
    assert entered == {figure["id"] for figure in figures}
    levels = sum(len([key for key in NUMBER_KEYS if key in figure]) for figure in figures)
    assert len([record for record in records if record["verdict"] == "entered"]) == levels


def test_the_article_drafted_into_an_empty_base_gives_most_of_its_figures(
    figures: list[dict[str, object]], shared_sources: Path, tmp_path: Path
) -> None:
    text = (ROOT / "data" / "facts.toml").read_text("utf-8")
    kept = [
        re.sub(r"(?ms)^status = \[.*?^\]\n|^status = \[.*?\]\n", "", block)
        for block in re.split(r"(?m)^(?=\[\[|\[base)", text)
        if block.startswith(("[base]", "[[metrics]]", "[[areas]]", "[[countries]]"))
    ]
    base = tmp_path / "mine.toml"
    base.write_text("\n".join(kept), "utf-8")
    options = ("--source", ARTICLE, "--new-source", "--facts", base)
    draft = run_sco("draft", shared_sources / f"{ARTICLE}.txt", *options).out
    drafted = tomli.loads(draft)["figures"]
    same = [figure["id"] for figure in figures if any(is_same(figure, other) for other in drafted)]
    assert len(same) >= 12, same
    base.write_text(f"{base.read_text('utf-8')}\n{draft}", "utf-8")
    source = f"{ARTICLE}={shared_sources / f'{ARTICLE}.txt'}"
    problems = json.loads(run_sco("check", base, "--source-text", source, "--coverage", "--format", "json").out)
    assert {problem["rule"] for problem in problems} <= {"todo", "unused"}


def is_same(figure: dict[str, object], drafted: dict[str, object]) -> bool:
    """Whether a drafted figure is one of the base, on the same paragraph; countries may be in another order."""
    return all(plain(figure.get(key)) == plain(drafted.get(key)) for key in KEYS) and (
        evidence_of(figure)[0]["paragraph"] == evidence_of(drafted)[0]["paragraph"]
    )


def plain(value: object) -> object:
    return sorted(value) if isinstance(value, list) else value


def test_numbers_in_news_are_found_as_experts_marked_them(shared_sources: Path) -> None:
    folder = shared_sources.parent / "quantities"
    environ_path = Path(sys.executable).parent
    result = subprocess.run(
        [sys.executable, str(folder / "score.py")],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": str(environ_path), "SCO_CACHE": "off", "LC_ALL": "C.UTF-8"},
    )
    score = re.search(r"F1 ([\d.]+); hedges right in \d+ of \d+ \(([\d.]+)\)", result.stdout)
    assert score, result.stdout
    assert float(score[1]) >= 0.93 and float(score[2]) >= 0.93, result.stdout
