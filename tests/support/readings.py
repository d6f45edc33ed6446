"""Reads short texts by the names and figures of `tests/data/bases/reading.toml`, for tests."""

from __future__ import annotations

import functools

from sco_cli.loading.loader import load
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.reading.on_record import Finding, OnRecord
from sco_cli.reading.readings import Reading, TextReader
from sco_cli.reading.subjects import Subject
from support.paths import SMALL

READING = SMALL.with_name("reading.toml")
"""An invented base with names in three languages, and metrics with every sort of unit."""

DATED = "2025-08-28"
"""The date of the texts."""


@functools.cache
def reading_base() -> FactBase:
    """The base by which texts are read."""
    return load(READING)


@functools.cache
def _reader() -> TextReader:
    return TextReader(reading_base())


def read(text: str, dated: str | None = DATED) -> list[Reading]:
    """The quantities of a text."""
    return list(_reader().read("t", text, period.parse_optional(dated)))


def look_up(text: str, source: str | None = None, dated: str | None = DATED) -> list[Finding]:
    """The quantities of a text, with what is on record."""
    day = period.parse_optional(dated)
    record = OnRecord(reading_base())
    return [record.look_up(reading, source, day) for reading in read(text, dated)]


def about(text: str) -> list[tuple[str, str]]:
    """Each number of a text with what it is about: codes and ids, "..." behind an open list, "?" if it is not clear."""
    return [(reading.wording, subject_text(reading.likely_subject)) for reading in read(text)]


def subject_text(subject: Subject) -> str:
    """A subject in a few words, with "~" if it is likely, and "?" if it is not clear."""
    names = [*subject.countries, *subject.places, *subject.organizations]
    signs = {"...": subject.is_open, "~": not subject.is_sure, "?": not subject.is_clear}
    return " ".join([*names, *(sign for sign, is_shown in signs.items() if is_shown)])
