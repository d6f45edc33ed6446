"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/): the graph of the base, a node a line, with its context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sco_cli.atomic import atomic_file
from sco_cli.exports.graph import nodes
from sco_cli.exports.rdf import PREFIXES, Iri, Literal, Node, base_iri
from sco_cli.formats.json_encoder import encode_compact
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord


def export(base: FactBase, records: Iterable[AnyRecord], path: Path, *, force: bool) -> tuple[()]:
    """Write the graph, the same as in Turtle. Names of records are relative to `@base`, which may be replaced."""
    with atomic_file(path, force=force) as stream:
        stream.writelines(piece.encode() for piece in _pieces(base, records))
    return ()


def _pieces(base: FactBase, records: Iterable[AnyRecord]) -> Iterator[str]:
    yield f'{{"@context": {encode_compact({"@base": base_iri(base), **PREFIXES})},\n"@graph": ['
    separator = "\n"
    for node in nodes(base, records):
        yield separator + encode_compact(_node(node))
        separator = ",\n"
    yield "\n]}\n"


def _node(node: Node) -> JsonRecord:
    return {
        "@id": node.iri.text,
        "@type": list(node.classes),
        **{name: [_value(value) for value in values] for name, values in node.properties},
    }


def _value(value: Iri | Literal) -> JsonRecord:
    if isinstance(value, Iri):
        return {"@id": value.text}
    return {"@value": value.text, "@type": value.type} if value.type else {"@value": value.text}
