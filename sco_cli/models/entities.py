"""The records that facts refer to: sources, countries, organizations, places, areas, metrics, official series.

They are strict and immutable Pydantic models, and so are the tables in them. The docstring of a model and the
descriptions and examples of its fields make the JSON Schema that `sco schema` prints.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field, WithJsonSchema, model_validator

from sco_cli.models.fields import (
    Aliases,
    CountryCode,
    Doi,
    Id,
    IsoDate,
    Model,
    Name,
    Number,
    SourceDate,
    Text,
    TupleOf,
    UniqueTuple,
    Url,
    Year,
    optional,
    record_id,
    required,
)
from sco_cli.models.schema_types import exactly_one
from sco_cli.models.vocabulary import PlaceKind, SourceKind, Status

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
"""A language tag by BCP 47, in part: a language of two or three letters and any subtags."""

# The schema is given, because that of a single word differs between versions of Pydantic.
ExtendedBase = Annotated[Literal["bundled"], WithJsonSchema({"type": "string", "enum": ["bundled"]})]
"""What a fact base may extend: the base that comes with sco, and no file, so that reading a base reads nothing else."""


class BaseInfo(Model):
    """The fact base itself."""

    id: Id = required("Id of the fact base: lowercase letters, digits and single hyphens.", "steppe")
    title: Text = required("Title of the fact base.", "Roads of the steppe")
    as_of: IsoDate = required(
        "Day up to which you have looked for facts, or its month or year (ISO 8601).", "2024-12-31", "2024-12"
    )
    licence: Text = required("Licence of the fact base, under its usual short name.", "CC BY 4.0", "CC0")
    extends: ExtendedBase | None = optional(
        "The base that comes with sco, if records refer to its countries, metrics, organizations, places, areas or "
        "sources; left out if the files contain all that they refer to.",
        "bundled",
    )


class BaseRecord(Model):
    """A record with an id. `kind` is its name in output and options, `table` the name of its tables in TOML."""

    kind: ClassVar[str]
    table: ClassVar[str]
    is_fact: ClassVar[bool] = False

    id: Id


class Author(Model):
    """Who wrote a document: a person, with a family name, or an organization, with a name."""

    model_config = ConfigDict(json_schema_extra=exactly_one([("family",), ("name",)]))

    family: Name | None = optional("Family name of a person, or the only name that the person has.", "Li")
    given: Name | None = optional("Given names of a person, in full or as initials.", "Na", "J. R.")
    particle: Name | None = optional("Words before the family name that are ignored when names are sorted.", "van der")
    suffix: Name | None = optional("Words that follow the name of a person.", "Jr.", "III")
    name: Name | None = optional("Name of an organization, which is never split.", "World Bank")

    @model_validator(mode="after")
    def _check_names(self) -> Author:
        if (self.family is None) == (self.name is None):
            raise ValueError('an author needs either "family" (a person) or "name" (a body)')
        if self.name and (self.given or self.particle or self.suffix):
            raise ValueError('"given", "particle" and "suffix" are for a person; use "family" in place of "name"')
        return self


class Source(BaseRecord):
    """A document or data set from which claims or official series are taken."""

    kind: ClassVar[Literal["source"]] = "source"
    table = "sources"

    id: Id = record_id("gazette")
    title: Name = required("Title of the document, as published.", "The gazette on roads")
    title_is_ours: bool = optional(
        "Whether the title is a description of your own, not one that was published.", True, default=False
    )
    publisher: Name = required("Publisher of the document, who makes its claims.", "Gazette")
    publisher_country: CountryCode | None = optional(
        "Country of the publisher (ISO 3166-1 alpha-2), whether in the base or not; left out for international bodies.",
        "FR",
    )
    via: Name | None = optional("Site or service that carries it, if that is not the publisher.", "News Mirror")
    published: SourceDate | None = optional(
        "Date of publication (ISO 8601 or EDTF), as exact as the document gives it; left out if it gives none.",
        "2024-05-01",
        "2024",
        "2019~",
        "2019/..",
    )
    accessed: IsoDate | None = optional("Date on which the document was read (ISO 8601).", "2024-12-31")
    url: Url | None = optional("Address of the document: http or https (RFC 3986).", "https://example.org/roads")
    source_kind: SourceKind = required("What sort of publisher the document has.", "news", alias="kind")
    language: Language | None = optional("Language of the document (BCP 47).", "en", "zh-Hant")
    licence: Text | None = optional("Licence of the document; left out if it states none.", "CC BY 4.0")
    note: Text | None = optional("What a reader of the source should know, in your own words.", "The title is ours.")
    authors: UniqueTuple[Author] = optional(
        "Who wrote it, in the order of the document; left out if that is the publisher.",
        [{"family": "Li", "given": "Na"}, {"name": "World Bank"}],
        default=(),
    )
    container: Name | None = optional("Journal, book or series in which it appeared.", "Journal of Steppe Studies")
    volume: Name | None = optional("Volume of the container, or of the work.", "12")
    issue: Name | None = optional("Issue of the journal, or number in the series.", "3")
    pages: Name | None = optional("First and last page, or number of the article.", "45-67")
    doi: Doi | None = optional("Digital object identifier, without https://doi.org/ before it.", "10.5555/roads.2024")


class StatusSince(Model):
    """A step in a country's history in the organization."""

    status: Status = required("Status of the country in the organization from that date.", "observer", alias="is")
    since: IsoDate = required("Date from which it has this status (ISO 8601).", "2004-06-17", "2004")
    source: Id = required("Id of the source that says so.", "gazette")
    note: Text | None = optional(
        "What a reader of this step should know, in your own words.", "Observers became partners."
    )


