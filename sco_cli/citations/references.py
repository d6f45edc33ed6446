"""References: the sources to cite for some records, each once, with every place in it that is cited.

The author of a reference is the publisher who made the claim. A site or service that carries the publisher's words is
the container of the work or, of a data set, its publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote

from sco_cli.errors import BadRequest
from sco_cli.models import period_edtf
from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.queries.commands import command_text
from sco_cli.queries.lookup import label
from sco_cli.reports.report import Block

if TYPE_CHECKING:
    from sco_cli.models.entities import Author, Source
    from sco_cli.models.facts import AnyRecord


_RANGE = re.compile(r"^(\w{1,30})-(\w{1,30})$")
"""Two page numbers with a hyphen, which is one of a range: "S1-12" beside "S1-15" has an en dash between them."""

_DOI_SAFE = "/:;()._-"
"""Characters of a DOI that stand in its address as they are."""


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
        for source_id, locator in _locators(base, record):
            locators.setdefault(source_id, {})[locator] = None
    return [Reference(base.source(source_id), tuple(places)) for source_id, places in locators.items()]


def _locators(base: FactBase, record: AnyRecord) -> Iterator[tuple[str, Locator]]:
    """The places to cite for a record, each with the id of its source."""
    if record.kind == "source":
        yield record.id, Locator(record.id)
    elif record.kind == "series":
        yield record.source, Locator(record.id)
    elif is_fact(record):
        stating = [evidence for evidence in record.evidence if evidence.stance == "states"]
        if not stating:
            raise BadRequest(f"cannot cite {record.id}: no source on record states it")
        for evidence in stating:
            yield evidence.source, Locator(record.id, evidence.paragraph, evidence.wording)
    else:
        raise BadRequest(
            f"cannot cite {label(record)}, which is not a fact, a source or an official series; "
            f"`{command_text(base, 'show', record.id)}` lists the facts about it"
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


WorkType = Literal["page", "news", "dataset", "article", "report", "book"]


def work_type(source: Source) -> WorkType:
    """What the source is to a bibliography, from its kind and from what is known of the container.

    An issue without a volume and without pages is the number of a report in its series. A volume without a container
    is that of a book.
    """
    if source.source_kind == "statistics":
        return "dataset"
    if source.source_kind == "news":
        return "news"
    if source.container:
        is_article = source.volume or source.pages or (source.source_kind == "research" and not source.issue)
        return "article" if is_article else "report"
    if source.volume:
        return "book"
    return "report" if source.authors or source.issue or source.pages or source.doi else "page"


def author_count(source: Source) -> int:
    """How many authors the reference has: the publisher is the one author of a source without others."""
    return len(source.authors) or 1


def publisher_beside_authors(source: Source) -> str | None:
    """The publisher, if it is neither the only author nor the container."""
    only = source.authors[0].name if len(source.authors) == 1 else None
    is_shown = source.authors and source.publisher not in (only, source.container)
    return source.publisher if is_shown else None


def name_parts(author: Author) -> tuple[str, str, str, str]:
    """The family name of a person, or the only name, then the given names, the particle and the suffix."""
    return author.family or author.name or "", author.given or "", author.particle or "", author.suffix or ""


def page_ranges(pages: str, dash: str) -> str:
    """The pages with that dash in every range: at a hyphen between two words, or at an en dash."""
    return ", ".join(_RANGE.sub(rf"\1{dash}\2", part) for part in pages.replace("\u2013", dash).split(", "))


def doi_address(doi: str) -> str:
    """The address of a DOI, with escapes for characters that no address may have."""
    return f"https://doi.org/{quote(doi, safe=_DOI_SAFE)}"


class CitedDate(NamedTuple):
    """A date of publication as references have it: numbers of its ends, one of which may be open (empty).

    `start` and `end` are equal unless it is an interval. `season` is the number of an EDTF season, or empty.
    """

    start: tuple[int, ...]
    end: tuple[int, ...]
    season: str = ""
    is_about: bool = False


def cited_date(text: str) -> CitedDate:
    """The numbers of a date of publication; quarters become their months, and decades their years."""
    date = period_edtf.parse(text)
    ends = [end for end in (date.start, date.end) if end]
    is_about = any(end.is_about or end.is_uncertain for end in ends)
    season = ends[0].part if not date.is_interval and ends[0].part in period_edtf.SEASONS else ""
    start, end = (_numbers(end, is_last=is_last) for end, is_last in ((date.start, False), (date.end, True)))
    return CitedDate(start, end, season, is_about)


def _numbers(end: period_edtf.DateEnd | None, *, is_last: bool) -> tuple[int, ...]:
    """The numbers of an end of a date, those of a quarter with its first or last month; none if it is open."""
    if end is None:
        return ()
    day = end.last if is_last else end.first
    if end.part in period_edtf.QUARTERS:
        return (day.year, day.month)
    return end.numbers or (day.year,)


def date_parts(date: str) -> list[list[int]]:
    """The numbers of a date, or of both ends of an interval: [[2024, 4], [2025, 3]]; an open end has none."""
    cited = cited_date(date)
    return [list(cited.start)] if cited.start == cited.end and "/" not in date else [list(cited.start), list(cited.end)]
