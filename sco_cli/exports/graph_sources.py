"""Sources in the graph: works by https://schema.org , their publishers and authors, and what they are part of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from sco_cli.exports.rdf import Iri, Literal, Node, Said, fields, literal, node, part
from sco_cli.models.json_values import JsonRecord

WORK_CLASSES = {
    "news": ("schema:NewsArticle",),
    "research": ("schema:ScholarlyArticle",),
    "statistics": ("schema:Dataset",),
    "official": ("schema:Report",),
    "company": (),
}
"""What a source is by its kind, besides a schema:CreativeWork. A company's source has no class of its own."""

NODE_KEYS = ("publisher", "publisher_country", "authors", "container", "volume", "issue", "pages")
"""The keys of a source that become nodes of their own, or have a property only in sources."""

NAME_PARTS = ("given", "particle", "family", "suffix")
"""The parts of a person's name in the order in which it is said."""

DOI_RESOLVER = "https://doi.org/"

_UNESCAPED_IN_DOI = "/:;()._-"


def source_nodes(iri: Iri, record: JsonRecord) -> Iterator[Node]:
    """A source, its publisher, its authors, and the issue, the volume and the container that it is part of."""
    publisher = part(iri, "publisher")
    authors = [part(iri, f"author-{number}") for number in range(1, len(record["authors"]) + 1)]
    wholes = list(_wholes(iri, record))
    properties: Said = [
        *fields({key: value for key, value in record.items() if key not in NODE_KEYS}),
        ("schema:publisher", [publisher]),
        ("schema:author", list(authors)),
        ("prov:wasAttributedTo", [publisher, *authors]),
        ("schema:isPartOf", [whole.iri for whole in wholes[:1]]),
        ("schema:pagination", _texts(record["pages"])),
    ]
    if record["doi"] is not None:
        properties.append(("schema:sameAs", [Iri(DOI_RESOLVER + quote(record["doi"], safe=_UNESCAPED_IN_DOI))]))
    yield node(iri, ("schema:CreativeWork", *WORK_CLASSES.get(record["source_kind"], ()), "prov:Entity"), properties)
    said: Said = [
        ("schema:name", [literal(record["publisher"])]),
        ("sco:countryCode", _texts(record["publisher_country"])),
    ]
    yield node(publisher, ("prov:Agent",), said)
    for position, (name, author) in enumerate(zip(authors, record["authors"], strict=True), start=1):
        yield _author(name, author, position)
    yield from wholes


def _author(iri: Iri, author: Mapping[str, Any], position: int) -> Node:
    """A person or a body, with its place among the authors, which are in no order in a graph."""
    order: Said = [("sco:position", [Literal(str(position), "xsd:integer")])]
    if author["name"] is not None:
        return node(iri, ("schema:Organization", "prov:Agent"), [("schema:name", [literal(author["name"])]), *order])
    name = " ".join(author[key] for key in NAME_PARTS if author[key] is not None)
    said: Said = [
        ("schema:name", [literal(name)]),
        ("schema:givenName", _texts(author["given"])),
        ("sco:particle", _texts(author["particle"])),
        ("schema:familyName", _texts(author["family"])),
        ("sco:suffix", _texts(author["suffix"])),
        *order,
    ]
    return node(iri, ("schema:Person", "prov:Agent"), said)


def _wholes(iri: Iri, record: JsonRecord) -> Iterator[Node]:
    """The issue, the volume and the container of a source, as far as they are known; each is part of the next one."""
    parts = [
        ("issue", "schema:PublicationIssue", "schema:issueNumber"),
        ("volume", "schema:PublicationVolume", "schema:volumeNumber"),
        ("container", "schema:CreativeWork", "schema:name"),
    ]
    known = [(part(iri, key), class_, property_, record[key]) for key, class_, property_ in parts if record[key]]
    for place, (name, class_, property_, value) in enumerate(known, start=1):
        said: Said = [
            (property_, [literal(value)]),
            ("schema:isPartOf", [whole for whole, *_ in known[place : place + 1]]),
        ]
        yield node(name, (class_,), said)


def _texts(value: str | None) -> list[Iri | Literal]:
    """The text as the only value of a property; no value if there is none."""
    return [] if value is None else [literal(value)]
