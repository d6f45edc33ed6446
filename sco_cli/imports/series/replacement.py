"""Series of a fact base with the values of a newer vintage: only what differs is written anew.

No value of a base is deleted: those of years that the file does not have stay.
Breaks and notes that a base has stay too, and those of the file are added: they are a person's work.
"""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from sco_cli.atomic import atomic_file
from sco_cli.errors import BadRequest, OutputFailed
from sco_cli.imports.series.blocks import NewSeries, blocks, breaks_toml, ids_of, series_id
from sco_cli.imports.series.country_series import CountrySeries, Selection
from sco_cli.imports.series.numbers import plain_digits
from sco_cli.imports.series.series_sets import SeriesSet
from sco_cli.imports.series.statistics import Remarks, count_bytes, listed
from sco_cli.imports.series.year_table import append_items, change_years
from sco_cli.loading import files, toml_positions
from sco_cli.loading.documents import parse
from sco_cli.models.factbase import FactBase
from sco_cli.models.toml_blocks import MAX_LINE, toml_text, toml_value
from sco_cli.models.toml_types import KeyPath
from sco_cli.text import count_noun, join_names

MAX_DROPPED_NAMED = 20
"""Most values that are named when a new source does not state them."""

_TABLES = ("points", "breaks")
"""The keys of a series that are tables of years."""

_KEYS = (*_TABLES, "source", "notes")


class Edit(NamedTuple):
    """A piece of a text, from one offset to another, and what stands there instead."""

    start: int
    end: int
    instead: str


class _Old(NamedTuple):
    """A series of the file: its number, counted from 0, and the table as the parser returns it."""

    number: int
    table: dict[str, Any]


def check_target(name: str) -> None:
    """Raise BadRequest unless the name is that of a plain file that may be written and is TOML."""
    if name in (files.BUNDLED, files.STDIN):
        raise BadRequest(f'--into: "{name}" cannot be written; name a file')
    if name.lower().endswith(files.JSONL_SUFFIXES):
        raise BadRequest(f'--into: "{name}" is JSON Lines; only TOML is rewritten')
    try:
        mode = Path(name).stat().st_mode
    except (OSError, ValueError):
        return  # reading it says what is wrong
    if not stat.S_ISREG(mode):
        raise BadRequest(f'--into: "{name}" is not a regular file')
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(name, os.W_OK):
        raise BadRequest(f'--into: "{name}" is read-only')


def rewrite(
    name: str,
    content: bytes,
    base: FactBase,
    sets: Sequence[SeriesSet],
    selection: Selection,
    replaces: str | None,
    remarks: Remarks,
) -> bytes:
    """The content of a fact base with the series of the sets. Raises BadRequest if its blocks cannot be rewritten."""
    _check_complete(sets)
    [document] = parse({name: content})
    text = document.text
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    old = _old_series(document.tables.get("series", []))
    edits: list[Edit] = []
    changed_sets: list[SeriesSet] = []
    added: list[NewSeries] = []
    taken = ids_of(sets)
    same = changed = with_words = 0
    paths: list[KeyPath] = [("series",), ("sources",), ("metrics",), ("countries",)]
    of_sets = [_of_set(old, made, replaces) for made in sets]
    spans = toml_positions.find_spans(
        text, [*paths, *(path for by_country in of_sets for entry in by_country.values() for path in _paths(entry))]
    )
    for made, by_country in zip(sets, of_sets, strict=True):
        for series in made.series:
            found = by_country.get(series.country)
            if found is None:
                added.append(NewSeries(made, series, series_id(base, made, series.country, taken)))
            elif new := _edits(_Block(name, text, spans, found, newline), made, series, selection):
                edits += new
                changed_sets.append(made)
                changed += 1
                with_words += bool(found.table.get("notes") or found.table.get("breaks"))
            else:
                same += 1
        _say_absent(name, by_country, made, selection, remarks)
        left = len(by_country.keys() - {series.country for series in made.series})
        if left:
            verb, whom = ("stays", "it") if left == 1 else ("stay", "them")
            words = f"{count_noun(left, 'series')} of {made.metric} {verb} unchanged"
            remarks.add(f"{name}: {words}: the file has no value for {whom}")
    if with_words == 1:
        remarks.add(f"{name}: 1 series with new values keeps its notes and breaks; check that they still hold")
    elif with_words:
        remarks.add(
            f"{name}: {with_words:,} series with new values keep their notes and breaks; check that they still hold"
        )
    lines = blocks(base, added, changed_sets)
    _check_inline(name, spans, lines, has_edits=bool(edits))
    remarks.add(f"{name}: {count_noun(changed, 'series')} changed, {len(added)} added, {same} unchanged")
    rewritten = _apply(text, edits)
    if lines:
        rewritten = rewritten + ("" if rewritten.endswith("\n") or not rewritten else newline) + newline
        rewritten += "".join(f"{line}{newline}" for line in lines)
    return (BOM_UTF8 if content.startswith(BOM_UTF8) else b"") + rewritten.encode()


