"""The fact base as a graph of RDF 1.1, a node at a time; `turtle.py` and `jsonld.py` write the same graph.

A fact is a claim (https://schema.org/Claim) that is derived from its sources (https://www.w3.org/TR/prov-o/); evidence
is a Web Annotation of the source's own words (https://www.w3.org/TR/annotation-vocab/); a quantity has its exact bounds
(https://schema.org/QuantitativeValue). What these vocabularies have no word for is in `TERMS`, named like the key of
the json format. Every node has a name of its own: there are no blank nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import MEASURES, JsonRecord
from sco_cli.models.references import REFERENCES
from sco_cli.models.vocabulary import LEVEL_KEYS
from sco_cli.reports.records import base_record, to_record

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

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

CLASSES: dict[str, tuple[str, ...]] = {
    "base": ("schema:Dataset",),
    "source": ("schema:CreativeWork", "prov:Entity"),
    "country": ("schema:Country",),
    "organization": ("schema:Organization", "prov:Agent"),
    "place": ("schema:Place",),
    "area": ("schema:DefinedTerm",),
    "metric": ("schema:StatisticalVariable",),
    "series": ("schema:Dataset",),
}
"""The classes of the records that are no facts."""

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


def nodes(base: FactBase, records: Iterable[AnyRecord]) -> Iterator[Node]:
    """All nodes of the graph, those of a record one after the other."""
    yield _node(Iri(""), CLASSES["base"], _fields(base_record(base)))
    for item in records:
        record = to_record(base, item)
        iri = record_iri(record["kind"], record["id"])
        if "standing" in record:
            yield from _fact(iri, record)
        elif record["kind"] == "source":
            yield from _source(iri, record)
        elif record["kind"] == "series":
            yield from _series(iri, record)
        elif record["kind"] == "country":
            yield from _country(iri, record)
        else:
            yield _node(iri, CLASSES.get(record["kind"], ("schema:Thing",)), _fields(record))


def record_iri(kind: str, record_id: str) -> Iri:
    """The name of a record: its kind and its id."""
    return Iri(f"{quote(kind, safe='')}/{quote(_text(record_id), safe='')}")


# ---- Records ----


def _fact(iri: Iri, record: JsonRecord) -> Iterator[Node]:
    """A fact, its quantities and its evidence."""
    properties = _fields(record)
    parts: list[Node] = []
    for name in LEVEL_KEYS:
        if (level := record.get(name)) is not None:
            parts.append(_quantity(_part(iri, name), level))
            properties.append((f"sco:{name}", [parts[-1].iri]))
    if (change := record.get("change")) is not None:
        parts += _change(_part(iri, "change"), change)
        properties.append(("sco:change", [_part(iri, "change")]))
    if (speaker := record.get("speaker")) is not None:
        said: Said = [("schema:name", [_literal(speaker)])]
        if record.get("role") is not None:
            said.append(("schema:jobTitle", [_literal(record["role"])]))
        parts.append(_node(_part(iri, "speaker"), ("prov:Agent",), said))
        properties += [(term, [parts[-1].iri]) for term in ("schema:author", "prov:wasAttributedTo")]
    stating = {item["source"]: None for item in record["evidence"] if item["stance"] == "states"}
    sources = [record_iri("source", source) for source in stating]
    properties += [("schema:appearance", list(sources)), ("prov:wasDerivedFrom", list(sources))]
    annotations = [_part(iri, f"evidence-{number}") for number in range(1, len(record["evidence"]) + 1)]
    properties.append(("sco:evidence", list(annotations)))
    yield _node(iri, ("schema:Claim", "prov:Entity", f"sco:{_camel(record['kind'], upper=True)}"), properties)
    yield from parts
    for annotation, item in zip(annotations, record["evidence"], strict=True):
        yield from _evidence(iri, annotation, item)


def _evidence(fact: Iri, iri: Iri, evidence: JsonRecord) -> Iterator[Node]:
    """What a source says of a fact: an annotation, whose target is the source or its own words."""
    source = record_iri("source", evidence["source"])
    others = {key: value for key, value in evidence.items() if key not in ("source", "wording", "note", "figure")}
    wording = evidence["wording"]
    target = source if wording is None else Iri(f"{iri.text}-target")
    properties: Said = [
        ("oa:hasBody", [fact]),
        ("oa:hasTarget", [target]),
        ("oa:motivatedBy", [Iri(f"{PREFIXES['oa']}linking")]),
        ("schema:description", [] if evidence["note"] is None else [_literal(evidence["note"])]),
        ("sco:figure", [] if evidence["figure"] is None else [record_iri("figure", evidence["figure"])]),
        *_fields(others),
    ]
    yield _node(iri, ("oa:Annotation",), properties)
    if wording is not None:
        quoted = Iri(f"{iri.text}-quote")
        yield _node(target, ("oa:SpecificResource",), [("oa:hasSource", [source]), ("oa:hasSelector", [quoted])])
        said: Said = [
            ("oa:exact", [_literal(wording)]),
            ("prov:wasQuotedFrom", [source]),
        ]
        yield _node(quoted, ("oa:TextQuoteSelector", "prov:Entity"), said)


def _source(iri: Iri, record: JsonRecord) -> Iterator[Node]:
    """A source and its publisher."""
    publisher = _part(iri, "publisher")
    named = {key: value for key, value in record.items() if key not in ("publisher", "publisher_country")}
    properties: Said = [*_fields(named), ("schema:publisher", [publisher]), ("prov:wasAttributedTo", [publisher])]
    yield _node(iri, CLASSES["source"], properties)
    country = record.get("publisher_country")
    said: Said = [("schema:name", [_literal(record["publisher"])])]
    said.append(("sco:countryCode", [] if country is None else [_literal(country)]))
    yield _node(publisher, ("prov:Agent",), said)


def _country(iri: Iri, record: JsonRecord) -> Iterator[Node]:
    """A country with its codes by ISO 3166-1, and the steps of its status."""
    steps = record["history"]
    names = [_part(iri, f"status-{number}") for number in range(1, len(steps) + 1)]
    codes = {key: value for key, value in record.items() if key not in ("code", "history")}
    properties = _fields(codes | {"alpha2": record["code"]})
    yield _node(iri, CLASSES["country"], [*properties, ("sco:history", list(names))])
    for name, step in zip(names, steps, strict=True):
        yield _node(name, ("sco:StatusSince",), _fields(step))


def _series(iri: Iri, record: JsonRecord) -> Iterator[Node]:
    """An official series, and an observation for each of its years."""
    years = [_part(iri, year) for year in record["points"]]
    yield _node(iri, CLASSES["series"], [*_fields(record), ("sco:observation", list(years))])
    for name, (year, value) in zip(years, record["points"].items(), strict=True):
        reason = record["breaks"].get(year)
        properties: Said = [
            ("schema:observationAbout", [record_iri("country", record["country"])]),
            ("schema:measuredProperty", [record_iri("metric", record["metric"])]),
            ("schema:observationDate", [Literal(year, "xsd:gYear")]),
            ("schema:value", [_number(value)]),
            ("sco:break", [] if reason is None else [_literal(reason)]),
        ]
        yield _node(name, ("schema:Observation",), properties)
    # A break may be in a year without a value.
    for year, reason in record["breaks"].items():
        if year not in record["points"]:
            said: Said = [
                ("schema:observationDate", [Literal(year, "xsd:gYear")]),
                ("sco:break", [_literal(reason)]),
                ("sco:series", [iri]),
            ]
            yield _node(_part(iri, year), ("sco:Break",), said)


def _quantity(iri: Iri, quantity: JsonRecord) -> Node:
    """A quantity with its exact bounds: one that no decimal can state is a fraction, such as "70/43"."""
    properties: Said = [
        ("schema:name", [_literal(quantity["text"])]),
        ("sco:qualifier", [_literal(quantity["qualifier"])]),
        ("sco:about", [_boolean(quantity["about"])]),
    ]
    for key, name in (("low", "schema:minValue"), ("high", "schema:maxValue")):
        if quantity[f"{key}_fraction"] is not None:
            properties.append((f"sco:{key}Fraction", [_literal(quantity[f"{key}_fraction"])]))
        elif quantity[key] is not None:
            properties.append((name, [_number(quantity[key])]))
        if quantity[key] is not None:
            properties.append((f"sco:{key}Included", [_boolean(quantity[f"{key}_included"])]))
    if quantity["qualifier"] == "exact" and quantity["low_fraction"] is None:
        properties.append(("schema:value", [_number(quantity["value"])]))
    if quantity["unit"] is not None:
        properties.append(("schema:unitText", [_literal(quantity["unit"])]))
    return _node(iri, ("schema:QuantitativeValue",), properties)


def _change(iri: Iri, change: JsonRecord) -> Iterator[Node]:
    """A change, in each measure that can be computed; for the others the reason."""
    properties: Said = [("sco:stated", [_boolean(change["stated"])])]
    properties += [(name, [_literal(change[key])]) for key, name in CHANGE_KEYS.items() if change[key] is not None]
    measures = {name: _part_of(iri, name) for name in MEASURES if change[name] is not None}
    properties += [(f"sco:{name}", [measure]) for name, measure in measures.items()]
    properties += [
        (f"sco:{name}NotComputed", [_literal(reason)]) for name, reason in change["not_computed"].items() if reason
    ]
    yield _node(iri, ("sco:Change",), properties)
    for name, measure in measures.items():
        yield _quantity(measure, change[name])


CHANGE_KEYS = {"text": "schema:name", "measure": "sco:measure"}


# ---- Fields ----


def _fields(record: Mapping[str, Any]) -> Said:
    """The properties for the keys of a record that are no nodes of their own."""
    return [(_property(key), _values(key, value)) for key, value in record.items() if key not in LEFT_OUT]


def _property(key: str) -> str:
    return PROPERTIES.get(key) or f"sco:{_camel(key)}"


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
            return [Iri(_address(value))]
        if key in DATES and len(value) in _DATE_TYPES and "/" not in value:
            return [Literal(value, _DATE_TYPES[len(value)])]
        return [_literal(value)]
    if isinstance(value, bool):
        return [_boolean(value)]
    if isinstance(value, Mapping):  # of a kind of record that has been added
        return [_literal(f"{name}: {item}") for name, item in value.items()]
    return [_number(value)]


def _node(iri: Iri, classes: tuple[str, ...], properties: Iterable[tuple[str, Iterable[Iri | Literal]]]) -> Node:
    """The node; values of equal properties are put together, each value once, and properties without one left out."""
    together: dict[str, dict[Iri | Literal, None]] = {}
    for name, values in properties:
        together.setdefault(name, {}).update(dict.fromkeys(values))
    return Node(iri, classes, [(name, list(values)) for name, values in together.items() if values])


def _part(iri: Iri, name: str) -> Iri:
    """The name of a part of a record."""
    return Iri(f"{iri.text}#{quote(name, safe='')}")


def _part_of(iri: Iri, name: str) -> Iri:
    return Iri(f"{iri.text}-{name}")


def _address(url: str) -> str:
    """An address with every character escaped that no IRI may hold, or that would end it."""
    return _NOT_IN_IRI.sub(lambda match: quote(_text(match[0])), url)


def _literal(text: str) -> Literal:
    return Literal(_text(text))


def _boolean(value: object) -> Literal:
    return Literal("true" if value else "false", "xsd:boolean")


def _number(value: object) -> Literal:
    """A number with all its digits."""
    assert isinstance(value, int | Decimal)
    return Literal(f"{value:f}" if isinstance(value, Decimal) else str(value), "xsd:decimal")


def _text(text: str) -> str:
    """The text; a half of a surrogate pair, which RDF cannot hold, becomes the replacement character."""
    return _SURROGATE.sub("\ufffd", text)


def _camel(key: str, *, upper: bool = False) -> str:
    """A key of the json format as the name of a term: "low_included" is "lowIncluded"."""
    first, *others = key.split("_")
    return (first.title() if upper else first) + "".join(map(str.title, others))
