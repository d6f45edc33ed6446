"""The filters that a user means: from names, codes and dates as typed to ids and periods of the fact base."""

from __future__ import annotations

from collections.abc import Sequence

from sco_cli.cli.option_groups import FilterOptions
from sco_cli.cli.options import check_words
from sco_cli.errors import BadRequest
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.queries import lookup
from sco_cli.queries.filters import Filters
from sco_cli.text import fold


def resolve_filters(base: FactBase, options: FilterOptions) -> Filters:
    """The filters for `queries.filters.select`.

    Raises UnknownName or BadRequest for what the base does not know, and for a time that ends before it begins.
    """
    country, place, area, organization, source = (
        resolve_names(base, kind, names)
        for kind, names in (
            ("country", options.country),
            ("place", options.place),
            ("area", options.area),
            ("organization", options.organization),
            ("source", options.source),
        )
    )
    check_words("kind", options.kind or (), base.fact_kinds)
    since, until = period.parse_optional(options.since), period.parse_optional(options.until)
    speaker = _speakers(base, options.speaker or ())
    if since and until and since.first > until.last:
        raise BadRequest(f"--since {since} is after --until {until}")
    return Filters(
        country=country,
        place=place,
        kind=tuple(options.kind or ()),
        area=area,
        organization=organization,
        stage=tuple(options.stage or ()),
        standing=tuple(options.standing or ()),
        speaker=speaker,
        source=source,
        since=since,
        until=until,
    )


def resolve_names(base: FactBase, kind: str, names: Sequence[str] | None) -> tuple[str, ...]:
    """The ids of the records of a kind that go by those names, each once. Raises UnknownName or BadRequest."""
    return tuple(dict.fromkeys(lookup.find_id(base, kind, name) for name in names or ()))


def _speakers(base: FactBase, names: Sequence[str]) -> tuple[str, ...]:
    """The speakers of statements by those names, in the spelling of the base. Raises UnknownName."""
    speakers: dict[str, list[str]] = {}
    for speaker in dict.fromkeys(statement.speaker for statement in base.statements):
        speakers.setdefault(fold(speaker), []).append(speaker)
    known = [speaker for spellings in speakers.values() for speaker in spellings]
    check_words("speaker", [name for name in names if fold(name) not in speakers], known)
    return tuple(speaker for name in names for speaker in speakers[fold(name)])
