"""What a graph of RDF is made of: names, literals and nodes, and the terms for the keys of the json format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import quote

from sco_cli.models.factbase import FactBase
from sco_cli.models.references import REFERENCES
from sco_cli.models.vocabulary import LEVEL_KEYS

HOST = "https://sco.invalid/"
"""Where names of records begin that nobody has published. The domain is reserved: it leads nowhere (RFC 2606)."""

TERMS = f"{HOST}terms#"

PREFIXES = {
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "sco": TERMS,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

PROPERTIES = {
    "id": "schema:identifier",
    "title": "schema:name",
    "name": "schema:name",
    "aliases": "schema:alternateName",
    "summary": "schema:description",
    "definition": "schema:description",
    "period": "schema:temporalCoverage",
    "countries": "schema:spatialCoverage",
    "country": "schema:spatialCoverage",
    "places": "schema:spatialCoverage",
    "metric": "schema:about",
    "project": "schema:about",
    "area": "schema:about",
    "areas": "schema:about",
    "organizations": "schema:about",
    "unit": "schema:unitText",
    "minimum": "schema:minValue",
    "maximum": "schema:maxValue",
    "url": "schema:url",
    "published": "schema:datePublished",
    "language": "schema:inLanguage",
    "licence": "schema:license",
    "as_of": "schema:dateModified",
}
"""The property for a key of the json format; other keys are terms of `TERMS`."""

ADDRESSES = frozenset(("url",))
"""The keys whose value is an address of the web."""

DATES = frozenset(("published", "accessed", "as_of", "since", "date"))
"""The keys whose value is a day, a month or a year."""

LEFT_OUT = frozenset(("kind", "evidence", "points", "breaks", "change", "not_stated", *LEVEL_KEYS))
"""The keys that are nodes of their own, or follow from the others."""

_NOT_IN_IRI = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
_DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_SURROGATE = re.compile("[\ud800-\udfff]")


class Iri(NamedTuple):
    """A name: relative to the base of the document, or the address of a page."""

    text: str


class Literal(NamedTuple):
    """A text, or the text of a value with its type, such as `xsd:decimal`."""

    text: str
    type: str = ""


Said = list[tuple[str, list[Iri | Literal]]]
"""What is said of a node: properties with their values, of which there may be none."""


class Node(NamedTuple):
    """A name and what is said of it: each property with its values, of which there is at least one."""

    iri: Iri
    classes: tuple[str, ...]
    properties: Said


def base_iri(base: FactBase) -> str:
    """The address to which the names of the base's records are relative."""
    return f"{HOST}{quote(base.info.id, safe='')}/"


def record_iri(kind: str, record_id: str) -> Iri:
    """The name of a record: its kind and its id."""
    return Iri(f"{quote(kind, safe='')}/{quote(_text(record_id), safe='')}")


def fields(record: Mapping[str, Any]) -> Said:
    """The properties for the keys of a record that are no nodes of their own."""
    return [(_property(key), _values(key, value)) for key, value in record.items() if key not in LEFT_OUT]


def _property(key: str) -> str:
    return PROPERTIES.get(key) or f"sco:{camel(key)}"


def _values(key: str, value: object) -> list[Iri | Literal]:
    """The values of a key: names of other records, addresses, dates, or literals."""
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return [found for item in value for found in _values(key, item)]
    if isinstance(value, str):
        if kind := REFERENCES.get(key):
            return [record_iri(kind, value)]
        if key in ADDRESSES:
            return [Iri(address(value))]
        if key in DATES and len(value) in _DATE_TYPES and "/" not in value:
            return [Literal(value, _DATE_TYPES[len(value)])]
        return [literal(value)]
    if isinstance(value, bool):
        return [boolean(value)]
    if isinstance(value, Mapping):  # of a kind of record that has been added
        return [literal(f"{name}: {item}") for name, item in value.items()]
    return [decimal(value)]


def node(iri: Iri, classes: tuple[str, ...], properties: Iterable[tuple[str, Iterable[Iri | Literal]]]) -> Node:
    """The node. Values of the same property are put together, each once; properties without a value are left out."""
    together: dict[str, dict[Iri | Literal, None]] = {}
    for name, values in properties:
        together.setdefault(name, {}).update(dict.fromkeys(values))
    return Node(iri, classes, [(name, list(values)) for name, values in together.items() if values])


def part(iri: Iri, name: str) -> Iri:
    """The name of a part of a record."""
    return Iri(f"{iri.text}#{quote(name, safe='')}")


def address(url: str) -> str:
    """An address with every character escaped that no IRI may hold, or that would end it."""
    return _NOT_IN_IRI.sub(lambda match: quote(_text(match[0])), url)


def literal(text: str) -> Literal:
    """A text as it is, apart from what RDF cannot hold."""
    return Literal(_text(text))


def boolean(value: object) -> Literal:
    """True or false, by the truth of the value."""
    return Literal("true" if value else "false", "xsd:boolean")


def decimal(value: object) -> Literal:
    """A number with all its digits."""
    assert isinstance(value, int | Decimal)
    return Literal(f"{value:f}" if isinstance(value, Decimal) else str(value), "xsd:decimal")


def _text(text: str) -> str:
    """The text; a half of a surrogate pair, which RDF cannot hold, becomes the replacement character."""
    return _SURROGATE.sub("\ufffd", text)


def camel(key: str, *, upper: bool = False) -> str:
    """A key of the json format as the name of a term: "low_included" is "lowIncluded"."""
    first, *others = key.split("_")
    return (first.title() if upper else first) + "".join(map(str.title, others))