class Country(Model):
    """A country by ISO 3166-1; its code is its id."""

    kind: ClassVar[Literal["country"]] = "country"
    table: ClassVar[str] = "countries"
    is_fact: ClassVar[bool] = False

    code: CountryCode = required("ISO 3166-1 alpha-2 code, by which other records refer to the country.", "MN")
    alpha3: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = required("ISO 3166-1 alpha-3 code.", "MNG")
    name: Name = required("Name of the country, as shown on screens.", "Mongolia")
    aliases: Aliases = optional("Other names that readers may look it up by, in any script.", ["蒙古国"], default=())
    status: TupleOf[StatusSince] = optional(
        "History of the country in the organization, a table for each step; left out if it has none.",
        [{"is": "observer", "since": "2004-06-17", "source": "gazette"}],
        default=(),
    )

    @property
    def id(self) -> str:
        """The code, by which other records refer to the country."""
        return self.code


class Organization(BaseRecord):
    """A company, ministry or other organization that facts name."""

    kind: ClassVar[Literal["organization"]] = "organization"
    table = "organizations"

    id: Id = record_id("road-company")
    name: Name = required("Name of the organization.", "Road Company")
    aliases: Aliases = optional("Other names that readers may look it up by.", ["Roads Ltd"], default=())
    country: CountryCode | None = optional(
        "Country of its headquarters (ISO 3166-1 alpha-2); left out if it has no single one.", "MN"
    )


class Place(BaseRecord):
    """A city, zone, region or bloc of countries that facts are about."""

    kind: ClassVar[Literal["place"]] = "place"
    table = "places"

    id: Id = record_id("salt-flats")
    name: Name = required("Name of the place.", "Salt Flats Free Zone")
    aliases: Aliases = optional("Other names that readers may look it up by, in any script.", ["Salt Zone"], default=())
    place_kind: PlaceKind = required("What sort of place it is.", "zone", alias="kind")
    countries: UniqueTuple[CountryCode] = optional(
        "Countries in which it lies (ISO 3166-1 alpha-2); those of a bloc are its members.", ["MN"], default=()
    )


class Area(BaseRecord):
    """An area of cooperation."""

    kind: ClassVar[Literal["area"]] = "area"
    table = "areas"

    id: Id = record_id("roads")
    name: Name = required("Name of the area.", "Roads")


class Metric(BaseRecord):
    """What is measured."""

    kind: ClassVar[Literal["metric"]] = "metric"
    table = "metrics"

    id: Id = record_id("paved")
    name: Name = required("Name of what is measured.", "Paved roads")
    aliases: Aliases = optional("Other names that readers may look it up by.", ["hard surface"], default=())
    unit: Name | None = optional(
        "Unit, as written after a number; left out if sources state only changes.", "% of roads", "USD/t"
    )
    definition: Text = required("What is measured and how, without a full stop.", "Share of roads with a hard surface")
    minimum: Number | None = optional("Lowest possible value, in the unit; left out if there is none.", 0)
    maximum: Number | None = optional("Highest possible value, in the unit; left out if there is none.", 100)
    better: Literal["higher", "lower"] | None = optional(
        "Whether a higher or a lower value is better; left out if neither is.", "higher"
    )
    area: Id | None = optional("Id of the area of cooperation to which its figures belong.", "roads")
    of_projects: bool = optional(
        "Whether single projects are measured, such as the length of a road; titles of figures then name the project.",
        True,
        default=False,
    )

    @model_validator(mode="after")
    def _check_range(self) -> Metric:
        if self.minimum is not None and self.maximum is not None and self.minimum >= self.maximum:
            raise ValueError(f"the minimum, {self.minimum}, must be below the maximum, {self.maximum}")
        return self


class Series(BaseRecord):
    """Official statistics of a metric in a country, by year."""

    kind: ClassVar[Literal["series"]] = "series"
    table = "series"
    # `id` is missing here, because `_add_default_id` makes it of the metric and the country.
    model_config = ConfigDict(json_schema_extra={"required": ["metric", "country", "source", "points"]})

    id: Id = required("Id of the series; formed from metric and country if left out.", "paved-mn-series")
    metric: Id = required("Id of the metric.", "paved")
    country: CountryCode = required("Country (ISO 3166-1 alpha-2).", "MN")
    source: Id = required("Id of the source.", "gazette")
    points: Annotated[dict[Year, Number], Field(min_length=1)] = required(
        "Values in the unit of the metric, by year (four digits); years without a value are left out.",
        {"2019": 40.1, "2024": 44},
    )
    breaks: dict[Year, Text] = optional(
        "Years from which values are not comparable with earlier ones, and why.",
        {"2024": "Counted by another survey from 2024."},
        default_factory=dict,
    )
    notes: TupleOf[Text] = optional(
        "What a reader of the series should know, in your own words.", ["2021 was not published."], default=()
    )

    @model_validator(mode="before")
    @classmethod
    def _add_default_id(cls, data: object) -> object:
        if isinstance(data, dict) and "id" not in data and {"metric", "country"} <= data.keys():
            return {"id": f"{data['metric']}-{data['country']}-series".lower(), **data}
        return data
