"""A listing of facts under headings: by metric, country, standing or source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import STANDINGS
from sco_cli.queries.filters import filter_values
from sco_cli.reports.columns import country_label, standing_text, under_standing
from sco_cli.reports.records import FactRow
from sco_cli.reports.report import Block, Heading, Report, Span, Table, Text, Title, spans
from sco_cli.reports.sources import publisher_and_date
from sco_cli.text import count_noun


class Grouping(NamedTuple):
    """What facts are grouped by: its values in their order, and the heading over the facts of a value.

    `none` is the heading over facts without a value. The name of the grouping is that of a filter.
    """

    values: Callable[[FactBase], Sequence[str]]
    heading: Callable[[FactBase, str], Text]
    none: str


GROUPINGS = {
    "metric": Grouping(
        lambda base: [metric.id for metric in base.metrics],
        lambda base, value: spans(base.metric(value).name, Span(f" ({value})", "dim")),
        "Without a metric",
    ),
    "country": Grouping(
        lambda base: [country.code for country in base.countries],
        lambda base, value: spans(country_label(base, value)),
        "Without a country",
    ),
    "standing": Grouping(lambda _: STANDINGS, lambda _, value: standing_text(value), "Without a standing"),
    "source": Grouping(
        lambda base: [source.id for source in base.sources],
        lambda base, value: spans(publisher_and_date(base.source(value)), Span(f" ({value})", "dim")),
        "Without a source",
    ),
}
"""By what facts can be grouped; a fact with several values, such as two countries, is in the group of each."""


def group_facts(base: FactBase, report: Report, by: str) -> Report:
    """The listing of facts with a heading and a table for each value that its facts have.

    The records for machines are the same, each once, in the order of the groups in which they are first.
    """
    table = next((block for block in report.blocks if isinstance(block, Table)), None)
    if table is None:
        return report
    rows: Sequence[FactRow] = table.rows
    grouping = GROUPINGS[by]
    groups: dict[str | None, list[int]] = {value: [] for value in grouping.values(base)} | {None: []}
    for index, row in enumerate(rows):
        for value in dict.fromkeys(filter_values(base, row.fact, by)) or [None]:
            groups[value].append(index)
    sections: list[Block] = []
    for value, members in groups.items():
        if members:
            heading = spans(grouping.none) if value is None else grouping.heading(base, value)
            sections.append(Heading(heading, spans(Span(count_noun(len(members), "fact"), "dim"))))
            columns = under_standing(base, table.columns, value) if by == "standing" else table.columns
            sections.append(Table(columns, [rows[index] for index in members]))
    is_repeated = sum(map(len, groups.values())) > len(rows)
    grouped = spans(f", by {by}", Span("; a fact can be in several groups", "dim") if is_repeated else None)
    blocks: list[Block] = []
    for block in report.blocks:
        if isinstance(block, Title):
            blocks.append(block._replace(left=spans(block.left, grouped)))
        else:
            blocks += sections if block is table else [block]
    order = dict.fromkeys(index for members in groups.values() for index in members)
    return report._replace(blocks=tuple(blocks), records=[report.records[index] for index in order])
