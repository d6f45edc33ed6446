"""The numbers that the reader finds in wordings of English, Russian and Chinese sources, against those of an expert.

The wordings are in `tests/data/phrases`, whose README says how a row is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest
from support.paths import DATA, ROOT

from sco_cli.phrases.numbers import NumberMention, find_numbers

FOLDER = DATA / "phrases"
FILES = sorted(FOLDER.glob("??-*.tsv"))
NOT_READ = FOLDER / "not-read.tsv"
PAGE = ROOT / "docs" / "wordings.md"

MIRRORED = {"over": "under", "under": "over", "at_least": "at_most", "at_most": "at_least", "nearly": "over"}
"""A fall by more than 5 % is a change of under -5 %."""

POWER, ENERGY = "[length]2 [mass]1 [time]-3", "[length]2 [mass]1 [time]-2"
VOLTAGE = "[current]-1 [length]2 [mass]1 [time]-3"
LENGTH, AREA, VOLUME, MASS = "[length]1", "[length]2", "[length]3", "[mass]1"
MEASURES = {
    "kW": (POWER, Fraction(10**3)),
    "MW": (POWER, Fraction(10**6)),
    "GW": (POWER, Fraction(10**9)),
    "kWh": (ENERGY, Fraction(3_600_000)),
    "GWh": (ENERGY, Fraction(3_600_000 * 10**6)),
    "TWh": (ENERGY, Fraction(3_600_000 * 10**9)),
    "kV": (VOLTAGE, Fraction(10**3)),
    "m": (LENGTH, Fraction(1)),
    "km": (LENGTH, Fraction(10**3)),
    "m2": (AREA, Fraction(1)),
    "mu": (AREA, Fraction(2000, 3)),
    "ha": (AREA, Fraction(10**4)),
    "km2": (AREA, Fraction(10**6)),
    "m3": (VOLUME, Fraction(1)),
    "l": (VOLUME, Fraction(1, 1000)),
    "bbl": (VOLUME, Fraction("0.158987294928")),
    "kg": (MASS, Fraction(1)),
    "t": (MASS, Fraction(10**3)),
}
"""The units of measure in the rows: dimension, and size in base units of the SI."""

NUMBER = re.compile(
    r"(?:(?P<qualifiers>[a-z_]+(?:\|[a-z_]+)*) )?(?P<low>-?[\d.]+(?:/\d+)?)(?: (?P<high>-?[\d.]+(?:/\d+)?))?"
    r"(?: (?P<unit>%|[A-Za-z]+\d?))?(?: @(?P<role>before|after|by))?"
)
QUALIFIERS = {"over", "at_least", "under", "at_most", "nearly", "about", "exact", "between"}
UNITS = {"", "%", "pp", "permille", "times", "share", *MEASURES}


class Expected(NamedTuple):
    """A number as a row has it. `high` is the upper end of a range."""

    qualifiers: frozenset[str]
    low: Fraction
    high: Fraction | None
    unit: str
    role: str


class Row(NamedTuple):
    """A line of a file: the wording, its numbers as they are written, and what is read instead in `not-read.tsv`."""

    place: str
    wording: str
    numbers: str
    read_as: str


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a file, without comments."""
    for line_number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.startswith("#"):
            wording, numbers, *rest = line.split("\t")
            yield Row(f"{path.name}:{line_number}", wording, numbers, *(rest or [""]))


def parse_numbers(text: str) -> list[Expected]:
    """The numbers of a row. Raises `ValueError` if one is not written as README says."""
    return [] if text == "none" else [_parse_number(part) for part in text.split("; ")]


def _parse_number(text: str) -> Expected:
    match = NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(text)
    qualifiers, unit = frozenset((match["qualifiers"] or "exact").split("|")), match["unit"] or ""
    is_range = qualifiers == {"between"}
    if not qualifiers <= QUALIFIERS or is_range != bool(match["high"]):
        raise ValueError(text)
    if unit not in UNITS and not re.fullmatch("[A-Z]{3}", unit):
        raise ValueError(text)
    high = Fraction(match["high"]) if match["high"] else None
    return Expected(qualifiers, Fraction(match["low"]), high, unit, match["role"] or "")


