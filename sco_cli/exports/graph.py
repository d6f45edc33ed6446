"""The fact base as a graph of RDF 1.1, a node at a time; `turtle.py` and `jsonld.py` write the same graph.

A fact is a claim (https://schema.org/Claim) that is derived from its sources (https://www.w3.org/TR/prov-o/); evidence
is a Web Annotation of the source's own words (https://www.w3.org/TR/annotation-vocab/); a quantity has its exact bounds
(https://schema.org/QuantitativeValue). What these vocabularies have no word for is in `rdf.TERMS`, named like the key
of the json format. Every node has a name of its own: there are no blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sco_cli.exports.graph_sources import source_nodes
from sco_cli.exports.rdf import (
    PREFIXES,
    Iri,
    Literal,
    Node,
    Said,
    boolean,
    camel,
    decimal,
    fields,
    literal,
    node,
    part,
    record_iri,
)
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import MEASURES, JsonRecord
from sco_cli.models.vocabulary import LEVEL_KEYS
from sco_cli.reports.records import base_record, to_record

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

CLASSES: dict[str, tuple[str, ...]] = {
    "base": ("schema:Dataset",),
    "country": ("schema:Country",),
    "organization": ("schema:Organization", "prov:Agent"),
    "place": ("schema:Place",),
    "area": ("schema:DefinedTerm",),
    "metric": ("schema:StatisticalVariable",),
    "series": ("schema:Dataset",),
}
"""The classes of the records that are neither facts nor sources."""


def nodes(base: FactBase, records: Iterable[AnyRecord]) -> Iterator[Node]:
    """All nodes of the graph, those of a record one after the other."""
    yield node(Iri(""), CLASSES["base"], fields(base_record(base)))
    for item in records:
        record = to_record(base, item)
        iri = record_iri(record["kind"], record["id"])
        if "standing" in record:
            yield from _fact(iri, record)
        elif record["kind"] == "source":
            yield from source_nodes(iri, record)
        elif record["kind"] == "series":
            yield from _series(iri, record)
        elif record["kind"] == "country":
            yield from _country(iri, record)
        else:
            yield node(iri, CLASSES.get(record["kind"], ("schema:Thing",)), fields(record))


def _fact(iri: Iri, record: JsonRecord) -> Iterator[Node]:
    """A fact, its quantities and its evidence."""
    properties = fields(record)
    parts: list[Node] = []
    for name in LEVEL_KEYS:
        if (level := record.get(name)) is not None:
            parts.append(_quantity(part(iri, name), level))
            properties.append((f"sco:{name}", [parts[-1].iri]))
    if (change := record.get("change")) is not None:
        parts += _change(part(iri, "change"), change)
        properties.append(("sco:change", [part(iri, "change")]))
    if (speaker := record.get("speaker")) is not None:
        said: Said = [("schema:name", [literal(speaker)])]
        if record.get("role") is not None:
            said.append(("schema:jobTitle", [literal(record["role"])]))
        parts.append(node(part(iri, "speaker"), ("prov:Agent",), said))
        properties += [(term, [parts[-1].iri]) for term in ("schema:author", "prov:wasAttributedTo")]
    stating = {item["source"]: None for item in record["evidence"] if item["stance"] == "states"}
    sources = [record_iri("source", source) for source in stating]
    properties += [("schema:appearance", list(sources)), ("prov:wasDerivedFrom", list(sources))]
    annotations = [part(iri, f"evidence-{number}") for number in range(1, len(record["evidence"]) + 1)]
    properties.append(("sco:evidence", list(annotations)))
    yield node(iri, ("schema:Claim", "prov:Entity", f"sco:{camel(record['kind'], upper=True)}"), properties)
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
        ("schema:description", [] if evidence["note"] is None else [literal(evidence["note"])]),
        ("sco:figure", [] if evidence["figure"] is None else [record_iri("figure", evidence["figure"])]),
        *fields(others),
    ]
    yield node(iri, ("oa:Annotation",), properties)
    if wording is not None:
        quoted = Iri(f"{iri.text}-quote")
        yield node(target, ("oa:SpecificResource",), [("oa:hasSource", [source]), ("oa:hasSelector", [quoted])])
        said: Said = [
            ("oa:exact", [literal(wording)]),
            ("prov:wasQuotedFrom", [source]),
        ]
        yield node(quoted, ("oa:TextQuoteSelector", "prov:Entity"), said)


def _country(iri: Iri, record: JsonRecord) -> Iterator[Node]:
    """A country with its codes by ISO 3166-1, and the steps of its status."""
    steps = record["history"]
    names = [part(iri, f"status-{number}") for number in range(1, len(steps) + 1)]
    codes = {key: value for key, value in record.items() if key not in ("code", "history")}
    properties = fields(codes | {"alpha2": record["code"]})
    yield node(iri, CLASSES["country"], [*properties, ("sco:history", list(names))])
    for name, step in zip(names, steps, strict=True):
        yield node(name, ("sco:StatusSince",), fields(step))


def _series(iri: Iri, record: JsonRecord) -> Iterator[Node]:
    """An official series, and an observation for each of its years."""
    years = [part(iri, year) for year in record["points"]]
    yield node(iri, CLASSES["series"], [*fields(record), ("sco:observation", list(years))])
    for name, (year, value) in zip(years, record["points"].items(), strict=True):
        reason = record["breaks"].get(year)
        properties: Said = [
            ("schema:observationAbout", [record_iri("country", record["country"])]),
            ("schema:measuredProperty", [record_iri("metric", record["metric"])]),
            ("schema:observationDate", [Literal(year, "xsd:gYear")]),
            ("schema:value", [decimal(value)]),
            ("sco:break", [] if reason is None else [literal(reason)]),
        ]
        yield node(name, ("schema:Observation",), properties)
    # A break may be in a year without a value.
    for year, reason in record["breaks"].items():
        if year not in record["points"]:
            said: Said = [
                ("schema:observationDate", [Literal(year, "xsd:gYear")]),
                ("sco:break", [literal(reason)]),
                ("sco:series", [iri]),
            ]
            yield node(part(iri, year), ("sco:Break",), said)


def _quantity(iri: Iri, quantity: JsonRecord) -> Node:
    """A quantity with its exact bounds: one that no decimal can state is a fraction, such as "70/43"."""
    properties: Said = [
        ("schema:name", [literal(quantity["text"])]),
        ("sco:qualifier", [literal(quantity["qualifier"])]),
        ("sco:about", [boolean(quantity["about"])]),
    ]
    for key, name in (("low", "schema:minValue"), ("high", "schema:maxValue")):
        if quantity[f"{key}_fraction"] is not None:
            properties.append((f"sco:{key}Fraction", [literal(quantity[f"{key}_fraction"])]))
        elif quantity[key] is not None:
            properties.append((name, [decimal(quantity[key])]))
        if quantity[key] is not None:
            properties.append((f"sco:{key}Included", [boolean(quantity[f"{key}_included"])]))
    if quantity["qualifier"] == "exact" and quantity["low_fraction"] is None:
        properties.append(("schema:value", [decimal(quantity["value"])]))
    if quantity["unit"] is not None:
        properties.append(("schema:unitText", [literal(quantity["unit"])]))
    return node(iri, ("schema:QuantitativeValue",), properties)


def _change(iri: Iri, change: JsonRecord) -> Iterator[Node]:
    """A change, in each measure that can be computed; for the others the reason."""
    properties: Said = [("sco:stated", [boolean(change["stated"])])]
    properties += [(name, [literal(change[key])]) for key, name in CHANGE_KEYS.items() if change[key] is not None]
    measures = {name: Iri(f"{iri.text}-{name}") for name in MEASURES if change[name] is not None}
    properties += [(f"sco:{name}", [measure]) for name, measure in measures.items()]
    properties += [
        (f"sco:{name}NotComputed", [literal(reason)]) for name, reason in change["not_computed"].items() if reason
    ]
    yield node(iri, ("sco:Change",), properties)
    for name, measure in measures.items():
        yield _quantity(measure, change[name])


CHANGE_KEYS = {"text": "schema:name", "measure": "sco:measure"}
