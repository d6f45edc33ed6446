"""Reads a level as a user types it, such as "over 50%", "3.2 trillion" or "between 2 and 3 million t"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sco_cli.errors import BadRequest, UnknownName
from sco_cli.models.factbase import FactBase
from sco_cli.phrases.metric_units import MetricUnit, convert, parse_unit
from sco_cli.phrases.numbers import NumberMention, find_numbers
from sco_cli.phrases.tables import Qualifiers, tables
from sco_cli.phrases.tokens import tokenize
from sco_cli.phrases.units import Unit
from sco_cli.quantities import quantity
from sco_cli.quantities.interval import Endpoint, Interval
from sco_cli.quantities.quantity import is_rank
from sco_cli.queries.commands import command_text
from sco_cli.queries.wanted_level import WantedLevel
from sco_cli.text import suggest

WORDS_BEFORE = frozenset(["", "between", "exactly", "="])
"""What may stand before a number and its hedge."""

_LINKS = frozenset(["a", "an", "of", "per", "the"])
"""Words between the names of a unit, which are not compared: "USD per t" is "USD/t"."""


class _TypedLevel(NamedTuple):
    """The values of a level, its unit, and the words after those that the reader of numbers knows as a unit."""

    values: Interval
    unit: Unit
    rest: Sequence[str]


def read_level(base: FactBase, text: str, *, may: bool) -> WantedLevel:
    """The level that a text asks for, in the units of the metrics of the base.

    A number without a unit is compared with every metric, and one in percent with percentages of anything. Any other
    unit is that of the metric: an amount in USD is not compared with a price in USD/t.

    Raises BadRequest for a text that is not one level, and UnknownName for a unit that no metric has.
    """
    typed = _read(text)
    by_metric: dict[str, Interval] = {}
    is_known = not typed.rest
    for metric in base.metrics:
        unit = parse_unit(metric.unit or "")
        factor = convert(typed.unit, unit)
        if factor is not None and _fits(typed, unit):
            is_known = True
            by_metric[metric.id] = typed.values.scale(factor / unit.scale)
    if not is_known:
        units = {metric.unit: metric.unit for metric in base.metrics if metric.unit}
        name = " ".join(typed.rest)
        raise UnknownName(
            "metric with the unit", name, suggest(name, units), f"`{command_text(base, 'metrics')}` lists the units"
        )
    return WantedLevel(" ".join(text.split()), by_metric, may)


def _read(text: str) -> _TypedLevel:
    core, hedge = _split_hedge(text)
    if end := _end_of_number(core):
        # Read again without the words after the unit, which are no sentence: "under 50 agreements" is fewer than 50.
        mentions = find_numbers(core[:end])
        if len(mentions) == 1 and _is_level(core, mentions[0]):
            return _TypedLevel(_values(mentions[0], hedge), mentions[0].unit, _words(core[end:]))
    numbers = find_numbers(text)
    is_range = len(numbers) == 2 and text.lower().startswith("between ")
    if is_range and numbers[0].values[0] > numbers[1].values[0]:
        raise BadRequest(f'--value "{text}" is not a range; write the lower number first')
    examples = '"over 50%", "3.2 trillion" or "between 20 and 30 km"'
    raise BadRequest(f'--value "{text}" is not a number or a range; write it like {examples}')


def _split_hedge(text: str) -> tuple[str, Qualifiers]:
    """The text without the words at its end that qualify its number, as "or more" does, and what they mean."""
    tokens = tokenize(text)
    for index, start in enumerate(tokens.starts):
        match = tables().hedges_after.find(tokens.words, index, len(tokens.words)) if index else None
        if match and match.meaning and index + match.length == len(tokens.words):
            return text[:start], match.meaning
    return text, ()


def _end_of_number(text: str) -> int | None:
    """Where the only number of the text ends, with a unit that the reader of numbers knows; None if there is no one."""
    mentions = find_numbers(text)
    return mentions[0].end if len(mentions) == 1 else None


def _is_level(text: str, mention: NumberMention) -> bool:
    """Whether the text says a level, and not that it is none or by how much it has changed."""
    return text[: mention.start].strip().lower() in WORDS_BEFORE and not mention.is_negated and not mention.role


def _values(mention: NumberMention, hedge_after: Qualifiers) -> Interval:
    """The values that the words allow. Of several readings the likeliest counts."""
    low = Endpoint(mention.values[0])
    if mention.highs:
        return Interval(low, Endpoint(mention.highs[0]))
    qualifier = next(iter((*mention.qualifiers, *hedge_after, "exact")))
    zero = quantity.parse(0 if qualifier == "exact" else {qualifier: 0})
    return zero.interval.shift(low.value)


def _fits(typed: _TypedLevel, metric: MetricUnit) -> bool:
    """Whether the words of the unit are those of the metric's unit, as far as they were typed."""
    if not typed.rest and typed.unit.kind in ("", "percent", "share"):
        return True
    return not is_rank(metric.text) and list(typed.rest) == list(_metric_rest(metric.text))


def _metric_rest(unit: str) -> Sequence[str]:
    """The words of a metric's unit after those that the reader of numbers knows, as in a level that is typed."""
    text = f"1 {unit}"
    mentions = find_numbers(text)
    return _words(text[mentions[0].end :] if mentions else unit)


def _words(text: str) -> Sequence[str]:
    return [word for word in tokenize(text).words if word[0].isalnum() and word not in _LINKS]
