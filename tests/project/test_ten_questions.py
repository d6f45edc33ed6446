"""Ten questions about the bundled base: one short command answers each on the first screen of a small terminal.

The questions and commands are those of the tutorial. The answers change with the facts, so the tests are slow.
"""

from __future__ import annotations

import re
import shlex
from typing import NamedTuple

import pytest
from support.doc_pages import terminal_output
from support.paths import ROOT

TUTORIAL = ROOT / "docs" / "tutorial.md"
MAX_WORDS = 6
"""The most words of a command after `sco`."""

SCREEN_LINES = 24

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not TUTORIAL.exists(), reason="the tutorial is not beside the tests"),
]


class Answer(NamedTuple):
    """What the first screen must have; a list must be `whole` on it."""

    texts: tuple[str, ...]
    whole: bool = False


ANSWERS = {
    "projects -c UZ --columns project,participants": Answer(
        ("12 projects", "DataVolt data centre in Bukhara", "Afghan Telecom, Uzbektelecom", "not stated"), whole=True
    ),
    "series --metric internet-penetration -c TJ": Answer(
        ("2010  11.55", "2018  32.6", "2019  22.69  break", "are not comparable", "2024  55.79")
    ),
    "facts -c MN --standing contested": Answer(
        ("1 fact", "Transport cost", "32 -> 15 USD/t", "AFP, Bodi Group and 2 others"), whole=True
    ),
    "facts -c EG --standing=single-source --columns=id,value": Answer(
        ("17 facts", "teda-suez-jobs-2025-09", "over 10,000 jobs", "darwish-on-manufacturing"), whole=True
    ),
    "country India": Answer(("member since 9 June 2017", "observer from 2005")),
    "compare IR BY PK": Answer(("4 July 2023", "4 July 2024", "9 June 2017", "2.735 billion USD", "none on record")),
    "facts --organization Huawei --columns fact,value": Answer(
        ("Huawei-KTZ joint innovation centre", "7,600 stations", "smart port in Kuwait"), whole=True
    ),
    "sources --published 2025-07 --columns source,states": Answer(("14 sources", "MONTSAME", "Zawya"), whole=True),
    "facts --metric china-sco-trade-members --metric china-sco-trade-family": Answer(
        ("about 512.4 billion USD", "890 billion USD", "whole SCO"), whole=True
    ),
    "cite sco-online-retail-2024 --style bibtex": Answer(
        ("@misc{", "Economic Information Daily", "exceeded 3.2 trillion US dollars"), whole=True
    ),
}


def test_the_tutorial_asks_these_questions() -> None:
    _, _, section = TUTORIAL.read_text("utf-8").partition("## Ten questions")
    commands = re.findall(r"^\| .*\? \| `sco ([^`]+)` \|$", section, re.MULTILINE)
    assert commands == [*ANSWERS]
    assert all(len(shlex.split(command)) <= MAX_WORDS for command in commands)


@pytest.mark.parametrize("command", ANSWERS)
def test_the_first_screen_has_the_answer(command: str) -> None:
    lines = terminal_output(command).splitlines()
    answer = ANSWERS[command]
    screen = " ".join("\n".join(lines[:SCREEN_LINES]).split())
    assert [text for text in answer.texts if " ".join(text.split()) not in screen] == []
    assert not answer.whole or len(lines) <= SCREEN_LINES
