"""RDF 1.1 Turtle (https://www.w3.org/TR/turtle/): the graph of the base, a record after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sco_cli.atomic import atomic_file
from sco_cli.exports.graph import nodes
from sco_cli.exports.rdf import PREFIXES, Iri, Literal, Node, base_iri
from sco_cli.models.factbase import FactBase
from sco_cli.text import UNSAFE

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

MAX_SHORT_ESCAPE = 0xFFFF
"""The last character whose escape has four digits."""


def export(base: FactBase, records: Iterable[AnyRecord], path: Path, *, force: bool) -> tuple[()]:
    """Write the graph. Names of records are relative to the address in the first line, which may be replaced."""
    with atomic_file(path, force=force) as stream:
        stream.writelines(line.encode() for line in _lines(base, records))
    return ()


def _lines(base: FactBase, records: Iterable[AnyRecord]) -> Iterator[str]:
    yield f"@base <{base_iri(base)}> .\n"
    for prefix, address in PREFIXES.items():
        yield f"@prefix {prefix}: <{address}> .\n"
    for node in nodes(base, records):
        yield f"\n{_node(node)}"


def _node(node: Node) -> str:
    parts = [f"a {', '.join(node.classes)}"]
    parts += [f"{name} {', '.join(map(_value, values))}" for name, values in node.properties]
    return f"<{node.iri.text}> " + " ;\n  ".join(parts) + " .\n"


def _value(value: Iri | Literal) -> str:
    if isinstance(value, Iri):
        return f"<{value.text}>"
    return f"{_quoted(value.text)}^^{value.type}" if value.type else _quoted(value.text)


def _quoted(text: str) -> str:
    """The text as a string on one line, with escapes for what would end it and for what a terminal obeys."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{UNSAFE.sub(lambda match: _escape(match[0]), escaped)}"'


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04X}" if code <= MAX_SHORT_ESCAPE else f"\\U{code:08X}"
