"""`sco import series FILE`: official statistics as series of a fact base, and what a new vintage revises."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from sco_cli.cli.completion import complete_ids
from sco_cli.cli.messages import print_messages
from sco_cli.cli.options import BomOption, CountryOption, FactsOption, FormatOption, FromOption, ToOption, year_range
from sco_cli.cli.output import write_blocks, write_report
from sco_cli.errors import BadRequest
from sco_cli.imports.series.areas import AreaFinder
from sco_cli.imports.series.blocks import blocks, new_series
from sco_cli.imports.series.country_series import Selection
from sco_cli.imports.series.layout import Choice, parse_columns, parse_where
from sco_cli.imports.series.recognition import read_statistics
from sco_cli.imports.series.replacement import check_target, replace_content, rewrite
from sco_cli.imports.series.revisions import Revision, find_revisions
from sco_cli.imports.series.series_sets import check_names, count_series, set_beside
from sco_cli.imports.series.statistics import Notation, Remarks
from sco_cli.loading import files
from sco_cli.loading.cache import open_base
from sco_cli.loading.named_encodings import check_encoding
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import to_json
from sco_cli.queries.lookup import find_id
from sco_cli.queries.year_range import YearRange
from sco_cli.reports.columns import id_column
from sco_cli.reports.report import Column, RecordRow, Report, Span, Text, listing, spans
from sco_cli.text import count_noun, join_names

SHARED_KINDS = ("source", "country", "metric")
"""The kinds of records that a series refers to, and that a base may have from the bundled one."""

TEMPLATE = dict.fromkeys(("kind", "id", "metric", "country", "year", "change", "now", "was", "source", "text"))


_KINDS = {"new break": "break", "new note": "note", "not in the file": "series"}
"""What a row is about, by its change; all others are about a value."""

_NOUNS = {"point": "value", "break": "break", "note": "note"}
"""What the title calls that in which the file differs from the base, by the kind of its rows."""


def report(revisions: list[Revision], file: str, base: str, *, has_problems: bool = False) -> Report:
    """The revisions: a value, a break, a note or a series a row, with what the file and the base say."""
    has_text = any(revision.text for revision in revisions)
    columns: tuple[Column[RecordRow], ...] = (
        id_column(),
        Column("country", "country"),
        Column("year", "year", align="right"),
        Column("change", "change", _shown_change),
        Column("now", "now", lambda row: _value(row, "now", "none"), align="right"),
        Column("was", "was", lambda row: _value(row, "was", "none"), align="right"),
        *((Column[RecordRow]("text", "text"),) if has_text else ()),
    )
    rows = [
        RecordRow(
            {
                "kind": _KINDS.get(revision.change, "point"),
                "id": revision.series,
                "metric": revision.metric,
                "country": revision.country,
                "year": revision.year,
                "change": revision.change,
                "now": to_json(revision.now),
                "was": to_json(revision.was),
                "source": revision.source,
                "text": revision.text or None,
            }
        )
        for revision in revisions
    ]
    counts = Counter(row.record["kind"] for row in rows)
    rest = counts["series"]
    absent = f"; {count_noun(rest, 'series')} of {base} {'is' if rest == 1 else 'are'} not in the file" if rest else ""
    differences = [count_noun(counts[kind], noun) for kind, noun in _NOUNS.items() if counts[kind]]
    if differences:
        said = f"{file} differs from {base} in {join_names(differences)}"
    elif has_problems:
        said = f"the values of {file} that could be read are the same as in {base}"
    else:
        said = f"the values of {file} are the same as in {base}"
    return listing(spans(said, absent), columns, rows, "", TEMPLATE)


def _shown_change(row: RecordRow) -> Text:
    """The change in words: a file without a value does not say that the value is wrong."""
    change = str(row.record["change"])
    return spans("not in the file" if change == "removed" else change)


def _value(row: RecordRow, key: str, absent: str) -> tuple[Span, ...]:
    value = row.record[key]
    if row.record["kind"] != "point":
        return ()
    return spans(Span(absent, "dim")) if value is None else spans(str(value))


def command(
    *,
    path: Annotated[str, typer.Argument(metavar="FILE", help="A csv, json or zip file, or - for standard input.")],
    metric: Annotated[
        str | None,
        typer.Option(
            "--metric",
            metavar="METRIC",
            help="Metric: id or name in the base, or a new id.",
            autocompletion=complete_ids("metrics"),
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="SOURCE",
            help="Source: id in the base, or a new id.",
            autocompletion=complete_ids("sources"),
        ),
    ] = None,
    country: CountryOption = None,
    first: FromOption = None,
    last: ToOption = None,
    only_known: Annotated[
        bool, typer.Option("--only-known-countries", help="Leave out countries that the base does not have.")
    ] = False,
    named_columns: Annotated[
        list[str] | None,
        typer.Option(
            "--columns", metavar="ROLE=NAME", help="Columns by name or #number: country=ISO3,year=TIME,value=OBS."
        ),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where", metavar="COLUMN=VALUE", help="Use only rows with this value, such as SEX=T. Repeat for several."
        ),
    ] = None,
    resource: Annotated[
        str | None,
        typer.Option("--resource", metavar="NAME", help="Table to read, in a data package or zip that has several."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="Encoding of the file, such as cp1251.")
    ] = None,
    decimal_comma: Annotated[
        bool, typer.Option("--decimal-comma", help="The comma is the decimal mark: 1.234,5.")
    ] = False,
    decimal_point: Annotated[
        bool, typer.Option("--decimal-point", help="The point is the decimal mark: 1,234.5.")
    ] = False,
    against: Annotated[
        str | None,
        typer.Option(
            "--against", metavar="BASE", help="Show what the file revises in this base, instead of writing TOML."
        ),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option(
            "--into", metavar="BASE", help="Write the values into the series of this base, instead of writing TOML."
        ),
    ] = None,
    replaces: Annotated[
        str | None,
        typer.Option("--replaces", metavar="SOURCE", help="With --against or --into: source of the older vintage."),
    ] = None,
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """Convert official statistics to series in TOML.

    FILE is from the World Bank (csv, its zip, json), Our World in Data, SDMX (SDMX-CSV), a data package, or any table
    with countries and years. Messages on stderr say what was recognized and what was left out. Metrics, sources and
    countries that the base lacks come first in the output; values to fill in begin with TODO.

    \b
    Examples:
      sco import series API_IT.NET.USER.ZS.zip --from 2010 >> mine.toml
      sco import series new.csv --metric paved --source wdi --against mine.toml
      sco import series new.csv --metric paved --source wdi --into mine.toml
    """
    target = _target(against, into, replaces)
    if (format != "table" or bom) and against is None:
        raise BadRequest(f"{'--bom' if bom else '--format'} needs --against; series are written as TOML")
    if path == files.STDIN and files.STDIN in (target, *(facts or ())):
        raise BadRequest("standard input cannot be both the file and a fact base")
    notation = _notation(comma=decimal_comma, point=decimal_point)
    choice = Choice(parse_columns(named_columns or ()), parse_where(where or ()), resource)
    if encoding:
        check_encoding(encoding)
    years = year_range(first, last)
    names = list(dict.fromkeys([*([target] if target else ()), *(facts or ())]))
    old_content = files.read_all([into])[into] if into else b""
    base = _open_with_extension(names)
    remarks = Remarks()
    known = check_names(base, metric, source, remarks)
    old_source = find_id(base, "source", replaces) if replaces else None
    selection = _selection(base, country, years, only_known=only_known)
    sets = set_beside(
        base, read_statistics(path, choice, remarks, encoding, notation), known, selection, remarks
    )  # the table, which may be large, is not kept
    if against:
        revisions = find_revisions(base, sets, selection, old_source, remarks)
        write_report(
            report(revisions, files.in_words(path), files.in_words(against), has_problems=bool(remarks.problem_count)),
            format,
            bom=bom,
        )
        _print(remarks)
        has_news = any(revision.is_news for revision in revisions)
        raise typer.Exit(1 if has_news or remarks.problem_count else 0)
    if into:
        content = rewrite(into, old_content, base, sets, selection, old_source, remarks)
        check_result(into, content, facts or ())
        if content != old_content:
            replace_content(into, old_content, content)
    else:
        found = new_series(base, sets, remarks)
        remarks.add(f"{count_series(sets)} read, {len(found)} written")
        write_blocks(blocks(base, found))
    _print(remarks)
    if remarks.problem_count:
        raise typer.Exit(1)


def _target(against: str | None, into: str | None, replaces: str | None) -> str | None:
    """The base that the file is compared with or written into. Raises BadRequest for contradictory options."""
    if against and into:
        raise BadRequest("use either --against or --into, not both")
    if replaces and not (against or into):
        raise BadRequest("--replaces needs --against or --into")
    if into:
        check_target(into)
    return against or into


def _notation(*, comma: bool, point: bool) -> Notation | None:
    """The notation of numbers that the user says. Raises BadRequest for both."""
    if comma and point:
        raise BadRequest("use either --decimal-comma or --decimal-point, not both")
    return Notation(",", ".") if comma else Notation(".", ",") if point else None


def _open_with_extension(names: list[str]) -> FactBase:
    """The fact base in those files and, if it extends the bundled base, what its series may refer to there."""
    base = open_base(names or None)
    if base.info.extends is None:
        return base
    bundled = open_base([files.BUNDLED])
    others = (record for kind in SHARED_KINDS for record in bundled.of_kind(kind) if base.find(record.id) is None)
    return FactBase(base.info, [*base.records, *others], base.fields)


def _selection(base: FactBase, countries: list[str] | None, years: YearRange, *, only_known: bool) -> Selection:
    """Which countries and years are taken. A country may be one of ISO 3166-1 that the base does not have.

    Raises UnknownName for any other.
    """
    finder = AreaFinder(base)
    codes = set()
    for name in countries or ():
        area = finder.find(name, "")
        codes.add(area.code if area.kind == "country" else find_id(base, "country", name))
    known = frozenset(record.code for record in base.countries) if only_known else None
    return Selection(frozenset(codes) if countries else None, years, known)


def check_result(name: str, content: bytes, others: list[str] | tuple[str, ...]) -> None:
    """Raise BadFactBase if the base that would be written is not valid."""
    from sco_cli.loading.loader import load_contents  # noqa: PLC0415  # needs Pydantic, which other answers do not

    load_contents(files.read_all(others) | {name: content})


def _print(remarks: Remarks) -> None:
    print_messages(f"sco: {line}" for line in remarks.all_lines())
