"""Figures and the wording of their source: `sco check` reports a figure that its wording does not support."""

from __future__ import annotations

import json

import pytest
from support.bases import base_with
from support.runner import run_sco

FIGURE = """\
[[metrics]]
id = "m"
name = "M"
definition = "D"
unit = "UNIT"
[[figures]]
id = "f"
metric = "m"
evidence = [{ source = "s", wording = 'WORDING' }]
"""

SUPPORTED = """\
% of roads | before = 43, after = { over = 70 } | rose 27 percentage points, from 43% to over 70%
% of roads | before = 40, after = 50 | up 25%, from 40% to 50%
% of roads | before = 50, after = { over = 50 } | from 50% to over 50%
% of roads | before = 43, after = 70 | с 43 до 70 процентов
% of roads | before = 43, after = 70 | 从43%提高到70%
% of roads | value = { nearly = 30 } | вырос почти на 30 %
% of roads | value = 30 | 30% of those aged 15
USD | before = 100000000, after = 134000000 | rose 34% to $134 million from $100 million
USD | value = { over = 3000000000 } | over $3bn, or $3B
USD | value = 300000000 | $300m
USD million | value = { about = 5 } | about USD 5 million
INR | value = 3000000000 | 300 crore rupees
млн т | value = 5 | 5 миллионов тонн
people | value = 3000 | 3,000 people
people | value = { at_least = 3000 } | 3,000 people or more
people | value = 2000000 | two million people
people | value = { over = 512400000000 } | 5124多亿
t | value = 1234500000 | 1 234,5 млн
t | value = { between = [2000000, 3000000] } | about 2 to 3 million
t | value = { between = [1000, 2000] } | some 1,000 to 2,000
t | value = { over = 70000000 } | exceeded 70 million, past the mark of 70 million
t | value = { at_most = 30000000 } | exports from the region were up to 30 million
t | change = { percent = { under = -50 } } | fell by more than 50%
t | change = { percent = { at_least = -50 } } | cut by up to 50%
t | change = { percent = -50 } | halved
t | change = { times = 2 } | doubled
t | change = { times = { over = 3 } } | grew more than 3 times
t | change = { times = { over = 3 } } | более чем в 3 раза
t | change = { times = { between = [2, 3] } } | doubling or tripling
t | value = 12, period = "2024" | 12 in 2024, on 5 May, by the 3rd and No. 7, in 2024-25
"""

UNSUPPORTED = """\
% of roads | before = 43, after = 70 | fell from 70% to 43%
% of roads | before = 50, after = { over = 50 } | from over 50% to 50%
% of roads | value = 30 | более чем на 30 %
people | value = 3 | 3,000 people
people | value = 300 | 300k
people | value = 34 | 34% of schools
people | value = 2 | two million people
million USD | value = 300 | $300B
t | value = 70 | 70 t through 90 markets
t | value = 30 | -30 C
t | change = { percent = { over = -50 } } | fell by more than 50%
t | change = { percent = -50 } | fell by more than 50%
t | change = { percent = 34 } | -34%
t | change = { percent = 3 } | grew 3 times
t | change = { times = 34 } | rose 34%
"""


def parse_table(table: str) -> list[tuple[str, ...]]:
    """The cells of each line, which " | " separates."""
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in table.splitlines()]


def problems_with(unit: str, numbers: str, wording: str) -> list[tuple[str, str | None]]:
    """The rules that a figure breaks according to `sco check`, each with the suggested fix."""
    figure = FIGURE.replace("UNIT", unit).replace("WORDING", wording)
    base = base_with(figure + numbers.replace(", after", "\nafter").replace(", period", "\nperiod"))
    problems = json.loads(run_sco("check", "-", "--format", "json", stdin=base).out)
    return [(problem["rule"], problem["fix"]) for problem in problems]


@pytest.mark.parametrize(("unit", "numbers", "wording"), parse_table(SUPPORTED))
def test_a_figure_that_its_wording_supports_has_no_problem(unit: str, numbers: str, wording: str) -> None:
    assert problems_with(unit, numbers, wording) == []


@pytest.mark.parametrize(("unit", "numbers", "wording"), parse_table(UNSUPPORTED))
def test_a_figure_that_its_wording_does_not_support_is_reported(unit: str, numbers: str, wording: str) -> None:
    rules = {rule for rule, _ in problems_with(unit, numbers, wording)}
    assert rules
    assert rules <= {"hedge", "number"}


@pytest.mark.parametrize(
    ("numbers", "wording", "fix"),
    [
        ("change = { percent = -50 }", "fell by more than 50%", "{ under = -50 }"),
        ("change = { percent = -50 }", "fell by at least 50%", "{ at_most = -50 }"),
        ("change = { percent = 50 }", "rose by more than 50%", "{ over = 50 }"),
        ("value = 5", "about 5 million", "{ about = 5 }"),
        ("value = { over = 5 }", "5 million", "5"),
    ],
)
def test_the_suggested_fix_has_no_problem(numbers: str, wording: str, fix: str) -> None:
    assert problems_with("million t", numbers, wording) == [("hedge", fix)]
    fixed = numbers.split(" = ", maxsplit=1)[0] + " = " + (f"{{ percent = {fix} }}" if "percent" in numbers else fix)
    assert problems_with("million t", fixed, wording) == []