def written(mention: NumberMention) -> str:
    """A number that was read, written as in a row."""
    role = {"change": "by"}.get(mention.role, mention.role)
    sign = _sign(mention)
    qualifier = _qualifier(mention, is_mirrored=mention.role == "change" and mention.direction < 0)
    ends = [_decimal(sign * value) for value in (*mention.values[:1], *mention.highs[:1])]
    first = "between" if mention.highs else "" if qualifier == "exact" else qualifier
    words = [first, *ends, _unit(mention), role and f"@{role}"]
    return " ".join(word for word in words if word)


def _unit(mention: NumberMention) -> str:
    """The name of the unit in a row."""
    unit = mention.unit
    if unit.kind == "money":
        return "USD" if "USD" in unit.names else "/".join(sorted(unit.names))
    if unit.kind == "measure":
        dimension = next(iter(unit.names))
        same = [name for name, measure in MEASURES.items() if measure == (dimension, unit.factor)]
        return same[0] if same else f"{unit.factor} {dimension}"
    return {"percent": "%", "points": "pp"}.get(unit.kind, unit.kind)


def _decimal(value: Fraction) -> str:
    is_decimal = 10**9 % value.denominator == 0
    return f"{value.numerator / value.denominator:.9f}".rstrip("0").rstrip(".") if is_decimal else str(value)


def _sign(mention: NumberMention) -> int:
    """-1 for a fall; a factor such as 1/2 for "halved" has no sign."""
    return -1 if mention.role == "change" and mention.direction < 0 and mention.unit.kind != "times" else 1


def _qualifier(mention: NumberMention, *, is_mirrored: bool) -> str:
    best = mention.qualifiers[0] if mention.qualifiers else "exact"
    return MIRRORED.get(best, best) if is_mirrored else best


def is_same(expected: Expected, mention: NumberMention) -> bool:
    """Whether the number that was read is the expected one."""
    if expected.role and {"by": "change"}.get(expected.role, expected.role) != mention.role:
        return False
    is_change = expected.role == "by"
    if expected.high is None:
        qualifier = _qualifier(mention, is_mirrored=is_change and mention.direction < 0)
        if mention.highs or qualifier not in expected.qualifiers:
            return False
        own_ends = [expected.low]
    elif mention.highs:
        own_ends = [expected.low, expected.high]
    else:
        return False
    sign = _sign(mention) if is_change else 1
    read_ends = [sign * value for value in (*mention.values[:1], *mention.highs[:1])]
    if expected.unit in MEASURES:
        dimension, size = MEASURES[expected.unit]
        is_measure = mention.unit.kind == "measure" and mention.unit.names == {dimension}
        return is_measure and [size * end for end in own_ends] == [mention.unit.factor * end for end in read_ends]
    if mention.unit.kind == "money":
        return expected.unit in mention.unit.names and own_ends == read_ends
    own, own_unit = _in_percent(own_ends, expected.unit, is_change=is_change)
    read, read_unit = _in_percent(read_ends, mention.unit.kind, is_change=is_change)
    return own_unit == read_unit and own == read


def _in_percent(ends: list[Fraction], unit: str, *, is_change: bool) -> tuple[list[Fraction], str]:
    """Shares, ‰, and factors of a change in percent: twice as much is an increase by 100 %."""
    if unit == "share":
        return [end * 100 for end in ends], "%"
    if unit == "permille":
        return [end / 10 for end in ends], "%"
    if unit == "times" and is_change:
        return [(end - 1) * 100 for end in ends], "%"
    return ends, {"percent": "%", "points": "pp"}.get(unit, unit)


def read(wording: str) -> list[NumberMention]:
    """The numbers of the claim that the reader finds."""
    return [mention for mention in find_numbers(wording) if mention.kind == "number" and not mention.is_negated]


def is_read_as(mentions: list[NumberMention], numbers: str) -> bool:
    """Whether the numbers are those of a row. A number of which the reader is not certain may be there or not."""
    expected = parse_numbers(numbers)
    for mention in mentions:
        if expected and is_same(expected[0], mention):
            expected.pop(0)
        elif mention.is_certain or mention.unit.kind:
            return False
    return not expected


def difference(row: Row) -> str:
    """What differs from a row; empty if nothing does."""
    mentions = read(row.wording)
    if is_read_as(mentions, row.numbers):
        return ""
    return f"{row.place}: {row.wording}: {row.numbers} expected, {all_written(mentions)} read"


def all_written(mentions: list[NumberMention]) -> str:
    """Numbers that were read, written as in a row."""
    return "; ".join(map(written, mentions)) or "none"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_numbers_of_each_wording_are_read_as_an_expert_reads_them(path: Path) -> None:
    differences = [text for row in rows_of(path) if (text := difference(row))]
    assert not differences, "\n".join(["", *differences])


