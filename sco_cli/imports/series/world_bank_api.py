"""Answers of the World Bank's API, version 2, in JSON: `[page, rows]`, or `[{"message": ...}]` for a refusal."""

from __future__ import annotations

from typing import Any

from sco_cli.imports.series.json_documents import doubled_in, name_doubled
from sco_cli.imports.series.statistics import (
    Cell,
    Dataset,
    Notation,
    Remarks,
    SourceNames,
    clean,
    quoted,
    unknown_format,
)
from sco_cli.imports.series.units import contradiction, in_header
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
            place, f"the API refused the request: {'; '.join(filter(None, reasons)) or 'no reason given'}"
        )
    if len(rest) != 1 or not isinstance(rest[0], list) or not rest[0]:
        raise unknown_format(place, "the answer has no rows")
    pages, page = str(head.get("pages", "1")), str(head.get("page", "1"))
    if pages not in ("1", "0"):
        remarks.problem(
            place,
            f"it is page {page[:9]} of {pages[:9]}, and the values of the other pages are missing; "
            "request all rows in one page with per_page=20000",
        )
    name_doubled(place, head, remarks)
    updated = clean(head.get("lastupdated"))[:10]
    by_code: dict[str, list[Cell]] = {}
    names: dict[str, str] = {}
    units: dict[str, dict[str, int]] = {}
    for number, row in enumerate(rest[0], 1):
        indicator, country = (row.get(key) if isinstance(row, dict) else None for key in ("indicator", "country"))
        if not isinstance(indicator, dict) or not isinstance(country, dict) or "date" not in row:
            remarks.problem(f"{place}: row {number}", "it lacks an indicator, a country or a date; the row is left out")
            continue
        if doubled := doubled_in(row):
            remarks.problem(f"{place}: row {number}", f"it has {doubled}; the row is left out")
            continue
        code = clean(indicator.get("id"), 200)
        names.setdefault(code, clean(indicator.get("value"), 1000))
        value = row.get("value")
        if value is not None:
            units.setdefault(code, {}).setdefault(clean(row.get("unit"), 200), number)
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
    found = {code: _unit(place, code, units.get(code, {})) for code in by_code}
    for code, unit in found.items():
        in_name = unit_of(names[code])
        if in_name and contradiction(unit, (), in_name):
            remarks.problem(place, f"the unit of {code} is {quoted(unit)}, but its name says {quoted(in_name)}")
    is_partial = pages not in ("1", "0")
    return [
        _dataset(place, code, names[code], found[code], cells, updated, is_partial=is_partial)
        for code, cells in by_code.items()
    ]


def _unit(place: str, code: str, units: dict[str, int]) -> str:
    """The unit of all rows of an indicator; `units` are those that they have, each with the number of its first row.

    Raises BadRequest if there are several.
    """
    units = {unit: row for unit, row in units.items() if unit}
    if len(units) > 1:
        (first, row), (other, other_row), *_ = units.items()
        raise unknown_format(
            place,
            f"the series would mix units: {code} has the unit {quoted(first)} in row {row} and {quoted(other)} in row "
            f"{other_row}; request only one of them",
        )
    return next(iter(units), "")


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
        unit_texts=tuple(in_header(name)),
        source=source,
        source_id=f"world-bank-{code}-{updated}",
        notation=Notation(),
    )
