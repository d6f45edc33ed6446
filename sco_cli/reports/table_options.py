"""A listing sorted, limited and reduced to some columns as a user asks, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial

from sco_cli.errors import UnknownName
from sco_cli.models import period_edtf
from sco_cli.models.json_values import JsonRecord
from sco_cli.models.vocabulary import STAGES, STANDINGS, STATUSES
from sco_cli.reports.brief import BRIEF, BRIEF_KEYS
from sco_cli.reports.report import Block, Column, Paragraph, Report, Row, Span, Table, Text, describe_value, spans
from sco_cli.text import fold, list_known, suggest

WORD_ORDER: dict[str, tuple[str, ...]] = {"standing": STANDINGS, "stage": STAGES, "status": STATUSES}
"""Closed lists that are sorted in their own order and not by the alphabet."""


SortKey = tuple[int, int | float | Decimal | str]
"""A rank by type, numbers before text, and a value that is comparable with others of its rank."""


def apply_table_options(
    report: Report, sort: str | None = None, limit: int | None = None, columns: Sequence[str] | None = None
) -> Report:
    """The listing sorted by a key (`-key` for descending), limited to its first rows, reduced to some keys.

    "brief" among the columns stands for the brief ones, in a listing that has them. Raises UnknownName with suggestions
    for a key that the records do not have.
    """
    if sort is None and limit is None and columns is None:
        return report
    names = _column_names(report)
    brief = report.brief if BRIEF in (columns or ()) else None
    keys = [*dict.fromkeys(key for name in columns for key in _resolve_columns(name, names))] if columns else None
    table = next((block for block in report.blocks if isinstance(block, Table)), None)
    rows: Sequence[Row] = table.rows if table else ()
    if sort:
        rows = _sorted(rows, _resolve_column(sort.removeprefix("-"), names), descending=sort.startswith("-"))
    if limit is not None:
        rows = rows[:limit]

    def values(row: Row) -> JsonRecord:
        return row.record | brief(row) if brief else row.record

    blocks: list[Block] = [
        Table(_chosen_columns(block, keys, values), rows) if isinstance(block, Table) else block
        for block in report.blocks
    ]
    if len(rows) < len(report.records):
        blocks.append(Paragraph(spans(Span(f"{len(rows)} of {len(report.records)} shown", "dim"))))
    if keys is None:
        return report._replace(blocks=tuple(blocks), records=[row.record for row in rows])
    chosen = [{key: _value(record, key) for key in keys} for record in map(values, rows)]
    template = report.template | (dict.fromkeys(BRIEF_KEYS) if brief else {})
    template = {key: _value(template, key) for key in keys}
    return report._replace(blocks=tuple(blocks), records=chosen, template=template)


def _column_names(report: Report) -> dict[str, str]:
    """The names by which a user may name a key: keys of records, keys and headers of columns."""
    names = {key: key for record in (report.template, *report.records) for key in record}
    for block in report.blocks:
        if isinstance(block, Table):
            headers = {column.header: column.key for column in block.columns if column.header}
            names |= {header: key for header, key in headers.items() if header not in names}
            names |= {column.key: column.key for column in block.columns}
    return names | ({BRIEF: BRIEF} if report.brief else {})


def _resolve_column(name: str, names: Mapping[str, str]) -> str:
    if name in names:
        return names[name]
    raise UnknownName("column", name, suggest(name, {known: known for known in names}), list_known(list(names)))


def _resolve_columns(name: str, names: Mapping[str, str]) -> Sequence[str]:
    key = _resolve_column(name, names)
    return BRIEF_KEYS if key == BRIEF else [key]


def _chosen_columns(
    table: Table[Row], keys: Sequence[str] | None, values: Callable[[Row], JsonRecord]
) -> tuple[Column[Row], ...]:
    """The columns of those keys; a key without a column of its own shows the value in the record."""
    if keys is None:
        return table.columns
    columns = {column.key: column.beside(keys) for column in table.columns}

    def show(key: str, row: Row) -> Text:
        return describe_value(_value(values(row), key))

    return tuple(columns.get(key) or Column(key, key, partial(show, key), no_wrap=False) for key in keys)


def _value(record: JsonRecord, key: str) -> object:
    """The value under a key, or under a nested one such as "facts.project"."""
    value: object = record
    for part in key.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _sorted(rows: Sequence[Row], key: str, *, descending: bool) -> list[Row]:
    """Sort by value; rows without a value come last in both directions, and equal ones keep their order."""
    keyed = [(_sort_key(key, _value(row.record, key)), row) for row in rows]
    with_value = [(sort_key, row) for sort_key, row in keyed if sort_key is not None]
    with_value.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in with_value] + [row for sort_key, row in keyed if sort_key is None]


def _sort_key(key: str, value: object) -> SortKey | None:
    """Numbers before text, a quantity by its number, a change by its percentage, closed lists in their own order."""
    if value in WORD_ORDER.get(key, ()):
        return (0, WORD_ORDER[key].index(str(value)))
    if isinstance(value, dict):
        number = next((value[part] for part in ("value", "low", "high") if value.get(part) is not None), None)
        return _sort_key(key, number if number is not None else value.get("percent") or value.get("text"))
    if isinstance(value, list):
        return (1, fold("; ".join(map(str, value)))) if value else None
    if key == "published" and isinstance(value, str):
        return (1, " ".join(period_edtf.sort_key(value)))
    if isinstance(value, str):
        return (1, fold(value)) if value else None
    return (0, value) if isinstance(value, int | float | Decimal) else None
