"""A listing in the order, to the length and with the columns that a reader asks for, whatever the format."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sco_cli.errors import BadRequest
from sco_cli.lookup import fold, nearest
from sco_cli.report import Block, Column, Prose, Record, Report, Span, Table, text
from sco_cli.vocabulary import STANDINGS


def arranged(
    report: Report, sort: str | None = None, limit: int | None = None, columns: Sequence[str] | None = None
) -> Report:
    """The listing sorted by a key (`-key` for descending), cut to its first records, reduced to some keys.

    Raises BadRequest for a key that the records do not have, with the nearest.
    """
    if sort is None and limit is None and columns is None:
        return report
    known = dict.fromkeys([*report.shape, *(key for record in report.records for key in record)])
    records = report.records
    if sort:
        records = _sorted(records, _known(sort.removeprefix("-"), known), descending=sort.startswith("-"))
    if limit is not None:
        records = records[:limit]
    shape = report.shape
    if columns:
        keys = [_known(key, known) for key in columns]
        shape = {key: shape.get(key) for key in keys}
    blocks: list[Block] = [_arranged(block, records, columns) for block in report.blocks]
    if len(records) < len(report.records):
        blocks.append(Prose(text(Span(f"{len(records)} of {len(report.records)} shown", "dim"))))
    if columns:
        records = [{key: record.get(key) for key in shape} for record in records]
    return replace(report, blocks=tuple(blocks), records=records, shape=shape)


def _arranged(block: Block, records: Sequence[Record], columns: Sequence[str] | None) -> Block:
    if not isinstance(block, Table):
        return block
    shown = {column.key: column for column in block.columns}
    chosen = [shown.get(key) or Column(key, key, whole=False) for key in columns] if columns else block.columns
    return Table(tuple(chosen), records)


def _known(key: str, known: Collection[str]) -> str:
    if key in known:
        return key
    close = nearest(key, {name: name for name in known})
    raise BadRequest(
        f'no column "{key}"; ' + (f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(known)}")
    )


def _sorted(records: Sequence[Record], key: str, *, descending: bool) -> list[Record]:
    """By value; records without one come last either way, and equals keep their order."""
    valued = [(rank, record) for record in records if (rank := _rank(key, record.get(key))) is not None]
    ordered = sorted(valued, key=lambda pair: pair[0], reverse=descending)
    return [record for _, record in ordered] + [one for one in records if _rank(key, one.get(key)) is None]


def _rank(key: str, value: Any) -> tuple[int, Any] | None:
    """Numbers before text; a quantity by its number, a change by its percentage, standings worst first."""
    if key == "standing" and value in STANDINGS:
        return (0, STANDINGS.index(value))
    if isinstance(value, dict):
        number = next((value[part] for part in ("value", "low", "high") if value.get(part) is not None), None)
        return _rank(key, number if number is not None else value.get("percent") or value.get("text"))
    if isinstance(value, list):
        return (1, fold("; ".join(map(str, value)))) if value else None
    if value is None or value == "":
        return None
    return (1, fold(value)) if isinstance(value, str) else (0, value)
