"""CSL-JSON 1.0.2, which citation processors and reference managers read.

The schema: https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json . An item has no field for each
place in it that is cited, so these stand in `annote`; a paragraph that all of them share is its `locator` too.
"""

from __future__ import annotations

from collections.abc import Sequence

from sco_cli.citations import references
from sco_cli.citations.references import FormattedBibliography, Locator, Reference
from sco_cli.formats.json_encoder import indented
from sco_cli.models.json_values import JsonRecord
from sco_cli.reports.report import CodeBlock

TYPES = {"news": "article-newspaper", "statistics": "dataset"}
"""What kinds of source are to a citation processor; of any other we know no more than that it is a page."""


def format(references: Sequence[Reference]) -> FormattedBibliography:
    """An array of items, the ids of the sources theirs."""
    items = [_item(one) for one in references]
    lines = tuple("".join(indented(items)).split("\n"))
    in_text = tuple(tuple(_in_text(one, pinpoint) for pinpoint in one.pinpoints) for one in references)
    entries = tuple("".join(indented(item)) for item in items)
    return FormattedBibliography(entries, in_text, (CodeBlock("json", lines),), "utf-8")


def _item(reference: Reference) -> JsonRecord:
    source = reference.source
    kind = TYPES.get(source.source_kind, "webpage")
    item = {
        "id": source.id,
        "type": kind,
        "title": references.source_title(source),
        "genre": "Data set" if kind == "dataset" else None,
        "author": [{"literal": source.publisher}],
        "publisher" if kind == "dataset" else "container-title": source.via,
        "issued": _date(source.published),
        "accessed": _date(source.accessed),
        "URL": source.url,
        "language": source.language,
        "locator": _locator(reference),
        "annote": references.annotation(reference),
    }
    return {key: value for key, value in item.items() if value}


def _date(date: str | None) -> JsonRecord | None:
    return {"date-parts": references.date_parts(date)} if date else None


def _locator(reference: Reference) -> str | None:
    paragraphs = {pinpoint.paragraph for pinpoint in reference.pinpoints}
    only = paragraphs.pop()
    return None if only is None or paragraphs else f"paragraph {only}"


def _in_text(reference: Reference, pinpoint: Locator) -> str:
    """As Pandoc's Markdown has it: https://pandoc.org/MANUAL.html#citation-syntax ."""
    paragraph = f", para. {pinpoint.paragraph}" if pinpoint.paragraph else ""
    return f"[@{reference.source.id}{paragraph}]"
