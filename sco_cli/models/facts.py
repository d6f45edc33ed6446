"""The facts of a fact base, and the evidence for them, as strict and immutable Pydantic models.

A kind of fact is a class in this module whose name is in `Fact`. As in `sco_cli.models.entities`, the docstrings of the
models and the descriptions of their fields make the JSON Schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, get_args

from pydantic import ConfigDict, Field, model_validator

from sco_cli.models.entities import Area, BaseRecord, Country, Metric, Organization, Place, Series, Source
from sco_cli.models.fields import (
    CountryCode,
    Id,
    IsoDate,
    Level,
    Model,
    Name,
    StatedChange,
    Text,
    TupleOf,
    UniqueTuple,
    optional,
    record_id,
    required,
)
from sco_cli.models.schema_types import exactly_one, required_unless
from sco_cli.models.vocabulary import Stage, Stance, Standing

if TYPE_CHECKING:
    from sco_cli.api import LoadedBase
    from sco_cli.queries.levels import Levels


class Evidence(Model):
    """A source, and how it bears on a fact."""

    model_config = ConfigDict(json_schema_extra=required_unless("note", unless=("stance", "states")))

    source: Id = required("Id of the source.", "gazette")
    paragraph: Annotated[int, Field(ge=1)] | None = optional(
        "Paragraph of the source that carries the claim, counted from 1.", 4
    )
    wording: Text | None = optional("Quotation: the source's own phrase, word for word.", "from 43% to over 70%")
    stance: Stance = optional(
        "How the source bears on the fact: it `states` it, `repeats` it from the same origin, `corroborates`, "
        "`refines` (clarifies) or `contradicts` it, or gives `context`.",
        "states",
        "refines",
        default="states",
    )
    note: Text | None = optional(
        "What the source says, with its figures, in your own words; required unless it `states` the fact.",
        "The bureau has 44.2% in 2023.",
    )
    figure: Id | None = optional("Id of the figure that holds the source's own numbers.", "mn-paved")

    @model_validator(mode="after")
    def _check_note(self) -> Evidence:
        if self.stance != "states" and self.note is None:
            raise ValueError(f'evidence with stance = "{self.stance}" needs a "note" that gives its figures')
        return self


class FactRecord(BaseRecord):
    """The fields that every fact has.

    `not_stated_words` has the fields whose absence output mentions ("not stated: when"), and how it names them.

    What follows from other records, as the standing does, needs the base of the fact. Only facts that `sco_cli.load`
    returns know theirs.
    """

    __slots__ = ("_base",)

    is_fact = True
    not_stated_words: ClassVar[Mapping[str, str]] = {}

    countries: UniqueTuple[CountryCode] = optional(
        "Countries that the fact is about (ISO 3166-1 alpha-2); left out if it names none.",
        ["MN"],
        default=(),
    )
    places: UniqueTuple[Id] = optional(
        "Ids of the cities, zones, regions or blocs that the fact is about; left out if it is about whole countries.",
        ["salt-flats"],
        default=(),
    )
    countries_open: bool = optional('Whether the source adds "and other countries" or the like.', True, default=False)
    period: IsoDate | None = optional(
        "Date, month, year or interval that the fact is about (ISO 8601); left out if it is not stated.",
        "2023/2024",
        "2024-05-01",
    )
    attribution: Text | None = optional("The person or body that the source names for the claim.", "the ministry")
    inferred: TupleOf[str] = optional(
        "Keys of this record that no source states: you inferred them.", ["period"], default=()
    )
    note: Text | None = optional(
        "What a reader of the fact should know, in your own words.", "The years are the budget's."
    )
    evidence: Annotated[tuple[Evidence, ...], Field(strict=False, min_length=1)] = required(
        "Sources and how they bear on the fact: at least one table.",
        [{"source": "gazette", "paragraph": 4}],
    )

    @model_validator(mode="after")
    def _check_inferred(self) -> FactRecord:
        for name in self.inferred:
            if name not in type(self).model_fields or getattr(self, name) in (None, ()):
                raise ValueError(f'"inferred" names "{name}", but this record has no such key')
        return self

    @property
    def not_stated(self) -> tuple[str, ...]:
        """The words for those fields of `not_stated_words` that the fact does not have."""
        return tuple(words for name, words in self.not_stated_words.items() if getattr(self, name) in (None, ()))

    @property
    def base(self) -> LoadedBase:
        """The fact base that the fact belongs to. Raises LookupError for a fact that `sco_cli.load` did not return."""
        base: LoadedBase | None = getattr(self, "_base", None)
        if base is None:
            raise LookupError(
                f'{self.kind} "{self.id}" belongs to no fact base; take it from one that sco_cli.load returns'
            )
        return base

    @property
    def standing(self) -> Standing:
        """What all the evidence makes of the fact: contested, refined, corroborated, repeated or single-source."""
        return self.base.standing(self)

    @property
    def title(self) -> str:
        """The fact on one line, as screens have it."""
        return self.base.title(self)


class Project(FactRecord):
    """A project or initiative."""

    kind: ClassVar[Literal["project"]] = "project"
    table = "projects"
    not_stated_words: ClassVar[Mapping[str, str]] = {"organizations": "who", "stage": "stage", "period": "dates"}

    id: Id = record_id("steppe-road")
    name: Name = required("Name of the project.", "Steppe road")
    summary: Text = required("What it is, in your own words.", "A road across the steppe.")
    organizations: UniqueTuple[Id] = optional("Ids of those who take part.", ["road-company"], default=())
    area: Id | None = optional("Id of the area of cooperation.", "roads")
    stage: Stage | None = optional(
        "How far it is, according to its source; left out if that is not stated.", "operating"
    )


NUMBER_GROUPS = (("before", "after"), ("value",), ("change",))
"""The keys for the numbers of a figure, which has all keys of one of these groups."""

_NUMBER_KEYS = tuple(name for group in NUMBER_GROUPS for name in group)


class Figure(FactRecord):
    """A fact with numbers: before and after, or a value, or a change."""

    model_config = ConfigDict(json_schema_extra=exactly_one(NUMBER_GROUPS))

    kind: ClassVar[Literal["figure"]] = "figure"
    table = "figures"
    not_stated_words: ClassVar[Mapping[str, str]] = {"period": "years", "attribution": "who measured"}

    id: Id = record_id("mn-paved")
    metric: Id = required("Id of the metric that is measured.", "paved")
    project: Id | None = optional("Id of the project to which it belongs.", "steppe-road")
    organizations: UniqueTuple[Id] = optional("Ids of those who take part.", ["road-company"], default=())
    stage: Stage | None = optional(
        "Stage of what is measured, according to the source; `planned` makes the figure a forecast.", "operating"
    )
    before: Level | None = optional("Level before, in the unit of the metric; goes with `after`.", 43, {"about": 43})
    after: Level | None = optional("Level after, in the unit of the metric; goes with `before`.", {"over": 70}, 70)
    value: Level | None = optional("Level, if the source states only one.", 44.2, {"nearly": 5000})
    change: StatedChange | None = optional(
        "Change, if the source gives only the change.", {"percent": 34}, {"times": {"between": [2, 3]}}
    )

    @model_validator(mode="after")
    def _check_numbers(self) -> Figure:
        keys = tuple(name for name in _NUMBER_KEYS if getattr(self, name) is not None)
        if keys not in NUMBER_GROUPS:
            raise ValueError(
                f"a figure needs before and after, or value, or change; this one has {' and '.join(keys) or 'none'}"
            )
        return self

    @property
    def levels(self) -> Levels:
        """The levels in the unit and the range of the metric, and the change, computed from them or stated."""
        return self.base.levels(self)


class Statement(FactRecord):
    """A statement: who said what."""

    kind: ClassVar[Literal["statement"]] = "statement"
    table = "statements"
    not_stated_words: ClassVar[Mapping[str, str]] = {"role": "role", "period": "when"}

    id: Id = record_id("mayor-on-roads")
    speaker: Text = required("Name of the speaker.", "A. Mayor")
    role: Text | None = optional("Office or profession of the speaker, as the source gives it.", "mayor")
    organization: Id | None = optional("Id of the organization for which the speaker speaks.", "road-company")
    summary: Text = required("What is said, in your own words.", "Roads are of use.")
    area: Id | None = optional("Id of the area of cooperation.", "roads")


class Event(FactRecord):
    """An event: what happened and when."""

    kind: ClassVar[Literal["event"]] = "event"
    table = "events"
    not_stated_words: ClassVar[Mapping[str, str]] = {"period": "when", "place": "place"}

    id: Id = record_id("opening")
    name: Text = required("Name of the event.", "Opening of the road")
    summary: Text = required("What happened, in your own words.", "The road was opened.")
    place: Text | None = optional("Where it happened, as the source gives it.", "the border")
    organizations: UniqueTuple[Id] = optional("Ids of those who took part.", ["road-company"], default=())
    areas: UniqueTuple[Id] = optional("Ids of the areas of cooperation that it is about.", ["roads"], default=())


Fact = Project | Figure | Statement | Event
AnyRecord = Source | Country | Organization | Place | Area | Metric | Fact | Series

RECORDS: tuple[type[BaseRecord | Country], ...] = get_args(AnyRecord)
"""The models of all kinds of record, in the order of the JSON Schema."""
