"""What pictures say beside what they draw: sources with their licences, places, the fact base."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import Standing
from sco_cli.queries.titles import join_countries
from sco_cli.reports.sources import publisher_and_date

if TYPE_CHECKING:
    from sco_cli.models.entities import Source
    from sco_cli.models.facts import Evidence, Figure

STANDINGS: dict[Standing, str] = {
    "contested": "Another source contradicts it.",
    "refined": "Another source gives what it leaves out.",
    "corroborated": "Another source supports it.",
    "repeated": "Others repeat it, from the same origin.",
    "single-source": "No other source is on record.",
}
"""What the standing of a claim comes to, for those who know no such words."""


def place(base: FactBase, figure: Figure) -> str:
    """Whose a figure is, and of when: "Mongolia, 2024", "Egypt and China"."""
    names = [base.get(code).name for code in figure.countries]
    names = names or [base.get(organization).name for organization in figure.organizations]
    expected = ", expected" if figure.stage == "planned" else ""
    when = f", {figure.period}" if figure.period else ""
    return f"{join_countries(names, is_open=figure.countries_open) or 'No country named'}{when}{expected}"


def stating(figure: Figure) -> Evidence:
    """The evidence that makes the claim."""
    return next((one for one in figure.evidence if one.stance == "states"), figure.evidence[0])


def licence(source: Source) -> str:
    """The licence of a source, or that it states none."""
    return source.licence or "no licence stated"


def series_sources(base: FactBase, ids: Iterable[str]) -> list[str]:
    """A line for each source of official series: publisher, date, licence."""
    sources = [base.get(source) for source in dict.fromkeys(ids)]
    return [f"Official series: {publisher_and_date(source)}; {licence(source)}." for source in sources]


def fact_base(base: FactBase) -> str:
    """The line that names the fact base."""
    return f"Fact base: {base.info.title}, as of {base.info.as_of}; {base.info.licence}."


def first_upper(sentence: str) -> str:
    """The sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]
