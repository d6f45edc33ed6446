"""References: the sources to cite for some records, each once, with every place in it that is cited.

The author of a reference is the publisher who made the claim. A site or service that carries the publisher's words is
the container of the work or, of a data set, its publisher.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.errors import BadRequest
from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.queries.lookup import label
from sco_cli.reports.report import Block

if TYPE_CHECKING:
    from sco_cli.models.entities import Source
    from sco_cli.models.facts import AnyRecord


class Locator(NamedTuple):
    """A place in a source that is cited: its paragraph and its words, where the base has them.

    `record_id` is the record that is based on this place, or the source itself if that is cited as a whole.
    """

    record_id: str
    paragraph: int | None = None
    wording: str | None = None


class Reference(NamedTuple):
    """A source with the places in it that are cited."""

    source: Source
    locators: tuple[Locator, ...]


@dataclass(frozen=True, slots=True)
class FormattedBibliography:
    """References formatted in a citation style.

    `entries` has the text of each reference, and `in_text` the citation in a text for each of its locators, both in the
    order of the references. `blocks` shows the whole bibliography. `encoding` is the one that a notation for programs
    requires.
    """

    entries: tuple[str, ...]
    in_text: tuple[tuple[str, ...], ...]
    blocks: tuple[Block, ...]
    encoding: str | None = None


def is_citable(record: AnyRecord) -> bool:
    """Whether the record is a source, or is based on one: a fact, or a series of official statistics."""
    return is_fact(record) or record.kind in ("source", "series")


def collect_references(base: FactBase, records: Iterable[AnyRecord]) -> list[Reference]:
    """The references for the records, in the order in which the records first need them.

    A fact is cited by the sources that state it, not by those that only comment on it. Raises BadRequest for a record
    that cannot be cited.
    """
    locators: dict[str, dict[Locator, None]] = {}
    for record in records:
        for source_id, locator in _locators(record):
            locators.setdefault(source_id, {})[locator] = None
    return [Reference(base.source(source_id), tuple(places)) for source_id, places in locators.items()]


def _locators(record: AnyRecord) -> Iterator[tuple[str, Locator]]:
    """The places to cite for a record, each with the id of its source."""
    if record.kind == "source":
        yield record.id, Locator(record.id)
    elif record.kind == "series":
        yield record.source, Locator(record.id)
    elif is_fact(record):
        stating = [evidence for evidence in record.evidence if evidence.stance == "states"]
        if not stating:
            raise BadRequest(f"cannot cite {record.id}, for no source on record states it")
        for evidence in stating:
            yield evidence.source, Locator(record.id, evidence.paragraph, evidence.wording)
    else:
        raise BadRequest(
            f"cannot cite {label(record)}, which is no claim and no source; facts, sources and official series can be "
            f"cited, and `sco show {record.id}` lists the facts about it"
        )


def source_title(source: Source) -> str:
    """The title of the source; a description by the fact base's editors is in brackets, as style guides require."""
    return f"[{source.title}]" if source.title_is_ours else source.title


def annotation(reference: Reference) -> str:
    """The records based on the source with their places in it: `kg-5g-network: paragraph 18, "5G network"`.

    For notations that have no field for several places in a source.
    """
    return "; ".join(_place(locator) for locator in reference.locators if locator.record_id != reference.source.id)


def _place(locator: Locator) -> str:
    paragraph = f"paragraph {locator.paragraph}" if locator.paragraph else ""
    wording = f'"{locator.wording}"' if locator.wording else ""
    place = ", ".join(filter(None, (paragraph, wording)))
    return f"{locator.record_id}: {place}" if place else locator.record_id


def date_parts(date: str) -> list[list[int]]:
    """The numbers of an ISO 8601 date, or of both ends of an interval: [[2024, 4], [2025, 3]]."""
    return [[int(part) for part in end.split("-")] for end in date.split("/")]
