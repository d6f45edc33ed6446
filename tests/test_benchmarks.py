"""The benchmarks measure what they say; nothing is timed here. Skipped where they are not beside the tests."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from conftest import TESTS, run_sco

from sco_cli import load

BENCHMARKS = TESTS.parent / "benchmarks"
FACTS = 300

pytestmark = [
    pytest.mark.skipif(not BENCHMARKS.is_dir(), reason="the benchmarks are not here"),
    pytest.mark.skipif(not hasattr(os, "wait4"), reason="this system does not tell the memory of one child"),
]


@pytest.fixture(autouse=True)
def _found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tests import what is beside them."""
    monkeypatch.syspath_prepend(TESTS.parent)


def generated(file: Path, seed: int = 1) -> Path:
    """A generated base of a few facts."""
    from benchmarks import generate

    generate.write(file, FACTS, seed)
    return file


def readme() -> str:
    return (BENCHMARKS / "README.md").read_text("utf-8")


def test_a_generated_base_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    first, again, other = (generated(tmp_path / f"{name}.toml", seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert first.read_bytes() == again.read_bytes()
    assert first.read_bytes() != other.read_bytes()


def test_a_generated_base_has_the_facts_and_shape_asked_for(tmp_path: Path) -> None:
    file = generated(tmp_path / "base.toml")
    base = load(file)
    kinds = [fact.kind for fact in base.facts]
    assert len(kinds) == FACTS
    assert [kinds.count(kind) for kind in ("project", "figure", "statement", "event")] == [82, 105, 75, 38]
    assert len(list(base.of_kind("source"))) == FACTS / 50
    assert any(len(fact.evidence) > 1 for fact in base.facts)
    assert any(fact.period for fact in base.facts)
    assert {"over", "nearly", "exact"} <= {figure.value.qualifier for figure in base.figures if figure.value}
    assert 230 <= file.stat().st_size / FACTS <= 290


def test_the_check_finds_nothing_in_a_generated_base(tmp_path: Path) -> None:
    ran = run_sco("check", generated(tmp_path / "base.toml"))
    assert (ran.code, ran.err) == (0, "")


def test_a_run_has_the_time_memory_and_output_of_the_child(tmp_path: Path) -> None:
    from benchmarks.measuring import Command, python, run

    large = Command("large", python("import time; kept = b'1' * 60_000_000; time.sleep(0.1); print(len(kept))"))
    ran = run(large, tmp_path)
    assert ran.seconds >= 0.1
    assert 60_000_000 < ran.memory < 600_000_000
    assert ran.output == "60000000\n"


def test_the_memory_of_a_run_is_not_that_of_the_process_that_measures(tmp_path: Path) -> None:
    from benchmarks.measuring import Command, python, run

    kept = b"1" * 100_000_000
    assert run(Command("small", python("pass")), tmp_path).memory < len(kept)


def test_runs_are_interleaved_after_one_to_warm_up(tmp_path: Path) -> None:
    from benchmarks.measuring import Command, interleaved, python

    said = "open('said', 'a').write({!r})"
    measured = interleaved([Command(name, python(said.format(name))) for name in "ab"], 2, tmp_path)
    assert (tmp_path / "said").read_text() == "ab" * 3
    assert [len(one.runs) for one in measured] == [2, 2]


def test_children_do_not_get_what_would_slow_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from benchmarks.measuring import LEFT_OUT, Command, python, run

    for name in LEFT_OUT:
        monkeypatch.setenv(name, "1")
    shown = run(Command("shown", python("import os; print(*os.environ)"), {"ADDED": "1"}), tmp_path).output.split()
    assert not set(LEFT_OUT).intersection(shown)
    assert "ADDED" in shown


def test_a_command_that_fails_is_told_of_with_its_reason(tmp_path: Path) -> None:
    from benchmarks.measuring import Command, Failed, python, run

    with pytest.raises(Failed, match=r"odd: exit code 3\nwhy"):
        run(Command("odd", python("import sys; sys.stderr.write('why'); sys.exit(3)")), tmp_path)
    with pytest.raises(Failed, match="none: it cannot be started"):
        run(Command("none", ("no-such-program",)), tmp_path)


def test_the_readme_names_the_parts_and_the_peers() -> None:
    from benchmarks.__main__ import PARTS
    from benchmarks.peers import PEERS

    assert re.findall(r"^### (\w+)$", readme(), re.MULTILINE) == list(PARTS)
    assert re.findall(r"^\| ([\w-]+) \| ", readme(), re.MULTILINE)[1:] == [peer.name for peer in PEERS]


def test_every_peer_in_python_is_listed_for_installation() -> None:
    from benchmarks.peers import PEERS

    listed = re.findall(r"^([\w-]+)>=", (BENCHMARKS / "peers.txt").read_text("utf-8"), re.MULTILINE)
    assert listed == sorted(peer.package for peer in PEERS if peer.package)


def test_a_peer_that_is_not_here_is_told_apart_from_one_that_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from benchmarks import peers

    ways = (("here", "typer", "python"), ("away", "no-such-package", "python"), ("native", "", "no-such-program"))
    monkeypatch.setattr(peers, "PEERS", [peers.Peer(name, package, (program,)) for name, package, program in ways])
    here, *others = [command for _, command in peers.found(Path(sys.executable).parents[1], tmp_path)]
    assert here
    assert here.name.startswith("here ")
    assert others == [None, None]
    assert [command for _, command in peers.found(None, tmp_path)] == [None] * 3


def test_an_answer_must_name_the_projects_and_no_other(tmp_path: Path) -> None:
    from benchmarks.measuring import Command, python
    from benchmarks.peers import ANSWER, mistake

    def said(*ids: str) -> str:
        return mistake(Command("peer", python(f"print({ids!r})")), tmp_path, {"other"})

    assert said(*ANSWER) == ""
    assert said(*ANSWER, "other") == "another answer"
    assert said() == "another answer"
    assert mistake(Command("peer", python("1/0")), tmp_path, {"other"}) == "ends with an error"
