"""Every word of the lists that rules of the reader need has an effect: some text is read differently without it."""

from __future__ import annotations

import pytest

from sco_cli.phrases import passage
from sco_cli.phrases.numbers import find_numbers
from sco_cli.phrases.tables import WordLists, tables

TEXTS: dict[str, list[str]] = {
    "abbreviations": ["$7 _."],
    "after_amount": ["it passed the 70 _"],
    "after_fraction": ["a third _ it"],
    "age_nouns": ["_ over 65 use 5 %"],
    "and_": ["43 _ 70 %"],
    "articles": ["_ million people", "half _ million people"],
    "by": ["it rose _ a point"],
    "clause": ["exports rose _ Aktau 70 %", "экспорт вырос _ Актау 70 %"],
    "compared": ["_ 43 %", "_ with 43 %", "_ to 43 %", "it was 70 % _ 43 %", "达70%_43%"],
    "counted_nouns": ["_ пятьдесят"],
    "decimal_points": ["three _ five percent", "три _ восемь десятых процента", "三_五个百分点"],
    "from_": ["it rose to 70 % _ 43 %", "доля выросла до 70 % _ 43 %", "占比增至70%_43%"],
    "function": ["the 1990 _ he", "the Lada 7 _ he"],
    "general_classifier": ["7_公里"],
    "halves": ["_ of it"],
    "joining_and": ["two hundred _ five"],
    "level_hedges": ["it fell _ 85 %", "доля упала _ 85 %"],
    "level_of_times": ["增长_3倍"],
    "minus": ["_ 7 %", "_7%"],
    "more": ["grew to 3 times _ than before", "it was up 3 times _"],
    "no_end": ["43 and over _ 70", "43 and over _70"],
    "no_half_after": ["half _ it"],
    "no_half_before": ["the _ half of it", "_ половина дорог"],
    "no_multiple_before": ["_倍增长"],
    "no_noun": ["70 _ it or so", "70 _ нём примерно", "70_人左右"],
    "or_": ["5 _ 70 %", "5_70%"],
    "per": ["twice _ day", "7 times _ day"],
    "plus": ["_ minus 70 %", "_ минус 70 %"],
    "prefixes": ["_-70 people", "_.70 people"],
    "proportion_in": ["7 _ 12", "7 _ 10"],
    "proportion_of": ["7 _ 12"],
    "range_from": ["_ 5 до 10 %"],
    "range_verbs": ["_ from 5 to 10 %", "_ с 5 до 10 %"],
    "singular_scales": ["_ человек"],
    "genitive_scales": ["около _ человек"],
    "than": ["it rose 7 % more _ before"],
    "twice": ["_ a day"],
    "up_to": ["it rose from 43 % up _ 70 %"],
    "up_to_alone": ["_ 70 %"],
    "year_words": ["1750 _ был", "1750_有"],
}
"""Texts in which the words of a list may do something, with `_` for the word."""


def matters(name: str, word: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether one of the texts for the list is read differently if the word is not in it."""
    texts = [text.replace("_", word) for text in TEXTS[name]]
    with_word = list(map(find_numbers, texts))
    known = tables()
    rest = getattr(known.lists, name) - {word}
    with monkeypatch.context() as patch:
        patch.setattr(passage, "tables", lambda: known._replace(lists=known.lists._replace(**{name: rest})))
        return list(map(find_numbers, texts)) != with_word


@pytest.mark.parametrize("name", WordLists._fields)
def test_every_word_of_a_list_changes_what_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = sorted(getattr(tables().lists, name))
    assert words
    assert [word for word in words if not matters(name, word, monkeypatch)] == []
