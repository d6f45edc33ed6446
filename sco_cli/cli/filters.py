"""The filters that a user asked for, from the words that were typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sco_cli.cli.options import choice
from sco_cli.errors import BadRequest
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.queries import lookup
from sco_cli.text import fold


def resolve_filters(base: FactBase, **given: Any) -> dict[str, Any]:
    """The filters of `selection.select` from what readers type: ids for names, days for dates.

    Raises UnknownName or BadRequest for what the base does not know.
    """
    wanted = dict(given)
    for kind in ("country", "area", "organization", "source"):
        wanted[kind] = list(dict.fromkeys(lookup.find(base, kind, name).id for name in given.get(kind) or ()))
    if given.get("kind"):
        choice("kind", base.fact_kinds)(given["kind"])
    if given.get("speaker"):
        wanted["speaker"] = _speakers(base, given["speaker"])
    for end in ("since", "until"):
        wanted[end] = period.parse_optional(given.get(end))
    since, until = wanted["since"], wanted["until"]
    if since and until and since.first > until.last:
        raise BadRequest(f"--since {since} is after --until {until}")
    return wanted


def _speakers(base: FactBase, given: Sequence[str]) -> list[str]:
    """The speakers of statements who go by the names, as they are written. Raises UnknownName."""
    speakers: dict[str, list[str]] = {}
    for name in dict.fromkeys(statement.speaker for statement in base.statements):
        speakers.setdefault(fold(name), []).append(name)
    unknown = [name for name in given if fold(name) not in speakers]
    choice("speaker", [name for names in speakers.values() for name in names])(unknown)
    return [name for one in given for name in speakers[fold(one)]]
