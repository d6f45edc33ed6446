"""Lines of a text become paragraphs."""

from __future__ import annotations

import pytest

from sco_cli.articles.lines import full_length, to_paragraphs


@pytest.mark.parametrize(
    ("lines", "full", "expected"),
    [
        ((), 0, []),
        (("", " "), 0, []),
        (("The road", "was paved.", "It is long."), 0, ["The road was paved.", "It is long."]),
        (("The road", "", "was paved."), 0, ["The road", "was paved."]),
        (("  The trans-", "port ministry."), 0, ["The trans-\nport ministry."]),
        (("Every trans\u00ad", "port."), 0, ["Every trans\u00ad\nport."]),
        (("It cost 5 -", "no more."), 0, ["It cost 5 - no more."]),
        (("草原公路", "占比。", "上升到", "70%。"), 0, ["草原公路占比。", "上升到 70%。"]),
        # The end of a sentence does not part what goes on after a full line.
        (("The road is long.", "It has a toll.", "It is new."), 20, ["The road is long. It has a toll.", "It is new."]),
        (("道路很长。", "收费站很少。", "是新的。"), 8, ["道路很长。", "收费站很少。是新的。"]),
        # A short line is a heading, unless the next one goes on with it.
        (("Roads", "The share of them rose", "again."), 22, ["Roads", "The share of them rose again."]),
        (("Roads of", "the steppe", "The share of them rose"), 22, ["Roads of the steppe", "The share of them rose"]),
    ],
)
def test_lines_are_joined_to_paragraphs(lines: tuple[str, ...], full: int, expected: list[str]) -> None:
    assert to_paragraphs(lines, full) == expected


def test_a_full_line_is_longer_than_three_in_four() -> None:
    assert full_length([]) == 0
    assert full_length(["1", "22", "333", "4444"]) == 4
    assert full_length(["1"]) == 1
