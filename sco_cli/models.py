"""The facts of a fact base, as strict and frozen Pydantic models.

A kind of fact is one class here and its name in `Fact`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, model_validator

from sco_cli.entities import Area, Base, Country, Metric, Organization, Record, Series, Source
from sco_cli.fields import Code, Distinct, Id, IsoDate, Level, Many, Model, StatedChange, Text
from sco_cli.vocabulary import Stage, Stance


class Evidence(Model):
    """One source's bearing on a fact; `wording` is the source's own phrase, `note` is in our words."""

    source: Id
    paragraph: Annotated[int, Field(ge=1)] | None = None
    wording: Text | None = None
    stance: Stance = "states"
    note: Text | None = None
    figure: Id | None = None

    @model_validator(mode="after")
    def _says_why(self) -> Evidence:
        if self.stance != "states" and self.note is None:
            raise ValueError(f'evidence that {self.stance} needs a "note" with the figures')
        return self


class FactRecord(Record):
    """What every fact has. `not_stated_words` names in words what is worth saying when it is missing."""

    is_fact = True
    not_stated_words: ClassVar[Mapping[str, str]] = {}

    countries: Distinct[Code] = ()
    countries_open: bool = False
    period: IsoDate | None = None
    attribution: Text | None = None
    inferred: Many[str] = ()
    note: Text | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(strict=False, min_length=1)]

    @model_validator(mode="after")
    def _infers_own_fields(self) -> FactRecord:
        for name in self.inferred:
            if name not in type(self).model_fields or getattr(self, name) in (None, ()):
                raise ValueError(f'inferred names "{name}", which this record does not have')
        return self

    @property
    def not_stated(self) -> tuple[str, ...]:
        """What the source leaves out, in words."""
        return tuple(words for name, words in self.not_stated_words.items() if getattr(self, name) in (None, ()))


class Project(FactRecord):
    """A project or initiative."""

    kind: ClassVar[Literal["project"]] = "project"
    table = "projects"
    not_stated_words: ClassVar[Mapping[str, str]] = {"organizations": "who", "stage": "stage", "period": "dates"}

    name: Text
    summary: Text
    organizations: Distinct[Id] = ()
    area: Id | None = None
    stage: Stage | None = None


class Figure(FactRecord):
    """A fact with numbers: a before and an after, or a value, or a change."""

    kind: ClassVar[Literal["figure"]] = "figure"
    table = "figures"
    not_stated_words: ClassVar[Mapping[str, str]] = {"period": "years", "attribution": "who measured"}

    metric: Id
    project: Id | None = None
    organizations: Distinct[Id] = ()
    stage: Stage | None = None
    before: Level | None = None
    after: Level | None = None
    value: Level | None = None
    change: StatedChange | None = None

    @model_validator(mode="after")
    def _has_one_shape(self) -> Figure:
        given = tuple(key for key in ("before", "after", "value", "change") if getattr(self, key) is not None)
        if given not in (("before", "after"), ("value",), ("change",)):
            raise ValueError(
                f"a figure has before and after, or value, or change; this one has {' and '.join(given) or 'none'}"
            )
        return self


class Statement(FactRecord):
    """Who said what."""

    kind: ClassVar[Literal["statement"]] = "statement"
    table = "statements"
    not_stated_words: ClassVar[Mapping[str, str]] = {"role": "role", "period": "when"}

    speaker: Text
    role: Text | None = None
    organization: Id | None = None
    summary: Text


class Event(FactRecord):
    """What happened, and when."""

    kind: ClassVar[Literal["event"]] = "event"
    table = "events"
    not_stated_words: ClassVar[Mapping[str, str]] = {"period": "when", "place": "place"}

    name: Text
    summary: Text
    place: Text | None = None
    organizations: Distinct[Id] = ()
    areas: Distinct[Id] = ()


Fact = Project | Figure | Statement | Event
AnyRecord = Source | Country | Organization | Area | Metric | Fact | Series

__all__ = [
    "RECORDS",
    "AnyRecord",
    "Area",
    "Base",
    "Country",
    "Event",
    "Evidence",
    "Fact",
    "Figure",
    "Metric",
    "Organization",
    "Project",
    "Record",
    "Series",
    "Source",
    "Statement",
]

RECORDS: tuple[type[Record | Country], ...] = get_args(AnyRecord)
