"""What a list of references is made from: each source once, with every place in it that is cited.

The publisher who made a claim is the author of its source; who carries the publisher's words is the container.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sco_cli.errors import BadRequest
from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.queries.lookup import label
from sco_cli.reports.report import Block

if TYPE_CHECKING:
    from sco_cli.models.entities import Source


@dataclass(frozen=True, slots=True)
class FormattedBibliography:
    """References in a style.

    `entries` has the text of each reference, `in_text` how a text refers to each of its pinpoints, both in the order
    of the references; `blocks` is the whole list as it is shown, `encoding` the one that a notation for programs has.
    """

    entries: tuple[str, ...]
    in_text: tuple[tuple[str, ...], ...]
    blocks: tuple[Block, ...]
    encoding: str | None = None


class Locator(NamedTuple):
    """The place in a source that a record rests on: the paragraph and the words, where the base has them."""

    cited: str
    paragraph: int | None = None
    wording: str | None = None


class Reference(NamedTuple):
    """A source with the places in it that are cited."""

    source: Source
    pinpoints: tuple[Locator, ...]


def is_citable(item: Any) -> bool:
    """Whether the record is a source or rests on one: a fact, or official statistics."""
    return is_fact(item) or item.kind in ("source", "series")


def collect_references(base: FactBase, items: Iterable[Any]) -> list[Reference]:
    """The sources to cite for the records, each once, in the order in which they are first needed.

    A fact is cited by the sources that state it; those that weigh on it are not its origin. Raises BadRequest for a
    record that cannot be cited.
    """
    found: dict[str, dict[Locator, None]] = {}
    for item in items:
        for source, pinpoint in _places(item):
            found.setdefault(source, {})[pinpoint] = None
    return [Reference(base.get(source), tuple(pinpoints)) for source, pinpoints in found.items()]


def _places(item: Any) -> Iterator[tuple[str, Locator]]:
    if not is_citable(item):
        raise BadRequest(
            f"cannot cite {label(item)}, which is no claim and no source; facts, sources and official series can be "
            f"cited, and `sco show {item.id}` lists the facts about it"
        )
    if item.kind == "source":
        yield item.id, Locator(item.id)
    elif item.kind == "series":
        yield item.source, Locator(item.id)
    else:
        stated = [one for one in item.evidence if one.stance == "states"]
        if not stated:
            raise BadRequest(f"cannot cite {item.id}, for no source on record states it")
        for one in stated:
            yield one.source, Locator(item.id, one.paragraph, one.wording)


def source_title(source: Source) -> str:
    """The title of the source; a description of ours stands in brackets, as style guides have it."""
    return f"[{source.title}]" if source.title_is_ours else source.title


def annotation(reference: Reference) -> str:
    """What is cited and where, for notations without a field for it: `kg-5g-network: paragraph 18, "5G network"`."""
    return "; ".join(_annotated(one) for one in reference.pinpoints if one.cited != reference.source.id)


def _annotated(pinpoint: Locator) -> str:
    place = (
        f"paragraph {pinpoint.paragraph}" if pinpoint.paragraph else "",
        f'"{pinpoint.wording}"' if pinpoint.wording else "",
    )
    said = ", ".join(filter(None, place))
    return f"{pinpoint.cited}: {said}" if said else pinpoint.cited


def date_parts(date: str) -> list[list[int]]:
    """The numbers of an ISO 8601 date, or of both ends of an interval: [[2024, 4], [2025, 3]]."""
    return [[int(part) for part in end.split("-")] for end in date.split("/")]
