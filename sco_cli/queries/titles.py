"""What a record is called on one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase
from sco_cli.queries.levels import levels_of
from sco_cli.text import join_names

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord, Figure


def record_title(base: FactBase, item: AnyRecord, places: Sequence[str] | None = None) -> str:
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
    numbers = levels_of(base, figure)
    said = numbers.text()
    if numbers.before and numbers.after:
        said = f"from {numbers.before.text()} to {numbers.after.text()}"
    metric = base.get(figure.metric).name
    when = f", {figure.period}" if figure.period else ""
    expected = " (expected)" if figure.stage == "planned" else ""
    return f"{metric}{countries_suffix(places, is_open=figure.countries_open)}{when}: {said}{expected}"


def join_countries(places: Sequence[str], *, is_open: bool) -> str:
    """Countries by name or code in a sentence, "others" for the rest of an open list; nothing where there are none."""
    return join_names([*places, *["others"] * is_open]) if places else ""


def countries_suffix(places: Sequence[str], *, is_open: bool) -> str:
    """The same in brackets behind a title: " (KZ and CN)"."""
    return f" ({join_countries(places, is_open=is_open)})" if places else ""
