"""Clauses: the words with which they begin, and the one that a number is in."""

from __future__ import annotations

import pytest

from sco_cli.phrases.tokens import tokenize
from sco_cli.reading.clauses import clause_bounds, clause_of
from sco_cli.reading.names import find_phrases


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("Roads have 70", ["Roads have 70"]),
        ("Roads have 70, while bridges have 43", ["Roads have 70", "while bridges have 43"]),
        (
            "Roads have 70, including 20 in the north; tunnels 3",
            ["Roads have 70", "including 20 in the north", "; tunnels 3"],
        ),
        ("Дорог 70, а мостов 43", ["Дорог 70", ", а мостов 43"]),
        ("道路70，其中桥梁43；隧道3", ["道路70", "，其中桥梁43", "；隧道3"]),
    ],
)
def test_each_number_is_in_one_clause(sentence: str, clauses: list[str]) -> None:
    tokens = tokenize(sentence)
    bounds = clause_bounds(find_phrases(tokens))
    found = []
    for index, word in enumerate(tokens.words):
        if word.isdecimal():
            first, last = clause_of((index, index + 1), bounds, len(tokens.words))
            found.append(sentence[tokens.starts[first] : tokens.ends[last - 1]])
    assert found == clauses
