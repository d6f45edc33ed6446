"""CSL-JSON 1.0.2, which citation processors and reference managers read.

The schema: https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json . An item has one field for a place
in the source, `locator`, which is set if all cited places are in the same paragraph. `annote` lists every place.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent
from typing import TYPE_CHECKING

from sco_cli.citations.references import (
    FormattedBibliography,
    Locator,
    Reference,
    annotation,
    cited_date,
    date_parts,
    name_parts,
    publisher_beside_authors,
    source_title,
    work_type,
)
from sco_cli.formats.json_encoder import encode_indented
from sco_cli.models.json_values import JsonRecord
from sco_cli.reports.report import CodeBlock

if TYPE_CHECKING:
    from sco_cli.models.entities import Author

TYPES = {
    "news": "article-newspaper",
    "dataset": "dataset",
    "page": "webpage",
    "article": "article-journal",
    "report": "report",
    "book": "book",
}
"""CSL types by type of work."""


def format_references(references: Sequence[Reference]) -> FormattedBibliography:
    """An array of items, whose ids are those of the sources."""
    entries = tuple("".join(encode_indented(_item(reference))) for reference in references)
    in_text = tuple(tuple(_in_text(reference, locator) for locator in reference.locators) for reference in references)
    array = "[\n" + ",\n".join(indent(entry, "  ") for entry in entries) + "\n]"
    return FormattedBibliography(entries, in_text, (CodeBlock("json", tuple(array.split("\n"))),), "utf-8")


def _item(reference: Reference) -> JsonRecord:
    source = reference.source
    form = work_type(source)
    kind = TYPES[form]
    publisher = publisher_beside_authors(source)
    container = {"collection-title" if form == "report" else "container-title": source.container}
    via = {"publisher" if kind == "dataset" and not publisher else "container-title": source.via}
    item = {
        "id": source.id,
        "type": kind,
        "title": source_title(source),
        "genre": "Data set" if kind == "dataset" else None,
        "author": [_name(author) for author in source.authors] or [{"literal": source.publisher}],
        **via,
        **({"publisher": publisher} if publisher else {}),
        **(container if source.container else {}),
        "volume": source.volume,
        "number" if form == "report" else "issue": source.issue,
        "page": source.pages,
        "issued": _date(source.published),
        "accessed": _date(source.accessed),
        "URL": source.url,
        "DOI": source.doi,
        "language": source.language,
        "locator": _common_paragraph(reference),
        "annote": annotation(reference),
    }
    return {key: value for key, value in item.items() if value}


def _name(author: Author) -> JsonRecord:
    if author.name:
        return {"literal": author.name}
    family, given, particle, suffix = name_parts(author)
    name = {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}
    return {key: value for key, value in name.items() if value}


def _date(date: str | None) -> JsonRecord | None:
    """A date; one without a beginning, which date parts cannot hold, as EDTF in `raw`; an open end is the year 0."""
    if date is None:
        return None
    cited = cited_date(date)
    if not cited.start:
        return {"raw": date}
    parts = [part or [0] for part in date_parts(date)]
    season = {"season": int(cited.season) - 20} if cited.season else {}
    return {"date-parts": parts, **season, **({"circa": True} if cited.is_about else {})}


def _common_paragraph(reference: Reference) -> str | None:
    """The paragraph of all locators, if it is the same."""
    paragraph, *others = {locator.paragraph for locator in reference.locators}
    return None if paragraph is None or others else f"paragraph {paragraph}"


def _in_text(reference: Reference, locator: Locator) -> str:
    """A citation in Pandoc's Markdown: https://pandoc.org/MANUAL.html#citation-syntax ."""
    paragraph = f", para. {locator.paragraph}" if locator.paragraph else ""
    return f"[@{reference.source.id}{paragraph}]"
