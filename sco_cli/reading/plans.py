"""Tells whether a number of a sentence that is about plans is planned itself, or tells what has come of them."""

from __future__ import annotations

import re

from sco_cli.phrases.tokens import tokenize
from sco_cli.reading.doubts import is_plan
from sco_cli.reading.names import has_phrase
from sco_cli.reading.readings import Reading

MAX_WORDS_OF_PLAN = 3
"""Words from one such as "target" to a number that is planned: "the target of 5 billion"."""

MAX_CLAUSE = 300
"""Characters of a clause before a number, and behind it, that are looked at."""

_CLAUSE_END = re.compile(
    r"[,;:](?=\s)|[，；：]|\s[—–]\s|\b(?:but|while|whereas|although|though|но|тогда как)\b", re.IGNORECASE
)
_DONE = re.compile(r"\b(?<!to )(?:had|has|have|was|were)\b(?! to\b)|\b(?:был[аио]?|составил[аио]?)\b|已", re.IGNORECASE)
_SHORT_BEHIND = re.compile(r"\s(?:short|less|more|below|above)\b|\s(?:меньше|больше|ниже|выше)\b", re.IGNORECASE)
_MISSED_BEFORE = re.compile(r"\b(?:missed|exceeded)\b.*\bby\s$", re.IGNORECASE)
_NEXT_NUMBER = re.compile(r"\b\w+(?: of)?\s\D?(?!20\d\d\b)\d")
"""The next number with the word before it: "the planned 100,000"."""


def is_planned(reading: Reading) -> bool:
    """Whether a number is planned or expected, as far as its clause says, else its sentence."""
    if not is_plan(reading):
        return False
    before = _CLAUSE_END.split(reading.sentence[max(0, reading.start - MAX_CLAUSE) : reading.start])[-1]
    behind = _CLAUSE_END.split(reading.sentence[reading.stop : reading.stop + MAX_CLAUSE])[0]
    if _names_plan(" ".join(before.split()[-MAX_WORDS_OF_PLAN:])):
        return True
    if _SHORT_BEHIND.match(behind) or _MISSED_BEFORE.search(before):
        return False
    return _names_plan(f"{before} {_NEXT_NUMBER.split(behind)[0]}") or not _DONE.search(f"{before} {behind}")


def _names_plan(text: str) -> bool:
    return has_phrase(tokenize(text), "plans")
