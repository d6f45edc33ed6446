"""CSL-JSON 1.0.2, which citation processors and reference managers read.

The schema: https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json . An item has no field for each
place in it that is cited, so these stand in `annote`; a paragraph that all of them share is its `locator` too.
"""

from __future__ import annotations

from collections.abc import Sequence

from sco_cli import bibliography
from sco_cli.bibliography import Pinpoint, Reference
from sco_cli.formats.jsontext import indented
from sco_cli.report import Record, Verbatim
from sco_cli.styles.written import Written

TYPES = {"news": "article-newspaper", "statistics": "dataset"}
"""What kinds of source are to a citation processor; of any other we know no more than that it is a page."""


def write(references: Sequence[Reference]) -> Written:
    """An array of items, the ids of the sources theirs."""
    items = [_item(one) for one in references]
    lines = tuple("".join(indented(items)).split("\n"))
    in_text = tuple(tuple(_in_text(one, pinpoint) for pinpoint in one.pinpoints) for one in references)
    entries = tuple("".join(indented(item)) for item in items)
    return Written(entries, in_text, (Verbatim("json", lines),), "utf-8")


def _item(reference: Reference) -> Record:
    source = reference.source
    kind = TYPES.get(source.source_kind, "webpage")
    item = {
        "id": source.id,
        "type": kind,
        "title": bibliography.title(source),
        "genre": "Data set" if kind == "dataset" else None,
        "author": [{"literal": source.publisher}],
        "publisher" if kind == "dataset" else "container-title": source.via,
        "issued": _date(source.published),
        "accessed": _date(source.accessed),
        "URL": source.url,
        "language": source.language,
        "locator": _locator(reference),
        "annote": bibliography.annotation(reference),
    }
    return {key: value for key, value in item.items() if value}


def _date(date: str | None) -> Record | None:
    return {"date-parts": bibliography.date_parts(date)} if date else None


def _locator(reference: Reference) -> str | None:
    paragraphs = {pinpoint.paragraph for pinpoint in reference.pinpoints}
    only = paragraphs.pop()
    return None if only is None or paragraphs else f"paragraph {only}"


def _in_text(reference: Reference, pinpoint: Pinpoint) -> str:
    """As Pandoc's Markdown has it: https://pandoc.org/MANUAL.html#citation-syntax ."""
    paragraph = f", para. {pinpoint.paragraph}" if pinpoint.paragraph else ""
    return f"[@{reference.source.id}{paragraph}]"
