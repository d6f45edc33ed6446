"""The spellings in which lists of names differ: "Egypt, Arab Rep." is the Arab Republic of Egypt."""

from __future__ import annotations

import re

from sco_cli.text import fold

_ABBREVIATIONS = {"rep": "republic", "dem": "democratic", "fed": "federation", "st": "saint", "респ": "республика"}
"""Words that the World Bank and others abbreviate in the names of states."""

_LEFT_OUT = {"the", "of"}

_INVERTED = re.compile(r"([^,\u060c()]+)[,\u060c(]([^,\u060c()]+)\)?")
_TWO_NAMES = re.compile(r"([^()/]+)[(/]([^()/]+)\)?")
_MARKS = re.compile(r'(?<!\d)\.|\.(?!\d)|[,\u060c;:/"()\[\]\u00ab\u00bb\u201c-\u201f\u3001\u00b7]')
_SINGLE_LETTERS = re.compile(r"\b(?:[^\W\d] )+[^\W\d]\b")


def normalize_spelling(name: str) -> str:
    """The name in one spelling, which is the same for names that differ only as lists of names do.

    - What follows a comma or stands in brackets at the end is put first: "Iran (Islamic Republic of)".
    - Dots, apostrophes and marks are left out, and single letters are joined: "U. A. E." is "UAE".
    - Abbreviations are spelled out, "&" is "and", and "the" and "of" are left out.

    The order of the other words is kept, so that "Bank of China" is not "China Bank".
    """
    folded = fold(name).strip(" ,")
    if inverted := _INVERTED.fullmatch(folded):
        folded = f"{inverted[2]} {inverted[1]}"
    plain = _MARKS.sub(" ", folded.replace("&", " and ").replace("'", ""))
    joined = _SINGLE_LETTERS.sub(lambda letters: letters[0].replace(" ", ""), " ".join(plain.split()))
    words = [_ABBREVIATIONS.get(word, word) for word in joined.split()]
    return " ".join(word for word in words if word not in _LEFT_OUT) or folded


def split_names(name: str) -> tuple[str, ...]:
    """The two names in "Myanmar (Burma)" or "Myanmar/Burma"; empty if it is not of that form."""
    match = _TWO_NAMES.fullmatch(name.strip())
    return tuple(part.strip() for part in match.groups()) if match else ()
