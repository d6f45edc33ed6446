"""Names that are in neither the fact base nor a list: a sentence with one may be about another place."""

from __future__ import annotations

from collections.abc import Sequence

from sco_cli.phrases.tables import tables
from sco_cli.phrases.tokens import Tokens
from sco_cli.reading.names import Mention, is_before_currency, phrases

MAX_SHORT_ACRONYM = 3
"""Capital letters of an acronym; one of so few names a thing, such as "GDP", more often than a firm."""

_BEFORE_CAPITAL = frozenset('.:;!?—–"“«(')
_BEFORE_PLACE = frozenset(
    ["in", "at", "near", "outside", "across", "throughout", "among", "в", "во", "под", "на", "близ"]
)


def has_unknown_name(tokens: Tokens, mentions: Sequence[Mention]) -> bool:
    """Whether a word within the sentence has a capital letter and is in no name and no list: it may be from elsewhere.

    Acronyms such as "GDP" do not count.
    """
    known = {index for mention in mentions for index in range(mention.start, mention.stop)}
    months, institutions = tables().months, phrases("institutions")
    for index in range(1, len(tokens.words)):
        text = tokens.text[tokens.starts[index] : tokens.ends[index]]
        if (
            text[0].isupper()
            and len(text) > 1
            and index not in known
            and not (text.isupper() and len(text) <= MAX_SHORT_ACRONYM)
            and tokens.words[index - 1] not in _BEFORE_CAPITAL
            and not months.find(tokens.words, index, index + 1)
            and not institutions.find(tokens.words, index, len(tokens.words))
            and not is_before_currency(tokens, index + 1)
        ):
            return True
    return False


def has_unknown_place(tokens: Tokens, mentions: Sequence[Mention]) -> bool:
    """Whether a word with a capital letter that no name is of stands behind "in" or "at": it may be another place."""
    known = {index for mention in mentions for index in range(mention.start, mention.stop)}
    months = tables().months
    for index, word in enumerate(tokens.words[:-1], 1):
        if word in _BEFORE_PLACE and index not in known:
            text = tokens.text[tokens.starts[index] : tokens.ends[index]]
            if text[:1].isupper() and text.isalpha() and not months.find(tokens.words, index, index + 1):
                return True
    return False
