"""Numbers that a user searches for, in any notation: "3.2 trillion" and 3.2e12, "over 70%", 43%.

They are compared with the numbers of figures and of official series, and spelled as texts have them.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.phrases.metric_units import convert, parse_unit
from sco_cli.phrases.numbers import find_numbers
from sco_cli.quantities.number_format import SCALE_WORDS, decimal_or_none, format_number
from sco_cli.quantities.quantity import TIMES, Quantity

if TYPE_CHECKING:
    from sco_cli.phrases.tables import Qualifiers
    from sco_cli.phrases.units import Unit
    from sco_cli.queries.levels import Levels

MAX_SCALED_PLACES = 3
"""A number with more decimals is not written before a scale word."""

PERCENT_WORDS = ("%", " percent", " per cent")


class WantedNumber(NamedTuple):
    """A number as a user typed it.

    `values` are those that it may mean; of a range, `highs` are the upper ends. `qualifiers` are those that mean the
    same as the words before it; without such words they are empty, and a number of any strength is wanted.
    """

    values: tuple[Fraction, ...]
    highs: tuple[Fraction, ...]
    unit: Unit
    qualifiers: Qualifiers
    is_signed: bool

    def spellings(self) -> Iterator[str]:
        """How texts may write the number; none if it has words or a unit of which there are too many."""
        number = abs(self.values[0])
        if self.qualifiers or self.highs or self.unit.kind not in ("", "percent") or decimal_or_none(number) is None:
            return
        for digits in _digits(number):
            yield from (digits + word for word in (PERCENT_WORDS if self.unit.kind == "percent" else ("",)))

    def is_in_figure(self, levels: Levels, unit: str | None) -> bool:
        """Whether it is one of the numbers that a source states: a level, in that unit, or a change without levels."""
        if any(self._is(level, self._in_unit(unit)) for _, level in levels.present()):
            return True
        stated = levels.change.stated if levels.change else None
        if stated is None or self.unit.kind not in ("", "times" if stated.unit == TIMES else "percent"):
            return False
        # "50%" is typed for a fall by 50% too.
        values = frozenset([*self.values, *self.highs])
        return self._is(stated, values if self.is_signed else values.union(-value for value in values))

    def is_in_series(self, value: Fraction, unit: str | None) -> bool:
        """Whether it is a value of an official series in that unit, which is exact."""
        return not self.qualifiers and not self.highs and value in self._in_unit(unit)

    def _is(self, quantity: Quantity, values: frozenset[Fraction]) -> bool:
        if self.qualifiers and quantity.qualifier not in self.qualifiers:
            return False
        if self.highs:
            return quantity.qualifier == "between" and values.issuperset(quantity.stated_values)
        return not values.isdisjoint(quantity.stated_values)

    def _in_unit(self, unit: str | None) -> frozenset[Fraction]:
        """The numbers that it may be in the unit of a metric: 31.7 and 31,700,000 of "million t"."""
        metric = parse_unit(unit or "")
        factor = convert(self.unit, metric)
        if factor is None:
            return frozenset()
        values = [value * factor for value in (*self.values, *self.highs)]
        scaled = [value / metric.scale for value in values]
        return frozenset([*scaled, *values] if not self.unit.kind else scaled)


def read_number(text: str) -> WantedNumber | None:
    """The number that the whole text is, with its unit and the words that qualify it; None for any other text.

    A year or a version is a word like others.
    """
    mentions = find_numbers(text)
    if len(mentions) != 1:
        return None
    (mention,) = mentions
    signs = text[: mention.start].strip()
    if mention.end != len(text.rstrip()) or signs not in ("", "+") or mention.kind != "number" or mention.is_negated:
        return None
    is_signed = bool(signs) or mention.values[0] < 0
    return WantedNumber(mention.values, mention.highs, mention.unit, mention.qualifiers, is_signed)


def shown_numbers(levels: Levels) -> Iterator[tuple[str, str]]:
    """The numbers of a figure as sco shows them, in a sentence and in a listing, and the change between its levels."""
    yield from (("value", text) for text in dict.fromkeys((levels.sentence_text(), levels.text())))
    if levels.change and levels.before:
        yield "change", levels.change.text()


def _digits(number: Fraction) -> Iterator[str]:
    """The number in digits, with and without commas, and before the scale words that suit it."""
    decimal = decimal_or_none(number)
    yield from dict.fromkeys((format_number(number), f"{decimal:,f}", f"{decimal:f}"))
    for scale, word in SCALE_WORDS:
        scaled = decimal_or_none(number / scale)
        if number >= scale and scaled is not None and -int(scaled.as_tuple().exponent) <= MAX_SCALED_PLACES:
            yield from dict.fromkeys((f"{scaled:,f} {word}", f"{scaled:f} {word}"))
