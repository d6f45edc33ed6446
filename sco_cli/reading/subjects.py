"""What a number or a sentence is about: countries, places and organizations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.reading.name_groups import NameGroup
from sco_cli.reading.names import Mention


class Subject(NamedTuple):
    """What a number or a sentence is about, by ids; `is_open` if the list of countries ends in "and others".

    `is_clear` is false if there are names and it is not clear which of them is meant. `is_sure` is false if the subject
    is likely, but the words allow another one. `is_part` if only cities or places are named, so that it is about a part
    of the country.
    """

    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    is_open: bool = False
    is_clear: bool = True
    is_sure: bool = True
    is_part: bool = False

    @property
    def country(self) -> str | None:
        """The only country; None if there are several or none."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def as_likely(self) -> Subject:
        """The same subject, which the words allow and do not settle."""
        return self._replace(is_sure=not (self.countries or self.places))


UNCLEAR = Subject(is_clear=False)


def only_subject(base: FactBase, groups: Sequence[NameGroup], organizations: tuple[str, ...]) -> Subject:
    """The subject if the names are all of the same list, or of the same country; else an unclear one.

    It is not sure beside a bloc: "leaders of the union met in Almaty and adopted 24 documents".
    """
    subjects = frozenset[tuple[str, str]]().union(*(group.subjects for group in groups))
    group = next((group for group in groups if group.subjects == subjects), None)
    if group:
        return subject_of(base, group.mentions, organizations, is_open=group.is_open)
    codes = {code for kind, name in subjects for code in _countries(base, kind, name)}
    if len(codes) == 1 and all(kind in ("country", "city", "place") for kind, _ in subjects):
        places = tuple(name for kind, name in sorted(subjects) if kind == "place")
        is_part = all(kind != "country" for kind, _ in subjects)
        is_sure = not any(_is_bloc(base, kind, name) for kind, name in subjects)
        return Subject((*codes,), places, organizations, is_sure=is_sure, is_part=is_part)
    return UNCLEAR


def subject_of(
    base: FactBase, mentions: Sequence[Mention], organizations: tuple[str, ...], *, is_open: bool
) -> Subject:
    """The subject that these names make; `is_open` if others are meant too."""
    if any(mention.kind in ("undecided", "region") or _is_far(base, mention) for mention in mentions):
        return UNCLEAR
    places = tuple(dict.fromkeys(name for mention in mentions if mention.kind == "place" for name in mention.ids))
    codes = [code for mention in mentions for name in mention.ids for code in _countries(base, mention.kind, name)]
    is_part = all(mention.kind in ("city", "place") for mention in mentions)
    return Subject(tuple(dict.fromkeys(codes)), places, organizations, is_open, is_part=is_part)


def _is_far(base: FactBase, mention: Mention) -> bool:
    """Whether a name is a city of a country that the base does not have, such as New York, where shares are traded."""
    return mention.kind == "city" and not all(base.has("country", code) for code in mention.ids)


def _countries(base: FactBase, kind: str, name: str) -> Sequence[str]:
    """The countries by a name of that kind; none by that of a bloc, which is about more than its members."""
    if kind in ("country", "city"):
        return (name,)
    return base.place(name).countries if kind == "place" and not _is_bloc(base, kind, name) else ()


def _is_bloc(base: FactBase, kind: str, name: str) -> bool:
    return kind == "place" and base.place(name).place_kind == "bloc"