def replace_content(name: str, old: bytes, new: bytes) -> None:
    """Replace the content of a file in one step. Raises OutputFailed if it has changed or cannot be written."""
    if len(new) > files.MAX_BYTES:
        raise OutputFailed(f'cannot write "{name}": it would be larger than {count_bytes(files.MAX_BYTES)}')
    with atomic_file(Path(name), force=True) as stream:
        stream.write(new)
        if files.read_file(name) != old:
            raise OutputFailed(f'"{name}" has changed meanwhile; nothing is written, run the command again')


def _check_complete(sets: Iterable[SeriesSet]) -> None:
    for made in sets:
        if made.dataset.is_partial:
            raise BadRequest(f"--into: {made.dataset.place} is one page of several; download all rows in one page")


def _old_series(tables: object) -> list[_Old]:
    tables = tables if isinstance(tables, list) else []
    return [_Old(index, table if isinstance(table, dict) else {}) for index, table in enumerate(tables)]


def _of_set(old: Iterable[_Old], made: SeriesSet, replaces: str | None) -> dict[str, _Old]:
    """The series of the file that a set has newer values of, by country.

    They are of the source that is replaced, or of the set's own. Raises BadRequest if a country has several.
    """
    sources = {made.source, replaces or made.source}
    found: dict[str, _Old] = {}
    for entry in old:
        if entry.table.get("metric") == made.metric and entry.table.get("source") in sources:
            country = str(entry.table.get("country"))
            if country in found:
                names = join_names(sorted(sources))
                raise BadRequest(f"--into: several series of {made.metric} for {country} are from {names}; keep one")
            found[country] = entry
    return found


def _paths(old: _Old) -> Iterator[KeyPath]:
    """The keys of a series that may change, and the years of its tables."""
    yield from (("series", old.number, key) for key in _KEYS)
    for key in _TABLES:
        yield from (("series", old.number, key, year) for year in old.table.get(key, ()))
    yield from (("series", old.number, "notes", index) for index in range(len(old.table.get("notes", ()))))


class _Block(NamedTuple):
    """The block of a series in the text of a file."""

    name: str
    text: str
    spans: dict[KeyPath, tuple[int, int]]
    old: _Old
    newline: str

    def span(self, key: str) -> tuple[int, int]:
        """The offsets of the value of a key. Raises BadRequest if the value is not in one piece."""
        found = self.spans.get(("series", self.old.number, key))
        if found is None:
            table = self.old.table
            raise BadRequest(
                f"--into: {self.name}: {key} of the series of {table['metric']} for {table['country']} is a table of "
                f"its own; write it in braces, {key} = {{ ... }}"
            )
        return found

    def change_years(self, key: str, new: dict[int, str | None]) -> Edit:
        """The edit that changes some years of a table that the block has."""
        start, end = self.span(key)
        offsets = {}
        for year in self.old.table[key]:
            first, last = self.spans["series", self.old.number, key, year]
            offsets[int(year)] = (first - start, last - start)
        return Edit(start, end, change_years(self.text[start:end], offsets, new, self.newline))

    def add_notes(self, new: list[str]) -> Edit:
        """The edit that adds notes: after those that stand on several lines, else in a list that is written anew."""
        known = self.old.table.get("notes", [])
        start, end = self.span("notes") if known else (0, 0)
        text = self.text[start:end]
        if "\n" not in text:
            return self.change_value("notes", _list_toml([*known, *new], self.newline))
        places = [self.spans["series", self.old.number, "notes", index] for index in range(len(known))]
        offsets = [(first - start, last - start) for first, last in places]
        return Edit(start, end, append_items(text, offsets, [toml_text(note) for note in new], self.newline))

    def change_value(self, key: str, value: str) -> Edit:
        """The edit that gives a key its value, after the values of the series if the block does not have the key."""
        if key in self.old.table:
            return Edit(*self.span(key), value)
        _, end = self.span("points")
        return Edit(end, end, f"{self.newline}{key} = {value}")


