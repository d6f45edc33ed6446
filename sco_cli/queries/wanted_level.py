"""Which figures have a level that a user asked for, such as one over 50%."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.quantities.interval import Interval, Verdict, is_within
from sco_cli.quantities.quantity import Quantity
from sco_cli.queries.levels import levels_of

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord


class WantedLevel(NamedTuple):
    """A level that is asked for.

    * `text`: the level as typed: "over 50%".
    * `by_metric`: the values in the unit of each metric, by the id of the metric; without metrics in other units.
    * `may`: whether a level that could be one of the values will do, or only one that must be.
    """

    text: str
    by_metric: Mapping[str, Interval]
    may: bool = False


def has_level(base: FactBase, record: AnyRecord, wanted: WantedLevel) -> bool:
    """Whether the record is a figure with such a level, be it before, after or its only one."""
    if record.kind != "figure" or record.metric not in wanted.by_metric:
        return False
    values = wanted.by_metric[record.metric]
    return any(_is_one_of(level, values, may=wanted.may) for _, level in levels_of(base, record).present())


def _is_one_of(level: Quantity, values: Interval, *, may: bool) -> bool:
    """Whether the level must be one of the values, or may be.

    "About 50" is certain to be nothing, and may be what 50 is or what begins or ends at 50, such as "over 50". How near
    it is to 50 is not stated, and no tolerance is invented.
    """
    if level.about:
        return may and is_within(level.interval, values.with_ends()) is Verdict.YES
    verdict = is_within(level.interval, values)
    return verdict is Verdict.YES or (may and verdict is Verdict.UNDETERMINED)
