"""Tests of the benchmarks themselves: what they generate, how they measure, what their README lists."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from support.paths import ROOT
from support.runner import run_sco

from sco_cli import load
from sco_cli.queries.standing import standing_of

BENCHMARKS = ROOT / "benchmarks"
FACTS = 300

pytestmark = [
    pytest.mark.skipif(not BENCHMARKS.is_dir(), reason="the benchmarks are not here"),
    pytest.mark.skipif(not hasattr(os, "wait4"), reason="this system does not report the memory of a child process"),
]


@pytest.fixture(autouse=True)
def _import_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the package `benchmarks` importable."""
    monkeypatch.syspath_prepend(ROOT)


def generate_base(file: Path, seed: int = 1) -> Path:
    """Write a generated base of FACTS facts and return its path."""
    from benchmarks import generate

    generate.write(file, FACTS, seed)
    return file


def readme() -> str:
    return (BENCHMARKS / "README.md").read_text("utf-8")


def test_the_same_seed_generates_the_same_base(tmp_path: Path) -> None:
    first, again, other = (
        generate_base(tmp_path / f"{name}.toml", seed) for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first.read_bytes() == again.read_bytes()
    assert first.read_bytes() != other.read_bytes()


def test_a_generated_base_has_the_requested_number_and_mix_of_facts(tmp_path: Path) -> None:
    file = generate_base(tmp_path / "base.toml")
    base = load(file)
    kinds = [fact.kind for fact in base.facts]
    assert len(kinds) == FACTS
    assert [kinds.count(kind) for kind in ("project", "figure", "statement", "event")] == [82, 105, 75, 38]
    assert len(list(base.of_kind("source"))) == FACTS / 50
    assert {standing_of(base, fact) for fact in base.facts} == {"single-source", "corroborated", "contested"}
    assert any(fact.period for fact in base.facts)
    assert {"over", "nearly", "exact"} <= {figure.value.qualifier for figure in base.figures if figure.value}
    assert 230 <= file.stat().st_size / FACTS <= 290


@pytest.mark.parametrize("name", ["base.toml", "base.jsonl"])
def test_check_reports_no_problem_in_a_generated_base(name: str, tmp_path: Path) -> None:
    result = run_sco("check", generate_base(tmp_path / name))
    assert (result.code, result.err) == (0, "")


def test_generated_json_lines_are_those_that_sco_exports(tmp_path: Path) -> None:
    from_lines, from_toml = (generate_base(tmp_path / name) for name in ("base.jsonl", "base.toml"))
    assert run_sco("export", tmp_path / "exported.jsonl", "--facts", from_toml).code == 0
    assert from_lines.read_bytes() == (tmp_path / "exported.jsonl").read_bytes()


def test_more_json_lines_repeat_the_facts_with_ids_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from benchmarks import generate

    monkeypatch.setattr(generate, "DIFFERENT_FACTS", 120)
    file = generate_base(tmp_path / "base.jsonl")
    base = load(file)
    assert len(base.facts) == FACTS
    first, copies = base.project("project-0"), (base.project("project-0-120"), base.project("project-0-240"))
    assert {copy.model_copy(update={"id": first.id}) for copy in copies} == {first}
    assert run_sco("export", tmp_path / "exported.jsonl", "--facts", file).code == 0
    lines = [sorted(path.read_text("utf-8").splitlines()) for path in (file, tmp_path / "exported.jsonl")]
    assert lines[0] == lines[1]


def test_a_run_records_time_memory_and_output_of_the_child_process(tmp_path: Path) -> None:
    from benchmarks.measurement import Command, python, run

    large = Command("large", python("data = b'1' * 60_000_000; sum(range(3_000_000)); print(len(data))"))
    measured = run(large, tmp_path)
    assert 0.02 < measured.seconds < 60
    assert 60_000_000 < measured.memory < 600_000_000
    assert measured.output == "60000000\n"


def test_the_memory_of_a_run_excludes_the_measuring_process(tmp_path: Path) -> None:
    from benchmarks.measurement import Command, python, run

    data = b"1" * 100_000_000
    assert run(Command("small", python("pass")), tmp_path).memory < len(data)


def test_runs_are_interleaved_after_a_warm_up_run(tmp_path: Path) -> None:
    from benchmarks.measurement import Command, measure_interleaved, python

    append_name = "open('log', 'a').write({!r})"
    measurements = measure_interleaved([Command(name, python(append_name.format(name))) for name in "ab"], 2, tmp_path)
    assert (tmp_path / "log").read_text() == "ab" * 3
    assert [len(measurement.runs) for measurement in measurements] == [2, 2]


def test_variables_that_distort_the_timing_are_removed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from benchmarks.measurement import REMOVED_VARIABLES, Command, python, run

    for name in REMOVED_VARIABLES:
        monkeypatch.setenv(name, "1")
    command = Command("environment", python("import os; print(*os.environ)"), {"ADDED": "1"})
    variables = run(command, tmp_path).output.split()
    assert not set(REMOVED_VARIABLES).intersection(variables)
    assert "ADDED" in variables


def test_the_error_of_a_failing_command_has_its_reason(tmp_path: Path) -> None:
    from benchmarks.measurement import Command, CommandFailed, python, run

    with pytest.raises(CommandFailed, match=r"odd: exit code 3\nwhy"):
        run(Command("odd", python("import sys; sys.stderr.write('why'); sys.exit(3)")), tmp_path)
    with pytest.raises(CommandFailed, match="none: it cannot be started"):
        run(Command("none", ("no-such-program",)), tmp_path)


def test_the_readme_lists_the_parts_and_the_peers() -> None:
    from benchmarks.__main__ import PARTS
    from benchmarks.peers import PEERS

    assert re.findall(r"^### (\w+)$", readme(), re.MULTILINE) == list(PARTS)
    assert re.findall(r"^\| ([\w-]+) \| ", readme(), re.MULTILINE)[1:] == [peer.name for peer in PEERS]


def test_every_python_peer_is_in_peers_txt() -> None:
    from benchmarks.peers import PEERS

    packages = re.findall(r"^([\w-]+)>=", (BENCHMARKS / "peers.txt").read_text("utf-8"), re.MULTILINE)
    assert packages == sorted(peer.package for peer in PEERS if peer.package)


def test_only_installed_peers_have_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks import peers

    programs = (("here", "typer", "python"), ("away", "no-such-package", "python"), ("native", "", "no-such-program"))
    monkeypatch.setattr(peers, "PEERS", [peers.Peer(name, package, (program,)) for name, package, program in programs])
    here, *others = [command for _, command in peers.peer_commands(Path(sys.executable).parents[1], tmp_path)]
    assert here
    assert here.name.startswith("here ")
    assert others == [None, None]
    assert [command for _, command in peers.peer_commands(None, tmp_path)] == [None] * 3


def test_a_right_answer_names_the_expected_projects_and_no_others(tmp_path: Path) -> None:
    from benchmarks.measurement import Command, python
    from benchmarks.peers import find_mistake

    def mistake_of_printing(*ids: str) -> str:
        return find_mistake(Command("peer", python(f"print({ids!r})")), tmp_path, {"project-1", "project-12"})

    assert mistake_of_printing("project-1", "project-12") == ""
    assert mistake_of_printing("project-1", "project-12", "project-2") == "wrong answer"
    assert mistake_of_printing("project-12") == mistake_of_printing() == "wrong answer"
    assert find_mistake(Command("peer", python("1/0")), tmp_path, {"project-1"}) == "ends with an error"
