"""Upper estimates of the width of text, made without a font: the reader's font is not known when a chart is made."""

from __future__ import annotations

import unicodedata

from sco_cli.charts import direction

# Widths of characters as multiples of the font size, rounded up from DejaVu Sans and Verdana; Arial and Helvetica are
# narrower.
_NARROW, _WIDE, _CAPITAL, _REGULAR, _EAST_ASIAN = 0.41, 1.0, 0.79, 0.64, 1.0
_BOLD = 1.2
_NARROW_CHARACTERS = frozenset(" ijltfrI.,:;'|!()[]/-")
_WIDE_CHARACTERS = frozenset("mwMW%@#&+<=>^~")
_WITHOUT_WIDTH = frozenset((direction.START, direction.END))


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """The greatest width in pixels that the text is likely to take at that font size."""
    return sum(map(_character_width, text)) * size * (_BOLD if bold else 1)


def wrap(text: str, size: float, max_width: float, *, bold: bool = False) -> list[str]:
    """The text in lines of at most `max_width` pixels; a word wider than that is broken."""
    lines: list[str] = []
    for word in text.split():
        if lines and measure(f"{lines[-1]} {word}", size, bold=bold) <= max_width:
            lines[-1] += f" {word}"
            continue
        lines += _break_word(word, max_width / (size * (_BOLD if bold else 1)))
    return direction.close_in_lines(lines)


def _break_word(word: str, max_width: float) -> list[str]:
    """The word in pieces of at least one character and at most `max_width`, a multiple of the font size."""
    pieces, width = [""], 0.0
    for character in word:
        character_width = _character_width(character)
        if pieces[-1] and width + character_width > max_width:
            pieces.append("")
            width = 0.0
        pieces[-1] += character
        width += character_width
    return pieces


def _character_width(character: str) -> float:
    if character in _NARROW_CHARACTERS:
        return _NARROW
    if character in _WIDE_CHARACTERS:
        return _WIDE
    if character.isascii():
        return _CAPITAL if character.isupper() else _REGULAR
    if unicodedata.combining(character) or character in _WITHOUT_WIDTH:
        return 0.0
    return _EAST_ASIAN if unicodedata.east_asian_width(character) in "WF" else _CAPITAL
