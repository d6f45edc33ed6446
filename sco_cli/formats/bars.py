"""Bars and sparklines in characters, for terminals and for text on a page."""

from __future__ import annotations

from typing import NamedTuple

from sco_cli.reports.report import Gauge, Sparkline

MAX_BAR_WIDTH = 44
"""The width of a bar, in cells, unless there is a terminal that is too narrow for it."""


class Glyphs(NamedTuple):
    """The characters that bars and sparklines are drawn with.

    A bar has `full` cells, then a part of a cell from `eighths` (none to seven eighths), then `possible` cells. A
    sparkline has a character of `spark` for each value, from low to high, `gap` for a missing value, `cut` at a break.
    """

    full: str = "\u2588"
    eighths: str = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589"
    possible: str = "\u2591"
    spark: str = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
    gap: str = "\u00b7"
    cut: str = "|"


UNICODE = Glyphs()
ASCII = Glyphs(full="#", eighths=" " * 8, possible=".", spark="12345678", gap=".")


def for_encoding(encoding: str) -> Glyphs:
    """The Unicode glyphs if the encoding has all of them, else the ASCII ones."""
    try:
        "".join(UNICODE).encode(encoding)
    except UnicodeEncodeError:
        return ASCII
    return UNICODE


def bar(gauge: Gauge, width: int, glyphs: Glyphs) -> tuple[str, str]:
    """The two parts of a bar of that width: the certain one, exact to an eighth of a cell, and the possible one."""
    eighths = round(gauge.sure * width * 8)
    sure = glyphs.full * (eighths // 8) + glyphs.eighths[eighths % 8].strip()
    return sure, glyphs.possible * max(0, round(gauge.possible * width) - len(sure))


def sparkline_glyphs(line: Sparkline, glyphs: Glyphs = UNICODE) -> list[tuple[str, bool]]:
    """The characters of a sparkline, each with whether it stands for a value: a gap or a cut does not."""
    characters = []
    steps = len(glyphs.spark)
    for index, share in enumerate(line.shares):
        if index in line.cuts:
            characters.append((glyphs.cut, False))
        if share is None:
            characters.append((glyphs.gap, False))
        else:
            characters.append((glyphs.spark[max(0, min(int(share * steps), steps - 1))], True))
    return characters


def sparkline(line: Sparkline) -> str:
    """The sparkline as text."""
    return "".join(character for character, _ in sparkline_glyphs(line))
