"""A number in a text, before its unit and the words beside it are read."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from sco_cli.phrases.tables import Qualifiers
from sco_cli.phrases.units import NONE, Unit


class Numeral(NamedTuple):
    """A number in a text.

    * `values`: the numbers that it may mean, the likeliest first: in Russian "1,234" is 1.234 or 1234.
    * `start`, `stop`: its first word, and the word after its last, as indices of the tokens.
    * `digits`: the value before any scale word.
    * `scaled`: whether a scale word or grouped digits show that it is a number and no year or code.
    * `unit`: a share or percent where the number itself says so: "two-thirds", "七成".
    * `hedge`: what the number itself says of its strength: "5124多亿" is over.
    * `in_words`: whether it has no digits.
    * `high`: the upper end of a range in one word: "两三".
    """

    values: tuple[Fraction, ...]
    start: int
    stop: int
    digits: Fraction
    scaled: bool = False
    unit: Unit = NONE
    hedge: Qualifiers = ()
    in_words: bool = False
    high: Fraction | None = None
