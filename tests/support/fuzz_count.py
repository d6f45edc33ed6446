"""Counts the cases that the fuzz tests try."""

from __future__ import annotations

FUZZ_CASES: list[int] = [0]
"""Its only item counts the fuzz cases tried in this process and, at the end of a parallel run, in all workers."""
