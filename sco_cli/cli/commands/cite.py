"""`sco cite ID...`: references to the sources of facts, in the style of a paper or for the program that writes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from sco_cli.citations import references, styles
from sco_cli.cli.completion import complete_citable
from sco_cli.cli.options import BomOption, FactsOption, FormatOption, choice_option
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.queries.lookup import find_record
from sco_cli.reports.report import Report

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

TEMPLATE = dict.fromkeys(("kind", "id", "source", "style", "locator", "label", "wording", "in_text", "text"))


def report(base: FactBase, items: Iterable[AnyRecord], style: str) -> Report:
    """The references in that style; a record for each place in a source that one of the items rests on."""
    cited = references.collect_references(base, items)
    bibliography = styles.get(style).format_references(cited)
    records = [
        {
            "kind": "citation",
            "id": locator.record_id,
            "source": reference.source.id,
            "style": style,
            "locator": locator.paragraph,
            "label": "paragraph" if locator.paragraph else None,
            "wording": locator.wording,
            "in_text": citation,
            "text": entry,
        }
        for reference, entry, in_text in zip(cited, bibliography.entries, bibliography.in_text, strict=True)
        for locator, citation in zip(reference.locators, in_text, strict=True)
    ]
    return Report(bibliography.blocks, records, template=TEMPLATE, encoding=bibliography.encoding)


def command(
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="Facts and sources: id or name.", autocompletion=complete_citable),
    ],
    style: Annotated[str, choice_option("--style", known=styles.STYLES)] = "apa",
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """Cite facts and sources.

    The citation of a fact names the sources that state it.

    \b
    Examples:
      sco cite kg-internet-penetration
      sco cite kg-5g-network mn-transport-cost --style bibtex
      sco cite eid-2025-08-28 --style csl-json
    """
    base = open_base(facts)
    write_report(report(base, [find_record(base, record_id) for record_id in ids], style), format, bom=bom)