def _edits(block: _Block, made: SeriesSet, series: CountrySeries, selection: Selection) -> list[Edit]:
    """What changes in the block of a series; nothing if it says the same."""
    edits: list[Edit] = []
    table = block.old.table
    was = {int(year): Decimal(value) for year, value in table["points"].items()}
    points = _points(block.old, made, series, selection)
    if points != was:
        new: dict[int, str | None] = {
            year: plain_digits(value) for year, value in points.items() if was.get(year) != value
        }
        edits.append(block.change_years("points", new | dict.fromkeys(was.keys() - points.keys())))
    if table["source"] != made.source:
        edits.append(Edit(*block.span("source"), toml_text(made.source)))
    known = {int(year) for year in table.get("breaks", ())}
    if breaks := {year: text for year, text in series.breaks.items() if year in points and year not in known}:
        edits.append(
            block.change_years("breaks", {year: toml_text(text) for year, text in breaks.items()})
            if known
            else block.change_value("breaks", breaks_toml(breaks))
        )
    if notes := [note for note in series.notes() if note not in table.get("notes", ())]:
        edits.append(block.add_notes(notes))
    return edits


def _absent(old: _Old, series: CountrySeries, selection: Selection) -> list[int]:
    """The years of the base that are chosen and for which the file has no value that could be read."""
    return [
        year for year in map(int, old.table["points"]) if year not in series.points and selection.years.includes(year)
    ]


def _dropped(old: _Old, made: SeriesSet, series: CountrySeries, selection: Selection) -> list[int]:
    """The years whose values are not taken along to a new source, since it does not state them."""
    if old.table["source"] == made.source or series.country in made.without_year:
        return []
    return [year for year in _absent(old, series, selection) if (series.country, year) not in made.unread]


def _say_absent(
    name: str, by_country: dict[str, _Old], made: SeriesSet, selection: Selection, remarks: Remarks
) -> None:
    """Say how many values stay that the file does not have, and name those that a new source does not state."""
    kept = 0
    dropped: list[str] = []
    for series in made.series:
        if old := by_country.get(series.country):
            years = _dropped(old, made, series, selection)
            dropped += [f"{series.country} {year}" for year in years]
            kept += len(_absent(old, series, selection)) - len(years)
    if kept:
        words = "1 value stays: the file has no readable value for its year"
        if kept > 1:
            words = f"{kept:,} values stay: the file has no readable value for their years"
        remarks.add(f"{name}: {words}")
    if dropped:
        values = listed(dropped, MAX_DROPPED_NAMED)
        remarks.add(f"{name}: dropped, because {made.source} does not have them: {values}")


def _points(old: _Old, made: SeriesSet, series: CountrySeries, selection: Selection) -> dict[int, Decimal]:
    """The values of a series: those of the file, and of the base where the file has none and the source stays.

    A number that is as before keeps its digits: 2 is no news of 2.0.
    """
    was = {int(year): Decimal(value) for year, value in old.table["points"].items()}
    now = {year: point.value for year, point in series.points.items() if was.get(year) != point.value}
    dropped = _dropped(old, made, series, selection)
    return dict(sorted((year, value) for year, value in (was | now).items() if year not in dropped))


def _list_toml(items: Sequence[str], newline: str) -> str:
    line = toml_value(items)
    if len(line) + len("notes = ") <= MAX_LINE:
        return line
    return f"[{newline}{''.join(f'  {toml_text(item)},{newline}' for item in items)}]"


def _check_inline(name: str, spans: dict[KeyPath, tuple[int, int]], lines: Sequence[str], *, has_edits: bool) -> None:
    """Raise BadRequest if records are to be added to an array that is written inline, or series in it to be changed."""
    for table, *rest in spans:
        if rest:
            continue
        if f"[[{table}]]" in lines or (table == "series" and has_edits):
            raise BadRequest(
                f"--into: {name}: {table} is written inline, as {table} = [...]; write each as a block [[{table}]]"
            )


def _apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. Those at the same offset keep their order."""
    parts, position = [], 0
    for start, end, replacement in sorted(edits, key=lambda edit: edit[:2]):
        parts += [text[position:start], replacement]
        position = end
    return "".join([*parts, text[position:]])
