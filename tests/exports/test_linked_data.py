"""The base as linked data: the same graph in Turtle and in JSON-LD, whatever stands in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from support.bases import base_with
from support.paths import EXAMPLES, SMALL
from support.runner import run_sco

from sco_cli.exports import graph_sources, turtle
from sco_cli.exports.graph import nodes
from sco_cli.exports.rdf import Iri, Literal, Node, record_iri
from sco_cli.loading.loader import load
from sco_cli.models.vocabulary import SourceKind
from sco_cli.site import linked_data

THIRDS = """
[[metrics]]
id = "roads"
name = "Roads"
definition = "Roads"
[[figures]]
id = "third"
metric = "roads"
before = 3
after = { over = 10 }
evidence = [{ source = "s" }]
"""


PAPER = """
[[sources]]
id = "paper"
title = "Roads"
publisher = "Steppe University"
kind = "research"
authors = [
  { family = "Berg", given = "Maarten", particle = "van der", suffix = "Jr." },
  { name = "World Bank" },
]
container = "Journal of Steppe Studies"
volume = "12"
issue = "3"
pages = "45-67"
doi = "10.5555/roads<2024>"
[[sources]]
id = "report"
title = "Roads"
publisher = "Ministry"
kind = "official"
container = "Series on roads"
"""


def exported(path: Path, base: Path | str) -> str:
    """The content of an export to that path."""
    assert run_sco("export", path, "--facts", base, "--force").code == 0
    return path.read_text("utf-8")


def graph(path: Path, base: Path | str) -> dict[str, dict[str, Any]]:
    """The nodes of an export to JSON-LD by their names."""
    document = json.loads(exported(path, base))
    return {node["@id"]: node for node in document["@graph"]}


@pytest.mark.parametrize("name", ["x.ttl", "x.jsonld"])
def test_the_same_base_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    assert exported(tmp_path / name, EXAMPLES) == exported(tmp_path / name, EXAMPLES)


@pytest.mark.parametrize("base", [EXAMPLES, SMALL, "bundled"])
def test_every_node_has_a_name_of_its_own_and_every_name_a_node(base: Path | str) -> None:
    loaded = load(base)
    made = list(nodes(loaded, loaded.records))
    names = {node.iri for node in made}
    assert len(names) == len(made)
    values = {value for node in made for _, said in node.properties for value in said}
    assert {value for value in values if isinstance(value, Iri) and not re.match("https?:", value.text)} <= names


def test_a_fact_is_a_claim_with_its_sources_quotes_and_exact_bounds(tmp_path: Path) -> None:
    made = graph(tmp_path / "x.jsonld", EXAMPLES)
    fact = made["figure/kg-internet-penetration"]
    assert fact["@type"] == ["schema:Claim", "prov:Entity", "sco:Figure"]
    assert fact["sco:standing"] == [{"@value": "refined"}]
    assert fact["prov:wasDerivedFrom"] == [{"@id": "source/eid-2025-08-28"}]
    assert fact["schema:spatialCoverage"] == [{"@id": "country/KG"}]
    after = made["figure/kg-internet-penetration#after"]
    assert after["schema:minValue"] == [{"@value": "70", "@type": "xsd:decimal"}]
    assert after["sco:lowIncluded"] == [{"@value": "false", "@type": "xsd:boolean"}]
    assert "schema:value" not in after
    assert made["figure/kg-internet-penetration#evidence-1-quote"]["@type"] == ["oa:TextQuoteSelector", "prov:Entity"]
    assert made["figure/kg-internet-penetration#evidence-1-target"]["oa:hasSource"] == [
        {"@id": "source/eid-2025-08-28"}
    ]
    assert made["country/KG"]["sco:alpha2"] == [{"@value": "KG"}]
    assert made["country/KG"]["sco:alpha3"] == [{"@value": "KGZ"}]


def test_a_bound_whose_decimals_never_end_is_a_fraction(tmp_path: Path) -> None:
    base = tmp_path / "thirds.toml"
    base.write_text(base_with(THIRDS), "utf-8")
    made = graph(tmp_path / "x.jsonld", base)
    ratio = made["figure/third#change-ratio"]
    assert ratio["sco:lowFraction"] == [{"@value": "10/3"}]
    assert "schema:minValue" not in ratio


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The nodes of a base with a paper and a report."""
    folder = tmp_path_factory.mktemp("works")
    (folder / "works.toml").write_text(base_with(PAPER), "utf-8")
    return graph(folder / "x.jsonld", folder / "works.toml")


