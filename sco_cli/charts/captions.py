"""The texts around a plot: title, subtitle, and footnotes that name the sources, their licences and the fact base."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sco_cli.charts.scale_type import ScaleType
from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import Standing
from sco_cli.queries.titles import country_names, join_countries, subject_names
from sco_cli.reports.sources import publisher_and_date
from sco_cli.text import join_names, shorten_list

if TYPE_CHECKING:
    from sco_cli.models.entities import Source
    from sco_cli.models.facts import Evidence, Figure

MAX_NAMED_COUNTRIES = 4
"""A title names at most this many countries."""

MAX_LISTED = 20
"""A footnote lists at most this many claims, or gaps or breaks of a series."""

STANDING_SENTENCES: dict[Standing, str] = {
    "contested": "Another source contradicts it.",
    "refined": "Another source adds years or details that it leaves out.",
    "corroborated": "Another source supports it.",
    "repeated": "Other sources republish it, all from the same origin.",
    "single-source": "No other source is on record.",
}
"""The standing of a claim, for readers who do not know the terms."""


@dataclass(frozen=True, slots=True)
class Captions:
    """The texts around a plot. Each subtitle and each footnote is a paragraph."""

    title: str
    subtitles: Sequence[str]
    unit: str
    footnotes: Sequence[str]
    summary: str
    """What the plot shows, for the description only: "Line chart."."""

    @property
    def description(self) -> str:
        """All texts in one paragraph, for screen readers."""
        return " ".join([f"{self.title}.", self.summary, *self.subtitles, *self.footnotes])


def axis_text(unit: str, scale: ScaleType) -> str:
    """What the axis of values shows: its unit, and that it is logarithmic: "USD/t, logarithmic scale"."""
    return ", ".join(filter(None, [unit, "logarithmic scale" if scale == "log" else ""]))


def chart_type(name: str, scale: ScaleType) -> str:
    """The type of a chart in a summary: "Line chart", "Line chart with a logarithmic scale"."""
    return f"{name} with a logarithmic scale" if scale == "log" else name


def name_first(items: Sequence[str], separator: str = ", ") -> str:
    """The items with commas, or the first of many and the number of the others: "2001, 2003 and 40 more"."""
    return shorten_list(items, MAX_LISTED, separator)


def forecast_suffix(figure: Figure) -> str:
    """What stands after a number that is a forecast."""
    return ", forecast" if figure.stage == "planned" else ""


def place_and_period(base: FactBase, figure: Figure) -> str:
    """The places, organizations or countries of a figure, and its period: "Tianjin, 2024", "Egypt and China"."""
    names = subject_names(base, figure)
    where = join_names(names) if names else join_countries(country_names(base, figure), is_open=figure.countries_open)
    period = f", {date_words(figure.period)}" if figure.period else ""
    return f"{where or 'No country named'}{period}{forecast_suffix(figure)}"


def stating_evidence(figure: Figure) -> Evidence:
    """The evidence that states the claim; the first of all if none does."""
    return next((evidence for evidence in figure.evidence if evidence.stance == "states"), figure.evidence[0])


def licence_text(source: Source) -> str:
    """The licence of a source, or that it states none."""
    return source.licence or "no licence stated"


def series_source_notes(base: FactBase, source_ids: Iterable[str]) -> list[str]:
    """A sentence for each different source of official series: publisher, date, licence."""
    sources = [base.source(source_id) for source_id in dict.fromkeys(source_ids)]
    return [f"Official series: {publisher_and_date(source)}; {licence_text(source)}." for source in sources]


def fact_base_note(base: FactBase) -> str:
    """The sentence that names the fact base, its date and its licence."""
    return f"Fact base: {base.info.title}, as of {date_words(base.info.as_of)}; {base.info.licence}."


def capitalize_first(sentence: str) -> str:
    """The sentence with its first letter capital and the others as they are."""
    return sentence[:1].upper() + sentence[1:]
