"""CSL-JSON 1.0.2, which citation processors and reference managers read.

The schema: https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json . An item has one field for a place
in the source, `locator`, which is set if all cited places are in the same paragraph. `annote` lists every place.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from sco_cli.citations.references import FormattedBibliography, Locator, Reference, annotation, date_parts, source_title
from sco_cli.formats.json_encoder import encode_indented
from sco_cli.models.json_values import JsonRecord
from sco_cli.reports.report import CodeBlock

TYPES = {"news": "article-newspaper", "statistics": "dataset"}
"""CSL types by kind of source. A source of any other kind is a "webpage"."""


def format_references(references: Sequence[Reference]) -> FormattedBibliography:
    """An array of items, whose ids are those of the sources."""
    entries = tuple("".join(encode_indented(_item(reference))) for reference in references)
    in_text = tuple(tuple(_in_text(reference, locator) for locator in reference.locators) for reference in references)
    array = "[\n" + ",\n".join(indent(entry, "  ") for entry in entries) + "\n]"
    return FormattedBibliography(entries, in_text, (CodeBlock("json", tuple(array.split("\n"))),), "utf-8")


def _item(reference: Reference) -> JsonRecord:
    source = reference.source
    kind = TYPES.get(source.source_kind, "webpage")
    item = {
        "id": source.id,
        "type": kind,
        "title": source_title(source),
        "genre": "Data set" if kind == "dataset" else None,
        "author": [{"literal": source.publisher}],
        "publisher" if kind == "dataset" else "container-title": source.via,
        "issued": _date(source.published),
        "accessed": _date(source.accessed),
        "URL": source.url,
        "language": source.language,
        "locator": _common_paragraph(reference),
        "annote": annotation(reference),
    }
    return {key: value for key, value in item.items() if value}


def _date(date: str | None) -> JsonRecord | None:
    return {"date-parts": date_parts(date)} if date else None


def _common_paragraph(reference: Reference) -> str | None:
    """The paragraph of all locators, if it is the same."""
    paragraph, *others = {locator.paragraph for locator in reference.locators}
    return None if paragraph is None or others else f"paragraph {paragraph}"


def _in_text(reference: Reference, locator: Locator) -> str:
    """A citation in Pandoc's Markdown: https://pandoc.org/MANUAL.html#citation-syntax ."""
    paragraph = f", para. {locator.paragraph}" if locator.paragraph else ""
    return f"[@{reference.source.id}{paragraph}]"
