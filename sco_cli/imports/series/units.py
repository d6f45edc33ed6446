"""What a file says of the unit of its values, and whether the unit of a metric clearly contradicts it.

A file says it in a column, in its metadata, in the name of the column of values, "Users (thousand)", or above the
table, "In millions of USD". Values are never converted, so a unit of another scale or kind is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sco_cli.phrases.metric_units import MetricUnit, parse_unit
from sco_cli.text import fold

MAX_TEXT = 200
"""A longer text states no unit."""

_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{1,80})[)\]）]")  # noqa: RUF001  # Chinese brackets
_STATED = re.compile(r"(?:^|\b)(?:in|units?|unit of measure|в|единица измерения|单位)\b *[:：]? *(.+)", re.IGNORECASE)  # noqa: RUF001
_PER = re.compile(r"\bper (?=[0-9htm])([0-9][0-9,. ]*\b)? *(hundred|thousand|million)?\b", re.IGNORECASE)
_PER_WORDS = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_CODE_WORDS = {"THS": "thousand", "MIO": "million", "MRD": "billion", "BN": "billion", "PC": "%", "PT": "%"}
"""Parts of the codes of units of Eurostat and the OECD."""

_REPLACED = (
    (re.compile(r"'?\b000s?\b"), "thousand"),
    (re.compile(r"\bMt\b"), "million t"),
    (re.compile(r"\bGt\b"), "billion t"),
)
"""Ways to write a scale that texts seldom have, and Mt, which may be a metric ton in a text and is none in a table."""

_COUNTS = frozenset(
    ("number", "count", "rank", "persons", "person", "people", "households", "inhabitants", "человек", "единиц", "人")
)
"""Words that say for certain that things are counted or ranked, folded."""

_KINDS = ("percent", "points", "money", "measure", "time")


class _Stated(NamedTuple):
    """A unit as far as a text states it: its kind, the size of one, and of how many ("per 100 people")."""

    unit: MetricUnit
    kind: str
    size: int | float
    per: int


def in_header(text: str) -> Iterator[str]:
    """The parts of the name of a column that may state a unit: in brackets, behind a comma, or all of it."""
    if len(text) > MAX_TEXT:
        return
    found = [*_BRACKETS.findall(text), *(part for part in text.split(",")[1:] if part.strip())]
    if _first_states(text):
        found.append(text)
    yield from (part for part in found if _says_something(part))


def in_title(text: str) -> Iterator[str]:
    """The parts of a line above or below a table that may state a unit: "In thousands", "Unit: %", or in brackets."""
    if len(text) > MAX_TEXT:
        return
    stated = _STATED.search(text)
    found = [*_BRACKETS.findall(text), *([stated[1]] if stated else ())]
    if len(text.split()) <= 3:
        found.append(text)
    yield from (part for part in found if _first_states(part))


def in_code(code: str) -> Iterator[str]:
    """The words of a code of a unit such as THS_PER or PC_IND."""
    words = " ".join(_CODE_WORDS.get(part, part) for part in code.upper().split("_"))
    if _says_something(words):
        yield words


def contradiction(unit: str, stated: Iterable[str], known: str | None) -> tuple[str, str] | None:
    """The text of a file that contradicts the unit of a metric, and in which respect; None if none clearly does.

    `unit` is the unit that the file gives, and empty without one; `stated` are other texts that may give one.
    """
    metric = _read(known or "")
    for text in filter(None, (unit, *stated)):
        if fold(text) != fold(known or "") and (reason := _differs(_read(text), metric, is_unit=text == unit)):
            return text, reason
    return None


def _differs(file: _Stated, metric: _Stated, *, is_unit: bool) -> str:
    """In which respect two units differ, empty if they may be the same."""
    if file.per and metric.per and file.per != metric.per:
        return "scale"
    if file.per and not file.kind and not metric.per and _is_no_rate(file, metric):
        return "kind of unit"
    if file.kind == metric.kind == "money" and not file.unit.unit.names & metric.unit.unit.names:
        return "currency"
    if file.kind in _KINDS and file.kind != metric.kind and _is_clear(file, metric):
        return "kind of unit"
    if metric.kind == "percent" and file.kind == "count":
        return "kind of unit"
    if file.kind == metric.kind == "measure" and file.unit.unit.names != metric.unit.unit.names:
        return "kind of unit"
    states_scale = file.size != 1 or file.kind in _KINDS or (is_unit and file.kind == "count")
    if states_scale and file.kind in (metric.kind, "", "count") and file.size != metric.size and not file.per:
        return "scale"
    return ""


def _is_no_rate(file: _Stated, metric: _Stated) -> bool:
    """Whether a metric cannot be a rate such as "per 1,000 people"; a percentage may be a rate per 100."""
    return file.per != 100 if metric.kind == "percent" else metric.kind in (*_KINDS, "count")


def _is_clear(file: _Stated, metric: _Stated) -> bool:
    """Whether a unit of another kind cannot be the same in other words, as "per 100 people" and "%" may be."""
    if file.kind == "percent":
        return "100" not in metric.unit.text
    return metric.kind in _KINDS or file.kind == "money"


def _read(text: str) -> _Stated:
    for pattern, words in _REPLACED:
        text = pattern.sub(words, text)
    unit = parse_unit(text)
    per = _PER.search(text)
    number = 0
    if per:
        digits = re.sub("[^0-9]", "", per[1] or "")
        number = int(digits or bool(per[2])) * _PER_WORDS.get((per[2] or "").lower(), 1)
    kind = unit.unit.kind if unit.unit.kind in _KINDS else ""
    if not kind and not number and _COUNTS & {*fold(text).split()}:
        kind = "count"
    size = unit.scale * (unit.unit.factor if kind in ("measure", "time") else 1)
    return _Stated(unit, kind, float(size) if number == 0 else 1, number)


def _says_something(text: str) -> bool:
    """Whether a text has a word of scale, percent or money; a measure alone is too common a word."""
    read = _read(text)
    return read.kind in ("percent", "points", "money") or read.unit.scale != 1 or bool(read.per)


def _first_states(text: str) -> bool:
    """Whether a text begins with a word of scale, percent or money, as "Millions of people" does."""
    words = text.split()
    return bool(words) and _says_something(words[0]) and _says_something(text)
