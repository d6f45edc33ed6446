"""The page about the base: its licence and date, and how to read what the other pages say."""

from __future__ import annotations

from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import Standing
from sco_cli.queries.standing import count_standings, standing_of
from sco_cli.reports.fact_fields import FieldRows
from sco_cli.reports.report import Block, Column, Fields, Heading, Paragraph, RecordRow, Span, Table, Title, spans
from sco_cli.site.linked_data import base_data, licence_address
from sco_cli.site.page import Page, Part, Site

STANDING_SUMMARY = "What all evidence on record makes of a fact: a word and its reasons, and no measure of truth."

STANDINGS_EXPLAINED: dict[Standing, str] = {
    "contested": "a source contradicts it",
    "refined": "a source adds what the claim leaves out, and contradicts nothing",
    "corroborated": "an independent source has the same",
    "repeated": "others have it from the same origin, which adds no weight",
    "single-source": "one origin states it, and nothing else on record bears on it",
}
"""Each standing, the worst first, and when a fact has it."""

QUALIFIERS: FieldRows = [
    ("over 70 %", spans("more than 70, and 70 itself is not meant; no upper end is invented")),
    ("at least, at most", spans("the number itself is included")),
    ("nearly 5,000", spans("below 5,000; no lower end is invented")),
    ("about 40", spans("40 as the source has it; what is computed from it is about as well")),
    ("2 to 3", spans("between these two, both included")),
    ("more than +27 points", spans("a change that follows from qualified numbers is as wide as they are")),
]


def page(site: Site) -> Page:
    """The page."""
    info = site.base.info
    fields: FieldRows = [
        ("title", spans(info.title)),
        ("as of", spans(info.as_of)),
        ("licence", spans(Span(info.licence, link=licence_address(info.licence)))),
        ("holds", spans(f"{len(site.base.facts):,} facts from {len(site.base.sources):,} sources")),
    ]
    blocks: list[Block] = [
        Title(spans("About")),
        Paragraph(
            spans(
                "Each page shows claims as strongly as their sources put them, where they were said, and what else "
                "is on record. What a source does not say is shown as not stated."
            )
        ),
        Fields(tuple(fields)),
        Heading(spans("How to read a standing")),
        Paragraph(spans(STANDING_SUMMARY)),
        *standing_blocks(site.base),
        Heading(spans("How to read a number")),
        Fields(tuple(QUALIFIERS)),
        Heading(spans("Addresses")),
        Paragraph(
            spans(
                "The address of a page has the id of its record. Ids are never changed and never used again, so "
                "that a link to a page can be cited."
            )
        ),
    ]
    description = f"{info.title}, as of {info.as_of}: licence, date, and how to read standings and numbers."
    return Page("about.html", "about", "About", description, [Part(blocks)], [("Home", "index.html")], base_data(site))


def standing_blocks(base: FactBase) -> list[Block]:
    """Each standing with its meaning and the number of its facts, which leads to them."""
    counts = count_standings(standing_of(base, fact) for fact in base.facts)
    rows = [RecordRow({"standing": standing, "facts": count}) for standing, count in counts.items()]
    columns: tuple[Column[RecordRow], ...] = (
        Column("standing", "standing", lambda row: spans(Span(row.record["standing"], "strong"))),
        Column("meaning", "when", lambda row: spans(STANDINGS_EXPLAINED[row.record["standing"]]), no_wrap=False),
        Column("facts", "facts", align="right"),
    )
    return [Table(columns, rows)]
