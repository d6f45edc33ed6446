"""Fuzzes the targets with atheris: `python tests/fuzz/run.py [--seconds N] [TARGET...]`, or `nox -s fuzz -- N`.

What is found is kept in `.fuzz/`: in `corpus/TARGET/` the inputs that reached something new, from which the next run
goes on, and in `findings/TARGET/` those for which the target failed. `--merge` adds to the corpus in the repository the
smallest inputs that reach branches which it does not reach yet.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
KEPT = ROOT / ".fuzz"

sys.path.insert(0, str(TESTS))
os.environ["PYTHONPATH"] = str(TESTS)  # for the processes of a merge

from fuzz import worker  # noqa: E402  # found on the path that is set above
from fuzz.targets import CORPUS, TARGETS, seeds  # noqa: E402

MAX_LENGTH = 1500
"""Bytes of an input; `repeats` makes longer ones."""

MAX_MERGED_LENGTH = 200
"""Bytes of an input that is added to the corpus in the repository."""

TIMEOUT = 60
"""Seconds after which an input counts as a finding."""


class Outcome(NamedTuple):
    """What came of fuzzing a target."""

    target: str
    executions: int
    rate: int
    edges: int
    findings: Sequence[Path]
    failure: str
    """Why the process ended before its time; empty if it did not."""

    @property
    def line(self) -> str:
        """The outcome on one line."""
        executions = f"{self.executions:9,} executions {self.rate:7,}/s"
        return f"{self.target:12}{executions} {self.edges:6,} edges {len(self.findings):3} findings"


def run_processes(targets: Sequence[str], processes: int, options: Callable[[str], Sequence[str | Path]]) -> None:
    """Run a process with those options for each target, that many at a time; the messages go to `.fuzz/TARGET.log`.

    The processes are copies of this one, in which all modules are instrumented: that takes seconds.
    """
    waiting = [*targets]
    running = 0
    while waiting or running:
        if waiting and running < processes:
            target = waiting.pop(0)
            arguments = [str(option) for option in options(target)]
            if os.fork() == 0:
                log = os.open(KEPT / f"{target}.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                for stream in (1, 2):
                    os.dup2(log, stream)
                worker.fuzz(target, *arguments)
            running += 1
        else:
            os.wait()
            running -= 1


def fuzz(targets: Sequence[str], processes: int, seconds: int) -> list[Outcome]:
    """Fuzz each target for that many seconds, or until something is found."""
    for target in targets:
        for folder in ("corpus", "findings"):
            (KEPT / folder / target).mkdir(parents=True, exist_ok=True)
        write_dictionary(target)

    def options(target: str) -> Sequence[str | Path]:
        return (
            *(KEPT / "corpus" / target, CORPUS / target),
            f"-dict={KEPT / target}.dict",
            f"-artifact_prefix={KEPT / 'findings' / target}/",
            f"-max_total_time={seconds}",
            f"-max_len={MAX_LENGTH}",
            f"-timeout={TIMEOUT}",
            *(["-seed=1"] if "CI" in os.environ else []),  # as far as the time allows, the same inputs every time
        )

    run_processes(targets, processes, options)
    return [outcome(target) for target in targets]


def outcome(target: str) -> Outcome:
    """What the messages of a process say."""
    messages = (KEPT / f"{target}.log").read_text("utf-8", errors="replace")
    statuses = re.findall(r"^#(\d+)\t.*?cov: (\d+) .*?exec/s: (\d+)", messages, re.MULTILINE)
    executions, edges, rate = map(int, statuses[-1]) if statuses else (0, 0, 0)
    findings = [Path(name) for name in re.findall(r"Test unit written to (.+)", messages)]
    is_finished = re.search(r"^Done \d+ runs", messages, re.MULTILINE) and not findings
    raised = messages.partition("=== Uncaught Python exception: ===\n")[2].partition("\n==")[0]
    failure = "" if is_finished else raised or "\n".join(messages.splitlines()[-40:])
    return Outcome(target, executions, rate, edges, findings, failure)


def write_dictionary(target: str) -> None:
    """Write the words and marks of the corpus of a target, which libFuzzer makes inputs of."""
    words = {word for seed in seeds(target).values() for word in re.findall(rb"[\w\x80-\xff-]+|[^\w\s]+", seed)}
    entries = ("".join(f"\\x{byte:02x}" for byte in word) for word in sorted(words) if len(word) < 32)
    (KEPT / f"{target}.dict").write_text("".join(f'"{entry}"\n' for entry in entries), "ascii")


def merge(targets: Sequence[str], processes: int) -> None:
    """Add to the corpus in the repository the smallest inputs that reach branches which it does not reach yet."""
    options = ("-merge=1", "-use_counters=0", f"-max_len={MAX_MERGED_LENGTH}", f"-timeout={TIMEOUT}")
    run_processes(targets, processes, lambda target: (*options, CORPUS / target, KEPT / "corpus" / target))
    for target in targets:
        messages = (KEPT / f"{target}.log").read_text("utf-8", errors="replace")
        print(target, *re.findall(r"MERGE-OUTER: (\d+ new files.*)", messages))


def report(outcomes: Sequence[Outcome]) -> int:
    """Print an outcome a line, and what to do about the findings; 1 if there are any."""
    for each in outcomes:
        print(each.line)
    failed = [each for each in outcomes if each.failure]
    for each in failed:
        print(f"\n--- {each.target}\n{each.failure.rstrip()}")
        for path in each.findings:
            corpus = (CORPUS / each.target).relative_to(ROOT)
            print(f"The input begins with {path.read_bytes()[:200]!r}")
            print(f"To run it again and keep it as a test: cp {path.relative_to(ROOT)} {corpus}/; pytest tests/fuzz")
    return 1 if failed else 0


def main() -> int:
    """Fuzz side by side, or merge; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=40, help="how long to fuzz in all; 40 by default")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="by default one for each core")
    parser.add_argument("--merge", action="store_true", help="add to the corpus in the repository")
    options = parser.parse_args()
    targets = options.targets or [*TARGETS]
    if unknown := {*targets} - {*TARGETS}:
        parser.error(f"there is no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    if options.merge:
        merge(targets, options.processes)
        return 0
    return report(fuzz(targets, options.processes, max(1, options.seconds * options.processes // len(targets))))


if __name__ == "__main__":
    sys.exit(main())
