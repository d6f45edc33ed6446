"""Where the tests, their data and the repository are."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parent.parent
DATA = TESTS / "data"
ROOT = TESTS.parent
"""The repository, or the folder that the tests have been copied to."""

SMALL = DATA / "bases" / "small.toml"
"""A small invented fact base with every kind of record, which does not change when the bundled facts do."""

EXAMPLES = SMALL.with_name("examples.toml")
"""An invented base with the ids that the first examples in the help name; all examples can be run on it."""

SHARED_BASES = (SMALL, SMALL.with_name("small-later.toml"), EXAMPLES)
"""Bases that no test changes."""
