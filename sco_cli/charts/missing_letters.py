"""Letters that a picture shows as boxes, because no font has them.

The renderer is asked itself, with the fonts that it finds on this machine: a letter that looks like a code point that
no font has is a box. No list of fonts is read, so this is the same on every system.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sco_cli.text import join_names

NO_LETTER = "\U0010fffd"
"""A code point for private use that fonts leave alone, so that it is drawn as a box."""

EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})
"""The scripts that the fonts Noto Sans CJK have."""

Draw = Callable[[str], bytes]
"""Draws a text; the same bytes are the same picture."""


@dataclass(frozen=True, slots=True)
class MissingLetters:
    """One letter of each script, as an example: of those in no font, and of those that are boxes in a mixed line only.

    The keys are names of scripts, such as "CJK". In a line of several scripts the renderer may draw one of them as
    boxes although a font has it.
    """

    in_no_font: dict[str, str]
    in_mixed_lines: dict[str, str]

    def warning(self, file: str) -> str:
        """What is wrong with the file and what to do, in one sentence; empty if nothing is."""
        scripts = self.in_no_font | self.in_mixed_lines
        if not scripts:
            return ""
        examples = ", ".join(_describe(letter, script) for script, letter in scripts.items())
        svg = "write an .svg file, which uses the reader's fonts"
        if not self.in_no_font:
            return f"{file} shows boxes in place of some letters in lines of mixed scripts, such as {examples}; {svg}"
        fonts = ["Noto Sans CJK"] if EAST_ASIAN & self.in_no_font.keys() else []
        fonts += ["the Noto fonts of those scripts"] if self.in_no_font.keys() - EAST_ASIAN else []
        install = f"install {join_names(fonts)}"
        problem = f"{file} shows boxes in place of letters that no installed font has, such as {examples}"
        return f"{problem}; {install}, or {svg}"


def find(lines: Iterable[str], draw: Draw) -> MissingLetters:
    """The letters of these lines that are drawn as boxes.

    Each different letter is drawn once, but of a script of which one letter is missing no others; each line of several
    scripts is drawn a few times.
    """
    in_no_font: dict[str, str] = {}
    in_mixed_lines: dict[str, str] = {}
    texts = [line for line in dict.fromkeys(lines) if not line.isascii()]
    if not texts or (box := draw(NO_LETTER)) == draw(" "):  # a blank box is like a blank letter: it cannot be told
        return MissingLetters({}, {})
    for letter in dict.fromkeys("".join(texts)):
        if _is_visible(letter) and (script := _script(letter)) not in in_no_font and draw(letter) == box:
            in_no_font[script] = letter
    for line in texts:
        # Spaces are left out, because they may stand between other boxes if a line of boxes runs from left to right.
        letters = "".join(line.split())
        scripts = {_script(letter): letter for letter in reversed(letters) if _is_visible(letter)}
        if len(scripts) > 1:
            for script in scripts.keys() - in_no_font.keys() - in_mixed_lines.keys():
                replaced = (NO_LETTER if _is_visible(c) and _script(c) == script else c for c in letters)
                if draw(letters) == draw("".join(replaced)):
                    in_mixed_lines[script] = scripts[script]
    return MissingLetters(in_no_font, dict(sorted(in_mixed_lines.items())))


def _is_visible(character: str) -> bool:
    """Whether the character is beyond ASCII and neither a space nor a control or format character."""
    return not character.isascii() and unicodedata.category(character) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}


def _script(letter: str) -> str:
    """The first word of a letter's name, which is that of its script; other characters are a script of their own."""
    name = unicodedata.name(letter, "")
    return name.partition(" ")[0] if unicodedata.category(letter)[0] in "LM" and name else letter


def _describe(letter: str, script: str) -> str:
    """A letter with its script: "国 (CJK)", "ก (Thai)"; only its code point if it has no name."""
    if not letter.isprintable():
        return f"U+{ord(letter):04X}"
    if script == letter:
        return letter
    return f"{letter} ({script if script == 'CJK' else script.capitalize()})"
