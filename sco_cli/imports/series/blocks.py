"""The blocks of TOML for series of a file: series, and the metrics, sources and countries that the base lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sco_cli.imports.new_records import NO_PUBLISHER, NO_TITLE, TODO, TomlValue, block, free_id
from sco_cli.imports.series.country_series import CountrySeries
from sco_cli.imports.series.numbers import plain_digits
from sco_cli.imports.series.series_sets import SeriesSet
from sco_cli.imports.series.statistics import Remarks
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.models.iso_countries import iso_countries
from sco_cli.models.toml_blocks import toml_value
from sco_cli.models.vocabulary import MAX_ID_LENGTH
from sco_cli.text import count_noun

_URL = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")

MAX_URL = 2000


class NewSeries(NamedTuple):
    """A series that the base does not have, with the id that it gets; empty for the usual one."""

    made: SeriesSet
    series: CountrySeries
    id: str


def new_series(base: FactBase, sets: Sequence[SeriesSet], remarks: Remarks) -> list[NewSeries]:
    """The series that the base lacks. Those that it has of the same metric, country and source are only counted."""
    known = {(series.metric, series.country, series.source): series for series in base.of_kind("series")}
    found: list[NewSeries] = []
    taken = ids_of(sets)
    same = differing = 0
    for made in sets:
        for series in made.series:
            record = known.get((made.metric, series.country, made.source))
            if record is None:
                found.append(NewSeries(made, series, series_id(base, made, series.country, taken)))
            elif record.points == {year: point.value for year, point in series.points.items()}:
                same += 1
            else:
                differing += 1
    if same:
        remarks.add(f"not written: {count_noun(same, 'series')} already in the base with the same values")
    if differing:
        remarks.add(
            f"not written: {count_noun(differing, 'series')} in the base with other values for the same metric, "
            "country and source; --against BASE shows them, --into BASE replaces them"
        )
    return found


def ids_of(sets: Sequence[SeriesSet]) -> set[str]:
    """The ids of the metrics and sources of the sets, which no series may have."""
    return {name for made in sets for name in (made.metric, made.source)}


def series_id(base: FactBase, made: SeriesSet, country: str, taken: set[str]) -> str:
    """The id of a new series: empty where the one that is made of metric and country is free."""
    usual = f"{made.metric}-{country}-series".lower()
    if base.find(usual) is None and usual not in taken:
        taken.add(usual)
        return ""
    with_source = f"{made.metric}-{country}-{made.source}".lower()
    wanted = with_source if len(with_source) <= MAX_ID_LENGTH - 3 else usual[: MAX_ID_LENGTH - 4]
    free = free_id(wanted, lambda name: base.find(name) is not None or name in taken)
    taken.add(free)
    return free


def blocks(base: FactBase, found: Sequence[NewSeries], changed: Sequence[SeriesSet] = ()) -> list[str]:
    """The lines of TOML for new series and for what they refer to, and for the sources of series that are changed."""
    countries = dict.fromkeys(new.series.country for new in found)
    metrics: dict[str, SeriesSet] = {}
    sources: dict[str, SeriesSet] = {}
    for new in found:
        metrics.setdefault(new.made.metric, new.made)
    for made in (*(new.made for new in found), *changed):
        sources.setdefault(made.source, made)
    parts = [
        *(_country(code) for code in countries if not base.has("country", code)),
        *(_source(made) for source, made in sources.items() if not base.has("source", source)),
        *(_metric(made) for metric, made in metrics.items() if not base.has("metric", metric)),
        *map(_series, found),
    ]
    lines = [line for part in parts for line in part]
    return lines[:-1]  # without the blank line at the end


def points_toml(series: CountrySeries) -> str:
    """The values of a series as an inline table, with the digits of the file."""
    pairs = (f"{year:04} = {plain_digits(point.value)}" for year, point in sorted(series.points.items()))
    return f"{{ {', '.join(pairs)} }}"


def breaks_toml(breaks: dict[int, str]) -> str:
    """The breaks of a series as an inline table."""
    return f"{{ {', '.join(f'{year:04} = {toml_value(text)}' for year, text in sorted(breaks.items()))} }}"


def _series(new: NewSeries) -> Iterator[str]:
    yield "[[series]]"
    if new.id:
        yield f"id = {toml_value(new.id)}"
    yield f"metric = {toml_value(new.made.metric)}"
    yield f"country = {toml_value(new.series.country)}"
    yield f"source = {toml_value(new.made.source)}"
    yield f"points = {points_toml(new.series)}"
    if new.series.breaks:
        yield f"breaks = {breaks_toml(new.series.breaks)}"
    if notes := new.series.notes():
        yield f"notes = {toml_value(notes)}"
    yield ""


def _country(code: str) -> Iterator[str]:
    country = iso_countries()[code]
    name, *aliases = country.names
    keys: dict[str, TomlValue] = {"code": code, "alpha3": country.alpha3, "name": name, "aliases": aliases}
    yield from block("countries", keys)


def _source(made: SeriesSet) -> Iterator[str]:
    names = made.dataset.source
    keys: dict[str, TomlValue] = {
        "id": made.source,
        "title": names.title or NO_TITLE,
        "publisher": names.publisher or NO_PUBLISHER,
        "via": names.via,
        "published": _date(names.published),
        "accessed": _date(names.accessed),
        "url": names.url if len(names.url) <= MAX_URL and _URL.fullmatch(names.url) else "",
        "kind": "statistics",
        "language": names.language,
        "licence": names.licence,
        "note": names.note,
    }
    yield from block("sources", keys)


def _date(text: str) -> str:
    """A date by ISO 8601; empty for any other text."""
    try:
        return str(period.parse(text)) if text else ""
    except ValueError:
        return ""


def _metric(made: SeriesSet) -> Iterator[str]:
    dataset = made.dataset
    unit = dataset.unit if dataset.unit is not None else "%" if made.is_percent else f"{TODO}: unit of the values"
    code = dataset.code if dataset.code not in (made.metric, dataset.name) else ""
    keys: dict[str, TomlValue] = {
        "id": made.metric,
        "name": dataset.name or f"{TODO}: name of what is measured",
        "aliases": [code] if code else [],
        "unit": unit,
        "definition": dataset.definition or f"{TODO}: what is measured and how",
    }
    yield from block("metrics", keys)
