"""A fact base as tables: one for each kind of record and each list inside one. SQLite and csv have them in common."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from sco_cli.exports.derived_tables import of_other_kinds
from sco_cli.exports.schema import Column, Table, change, figure_rows, list_table, quantity, year_table
from sco_cli.models.json_values import JsonRecord
from sco_cli.models.vocabulary import STAGES, STANDINGS, STATUSES

_ID = Column("id", "the id, never reused", required=True)
_NAME = Column("name", "the name", required=True)
_NOTE = Column("note", "a remark in our words")
_ALIAS = Column("alias", "a name", required=True)
_FACT = Column("id", "the fact", required=True, refers="facts")
_SUMMARY = Column("summary", "the fact in our words", required=True)
_STAGE = Column("stage", "how far it is, by its source", words=STAGES)
_ABOUT_COUNTRY = ("country", "countries")
_ABOUT_FACT = ("fact", "facts")

_WRITTEN = (
    Table(
        "base",
        "The fact base itself",
        "base",
        (
            _ID,
            Column("title", "what it is called", required=True),
            Column("as_of", "how recent it is, by ISO 8601", required=True),
            Column("licence", "the terms that it may be used by", required=True),
        ),
    ),
    Table(
        "sources",
        "Documents and data sets that facts rest on",
        "source",
        (
            _ID,
            Column("title", "the title", required=True),
            Column("title_is_ours", "whether the title is a description of ours", "boolean", required=True),
            Column("publisher", "who published it", required=True),
            Column("via", "who carries it, where that is not the publisher"),
            Column("published", "the date, by ISO 8601; it may lack the day or the month"),
            Column("accessed", "when it was read, by ISO 8601"),
            Column("url", "the address"),
            Column("source_kind", "what sort of publisher stands behind it", required=True),
            Column("language", "the language, by BCP 47"),
            Column("licence", "the terms of the source"),
            _NOTE,
        ),
    ),
    Table(
        "countries",
        "Countries, by ISO 3166-1",
        "country",
        (
            Column("code", "alpha-2", required=True),
            Column("alpha3", "alpha-3", required=True),
            _NAME,
            Column("status", "what it is to the organization, the latest on record", words=STATUSES),
            Column("since", "since when it is that, by ISO 8601"),
        ),
    ),
    list_table("country_aliases", "Other names of countries", _ABOUT_COUNTRY, itemgetter("aliases"), _ALIAS),
    list_table(
        "status_history",
        "What a country was to the organization",
        _ABOUT_COUNTRY,
        itemgetter("history"),
        Column("status", "what it became", required=True, words=STATUSES),
        Column("since", "since when, by ISO 8601", required=True),
        Column("source", "who says so", required=True, refers="sources"),
        _NOTE,
    ),
    Table(
        "organizations",
        "Who acts",
        "organization",
        (_ID, _NAME, Column("country", "where it is at home", refers="countries")),
    ),
    list_table(
        "organization_aliases",
        "Other names of organizations",
        ("organization", "organizations"),
        itemgetter("aliases"),
        _ALIAS,
    ),
    Table("areas", "Areas of cooperation", "area", (_ID, _NAME)),
    Table(
        "metrics",
        "What is measured",
        "metric",
        (
            _ID,
            _NAME,
            Column("unit", "the unit; none where sources state changes only"),
            Column("definition", "what is counted", required=True),
            Column("minimum", "the least that there can be", "number"),
            Column("maximum", "the most that there can be", "number"),
            Column("better", "which way is better", words=("higher", "lower")),
        ),
    ),
    list_table("metric_aliases", "Other names of metrics", ("metric", "metrics"), itemgetter("aliases"), _ALIAS),
    Table(
        "facts",
        "What facts of every kind have; the rest is in the table of their kind",
        "fact",
        (
            _ID,
            Column("kind", "what sort of claim it is, such as project or figure", required=True),
            Column("title", "the fact on one line", required=True),
            Column("standing", "what all its evidence makes of it", required=True, words=STANDINGS),
            Column("countries_open", "whether the source's list of countries is open", "boolean", required=True),
            Column("period", "when, by ISO 8601: a day, a month, a year, or two of them with a slash"),
            Column("attribution", "whom the source itself credits"),
            Column("inferred", "the fields that are an inference", "array", required=True),
            Column("not_stated", "what the source leaves out", "array", required=True),
            _NOTE,
        ),
    ),
    list_table(
        "fact_countries",
        "The countries that facts name",
        _ABOUT_FACT,
        itemgetter("countries"),
        Column("country", "the country", required=True, refers="countries"),
    ),
    list_table(
        "fact_organizations",
        "The organizations that facts name, or speak for",
        _ABOUT_FACT,
        lambda fact: filter(None, fact.get("organizations", [fact.get("organization")])),
        Column("organization", "the organization", required=True, refers="organizations"),
    ),
    list_table(
        "evidence",
        "How sources bear on facts",
        _ABOUT_FACT,
        itemgetter("evidence"),
        Column("source", "the source", required=True, refers="sources"),
        Column("paragraph", "the paragraph of the source, from 1", "integer"),
        Column("wording", "the source's own phrase"),
        Column("stance", "how it bears on the fact", required=True),
        _NOTE,
        Column("figure", "the figure that holds the source's own numbers", refers="figures"),
    ),
    Table(
        "projects",
        "Projects and initiatives",
        "project",
        (_FACT, _NAME, _SUMMARY, Column("area", "the area of cooperation", refers="areas"), _STAGE),
    ),
    Table(
        "figures",
        "Facts with numbers: a before and an after, or a value, or a change",
        "figure",
        (
            _FACT,
            Column("metric", "what is measured", required=True, refers="metrics"),
            Column("project", "the project that it belongs to", refers="projects"),
            _STAGE,
            Column("unit", "the unit of before, after and value"),
            *quantity("before", "the level before"),
            *quantity("after", "the level after"),
            *quantity("value", "the level"),
            Column("change_text", "the change, in words"),
            Column("change_stated", "whether the source states the change; else it is computed", "boolean"),
            Column("change_measure", "the measure in which the source states it", words=("percent", "times")),
            *change("difference", "after less before"),
            *change("percent", "the change as a share of before"),
            *change("ratio", "after over before"),
        ),
        figure_rows,
    ),
    Table(
        "statements",
        "Who said what",
        "statement",
        (
            _FACT,
            Column("speaker", "who", required=True),
            Column("role", "in what role"),
            Column("organization", "for whom", refers="organizations"),
            _SUMMARY,
        ),
    ),
    Table("events", "What happened", "event", (_FACT, _NAME, _SUMMARY, Column("place", "where"))),
    list_table(
        "event_areas",
        "The areas of cooperation that events are about",
        ("event", "events"),
        itemgetter("areas"),
        Column("area", "the area", required=True, refers="areas"),
    ),
    Table(
        "series",
        "Official statistics of a metric in a country",
        "series",
        (
            _ID,
            Column("metric", "what is measured", required=True, refers="metrics"),
            Column("country", "where", required=True, refers="countries"),
            Column("source", "by whom", required=True, refers="sources"),
        ),
    ),
    year_table(
        "series_points",
        "The numbers of a series",
        "points",
        Column("value", "the number", "number", required=True),
        Column("text", "the number with every digit", required=True),
    ),
    year_table(
        "series_breaks",
        "From which year a definition differs",
        "breaks",
        Column("text", "in what it differs", required=True),
    ),
    list_table(
        "series_notes",
        "Remarks on series",
        ("series", "series"),
        itemgetter("notes"),
        Column("note", "the remark", required=True),
    ),
)
"""Each below those that it refers to, but for evidence, which may refer to any figure."""

TABLES = (*_WRITTEN, *of_other_kinds(_WRITTEN))
"""The tables: those above, and for every other kind of fact those that its fields make."""

KEYS = {table.name: table.key[0] for table in TABLES}
"""The column of each table that others refer to."""


def rows(record: JsonRecord) -> Iterator[tuple[Table, list[Any]]]:
    """The rows that a record by the contract of the json format gives, each with its table."""
    kinds = (record["kind"], "fact") if "standing" in record else (record["kind"],)
    for table in TABLES:
        if table.kind in kinds:
            for row in table.rows(record):
                yield table, [row.get(column.name) for column in table.columns]
