"""The listings that a fact is in, by names that the pages and the search data share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import filter_values
from sco_cli.queries.standing import standing_of

if TYPE_CHECKING:
    from sco_cli.models.facts import Fact

ALL = "facts"


def fact_scopes(base: FactBase, fact: Fact) -> list[str]:
    """All facts, those of its kind if they have a listing, of its areas and countries, and of its standing."""
    areas = [f"area/{area}" for area in filter_values(base, fact, "area")]
    kinds = ["projects"] if fact.kind == "project" else []
    countries = [f"country/{code}" for code in fact.countries]
    return [ALL, *kinds, *areas, *countries, f"standing/{standing_of(base, fact)}"]
