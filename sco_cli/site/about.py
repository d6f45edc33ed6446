"""The page about the base: its licence and date, and how to read what the other pages say."""

from __future__ import annotations

from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import STANDING_WORDS, Standing
from sco_cli.queries.standing import count_standings, standing_of
from sco_cli.reports.fact_fields import FieldRows
from sco_cli.reports.report import Block, Column, Fields, Heading, Paragraph, RecordRow, Span, Table, Title, spans
from sco_cli.site.linked_data import base_data, licence_address
from sco_cli.site.page import Page, Part, Site

STANDING_SUMMARY = (
    "What all evidence on record amounts to, in one word. It is derived from the evidence and is not a verdict."
)

STANDINGS_EXPLAINED: dict[Standing, str] = {
    "contested": "a source contradicts it",
    "refined": "a source adds the years or details that the claim leaves out, and none contradicts it",
    "corroborated": "a source of another origin says the same",
    "repeated": "other sources carry it, all from the same origin, which adds no support",
    "single-source": "one origin says it, and nothing else on record bears on it",
}
"""Each standing, the worst first, and when a fact has it."""

QUALIFIERS: FieldRows = [
    ("over 70%", spans("more than 70, not 70 itself; the upper bound is that of the metric, or none")),
    ("at least, at most", spans("the number itself is included")),
    ("nearly 5,000", spans("less than 5,000; there is no lower bound")),
    ("about 40", spans('40 as the source gives it; results computed from it are marked "about" too')),
    ("2 to 3", spans("between these two, both included")),
    ("more than +27 percentage points", spans("a change computed from hedged numbers has bounds too")),
]


def page(site: Site) -> Page:
    """The page."""
    info = site.base.info
    fields: FieldRows = [
        ("title", spans(info.title)),
        ("as of", spans(date_words(info.as_of))),
        ("licence", spans(Span(info.licence, link=licence_address(info.licence)))),
        ("holds", spans(f"{len(site.base.facts):,} facts from {len(site.base.sources):,} sources")),
    ]
    blocks: list[Block] = [
        Title(spans("About")),
        Paragraph(
            spans(
                "Each page shows claims as strongly as their sources put them, with their sources and the evidence "
                "for and against them. What a source does not say is shown as not stated."
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
                "The address of a page contains the id of its record. Ids never change and are never reused, so "
                "links to pages can be cited."
            )
        ),
    ]
    description = f"{info.title}, as of {date_words(info.as_of)}: licence, date, and how to read standings and numbers."
    return Page("about.html", "about", "About", description, [Part(blocks)], [("Home", "index.html")], base_data(site))


def standing_blocks(base: FactBase) -> list[Block]:
    """Each standing with its meaning and the number of its facts, which leads to them."""
    counts = count_standings(standing_of(base, fact) for fact in base.facts)
    rows = [RecordRow({"standing": standing, "facts": count}) for standing, count in counts.items()]
    columns: tuple[Column[RecordRow], ...] = (
        Column("standing", "standing", lambda row: spans(Span(STANDING_WORDS[row.record["standing"]], "strong"))),
        Column("meaning", "when", lambda row: spans(STANDINGS_EXPLAINED[row.record["standing"]]), no_wrap=False),
        Column("facts", "facts", align="right"),
    )
    return [Table(columns, rows)]
