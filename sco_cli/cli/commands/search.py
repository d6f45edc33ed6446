"""`sco search WORDS`: where the fact base speaks of something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sco_cli.cli.filters import resolve_filters
from sco_cli.cli.messages import print_messages
from sco_cli.cli.option_groups import FilterOptions, TableOptions, expand_options
from sco_cli.cli.options import BomOption, FactsOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.errors import BadRequest
from sco_cli.formats.registry import TITLED_FORMATS
from sco_cli.loading.cache import open_base
from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase
from sco_cli.queries.corrections import Answer, search_or_correct
from sco_cli.queries.filters import Filters, select
from sco_cli.queries.levels import levels_of
from sco_cli.queries.lookup import country_outside, describe_outside
from sco_cli.queries.titles import country_names, figure_title, record_title
from sco_cli.reports.brief import brief_hit
from sco_cli.reports.columns import last_id_column
from sco_cli.reports.facts_listing import describe_filters, describe_left_out
from sco_cli.reports.report import Column, Report, Span, Text, listing, spans
from sco_cli.text import count_noun, fold, join_names

if TYPE_CHECKING:
    from sco_cli.models.json_values import JsonRecord
    from sco_cli.queries.search import Hit

TEMPLATE = dict.fromkeys(("kind", "id", "title", "value_text", "score", "field", "before", "match", "after"))

SENTENCE_ENDS = re.compile(r"(?<=[^A-Z][.;])\s+|(?<=[。\uff1b])")
"""Where a sentence ends: not behind a capital, as in "U.S. Department" and "A. Mayor"."""


LAST_LATIN = "\u024f"
"""The last letter of the Latin blocks; letters without accents after it are of other scripts."""


class HitRow(NamedTuple):
    """A hit with what is shown of it: its title, that of a figure without its numbers, which are `value`."""

    hit: Hit
    title: str
    value: str
    record: JsonRecord


def report(base: FactBase, answer: Answer, filters: Filters) -> Report:
    """The hits of a search that pass the filters, each with the match in context.

    The title says which words were corrected, and how many hits a time leaves out. People see the sentence around the
    match, machines the whole field.
    """
    found = [hit.record for hit in answer.hits]
    selected = {record.id for record in select(base, found, filters)}
    rows = [_hit_row(base, hit) for hit in answer.hits if hit.record.id in selected]
    columns: list[Column[HitRow]] = [
        Column("match", "hit", _shown_hit, no_wrap=False),
        Column("kind", "kind"),
        last_id_column(),
    ]
    if any(row.value for row in rows):
        columns.insert(1, Column("value_text", "value", _shown_value, no_wrap=False))
    title = spans(
        count_noun(len(rows), "hit"),
        f' for "{" ".join(answer.words)}"',
        describe_filters(base, filters, "about", len(rows)),
        Span(describe_left_out(base, found, filters), "dim"),
        Span(f"; {describe_corrections(answer)}" if answer.corrected else "", "dim"),
    )
    nothing = "" if rows else _nothing_found(base, answer.words)
    return listing(title, columns, rows, nothing, TEMPLATE, partial(brief_hit, base))


def describe_corrections(answer: Answer) -> str:
    """Which words of a search were corrected: `nothing has "railwy", for which this is "railway"`."""
    pairs = [f'"{word}"; showing results for "{instead}"' for word, instead in answer.corrected.items()]
    return f"no record contains {join_names(pairs)}"


def _nothing_found(base: FactBase, words: Sequence[str]) -> str:
    """The sentence in place of hits, with the countries among the words that the base is not about."""
    countries = base.of_kind("country")
    outside = [describe_outside(country) for word in words if (country := country_outside(countries, word))]
    is_latin = all(letter <= LAST_LATIN for word in words for letter in fold(word))
    other = "" if is_latin else "apart from names, text is only in the language of the base"
    return "; ".join(filter(None, ["no record contains all these words", *outside, other]))


def _hit_row(base: FactBase, hit: Hit) -> HitRow:
    title, value = record_title(base, hit.record), ""
    record: JsonRecord = {"kind": hit.record.kind, "id": hit.record.id, "title": title, "value_text": None}
    if hit.record.kind == "figure":
        levels = levels_of(base, hit.record)
        value = record["value_text"] = levels.text()
        figure = figure_title(base, hit.record, levels)
        period = f", {date_words(hit.record.period)}" if hit.record.period else ""
        title = f"{figure.subject}{figure.suffix(country_names(base, hit.record))}{period}"
    match = {"score": hit.score, "field": hit.field, "before": hit.before, "match": hit.match, "after": hit.after}
    return HitRow(hit, title, value, record | match)


def _shown_hit(row: HitRow) -> Text:
    """The title and, unless the match is in it or in the value, the sentence around the match."""
    hit = row.hit
    if hit.field == "id":
        return spans(row.title)
    if _first(hit.match, row.title) or _first(hit.match, row.value):
        return _marked(row.title, hit.match)
    before, after = SENTENCE_ENDS.split(hit.before)[-1], SENTENCE_ENDS.split(hit.after)[0]
    return spans(row.title, Span(f", {hit.field}: ", "dim"), before, Span(hit.match, "strong"), after)


def _shown_value(row: HitRow) -> Text:
    return _marked(row.value, row.hit.match) if row.hit.field == "value" else spans(row.value)


def _first(part: str, text: str) -> re.Match[str] | None:
    """Where a text has the part first, in small or capital letters."""
    return re.search(re.escape(part), text, re.IGNORECASE)


def _marked(text: str, part: str) -> Text:
    """The text with the first such part of it in bold, if it has one."""
    found = _first(part, text)
    if found is None:
        return spans(text)
    return spans(text[: found.start()], Span(found.group(), "strong"), text[found.end() :])


@expand_options(without=("kind",))
def command(
    *,
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="Words that must all occur in a record.")],
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Kind of record, such as figure.")
    ] = None,
    filters: FilterOptions,
    table: TableOptions,
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """Search all text, in any script.

    \b
    Examples:
      sco search railway
      sco search transport cost --kind figure
      sco search Казахстан --limit 5
    """
    if not any(word.strip() for word in words):
        raise BadRequest("give at least one word to search for")
    base = open_base(facts)
    wanted = resolve_filters(base, filters._replace(kind=kind), base.fields)
    # Searched are the records of any time, to tell how many the time leaves out.
    at_any_time = wanted.without_period().without_publication()
    searched = base.records if at_any_time == Filters() else select(base, base.records, at_any_time)
    answer = search_or_correct(base, searched, words)
    if answer.corrected and format not in TITLED_FORMATS:
        print_messages([f"sco: {describe_corrections(answer)}"])
    write_report(report(base, answer, wanted), format, table, bom=bom)
