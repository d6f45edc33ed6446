"""Answers of the World Bank's API, version 2, in JSON: `[page, rows]`, or `[{"message": ...}]` for a refusal."""

from __future__ import annotations

from typing import Any

from sco_cli.imports.series.statistics import Cell, Dataset, Notation, Remarks, SourceNames, clean, unknown_format
from sco_cli.imports.series.world_bank import unit_of

FORMAT = "an answer of the World Bank's API"


def is_answer(document: Any) -> bool:
    """Whether a parsed file is such an answer."""
    return (
        isinstance(document, list)
        and bool(document)
        and isinstance(document[0], dict)
        and ("message" in document[0] or "page" in document[0])
    )


def read(place: str, document: Any, remarks: Remarks) -> list[Dataset]:
    """The data sets of an answer, one for each indicator. Raises BadRequest for an answer without any.

    Rows have no lines of their own in JSON, so messages give their number.
    """
    head, *rest = document
    if isinstance(head.get("message"), list):
        reasons = [clean(entry.get("value")) for entry in head["message"] if isinstance(entry, dict)]
        raise unknown_format(
            place, f"the API refused the question: {'; '.join(filter(None, reasons)) or 'no reason given'}"
        )
    if len(rest) != 1 or not isinstance(rest[0], list) or not rest[0]:
        raise unknown_format(place, "the answer has no rows")
    pages, page = str(head.get("pages", "1")), str(head.get("page", "1"))
    if pages not in ("1", "0"):
        remarks.problem(
            place,
            f"it is page {page[:9]} of {pages[:9]}, and the values of the others are not in it; "
            "ask for all in one with per_page=20000",
        )
    updated = clean(head.get("lastupdated"))[:10]
    by_code: dict[str, list[Cell]] = {}
    names: dict[str, tuple[str, str]] = {}
    for number, row in enumerate(rest[0], 1):
        indicator, country = (row.get(key) if isinstance(row, dict) else None for key in ("indicator", "country"))
        if not isinstance(indicator, dict) or not isinstance(country, dict) or "date" not in row:
            remarks.problem(f"{place}: row {number}", "it has not indicator, country and date; it is left out")
            continue
        code = clean(indicator.get("id"), 200)
        names.setdefault(code, (clean(indicator.get("value"), 1000), clean(row.get("unit"), 200)))
        value = row.get("value")
        by_code.setdefault(code, []).append(
            Cell(
                number,
                clean(row.get("countryiso3code")) or clean(country.get("id")),
                clean(country.get("value"), 300),
                clean(row.get("date")),
                "" if value is None else str(value),
                clean(row.get("obs_status")),
            )
        )
    return [
        _dataset(place, code, *names[code], cells, updated, is_partial=pages not in ("1", "0"))
        for code, cells in by_code.items()
    ]


def _dataset(
    place: str, code: str, name: str, unit: str, cells: list[Cell], updated: str, *, is_partial: bool
) -> Dataset:
    source = SourceNames(title=clean(f"{name}, {code}", 1000), publisher="World Bank", published=updated, language="en")
    return Dataset(
        cells=cells,
        place=place,
        has_lines=False,
        is_partial=is_partial,
        code=code,
        name=name,
        unit=unit or unit_of(name),
        source=source,
        source_id=f"world-bank-{code}-{updated}",
        notation=Notation(),
    )
