"""`sco diff OLD NEW`: two fact bases compared claim by claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from sco_cli.cli.option_groups import TableOptions, expand_options
from sco_cli.cli.options import BomOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.errors import BadRequest
from sco_cli.loading import files
from sco_cli.loading.cache import open_base
from sco_cli.models.json_values import JsonRecord, to_json
from sco_cli.queries.diff import Difference, Value, find_differences
from sco_cli.reports.columns import id_column
from sco_cli.reports.records import EMPTY_QUANTITY
from sco_cli.reports.report import Column, Report, Span, Text, listing, spans
from sco_cli.text import count_noun


class DifferenceRow(NamedTuple):
    """A difference and its record."""

    difference: Difference
    record: JsonRecord


def report(differences: Sequence[Difference], old: str, new: str) -> Report:
    """The differences, a row each, with the value now and before."""
    columns: tuple[Column[DifferenceRow], ...] = (
        id_column(),
        Column("field", "what", _field, no_wrap=False),
        Column("now", "now", lambda row: _value(row, row.difference.now), no_wrap=False),
        Column("was", "was", lambda row: _value(row, row.difference.was), no_wrap=False),
    )
    number = count_noun(len(differences), "difference") if differences else "no differences"
    title = spans(f"{number} between {files.in_words(old)} and {files.in_words(new)}")
    rows = [DifferenceRow(difference, _record(difference)) for difference in differences]
    empty = _record(Difference("changed", "", "", "", None, None, None))
    template = empty | {"now_quantity": EMPTY_QUANTITY, "was_quantity": EMPTY_QUANTITY}
    return listing(title, columns, rows, "", template)


def _record(difference: Difference) -> JsonRecord:
    now, was = difference.now, difference.was
    return {
        "kind": difference.kind,
        "id": difference.id,
        "title": difference.title,
        "change": difference.change,
        "field": difference.field,
        "now": now and now.words,
        "was": was and was.words,
        "strength": difference.strength,
        "now_quantity": now and to_json(now.quantity),
        "was_quantity": was and to_json(was.quantity),
    }


def _field(row: DifferenceRow) -> Text:
    """The field, or what happened to the record; with a remark if a number has another qualifier."""
    difference = row.difference
    remark = " (qualifier changed)" if difference.strength else ""
    return spans(difference.field or difference.change, Span(remark, "dim"))


def _value(row: DifferenceRow, value: Value | None) -> Text:
    """The value in words, emphasized if its strength differs, which the column of fields says too."""
    if value is None or not value.words:
        return spans(Span("none", "dim"))
    return spans(Span(value.words, "strong" if row.difference.strength else "plain"))


@expand_options()
def command(
    *,
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help='The older fact base; "bundled" is the one that comes with sco, "-" standard input.',
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The newer fact base.")],
    table: TableOptions,
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--facts",
            metavar="FILE",
            help="Files that belong to both bases. Repeat for several.",
        ),
    ] = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """Compare two fact bases claim by claim.

    \b
    Examples:
      sco diff old.toml new.toml
      sco diff bundled mine.toml --format json
      sco diff old.toml new.toml --facts countries.toml
    """
    if old == new == files.STDIN:
        raise BadRequest('only one of the two bases can be standard input, "-"')
    shared = facts or ()
    differences = find_differences(open_base([old, *shared]), open_base([new, *shared]))
    write_report(report(differences, old, new), format, table, bom=bom)
    if differences:
        raise typer.Exit(1)
