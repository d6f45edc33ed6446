"""A record for machines: every field as a plain value, and what follows from it. The contract of the json format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sco_cli import comparison, numerals, quantity, selection
from sco_cli.change import Change
from sco_cli.factbase import FactBase, is_fact
from sco_cli.quantity import Quantity, Refusal
from sco_cli.report import Record

if TYPE_CHECKING:
    from sco_cli.models import AnyRecord, Country, Figure

LEVELS = ("before", "after", "value", "change")
MEASURES = ("difference", "percent", "ratio")
QUANTITY = dict.fromkeys(quantity.exact(0).as_plain())
CHANGE: Record = {
    "text": None,
    "stated": None,
    "measure": None,
    **dict.fromkeys(MEASURES, QUANTITY),
    "not_computed": dict.fromkeys(MEASURES),
}


def as_record(base: FactBase, item: AnyRecord) -> Record:
    """The record with its kind and id first, then its fields, then what is derived."""
    record: Record = {"kind": item.kind, "id": item.id}
    if is_fact(item):
        record |= {"title": title(base, item), "standing": comparison.standing(item)}
    for name in base.fields[item.kind]:
        if name not in record and name not in LEVELS:
            record[name] = plain(getattr(item, name))
    if item.kind == "country":
        record |= _history(item)
    if item.kind == "figure":
        record |= _levels(base, item)
    if is_fact(item):
        record["not_stated"] = list(item.not_stated)
    return record


def all_records(base: FactBase, items: Iterable[AnyRecord]) -> Iterator[Record]:
    """The base itself as a record of kind "base", then the items, which are records of it."""
    yield {"kind": "base", **plain(base.info)}
    for item in items:
        yield as_record(base, item)


def shape(base: FactBase, *kinds: str) -> Record:
    """A record with every key that records of those kinds have, and nothing in it."""
    whole: Record = {}
    for kind in kinds:
        fields = base.fields[kind]
        derived = {"title": None, "standing": None} if "evidence" in fields else {}
        whole |= {"kind": None, "id": None} | derived | {name: None for name in fields if name not in LEVELS}
        if kind == "country":
            whole |= {"status": None, "since": None, "history": None}
        if kind == "figure":
            whole |= {"unit": None, "before": QUANTITY, "after": QUANTITY, "value": QUANTITY, "change": CHANGE}
        whole |= {"not_stated": None} if "evidence" in fields else {}
    return whole


def title(base: FactBase, item: AnyRecord, places: Sequence[str] | None = None) -> str:
    """What a record is called on one line, in words; of a figure, with the `places` or else the names of its countries.

    They stand in brackets: a figure may be of a country, in it, or of two together, and the base does not say which.
    """
    if item.kind == "figure":  # "China's trade with SCO members" has its place
        names = [base.get(code).name for code in item.countries]
        metric = base.get(item.metric).name
        has_place = all(re.search(rf"\b{re.escape(name)}\b", metric) for name in names) and not item.countries_open
        return _figure_title(base, item, () if has_place else names if places is None else places)
    if item.kind == "statement":
        return f"{item.speaker}: {item.summary.rstrip('.')}"
    if item.kind == "series":
        return f"{base.get(item.metric).name} ({base.get(item.country).name}), official series"
    return item.title if item.kind == "source" else item.name


def _figure_title(base: FactBase, figure: Figure, places: Sequence[str]) -> str:
    """Such as "Coal exports (Mongolia), 2022: 31.7 million t"; what is to come is "(expected)"."""
    numbers = comparison.levels(base, figure)
    said = numbers.text()
    if numbers.before and numbers.after:
        said = f"from {numbers.before.text()} to {numbers.after.text()}"
    metric = base.get(figure.metric).name
    when = f", {figure.period}" if figure.period else ""
    expected = " (expected)" if figure.stage == "planned" else ""
    return f"{metric}{bracketed(places, is_open=figure.countries_open)}{when}: {said}{expected}"


def placed(places: Sequence[str], *, is_open: bool) -> str:
    """Countries by name or code in a sentence, "others" for the rest of an open list; nothing where there are none."""
    return listed([*places, *["others"] * is_open]) if places else ""


def bracketed(places: Sequence[str], *, is_open: bool) -> str:
    """The same in brackets behind a title: " (KZ and CN)"."""
    return f" ({placed(places, is_open=is_open)})" if places else ""


def listed(names: Iterable[str]) -> str:
    """Names in a sentence: "Egypt", "Egypt and China", "China, Egypt and others"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _levels(base: FactBase, figure: Figure) -> Record:
    numbers = comparison.levels(base, figure)
    quantities = {name: plain(getattr(numbers, name)) for name in ("before", "after", "value")}
    return {"unit": base.get(figure.metric).unit, **quantities, "change": plain(numbers.change)}


def _history(country: Country) -> Record:
    now = selection.latest_status(country)
    return {
        "status": now.status if now else None,
        "since": now.since if now else None,
        "history": [plain(step) for step in country.status],
    }


def plain(value: Any) -> Any:
    """Any value of a record, or a table in one, as json can hold it."""
    if isinstance(value, Quantity):
        return value.as_plain()
    if isinstance(value, Change):
        return _change(value)
    if isinstance(value, Decimal):
        return numerals.plain(numerals.exact(value))
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return {name: plain(item) for name, item in vars(value).items()} if hasattr(value, "__dict__") else value


def _change(value: Change) -> Record:
    def measure(part: Quantity | Refusal, places: int | None) -> Record | None:
        return part.as_plain(part.change_text(places)) if isinstance(part, Quantity) else None

    return {
        "text": value.text(),
        "stated": value.stated is not None,
        "measure": value.measure,
        "difference": measure(value.difference, None),
        "percent": measure(value.percent, 1),
        "ratio": measure(value.ratio, 2),
        "not_computed": dict.fromkeys(MEASURES) | value.refusals(),
    }
