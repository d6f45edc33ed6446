"""Whatever the input, sco answers or gives a reason: no traceback, no hang, no partial answer.

The environment variable `SCO_FUZZ` is the number of cases of most tests; `nox -s fuzz` tries more than 20,000 in all.
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
from hypothesis import given, settings
from hypothesis import strategies as st
from support import commands
from support.fuzz_count import FUZZ_CASES
from support.fuzz_strategies import VALUES, hostile_base, hostile_bases, invalid_documents, mutated_bases
from support.paths import EXAMPLES, SMALL
from support.runner import Result, run_sco
from support.strategies import quantities

from sco_cli.cli.app import COMMANDS
from sco_cli.formats.registry import FORMATS
from sco_cli.phrases import numbers
from sco_cli.quantities import change, quantity
from sco_cli.text import UNSAFE

CASES = int(os.environ.get("SCO_FUZZ", "24"))
fuzzed = settings(max_examples=CASES)
fuzzed_less = settings(max_examples=CASES // 3)  # for tests whose cases take long
fuzzed_more = settings(max_examples=CASES * 2)


SAYS_MORE = {"site", "import", "export"}
"""Commands that may say on stderr what they did."""


def run_safely(*arguments: str, stdin: bytes = b"", **environ: str) -> Result:
    """Run sco and check that it gives an answer, or else a reason and nothing else."""
    FUZZ_CASES[0] += 1
    result = run_sco(*arguments, stdin=stdin, **environ)
    assert result.code in (0, 1, 2, 3)
    assert "Traceback" not in result.err
    assert "a bug in sco" not in result.err
    if not SAYS_MORE.intersection(arguments):
        assert (result.err == "") == (result.code in (0, 1))
    assert result.out == "" or result.code in (0, 1)
    assert not stdin or not UNSAFE.search(result.err.replace("\n", ""))  # arguments may be repeated as they are
    return result


@fuzzed
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_random_bytes_are_checked(content: bytes) -> None:
    assert run_safely("check", "-", stdin=content).code in (1, 3)


@fuzzed
@given(mutated_bases())
def test_mutated_bases_are_checked(content: bytes) -> None:
    run_safely("check", "-", stdin=content)


COMMAND_LINES = ["facts", "metrics", "countries", "sources", "compare KZ MN", "search a", "country KZ"]


@fuzzed
@given(mutated_bases(), st.sampled_from(COMMAND_LINES))
def test_mutated_bases_are_queried(content: bytes, line: str) -> None:
    run_safely(*line.split(), "--facts", "-", "--format", "jsonl", stdin=content)


@fuzzed_less
@given(invalid_documents())
def test_invalid_documents_are_checked(content: bytes) -> None:
    run_safely("check", "-", stdin=content)


HOSTILE_COMMAND_LINES = [
    *(shlex.join(words) for name, words in commands.INVOCATIONS.items() if name not in commands.FILE_INVOCATIONS),
    "show kg-5g-network",
    "show eid-2025-08-28",
    "show internet-penetration",
    "search a",
    "cite kg-internet-penetration eid-2025-08-28",
    "cite kg-5g-network --style bibtex",
    "cite opening --style csl-json",
    "check -",
    f"diff - {shlex.quote(str(SMALL))}",
    "projects --sort title --limit 1",
]
"""Command lines for hostile bases, which have the ids of the examples in the help."""


def run_on(content: bytes, line: str, *options: str) -> Result:
    """Run sco with a valid base on standard input and check that it answers."""
    facts = () if line.startswith(("check ", "diff ")) else ("--facts", "-")
    result = run_safely(*shlex.split(line), *facts, *options, stdin=content)
    assert result.code in (0, 1), result.err
    return result


@fuzzed_less
@given(hostile_bases(), st.sampled_from(HOSTILE_COMMAND_LINES), st.sampled_from(sorted(FORMATS)))
def test_hostile_texts_are_escaped_in_every_format(content: bytes, line: str, format: str) -> None:
    result = run_on(content, line, "--format", format)
    assert not UNSAFE.search(re.sub(r"[\r\n\t]", "", result.out))


def test_every_command_is_run_on_hostile_bases() -> None:
    assert {line.split(" ")[0] for line in HOSTILE_COMMAND_LINES} >= {*COMMANDS} - {*commands.COMMANDS_WITHOUT_FORMAT}


@pytest.mark.parametrize("line", HOSTILE_COMMAND_LINES)
def test_a_command_line_for_hostile_bases_gives_an_answer(line: str) -> None:
    run_on(hostile_base(itertools.repeat("a"), Decimal(7)), line)


@pytest.fixture(autouse=True, scope="module")
def temporary_working_directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Change to a temporary folder, because a random command line may be an export that writes files."""
    original = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("fuzz"))
    yield
    os.chdir(original)


COMMAND_WORDS = " ".join(COMMANDS).split()
WORDS = st.text(max_size=12) | st.sampled_from(
    [*COMMAND_WORDS, "--format", "--facts", "json", "-h", "--limit", "KZ", "-"]
)


@fuzzed
@given(st.lists(WORDS, max_size=5))
def test_random_command_lines_are_run_or_refused(words: list[str]) -> None:
    run_safely(*words, SCO_FACTS=str(EXAMPLES))


@fuzzed_more
@given(VALUES)
def test_quantities_are_parsed_or_refused(value: object) -> None:
    FUZZ_CASES[0] += 1
    try:
        parsed = quantity.parse(value)
    except ValueError:
        return
    assert parsed.text()
    assert parsed.to_json()["text"]


@fuzzed_more
@given(quantities(), quantities())
def test_changes_are_computed_or_refused(before: quantity.Quantity, after: quantity.Quantity) -> None:
    FUZZ_CASES[0] += 1
    assert change.compute_change(before, after).text()


PHRASES = st.lists(
    st.sampled_from(
        ["over", "70", "%", "to", "nearly", "5,000", "3.2", "trillion", "超过", "万", "-", "doubling", "почти"]
    )
).map(" ".join)


@fuzzed_more
@given(st.text(max_size=80) | PHRASES)
def test_numbers_in_any_phrase_have_values(phrase: str) -> None:
    FUZZ_CASES[0] += 1
    assert all(mention.values for mention in numbers.find_numbers(phrase))
