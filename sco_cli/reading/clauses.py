"""The clauses of a sentence, as far as words such as "while" and "including" mark them."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from sco_cli.reading.names import ListedPhrases, Span


def clause_bounds(found: ListedPhrases) -> tuple[int, ...]:
    """The words with which clauses begin, without the first word of the sentence, by the phrases found in it."""
    return tuple(start for start, _ in found["clauses"])


def clause_of(span: Span, bounds: Sequence[int], length: int) -> Span:
    """The words of the clause that a number is in, of a sentence with so many words."""
    index = bisect(bounds, span[0])
    return bounds[index - 1] if index else 0, bounds[index] if index < len(bounds) else length
