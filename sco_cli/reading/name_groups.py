"""Lists of names in a sentence, such as "China and Kazakhstan", and what the words around them say about them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from sco_cli.phrases.tokens import Tokens
from sco_cli.reading.names import Mention, phrases

_COMMAS = frozenset(",，")
_RELATIVE = re.compile("which|who|whose|where|где|котор[а-я]+")


class NameGroup(NamedTuple):
    """Names that are one list, such as "China and Kazakhstan"."""

    mentions: tuple[Mention, ...]
    start: int
    stop: int
    is_open: bool
    is_local: bool
    is_behind_preposition: bool
    is_other: bool
    is_contrast: bool

    @property
    def is_city(self) -> bool:
        """Whether the names are those of cities and places, where something may happen that is not about them."""
        return all(mention.kind in ("city", "place") for mention in self.mentions)

    @property
    def is_aside(self) -> bool:
        """Whether the names are those of people or cities, beside which another country may be the subject."""
        return all(mention.is_adjective or mention.kind == "city" for mention in self.mentions)

    @property
    def subjects(self) -> frozenset[tuple[str, str]]:
        """The kinds and ids of the names."""
        return frozenset((mention.kind, name) for mention in self.mentions for name in mention.ids or ("",))


def group_names(tokens: Tokens, mentions: Sequence[Mention]) -> list[NameGroup]:
    """The names of countries, places and regions in lists."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if mention.kind == "organization":
            continue
        is_alike = bool(groups) and groups[-1][-1].is_adjective == mention.is_adjective
        if is_alike and _is_joined(tokens, groups[-1][-1].stop, mention.start):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    organization_stops = {mention.stop for mention in mentions if mention.kind == "organization"}
    return list(_described(tokens, groups, organization_stops))


def _described(
    tokens: Tokens, groups: Sequence[Sequence[Mention]], organization_stops: Collection[int]
) -> Iterator[NameGroup]:
    """The lists of names with what is before and behind each; an organization may be "of" a country."""
    for group in groups:
        start, stop = group[0].start, group[-1].stop
        open_start = stop + 1 if tokens.words[stop : stop + 1] == [","] else stop
        is_contrast = _ends_before(tokens, "contrasts", start) or _begins(tokens, "contrasts_after", stop)
        is_local, is_end = (_ends_before(tokens, words, start) for words in ("locatives", "others"))
        yield NameGroup(
            tuple(group),
            start,
            stop,
            is_open=_begins(tokens, "open_lists", open_start),
            is_local=is_local,
            is_behind_preposition=is_local or is_end,
            is_other=(is_end and not group[0].is_adjective and not is_contrast)
            or _is_direction(tokens, start, stop)
            or _is_in_relative_clause(tokens.words, start)
            or (tokens.words[max(start - 1, 0)] == "of" and start - 1 in organization_stops),
            is_contrast=is_contrast,
        )


def _is_in_relative_clause(words: list[str], start: int) -> bool:
    """Whether a name is in a clause that tells more of another name: "Veon, which has networks in Laos, had 5"."""
    before = max((index for index in range(start) if words[index] in _COMMAS), default=None)
    return before is not None and _RELATIVE.fullmatch(words[before + 1]) is not None


def _is_direction(tokens: Tokens, start: int, stop: int) -> bool:
    """Whether a Russian name is in the accusative behind "в" or "на", and so a direction: "в Китай", "в Монголию"."""
    name = tokens.words[stop - 1]
    is_declined = "а" <= name[0] <= "я" and not tokens.text[tokens.starts[start] : tokens.ends[stop - 1]].isupper()
    return is_declined and tokens.words[max(start - 1, 0)] in _IN_RUSSIAN and not name.endswith(_PREPOSITIONAL)


_IN_RUSSIAN = ("в", "во", "на")
_PREPOSITIONAL = ("е", "и", "ах", "ях", "ой")


def _is_joined(tokens: Tokens, stop: int, start: int) -> bool:
    """Whether nothing but signs and words of a list is between two names."""
    index = stop
    while index < start:
        match = phrases("joiners").find(tokens.words, index, start)
        if match is None:
            return False
        index += match.length
    return True


def _ends_before(tokens: Tokens, words: str, index: int) -> bool:
    """Whether a word of the list is before the name, with an article between them or without."""
    if tokens.words[max(index - 1, 0) : index] == ["the"]:
        index -= 1
    return phrases(words, backward=True).find(tokens.words, index, -1) is not None


def _begins(tokens: Tokens, words: str, index: int) -> bool:
    return phrases(words).find(tokens.words, index, len(tokens.words)) is not None
