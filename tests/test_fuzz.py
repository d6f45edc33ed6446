"""Whatever sco is given, it answers or says in a sentence why not: no traceback, no hang, nothing half said.

`SCO_FUZZ` is how many cases each test tries; the session `fuzz` of the noxfile tries more than 20,000 in all.
"""

from __future__ import annotations

import itertools
import os
import re
import shlex
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import FUZZED, Ran, run_sco
from hypothesis import given, settings
from hypothesis import strategies as st
from support import commands
from support.fuzz_strategies import VALUES, hostile_base, hostile_bases, invented, mutated
from support.strategies import quantities

from sco_cli.cli.app import COMMANDS
from sco_cli.formats.registry import FORMATS
from sco_cli.phrases import numbers
from sco_cli.quantities import change, quantity
from sco_cli.text import UNSAFE

fuzzed = settings(max_examples=int(os.environ.get("SCO_FUZZ", "40")))


def survives(*arguments: str, stdin: bytes = b"") -> Ran:
    """What sco leaves behind, which is an answer, or a reason and nothing else."""
    FUZZED[0] += 1
    ran = run_sco(*arguments, stdin=stdin)
    assert ran.code in (0, 1, 2, 3)
    assert "Traceback" not in ran.err
    assert "a mistake in sco" not in ran.err
    assert (ran.err == "") == (ran.code in (0, 1))
    assert ran.out == "" or ran.code in (0, 1)
    assert not stdin or not UNSAFE.search(ran.err.replace("\n", ""))  # what was typed may be said as it was
    return ran


@fuzzed
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_random_bytes(content: bytes) -> None:
    assert survives("check", "-", stdin=content).code in (1, 3)


@fuzzed
@given(mutated())
def test_mutated_bases_are_checked(content: bytes) -> None:
    survives("check", "-", stdin=content)


ASKED = ["facts", "metrics", "countries", "sources", "compare KZ MN", "search a", "country KZ"]


@fuzzed
@given(mutated(), st.sampled_from(ASKED))
def test_mutated_bases_are_asked(content: bytes, asked: str) -> None:
    survives(*asked.split(), "--facts", "-", "--format", "jsonl", stdin=content)


@fuzzed
@given(invented())
def test_invented_documents(content: bytes) -> None:
    survives("check", "-", stdin=content)


QUESTIONS = [
    *(shlex.join(words) for name, words in commands.ASKED.items() if name not in commands.OF_FILES),
    "show kg-5g-network",
    "show eid-2025-08-28",
    "show internet-penetration",
    "search a",
    "cite kg-internet-penetration eid-2025-08-28",
    "cite kg-5g-network --style bibtex",
    "cite e --style csl-json",
    "check -",
    "diff - bundled",
    "projects --sort title --limit 1",
]
"""What is asked of hostile bases, which have the ids that the examples in the help name."""


def answers(asked: str, content: bytes, *options: str) -> Ran:
    """What sco answers of a base that is valid, so that nothing is refused."""
    facts = () if asked.endswith((" -", " bundled")) else ("--facts", "-")
    ran = survives(*shlex.split(asked), *facts, *options, stdin=content)
    assert ran.code in (0, 1), ran.err
    return ran


@fuzzed
@given(hostile_bases(), st.sampled_from(QUESTIONS), st.sampled_from(sorted(FORMATS)))
def test_hostile_texts_are_shown_in_every_format(content: bytes, asked: str, format: str) -> None:
    ran = answers(asked, content, "--format", format)
    assert not UNSAFE.search(re.sub(r"[\r\n\t]", "", ran.out))


def test_every_command_is_asked_of_hostile_texts() -> None:
    assert {asked.split(" ")[0] for asked in QUESTIONS} >= {*COMMANDS} - {"export", "schema"}


@pytest.mark.parametrize("asked", QUESTIONS)
def test_what_is_asked_of_hostile_texts_can_be_answered(asked: str) -> None:
    answers(asked, hostile_base(itertools.repeat("a"), Decimal(7)))


@pytest.fixture(autouse=True, scope="module")
def somewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder of no worth as the current one: a line that is drawn may be an export."""
    here = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("fuzz"))
    yield
    os.chdir(here)


LINE = st.text(max_size=12) | st.sampled_from([*COMMANDS, "--format", "--facts", "json", "-h", "--limit", "KZ", "-"])


@fuzzed
@given(st.lists(LINE, max_size=5))
def test_random_command_lines(words: list[str]) -> None:
    survives(*words)


@fuzzed
@given(VALUES)
def test_quantities_are_read_or_refused(value: object) -> None:
    FUZZED[0] += 1
    try:
        read = quantity.parse(value)
    except ValueError:
        return
    assert read.text()
    assert read.to_json()["text"]


@fuzzed
@given(quantities(), quantities())
def test_changes_are_computed_or_refused(before: quantity.Quantity, after: quantity.Quantity) -> None:
    FUZZED[0] += 1
    assert change.compute_change(before, after).text()


PHRASES = st.lists(
    st.sampled_from(
        ["over", "70", "%", "to", "nearly", "5,000", "3.2", "trillion", "超过", "万", "-", "doubling", "почти"]
    )
).map(" ".join)


@fuzzed
@given(st.text(max_size=80) | PHRASES)
def test_phrases_are_read(phrase: str) -> None:
    FUZZED[0] += 1
    assert all(said.values for said in numbers.find_numbers(phrase))
