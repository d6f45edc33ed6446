"""What must hold of any input, for the inputs of the corpus and for others that Hypothesis draws.

`nox -s fuzz` tries many more of both; an input in which it finds a mistake is added to the corpus.
"""

from __future__ import annotations

import os
import re

import pytest
from fuzz.targets import TARGETS, seeds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.fuzz_strategies import hostile_bases, invalid_documents, mutated_bases
from support.paths import DATA

PHRASES = [
    part
    for path in sorted((DATA / "phrases").glob("*.tsv"))
    for line in path.read_text("utf-8").splitlines()
    for part in re.split(r"(?<=\d)|[ ,]", line.partition("\t")[0])
    if part
]
"""Words and beginnings of numbers in three languages."""

CASES = int(os.environ.get("SCO_FUZZ", "24"))


def marks(name: str) -> list[pytest.MarkDecorator]:
    """The marks of the tests of a target; an input of `repeats` takes up to a second."""
    return [pytest.mark.slow] if name == "repeats" else []


@pytest.mark.parametrize(
    ("name", "seed"), [pytest.param(name, seed, marks=marks(name)) for name in TARGETS for seed in seeds(name)]
)
def test_inputs_of_the_corpus_are_handled(name: str, seed: str) -> None:
    TARGETS[name](seeds(name)[seed])


STRUCTURED = {
    "toml": mutated_bases() | invalid_documents() | hostile_bases(),
    "export": mutated_bases() | hostile_bases(),
    "phrases": st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4).map(lambda parts: " ".join(parts).encode()),
}
"""Inputs that are nearly valid, or may have a meaning."""


def inputs(name: str) -> st.SearchStrategy[bytes]:
    """Any bytes or text, parts of inputs of the corpus with something between them, and those of `STRUCTURED`."""
    anything = st.binary(max_size=60) | st.text(max_size=60).map(str.encode)
    known = st.sampled_from([*seeds(name).values()])
    cuts = st.tuples(known, st.integers(0, 400), st.binary(max_size=3) | known, known, st.integers(0, 400))
    spliced = cuts.map(lambda cut: cut[0][: cut[1]] + cut[2] + cut[3][cut[4] :])
    return st.one_of(anything, spliced, *([STRUCTURED[name]] if name in STRUCTURED else []))


@pytest.mark.parametrize("name", [pytest.param(name, marks=marks(name)) for name in TARGETS])
def test_drawn_inputs_are_handled(name: str) -> None:
    @settings(max_examples=CASES, suppress_health_check=[*HealthCheck])
    @given(inputs(name))
    def check(data: bytes) -> None:
        TARGETS[name](data)

    check()
