"""A listing in the order, to the length and with the columns that a reader asks for, whatever the format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sco_cli.errors import UnknownName
from sco_cli.models.json_values import JsonRecord
from sco_cli.models.vocabulary import STAGES, STANDINGS, STATUSES
from sco_cli.reports.report import Block, Column, Paragraph, Report, Span, Table, spans
from sco_cli.text import fold, list_known, suggest

WORD_ORDER: dict[str, tuple[str, ...]] = {"standing": STANDINGS, "stage": STAGES, "status": STATUSES}
"""Closed lists that have an order of their own: standings, worst first, and how far things are."""


def apply_table_options(
    report: Report, sort: str | None = None, limit: int | None = None, columns: Sequence[str] | None = None
) -> Report:
    """The listing sorted by a key (`-key` for descending), cut to its first records, reduced to some keys.

    Raises UnknownName for a key that the records do not have, with the nearest.
    """
    if sort is None and limit is None and columns is None:
        return report
    known = {key: key for record in (report.template, *report.records) for key in record}
    for block in report.blocks:
        if isinstance(block, Table):  # a column goes by the name over it too
            known |= {column.header: column.key for column in block.columns if column.header not in known}
            known |= {column.key: column.key for column in block.columns}
    records = report.records
    if sort:
        records = _sorted(records, _resolve_column(sort.removeprefix("-"), known), descending=sort.startswith("-"))
    if limit is not None:
        records = records[:limit]
    keys = [_resolve_column(key, known) for key in columns] if columns else None
    shape = {key: _value(report.template, key) for key in keys} if keys else report.template
    blocks: list[Block] = [_arranged(block, records, keys) for block in report.blocks]
    if len(records) < len(report.records):
        blocks.append(Paragraph(spans(Span(f"{len(records)} of {len(report.records)} shown", "dim"))))
    if keys:
        records = [{key: _value(record, key) for key in keys} for record in records]
    return replace(report, blocks=tuple(blocks), records=records, template=shape)


def _value(record: JsonRecord, key: str) -> Any:
    """The value under a key, or under one inside another: "facts.project"."""
    value: Any = record
    for part in key.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _arranged(block: Block, records: Sequence[JsonRecord], columns: Sequence[str] | None) -> Block:
    if not isinstance(block, Table):
        return block
    shown = {column.key: column for column in block.columns}
    chosen = [shown.get(key) or Column(key, key, no_wrap=False) for key in columns] if columns else block.columns
    return Table(tuple(chosen), records)


def _resolve_column(key: str, known: Mapping[str, str]) -> str:
    if key in known:
        return known[key]
    raise UnknownName("column", key, suggest(key, {name: name for name in known}), list_known(list(known)))


def _sorted(records: Sequence[JsonRecord], key: str, *, descending: bool) -> list[JsonRecord]:
    """By value; records without one come last either way, and equals keep their order."""
    ranked = [(_sort_key(key, _value(record, key)), record) for record in records]
    valued = [(rank, record) for rank, record in ranked if rank is not None]
    valued.sort(key=lambda pair: pair[0], reverse=descending)
    return [record for _, record in valued] + [record for rank, record in ranked if rank is None]


def _sort_key(key: str, value: Any) -> tuple[int, Any] | None:
    """Numbers before text; a quantity by its number, a change by its percentage, the words of closed lists as there."""
    if value in WORD_ORDER.get(key, ()):
        return (0, WORD_ORDER[key].index(value))
    if isinstance(value, dict):
        number = next((value[part] for part in ("value", "low", "high") if value.get(part) is not None), None)
        return _sort_key(key, number if number is not None else value.get("percent") or value.get("text"))
    if isinstance(value, list):
        return (1, fold("; ".join(map(str, value)))) if value else None
    if value is None or value == "":
        return None
    return (1, fold(value)) if isinstance(value, str) else (0, value)
