"""Libraries for RDF read the linked data of sco: one graph in both files, which keeps to its shapes.

Skipped where they are not installed.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.bases import base_with
from support.paths import DATA, EXAMPLES, SMALL
from support.runner import run_sco

pytestmark = pytest.mark.slow

rdflib = pytest.importorskip("rdflib")

HOSTILE = r"""
[[areas]]
id = "hostile"
name = "a\" . <x> <y> <z> .\\\n\r\t\u0000\u001b\u202e ]} @prefix é 中 \U0001F600"
[[sources]]
id = "page"
authors = [{ family = "\" .", given = "<b>", particle = "\u202e", suffix = "\\" }, { name = "[] a <x>" }]
container = "\" ; <y> \""
volume = "<1>"
issue = "2#3"
pages = "4\t5"
doi = "10.5555/<a>\"b^c{d}|e`f"
title = "# <b>\"\"\"'''"
publisher = "\\"
kind = "news"
language = "zh-Hant"
url = "http://x.example:80/../a/./b?q=[1]&r=%zz%41'();,*!$@~#c#d"
published = "2024-01/2024-03"
[[statements]]
id = "said"
speaker = "S"
summary = "\n\n"
area = "hostile"
evidence = [{ source = "page", wording = "\"\\u0041\"" }]
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base whose texts would end a literal or an address if they were not escaped."""
    path = tmp_path_factory.mktemp("base") / "hostile.toml"
    path.write_text(base_with(HOSTILE), "utf-8")
    return path


def graphs(base: Path | str, folder: Path) -> tuple[Any, Any]:
    """The graphs of the two exports of a base, as rdflib reads them."""
    read = []
    for name in ("x.ttl", "x.jsonld"):
        assert run_sco("export", folder / name, "--facts", base).code == 0
        read.append(rdflib.Graph().parse(folder / name))
    return read[0], read[1]


@pytest.mark.parametrize("base", ["bundled", "hostile"])
def test_both_files_hold_the_same_graph_without_blank_nodes(base: str, hostile: Path, tmp_path: Path) -> None:
    turtle, jsonld = graphs(hostile if base == "hostile" else base, tmp_path)
    assert set(turtle) == set(jsonld)
    assert not any(isinstance(node, rdflib.BNode) for node in turtle.all_nodes())


def test_texts_and_addresses_arrive_as_they_are(hostile: Path, tmp_path: Path) -> None:
    import tomli

    tables = tomli.loads(hostile.read_text("utf-8"))
    turtle, _ = graphs(hostile, tmp_path)
    texts = {str(node) for node in turtle.all_nodes()}
    assert {tables["areas"][0]["name"], tables["sources"][1]["title"], tables["sources"][1]["url"]} <= texts


@pytest.mark.parametrize("base", [EXAMPLES, SMALL, None])
def test_the_graph_keeps_to_its_shapes(base: Path | None, hostile: Path, tmp_path: Path) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    turtle, _ = graphs(base or hostile, tmp_path)
    shapes = rdflib.Graph().parse(DATA / "shapes.ttl")
    conforms, _, report = pyshacl.validate(turtle, shacl_graph=shapes)
    assert conforms, report
    schema = rdflib.Namespace("https://schema.org/")
    for quantity in set(turtle.subjects(rdflib.RDF.type, schema.Claim)):
        turtle.remove((quantity, rdflib.Namespace("https://sco.invalid/terms#").standing, None))
    assert not pyshacl.validate(turtle, shacl_graph=shapes)[0]  # the shapes find what is missing


def test_a_query_finds_the_authors_of_a_source_in_order_and_its_container(hostile: Path, tmp_path: Path) -> None:
    turtle, _ = graphs(hostile, tmp_path)
    found = turtle.query(
        """SELECT ?name ?container {
          ?work schema:author ?author ; schema:isPartOf+ [ schema:name ?container ] .
          ?author schema:name ?name ; sco:position ?position .
        } ORDER BY ?position"""
    )
    assert [tuple(map(str, row)) for row in found] == [
        ('<b> \u202e " . \\', '" ; <y> "'),
        ("[] a <x>", '" ; <y> "'),
    ]


def test_a_query_finds_what_sco_finds(tmp_path: Path) -> None:
    turtle, _ = graphs(EXAMPLES, tmp_path)
    contested = turtle.query(
        'SELECT ?id { ?fact a schema:Claim ; sco:standing "contested" ; schema:identifier ?id }',
    )
    expected = json.loads(run_sco("facts", "--standing", "contested", "--format", "json", SCO_FACTS=str(EXAMPLES)).out)
    assert {str(row.id) for row in contested} == {fact["id"] for fact in expected} != set()
    (low,) = turtle.query("SELECT ?low { ?fact sco:after/schema:minValue ?low FILTER(?low = 70) }")
    assert low.low.toPython() == Decimal(70)


def test_the_shapes_find_a_person_without_a_family_name(hostile: Path, tmp_path: Path) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    turtle, _ = graphs(hostile, tmp_path)
    turtle.remove((None, rdflib.Namespace("https://schema.org/").familyName, None))
    assert not pyshacl.validate(turtle, shacl_graph=rdflib.Graph().parse(DATA / "shapes.ttl"))[0]
