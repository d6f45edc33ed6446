"""How much room text takes, without a font at hand: by the widest of those that readers are likely to have."""

from __future__ import annotations

import unicodedata

# Shares of the size of the type, rounded up from DejaVu Sans and Verdana; Arial and Helvetica are narrower.
_NARROW, _WIDE, _CAPITAL, _USUAL, _SQUARE = 0.41, 1.0, 0.79, 0.64, 1.0
_BOLD = 1.2
_NARROW_LETTERS = frozenset(" ijltfrI.,:;'|!()[]/-")
_WIDE_LETTERS = frozenset("mwMW%@#&+<=>^~")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that the text takes at the most, at that size of type."""
    return sum(map(_share, text)) * size * (_BOLD if bold else 1)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than the room; a word that is wider is broken."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size, bold=bold) <= room:
            lines[-1] += f" {word}"
            continue
        lines += _broken(word, room / (size * (_BOLD if bold else 1)))
    return lines


def _broken(word: str, room: float) -> list[str]:
    """The word in pieces of at least a letter, none of them wider than the room, which is in sizes of the type."""
    pieces, taken = [""], 0.0
    for letter in word:
        share = _share(letter)
        if pieces[-1] and taken + share > room:
            pieces.append("")
            taken = 0.0
        pieces[-1] += letter
        taken += share
    return pieces


def _share(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDE
    if letter.isascii():
        return _CAPITAL if letter.isupper() else _USUAL
    if unicodedata.combining(letter):
        return 0.0
    return _SQUARE if unicodedata.east_asian_width(letter) in "WF" else _CAPITAL
