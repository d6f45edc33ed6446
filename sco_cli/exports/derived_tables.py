"""Derives the tables of an export from the models: one for each kind of record and for each list in it.

This module needs Pydantic, so exports of the kinds of record that ship read the tables from `tables.json`.

A field is a column, a tuple a table of its items, a dict by year a table of its years. What every fact has is in the
table `facts`; the table of a kind of fact holds only its own fields. All exports of tables share these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Literal, Union, get_args, get_origin

from sco_cli.exports.schema import Column, ColumnType, Rows, Table, change_columns, quantity_columns
from sco_cli.models.entities import BaseInfo
from sco_cli.models.facts import RECORDS, FactRecord
from sco_cli.models.fields import IsoDate, Model, SourceDate
from sco_cli.models.references import REFERENCES
from sco_cli.models.vocabulary import STANDINGS, STATUSES
from sco_cli.quantities.change import Change
from sco_cli.quantities.quantity import Quantity

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

DATE_VALIDATORS = tuple(get_args(type_)[1] for type_ in (IsoDate, SourceDate))
"""What tells the types of dates from that of a text: all are a str."""

COLUMN_TYPES: dict[object, ColumnType] = {str: "string", int: "integer", Decimal: "number", bool: "boolean"}

TABLE_NAMES = {"fact": "facts", **{model.kind: model.table for model in RECORDS}}
"""The table of each kind of record; "fact" stands for all kinds of fact."""

FACT_KINDS = tuple(model.kind for model in RECORDS if model.is_fact)

LIST_TABLE_NAMES = {"evidence": "evidence", "status": "status_history"}
"""The tables of lists, by field, whose name is not that of the kind and the field."""

LIST_KEYS = {"status": "history"}
"""The keys of lists in the json format, by field, that differ from the name of the field."""

ARRAY_FIELDS = ("inferred",)
"""Lists that are an array in one column."""

SINGULARS = {"aliases": "alias"}
"""The column for an item of a list, by field, where the ending of the field does not give it."""


# ---- Columns and tables that are not a field of a model ----


def _list_table(
    name: str, description: str, kind: str, columns: Iterable[Column], rows: Rows = "items", field: str = ""
) -> Table:
    """A table of the items of a list in a record: the id of the record, the position, then the columns of an item."""
    position = Column("position", "Place in the list, counted from 1", "integer", required=True)
    return Table(name, description, kind, (_owner_column(kind), position, *columns), rows, field)


def _owner_column(kind: str) -> Column:
    """The column for the id of the record that a list belongs to."""
    return Column(kind, f"Id of the {kind}", required=True, foreign_key=TABLE_NAMES[kind])


FACT_ORGANIZATIONS = _list_table(
    "fact_organizations",
    "The organizations that facts name, or speak for",
    "fact",
    [Column("organization", "Id of the organization", required=True, foreign_key="organizations")],
    "organizations",
)

DERIVED: dict[tuple[str, str], tuple[Column | Table, ...]] = {
    ("country", "status"): (
        Column("status", "What the country is to the organization, the latest on record", choices=STATUSES),
        Column("since", "Date from which it is so, by ISO 8601", holds="dates"),
    ),
    ("fact", "id"): (
        Column("kind", "Kind of fact, such as project or figure", required=True),
        Column("title", "The fact on one line", required=True),
        Column("standing", "What all the evidence makes of the fact", required=True, choices=STANDINGS),
    ),
    ("fact", "countries"): (FACT_ORGANIZATIONS,),
    ("fact", "inferred"): (Column("not_stated", "What the source leaves out", "array", required=True),),
    ("figure", "stage"): (
        Column("area", "Id of the area of cooperation that its metric belongs to", foreign_key="areas"),
        Column("unit", "Unit of before, after and value"),
    ),
}
"""Columns and tables that no single field makes, by the kind of record and the field that they follow."""


# ---- Columns and tables of the fields of the models ----


def derive_tables() -> Iterator[Table]:
    """All tables, in an order in which each refers to earlier ones; only evidence may refer to a later one, figures."""
    yield from _tables_of("base", "base", BaseInfo.__doc__, BaseInfo.model_fields)
    for model in RECORDS:
        fields = model.model_fields
        if model.kind == FACT_KINDS[0]:
            description = "What facts of every kind have; the rest is in the table of their kind"
            shared = {name: fields[name] for name in FactRecord.model_fields}
            yield from _tables_of("fact", "facts", description, shared)
        if model.is_fact:
            elsewhere = FactRecord.model_fields.keys() - {"id"} | {"organizations"}
            fields = {name: field for name, field in fields.items() if name not in elsewhere}
        yield from _tables_of(model.kind, model.table, model.__doc__, fields)


def _tables_of(kind: str, name: str, description: str | None, fields: Mapping[str, FieldInfo]) -> Iterator[Table]:
    """The table of a kind of record with these fields, then a table for each list in it."""
    columns: list[Column] = []
    tables: list[Table] = []
    for field_name, field in fields.items():
        for part in (*_parts(kind, field_name, field), *DERIVED.get((kind, field_name), ())):
            if isinstance(part, Column):
                columns.append(part)
            else:
                tables.append(part)
    yield Table(name, _trim(description), kind, tuple(columns))
    yield from tables


def _parts(kind: str, name: str, field: FieldInfo) -> Iterator[Column | Table]:
    """What a field becomes: a column, several columns, or a table."""
    type_, _ = _unwrap(field.annotation)
    description = _trim(field.description)
    if type_ is Quantity:
        yield from quantity_columns(name, description.partition(";")[0])
    elif type_ is Change:
        yield from change_columns(name)
    elif name in ARRAY_FIELDS:
        yield Column(name, description, "array", required=True)
    elif get_origin(type_) is tuple:
        yield _table_of_list(kind, name, get_args(type_)[0], description)
    elif get_origin(type_) is dict:
        yield _year_table(kind, name, get_args(type_)[1], description)
    else:
        table = "facts" if name == "id" and kind in FACT_KINDS else _referenced_table(name)
        yield _field_column(name, field, description, table)


def _table_of_list(kind: str, field: str, annotation: object, description: str) -> Table:
    """The table of a list whose items are of the annotated type: a model, whose fields are columns, or a scalar."""
    item_type, _ = _unwrap(annotation)
    if isinstance(item_type, type) and issubclass(item_type, Model):
        description = _trim(item_type.__doc__)
        columns = [
            _field_column(name, inner, _trim(inner.description), _referenced_table(name))
            for name, inner in item_type.model_fields.items()
        ]
    else:
        default = f"{field[:-3]}y" if field.endswith("ies") else field.removesuffix("s")
        name = SINGULARS.get(field, default)
        words = name.replace("_", " ")
        table = _referenced_table(field)
        columns = [_column(name, annotation, f"Id of the {words}" if table else f"The {words}", table)]
    name = LIST_TABLE_NAMES.get(field, f"{kind}_{field}")
    return _list_table(name, description, kind, columns, field=LIST_KEYS.get(field, field))


def _year_table(kind: str, field: str, annotation: object, description: str) -> Table:
    """A table of values by year: a number, and the same as text with every digit, or a text alone."""
    columns = [_owner_column(kind), Column("year", "The year", "integer", required=True)]
    if _unwrap(annotation)[0] is Decimal:
        columns.append(_column("value", annotation, "Value in the year"))
        columns.append(Column("text", "Value in the year as text, with every digit", required=True))
    else:
        columns.append(_column("text", annotation, "Text for the year"))
    return Table(f"{kind}_{field}", description, kind, tuple(columns), "years", field)


def _field_column(name: str, field: FieldInfo, description: str, foreign_key: str | None) -> Column:
    """The column for a field of a model that is no list."""
    column = _column(name, field.annotation, description, foreign_key)
    return column._replace(holds="dates") if _is_date(field.annotation, field.metadata) else column


def _is_date(annotation: object, metadata: Sequence[object]) -> bool:
    """Whether a type is that of a date, which may be None; Pydantic keeps apart what a type is marked with."""
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        return _is_date(inner, metadata)
    if get_origin(annotation) in (Union, UnionType):
        return any(_is_date(type_, ()) for type_ in get_args(annotation))
    return any(validator in metadata for validator in DATE_VALIDATORS)


def _column(name: str, annotation: object, description: str, foreign_key: str | None = None) -> Column:
    """A column for a text, a number, a boolean or a word of a closed list. Raises TypeError for anything else."""
    type_, is_optional = _unwrap(annotation)
    choices = get_args(type_) if get_origin(type_) is Literal else ()
    column_type = "string" if choices else COLUMN_TYPES.get(type_)
    if column_type is None:
        raise TypeError(f"no column can hold the field {name}, which is of the type {type_}")
    return Column(name, description, column_type, not is_optional, foreign_key, choices)


def _unwrap(annotation: object) -> tuple[object, bool]:
    """A type without `Annotated` and `None`, and whether it may be None."""
    if get_origin(annotation) is Annotated:
        return _unwrap(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        types = [type_ for type_ in get_args(annotation) if type_ is not NoneType]
        if len(types) == 1:
            return _unwrap(types[0])[0], True
    return annotation, False


def _referenced_table(field: str) -> str | None:
    """The table to whose records a field refers."""
    kind = REFERENCES.get(field)
    return TABLE_NAMES[kind] if kind else None


def _trim(description: str | None) -> str:
    """The first line of a description, without its full stop."""
    return (description or "").partition("\n")[0].removesuffix(".")