def test_what_is_known_to_be_misread_is_still_misread(request: pytest.FixtureRequest) -> None:
    """Otherwise the row belongs into the file of its language and kind, and `docs/` has fewer exceptions to tell of."""
    if request.config.getoption("--update-screens"):
        lines = NOT_READ.read_text("utf-8").splitlines()
        for index, line in enumerate(lines):
            if not line.startswith("#"):
                wording, numbers, *_ = line.split("\t")
                lines[index] = "\t".join([wording, numbers, all_written(read(wording))])
        NOT_READ.write_text("\n".join(lines) + "\n", "utf-8")
    rows = list(rows_of(NOT_READ))
    now_read = [f"{row.place}: {row.wording}" for row in rows if is_read_as(read(row.wording), row.numbers)]
    assert not now_read, "\n".join(["read as an expert does now:", *now_read])
    changed = [text for row in rows if (text := all_written(read(row.wording))) != row.read_as]
    assert not changed, "read in another wrong way now; --update-screens writes it down: " + ", ".join(changed)


@pytest.mark.skipif(not PAGE.exists(), reason="the documentation is not beside the tests")
def test_the_examples_of_the_page_about_wordings_are_read_as_it_says() -> None:
    table = PAGE.read_text("utf-8").partition("| wording | read as |")[2].partition("\n\n")[0]
    examples = [line.strip("| ").split(" | ") for line in table.splitlines() if line and not line.startswith("|---")]
    assert len(examples) > 20
    rows = [Row("wordings.md", wording.strip(), numbers.strip(), "") for wording, numbers in examples]
    differences = [text for row in rows if (text := difference(row))]
    assert not differences, "\n".join(["", *differences])


def test_no_wording_is_given_twice() -> None:
    wordings = [row.wording for path in [*FILES, NOT_READ] for row in rows_of(path)]
    assert [wording for wording in set(wordings) if wordings.count(wording) > 1] == []


@pytest.mark.parametrize(
    ("wording", "numbers"),
    [
        ("exports rose by over 5%", "over 5 % @by"),
        ("exports fell by over 5%", "under -5 % @by"),
        ("exports fell by nearly 5%", "over -5 % @by"),
        ("exports doubled", "100 % @by"),
        ("exports halved", "-1/2 share @by"),
        ("a third of exports", "1/3 share"),
        ("5 to 7 MW", "between 5000 7000 kW"),
        ("17 dollars", "17 USD"),
        ("17 dollars", "17 CAD"),
        ("just under 5%", "nearly|under 5 %"),
        ("7 schools with two doors", "7"),
        ("7 schools with two doors", "7; 2"),
    ],
)
def test_a_row_may_be_written_in_any_way_that_means_the_same(wording: str, numbers: str) -> None:
    assert is_read_as(read(wording), numbers)


@pytest.mark.parametrize(
    ("wording", "numbers"),
    [
        ("over 5%", "5 %"),
        ("over 5%", "at_least 5 %"),
        ("just under 5%", "nearly 5 %"),
        ("5%", "over 5 %"),
        ("5%", "6 %"),
        ("5%", "5"),
        ("5%", "5 pp"),
        ("5%", "5 USD"),
        ("5%", "none"),
        ("5%", "5 %; 6 %"),
        ("5%", "5 % @after"),
        ("5 to 7%", "5 %"),
        ("5 to 7%", "between 5 8 %"),
        ("5%", "between 5 7 %"),
        ("rose by 5%", "-5 % @by"),
        ("fell by 5%", "5 % @by"),
        ("fell by over 5%", "over -5 % @by"),
        ("exports doubled", "2 % @by"),
        ("17 dollars", "17 EUR"),
        ("5 MW", "5 GW"),
        ("5 MW", "5 t"),
        ("5 and 43 trucks", "5"),
    ],
)
def test_a_row_that_says_something_else_is_a_difference(wording: str, numbers: str) -> None:
    assert not is_read_as(read(wording), numbers)


@pytest.mark.parametrize("number", ["70%", "ca 70 %", "between 70 %", "70 80 %", "70 furlongs", "70 % @up", "70;", "x"])
def test_a_number_that_is_not_written_as_agreed_is_an_error(number: str) -> None:
    with pytest.raises(ValueError, match=re.escape(number)):
        parse_numbers(f"5 %; {number}; 7")