def test_a_source_is_a_work_by_its_kind(works: dict[str, dict[str, Any]]) -> None:
    assert works["source/s"]["@type"] == ["schema:CreativeWork", "schema:NewsArticle", "prov:Entity"]
    assert works["source/paper"]["@type"] == ["schema:CreativeWork", "schema:ScholarlyArticle", "prov:Entity"]
    assert works["source/report"]["@type"] == ["schema:CreativeWork", "schema:Report", "prov:Entity"]
    assert graph_sources.WORK_CLASSES.keys() == set(get_args(SourceKind)) == linked_data.SOURCE_TYPES.keys()
    for kind, name in linked_data.SOURCE_TYPES.items():  # on a site the same source has the same class
        assert graph_sources.WORK_CLASSES[kind] in ((f"schema:{name}",), ())


def test_authors_are_persons_and_organizations_with_their_positions(works: dict[str, dict[str, Any]]) -> None:
    assert works["source/paper"]["schema:author"] == [
        {"@id": "source/paper#author-1"},
        {"@id": "source/paper#author-2"},
    ]
    assert {"@id": "source/paper#author-1"} in works["source/paper"]["prov:wasAttributedTo"]
    assert works["source/paper#author-1"] == {
        "@id": "source/paper#author-1",
        "@type": ["schema:Person", "prov:Agent"],
        "schema:name": [{"@value": "Maarten van der Berg Jr."}],
        "schema:givenName": [{"@value": "Maarten"}],
        "sco:particle": [{"@value": "van der"}],
        "schema:familyName": [{"@value": "Berg"}],
        "sco:suffix": [{"@value": "Jr."}],
        "sco:position": [{"@value": "1", "@type": "xsd:integer"}],
    }
    assert works["source/paper#author-2"] == {
        "@id": "source/paper#author-2",
        "@type": ["schema:Organization", "prov:Agent"],
        "schema:name": [{"@value": "World Bank"}],
        "sco:position": [{"@value": "2", "@type": "xsd:integer"}],
    }
    assert "schema:author" not in works["source/report"]


def test_a_source_is_part_of_its_issue_volume_and_container(works: dict[str, dict[str, Any]]) -> None:
    paper = works["source/paper"]
    assert paper["schema:isPartOf"] == [{"@id": "source/paper#issue"}]
    assert paper["schema:pagination"] == [{"@value": "45-67"}]
    assert works["source/paper#issue"] == {
        "@id": "source/paper#issue",
        "@type": ["schema:PublicationIssue"],
        "schema:issueNumber": [{"@value": "3"}],
        "schema:isPartOf": [{"@id": "source/paper#volume"}],
    }
    assert works["source/paper#volume"]["schema:volumeNumber"] == [{"@value": "12"}]
    assert works["source/paper#volume"]["schema:isPartOf"] == [{"@id": "source/paper#container"}]
    assert works["source/paper#container"] == {
        "@id": "source/paper#container",
        "@type": ["schema:CreativeWork"],
        "schema:name": [{"@value": "Journal of Steppe Studies"}],
    }
    assert works["source/report"]["schema:isPartOf"] == [{"@id": "source/report#container"}]


def test_a_doi_is_kept_as_it_is_and_leads_to_its_resolver(works: dict[str, dict[str, Any]]) -> None:
    assert works["source/paper"]["sco:doi"] == [{"@value": "10.5555/roads<2024>"}]
    assert works["source/paper"]["schema:sameAs"] == [{"@id": "https://doi.org/10.5555/roads%3C2024%3E"}]
    assert "schema:sameAs" not in works["source/report"]


def test_texts_cannot_end_their_literal_or_reach_a_terminal() -> None:
    text = 'a" . <x> "\\\n\r\t\0\x1b[31m\u202e \U000e0001 é'
    node = Node(Iri("area/x"), ("schema:DefinedTerm",), [("schema:name", [Literal(text)])])
    line = turtle._node(node)  # noqa: SLF001  # a base that holds such an id cannot be loaded
    assert line == (
        "<area/x> a schema:DefinedTerm ;\n"
        '  schema:name "a\\" . <x> \\"\\\\\\u000A\\u000D\\u0009\\u0000\\u001B[31m\\u202E \\U000E0001 é" .\n'
    )


@pytest.mark.parametrize("record_id", ["a> <b", 'a"b', "a b", "a\nb", "../x", "a#b", "a:b", "é", "\ud800", "\0", "%2e"])
def test_an_id_cannot_end_its_name(record_id: str) -> None:
    assert re.fullmatch(r"area/[A-Za-z0-9._~%-]+", record_iri("area", record_id).text)
    assert "/" not in record_iri("area", record_id).text.removeprefix("area/")
