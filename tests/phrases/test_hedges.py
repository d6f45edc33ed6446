"""Words that qualify a number, in short phrases: which qualifiers they give, and in which order."""

from __future__ import annotations

from fractions import Fraction

from support.paths import DATA

from sco_cli.phrases.numbers import find_numbers

PHRASES = [
    line.rsplit(" = ", 1)
    for line in (DATA / "phrases" / "hedges.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_a_hedge_gives_the_qualifiers_of_its_number() -> None:
    differences = []
    for phrase, qualifiers in PHRASES:
        *_, mention = find_numbers(phrase)
        read = ", ".join(mention.qualifiers) or "none"
        if (mention.values, read) != ((Fraction(70),), qualifiers):
            differences.append(f"{phrase}: {qualifiers} expected, {read} read in {mention.text!r}")
    assert not differences, "\n".join(["", *differences])
