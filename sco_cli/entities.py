"""What facts are about and rest on: sources, countries, organizations, areas, metrics, official series."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from sco_cli.fields import Code, Id, IsoDate, Many, Model, Number, Text, Url, Year
from sco_cli.vocabulary import SourceKind, Status


class Base(Model):
    """The fact base itself."""

    id: Id
    title: Text
    as_of: IsoDate
    licence: Text


class Record(Model):
    """A record with an id. `kind` names it in output, `table` in TOML."""

    kind: ClassVar[str]
    table: ClassVar[str]
    is_fact: ClassVar[bool] = False

    id: Id


class Source(Record):
    """A document or data set; `via` is who carries the publisher's words, `title_is_ours` that the title describes."""

    kind: ClassVar[Literal["source"]] = "source"
    table = "sources"

    title: Text
    title_is_ours: bool = False
    publisher: Text
    via: Text | None = None
    published: IsoDate | None = None
    accessed: IsoDate | None = None
    url: Url | None = None
    source_kind: SourceKind = Field(alias="kind")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] | None = None
    licence: Text | None = None
    note: Text | None = None


class StatusSince(Model):
    """A step in a country's history with the organization."""

    status: Status = Field(alias="is")
    since: IsoDate
    source: Id
    note: Text | None = None


class Country(Model):
    """A country by ISO 3166-1; its code is its id."""

    kind: ClassVar[Literal["country"]] = "country"
    table: ClassVar[str] = "countries"
    is_fact: ClassVar[bool] = False

    code: Code
    alpha3: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    name: Text
    aliases: Many[Text] = ()
    status: Many[StatusSince] = ()

    @property
    def id(self) -> str:
        """The code: what a country is referred to by."""
        return self.code


class Organization(Record):
    """Who acts."""

    kind: ClassVar[Literal["organization"]] = "organization"
    table = "organizations"

    name: Text
    aliases: Many[Text] = ()
    country: Code | None = None


class Area(Record):
    """An area of cooperation."""

    kind: ClassVar[Literal["area"]] = "area"
    table = "areas"

    name: Text


class Metric(Record):
    """What is measured; `unit` is left out where sources state changes only."""

    kind: ClassVar[Literal["metric"]] = "metric"
    table = "metrics"

    name: Text
    aliases: Many[Text] = ()
    unit: Text | None = None
    definition: Text
    minimum: Number | None = None
    maximum: Number | None = None
    better: Literal["higher", "lower"] | None = None

    @model_validator(mode="after")
    def _has_a_range(self) -> Metric:
        if self.minimum is not None and self.maximum is not None and self.minimum >= self.maximum:
            raise ValueError(f"the minimum, {self.minimum}, is not below the maximum, {self.maximum}")
        return self


class Series(Record):
    """Official statistics of a metric in a country, by year; `breaks` tell from which year a definition differs."""

    kind: ClassVar[Literal["series"]] = "series"
    table = "series"

    metric: Id
    country: Code
    source: Id
    points: Annotated[dict[Year, Number], Field(min_length=1)]
    breaks: dict[Year, Text] = Field(default_factory=dict)
    notes: Many[Text] = ()

    @model_validator(mode="before")
    @classmethod
    def _has_an_id(cls, data: Any) -> Any:
        """A series is named by what it measures and where, unless it has an id of its own."""
        if isinstance(data, dict) and "id" not in data and {"metric", "country"} <= data.keys():
            return {"id": f"{data['metric']}-{data['country']}-series".lower(), **data}
        return data
