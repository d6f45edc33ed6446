"""What must hold of any input, for the inputs of the corpus and for others that Hypothesis draws.

`nox -s fuzz` tries many more of both; an input in which it finds a mistake is added to the corpus.
"""

from __future__ import annotations

import os

import pytest
from fuzz.targets import TARGETS, seeds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CASES = int(os.environ.get("SCO_FUZZ", "24"))


@pytest.mark.parametrize(("name", "seed"), [(name, seed) for name in TARGETS for seed in seeds(name)])
def test_inputs_of_the_corpus_are_handled(name: str, seed: str) -> None:
    TARGETS[name](seeds(name)[seed])


def inputs(name: str) -> st.SearchStrategy[bytes]:
    """Any bytes or text, and parts of inputs of the corpus with something between them."""
    anything = st.binary(max_size=60) | st.text(max_size=60).map(str.encode)
    known = st.sampled_from([*seeds(name).values()])
    cuts = st.tuples(known, st.integers(0, 400), st.binary(max_size=3) | known, known, st.integers(0, 400))
    return anything | cuts.map(lambda cut: cut[0][: cut[1]] + cut[2] + cut[3][cut[4] :])


@pytest.mark.parametrize("name", TARGETS)
def test_drawn_inputs_are_handled(name: str) -> None:
    @settings(max_examples=CASES, suppress_health_check=[*HealthCheck])
    @given(inputs(name))
    def check(data: bytes) -> None:
        TARGETS[name](data)

    check()
