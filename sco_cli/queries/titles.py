"""The one-line title of a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase
from sco_cli.queries.levels import Levels, levels_of
from sco_cli.text import join_names

if TYPE_CHECKING:
    from sco_cli.models.entities import Organization, Place
    from sco_cli.models.facts import AnyRecord, Figure, Project


class FigureTitle(NamedTuple):
    """The title of a figure in two parts, between which its countries are named.

    `subject` is what is measured and, if it is not countries, of whom: "Coal exports", "Trade with SCO countries,
    Tianjin"; `numbers` is ", 2022: 31.7 million t". The countries are in parentheses because the base does not say
    whether a figure is of a country, in it, or of two together. `names_countries` is false if the subject tells them
    already, as "China's trade with SCO members" does, and as the places do that lie in them.
    """

    subject: str
    period: str | None
    levels: Levels
    is_forecast: bool
    names_countries: bool
    is_open: bool

    def numbers(self, *, short: bool = False) -> str:
        """The period and the levels; `short` shortens the names of months."""
        when = f", {date_words(self.period, short=short)}" if self.period else ""
        return f"{when}: {self.levels.sentence_text()}{' (forecast)' if self.is_forecast else ''}"

    def text(self, countries: Sequence[str], *, short: bool = False) -> str:
        """The title with those names or codes of countries: "Coal exports (Mongolia), 2022: 31.7 million t"."""
        return f"{self.subject}{self.suffix(countries)}{self.numbers(short=short)}"

    def suffix(self, countries: Sequence[str]) -> str:
        """Those names or codes of countries, to stand after the subject: " (Mongolia)"; empty if it names them."""
        return countries_suffix(countries, is_open=self.is_open) if self.names_countries else ""


def figure_title(base: FactBase, figure: Figure, levels: Levels) -> FigureTitle:
    """The title of a figure with those levels; one that is planned is marked "(forecast)"."""
    metric = base.metric(figure.metric).name
    subjects = [
        subject.name
        for subject in subjects_of(base, figure)
        if not any(names_all(metric, [name]) for name in (subject.name, *getattr(subject, "aliases", ())))
    ]
    located = {code for place in figure.places for code in base.place(place).countries}
    subject = f"{metric}, {join_names(subjects)}" if subjects else metric
    has_countries = located.issuperset(figure.countries) or names_all(subject, country_names(base, figure))
    return FigureTitle(
        subject,
        figure.period,
        levels,
        is_forecast=figure.stage == "planned",
        names_countries=not has_countries or figure.countries_open,
        is_open=figure.countries_open,
    )


def record_title(base: FactBase, record: AnyRecord) -> str:
    """The title of any record; that of a figure has the names of its countries."""
    if record.kind == "figure":
        return figure_title(base, record, levels_of(base, record)).text(country_names(base, record))
    if record.kind == "statement":
        return f"{record.speaker}: {record.summary.rstrip('.')}"
    if record.kind == "series":
        return f"{base.metric(record.metric).name} ({base.country(record.country).name}), official series"
    return record.title if record.kind == "source" else record.name


def names_all(text: str, names: Iterable[str]) -> bool:
    """Whether all of the names are words of the text."""
    # Most names are no part of the text at all, which takes less time to see.
    return all(name in text and re.search(rf"\b{re.escape(name)}\b", text) for name in names)


def subjects_of(base: FactBase, figure: Figure) -> Sequence[Project | Place | Organization]:
    """The places that a figure is about, else its organizations; none if it is about countries.

    If the metric is one of projects, it is the project.
    """
    if figure.project and base.metric(figure.metric).of_projects:
        return [base.project(figure.project)]
    places = [base.place(place) for place in figure.places]
    return places or [base.organization(organization) for organization in figure.organizations]


def subject_names(base: FactBase, figure: Figure) -> list[str]:
    """The names of the subjects of a figure."""
    return [subject.name for subject in subjects_of(base, figure)]


def country_names(base: FactBase, figure: Figure) -> list[str]:
    """The names of the countries that a figure is about."""
    return [base.country(code).name for code in figure.countries]


def join_countries(countries: Sequence[str], *, is_open: bool) -> str:
    """Names or codes of countries in a sentence, with "others" if the list is open; empty if there are none."""
    return join_names([*countries, *["others"] * is_open]) if countries else ""


def countries_suffix(countries: Sequence[str], *, is_open: bool) -> str:
    """The countries in parentheses, to stand after a title: " (KZ and CN)"; empty if there are none."""
    return f" ({join_countries(countries, is_open=is_open)})" if countries else ""
