"""Fuzzes the targets with atheris: `python tests/fuzz/run.py [--seconds N] [TARGET...]`, or `nox -s fuzz -- N`.

What is found is kept in `.fuzz/`: in `corpus/TARGET/` the inputs that reached code that none had reached before, from
which the next run goes on, and in `findings/TARGET/` those for which the target failed. `--merge` adds the smallest
inputs that reach all lines that any has reached to the corpus in the repository.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).parent.parent
ROOT = TESTS.parent
sys.path.insert(0, str(TESTS))

from fuzz.targets import CORPUS, TARGETS, seeds  # noqa: E402  # found on the path set above

KEPT = ROOT / ".fuzz"
MAX_LENGTH = 1500
"""Bytes of an input; `repeats` makes longer ones."""

MAX_MERGED_LENGTH = 200
"""Bytes of an input that is added to the corpus in the repository."""

TIMEOUT = 60
"""Seconds after which an input counts as a finding."""

MIN_SECONDS = 2
"""The shortest time for a target, most of which is spent on the corpus."""


class Outcome(NamedTuple):
    """What came of fuzzing a target: how many inputs it was run on, in how many seconds, and what was found."""

    target: str
    executions: int
    seconds: int
    edges: int
    findings: Sequence[Path]
    report: str
    """The message about the finding; that of a worker that could not begin."""

    @property
    def line(self) -> str:
        """The outcome on one line."""
        rate = self.executions // max(self.seconds, 1)
        counts = f"{self.executions:10,} executions {rate:7,}/s {self.edges:6,} edges"
        return f"{self.target:12} {counts} {len(self.findings):3} findings"


def run_worker(target: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run atheris on a target with options of libFuzzer; its messages are on standard error."""
    return subprocess.run(
        [sys.executable, "-m", "fuzz.worker", target, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def fuzz(target: str, seconds: int) -> Outcome:
    """Fuzz a target for that many seconds, or until something is found."""
    corpus, findings = (KEPT / name / target for name in ("corpus", "findings"))
    for folder in (corpus, findings):
        folder.mkdir(parents=True, exist_ok=True)
    before = {*findings.iterdir()}
    done = run_worker(
        target,
        *(corpus, CORPUS / target),
        f"-dict={write_dictionary(target)}",
        f"-artifact_prefix={findings}/",
        f"-max_total_time={seconds}",
        f"-max_len={MAX_LENGTH}",
        f"-timeout={TIMEOUT}",
        *(["-seed=1"] if "CI" in os.environ else []),  # as far as the time allows, the same inputs every time
    )
    statuses = re.findall(r"^#(\d+)\t.*?cov: (\d+)", done.stderr, re.MULTILINE)
    executions, edges = map(int, statuses[-1]) if statuses else (0, 0)
    finished = re.search(r"^Done (\d+) runs in (\d+) second", done.stderr, re.MULTILINE)
    if finished:
        executions, seconds = map(int, finished.groups())
    found = sorted({*findings.iterdir()} - before)
    report = "" if done.returncode == 0 and finished else failure(done.stderr)
    return Outcome(target, executions, seconds, edges, found, report)


def failure(messages: str) -> str:
    """The part of the messages of a worker that says why it ended."""
    about_exception = messages.partition("=== Uncaught Python exception: ===\n")[2].partition("\n==")[0]
    return about_exception or "\n".join(line for line in messages.splitlines()[-40:] if not line.startswith("INFO"))


def write_dictionary(target: str) -> Path:
    """A file with the words and marks of the target's corpus, which libFuzzer makes inputs of."""
    words = {word for seed in seeds(target).values() for word in re.findall(rb"[\w\x80-\xff-]+|[^\w\s]+", seed)}
    path = KEPT / f"{target}.dict"
    entries = ("".join(f"\\x{byte:02x}" for byte in word) for word in sorted(words) if len(word) < 32)
    path.write_text("".join(f'"{entry}"\n' for entry in entries), "ascii")
    return path


def merge(target: str) -> None:
    """Add to the corpus in the repository the smallest inputs that together reach every line that any has reached."""
    options = ("-merge=1", "-use_counters=0", f"-max_len={MAX_MERGED_LENGTH}", f"-timeout={TIMEOUT}")
    done = run_worker(target, *options, CORPUS / target, KEPT / "corpus" / target)
    print(target, *re.findall(r"MERGE-OUTER: (.*new.*)", done.stderr)[-1:])


def main() -> int:
    """Fuzz side by side, print an outcome a line, and return 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=45, help="how long to fuzz in all; 45 by default")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="by default one for each core")
    parser.add_argument("--merge", action="store_true", help="add what has been found to the corpus in the repository")
    options = parser.parse_args()
    names = options.targets or [*TARGETS]
    if unknown := {*names} - {*TARGETS}:
        parser.error(f"there is no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    if options.merge:
        for name in names:
            merge(name)
        return 0
    seconds = max(options.seconds * options.processes // len(names), MIN_SECONDS)
    with ThreadPoolExecutor(options.processes) as pool:
        outcomes = [*pool.map(lambda name: fuzz(name, seconds), names)]
    for outcome in outcomes:
        print(outcome.line)
    failed = [outcome for outcome in outcomes if outcome.report]
    for outcome in failed:
        print(f"\n--- {outcome.target}\n{outcome.report.rstrip()}")
        for path in outcome.findings:
            kept = (CORPUS / outcome.target).relative_to(ROOT)
            print(f"To see it again, and to keep it as a test: cp {path.relative_to(ROOT)} {kept}/ && pytest tests/fuzz")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
