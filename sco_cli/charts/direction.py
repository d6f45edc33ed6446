"""Right-to-left texts of a fact base, isolated from the left-to-right sentences and numbers around them.

Without an isolate, "2018-2023" after a name in Arabic is drawn as "2023-2018" (Unicode UAX 9, rules W2 and N1). Until a
text is drawn, characters for private use stand for the isolates, because `escape_unsafe` makes those of a fact base
visible.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sco_cli.models.factbase import FactBase

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

Record = TypeVar("Record", bound="AnyRecord")
Fields = TypeVar("Fields")

START, END = "\U000f0000", "\U000f0001"
"""Characters for private use, for the two ends of an isolate."""

_ISOLATES = str.maketrans({START: "\u2068", END: "\u2069"})  # first strong isolate, pop directional isolate
_VISIBLE = str.maketrans({START: r"\U000f0000", END: r"\U000f0001"})
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""The blocks of scripts that run from right to left (DerivedBidiClass.txt)."""

_NAMES = {
    "country": ("name",),
    "organization": ("name",),
    "place": ("name",),
    "metric": ("name", "unit", "definition"),
    "source": ("publisher", "via", "licence"),
    "series": ("breaks",),
}
"""The texts of records that charts put into sentences, by kind of record."""


def isolate_names(base: FactBase) -> FactBase:
    """The fact base with its right-to-left names isolated; the same fact base if it has none."""
    records = [isolate_record(record) for record in base.records]
    info = _isolate_fields(base.info, ("title", "licence"))
    is_unchanged = info is base.info and all(new is old for new, old in zip(records, base.records, strict=True))
    return base if is_unchanged else FactBase(info, records, base.fields)


def isolate_record(record: Record) -> Record:
    """The record with its right-to-left names isolated; the same record if it has none."""
    return _isolate_fields(record, _NAMES.get(record.kind, ()))


def remove_isolates(text: str) -> str:
    """The text without the characters that stand for isolates."""
    return text.replace(START, "").replace(END, "")


def to_isolates(text: str) -> str:
    """The text as it is drawn, with isolates."""
    return text.translate(_ISOLATES)


def close_in_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a wrapped text, with each isolate that goes on in the next line ended and started again there."""
    closed = []
    is_open = False
    for line in lines:
        start = START if is_open else ""
        is_open = line.rfind(START) > line.rfind(END) or (is_open and END not in line)
        closed.append(f"{start}{line}{END if is_open else ''}")
    return closed


def _isolate_fields(record: Fields, names: Sequence[str]) -> Fields:
    """The record, which may be a model or a record of the cache; a copy if one of these fields changes."""
    changes = {name: new for name in names if (new := _isolate(old := getattr(record, name))) != old}
    if not changes:
        return record
    changed = copy.copy(record)
    for name, value in changes.items():
        object.__setattr__(changed, name, value)  # models do not allow a change, but this copy is not in use yet
    return changed


def _isolate(value: Any) -> Any:
    """A text, isolated if there are right-to-left letters in it; the values of a dict likewise; None unchanged."""
    if isinstance(value, dict):
        return {key: _isolate(text) for key, text in value.items()}
    if not value:
        return value
    text = value.translate(_VISIBLE)
    return f"{START}{text}{END}" if _RIGHT_TO_LEFT.search(text) else text
