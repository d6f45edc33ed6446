"""Time in proportion to the input: ten times as many records, values or letters take about ten times as long.

The texts of fields are repeated by the target `repeats` of `tests/fuzz`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pytest
from support.bases import base_with, to_toml
from support.paths import EXAMPLES
from support.runner import run_sco

SMALL, LARGE = 40, 400
"""The two sizes of each base."""

MAX_RATIO = 25
"""The most that LARGE may take in units of SMALL: 10 would be exact, 100 is quadratic."""

FIXED_SECONDS = 0.02
"""What a command takes whatever the base; a shorter time counts as this much."""

CODES = ["".join(letters) for letters in product(ascii_uppercase, repeat=2)]

EVIDENCE = [{"source": "s", "wording": "from 1% to 2%"}]

Records = dict[str, list[dict[str, Any]]]


def country(number: int, **fields: object) -> dict[str, Any]:
    code = CODES[number % len(CODES)]
    return {"code": code, "alpha3": f"{code}X", "name": f"Country {code}", **fields}


def metric(id: str = "m", **fields: object) -> dict[str, Any]:
    return {"id": id, "name": f"Metric {id}", "unit": "%", "definition": "d", **fields}


def figure(number: int, **fields: object) -> dict[str, Any]:
    numbers = {} if "value" in fields else {"before": 1, "after": 2}
    return {"id": f"f{number}", "metric": "m", "countries": ["AA"], **numbers, "evidence": EVIDENCE, **fields}


def project(number: int, **fields: object) -> dict[str, Any]:
    return {
        "id": f"p{number}",
        "name": f"P {number}",
        "summary": "S",
        "countries": ["AA"],
        "evidence": EVIDENCE,
        **fields,
    }


def everything(size: int) -> Records:
    """As many records of every kind, each of which refers to others of its own."""
    numbers = range(size)

    def evidence(number: int) -> list[dict[str, Any]]:
        return [{"source": f"s{number}", "wording": "from 1% to 2%", "paragraph": 3}]

    def fields(number: int) -> dict[str, Any]:
        return {"countries": [CODES[number % len(CODES)]], "evidence": evidence(number)}

    return {
        "sources": [
            {"id": f"s{n}", "title": f"Title {n}", "publisher": f"Publisher {n}", "kind": "news"} for n in numbers
        ],
        "countries": [country(n) for n in range(min(size, len(CODES)))],
        "organizations": [{"id": f"o{n}", "name": f"Organization {n}", "aliases": [f"Firm {n}"]} for n in numbers],
        "areas": [{"id": f"a{n}", "name": f"Area {n}"} for n in numbers],
        "metrics": [metric("m"), *(metric(f"m{n}") for n in numbers)],
        "projects": [project(n, organizations=[f"o{n}"], area=f"a{n}", **fields(n)) for n in numbers],
        "figures": [figure(n, project=f"p{n}", period="2020", **fields(n) | {"metric": f"m{n}"}) for n in numbers],
        "statements": [{"id": f"t{n}", "speaker": f"Speaker {n}", "summary": "S", **fields(n)} for n in numbers],
        "events": [
            {"id": f"e{n}", "name": f"Event {n}", "summary": "S", "period": "2020", **fields(n)} for n in numbers
        ],
        "series": [
            {
                "id": f"x{n}",
                "metric": f"m{n}",
                "country": CODES[n % len(CODES)],
                "source": f"s{n}",
                "points": {"2019": n},
            }
            for n in numbers
        ],
    }


def one_metric(size: int) -> Records:
    """Many figures of one metric, country, source and project."""
    return {
        "countries": [country(0), country(1)],
        "metrics": [metric()],
        "projects": [project(0)],
        "figures": [figure(n, project="p0", period=str(1000 + n)) for n in range(size)],
    }


def one_period(size: int) -> Records:
    """Many figures that contradict each other, and name each other in their evidence."""

    def evidence(number: int) -> list[dict[str, Any]]:
        other = {"source": "s", "stance": "refines", "note": "n", "figure": f"f{max(0, number - 1)}"}
        return [{"source": "s", "wording": f"{number}%"}, other]

    figures = [figure(n, value=n, period="2020", evidence=evidence(n)) for n in range(size)]
    return {"countries": [country(0), country(1)], "metrics": [metric()], "figures": figures}


def many_series(size: int) -> Records:
    """Many series and figures of one metric, in a hundred years."""
    return {
        "countries": [country(n) for n in range(min(size, len(CODES)))],
        "metrics": [metric()],
        "figures": [figure(n, countries=[CODES[n % len(CODES)]]) for n in range(size)],
        "series": [
            {
                "id": f"x{n}",
                "metric": "m",
                "country": CODES[n % len(CODES)],
                "source": "s",
                "points": {str(1900 + n % 100): 1, "2000": 2},
            }
            for n in range(size)
        ],
    }


def long_series(size: int) -> Records:
    """A series of many years with a break at each, and figures of its country."""
    years = [f"{10 * n + 1:04}" for n in range(size)]
    return {
        "countries": [country(0), country(1)],
        "metrics": [metric()],
        "figures": [figure(0)],
        "series": [
            {
                "metric": "m",
                "country": "AA",
                "source": "s",
                "points": {year: n for n, year in enumerate(years)},
                "breaks": dict.fromkeys(years, "b"),
                "notes": ["n"] * size,
            }
        ],
    }


def one_fact(size: int) -> Records:
    """A figure with much evidence, and with many organizations."""
    comments = [{"source": "s", "stance": "context", "note": f"n {n}", "wording": f"word {n}"} for n in range(size)]
    organizations = [f"o{n}" for n in range(size)]
    return {
        "countries": [country(0), country(1)],
        "organizations": [{"id": name, "name": f"Organization {name}"} for name in organizations],
        "metrics": [metric()],
        "figures": [figure(0, organizations=organizations, evidence=[*EVIDENCE * size, *comments])],
    }


def one_name(size: int) -> Records:
    """Records with the same names, and many facts that refer to one with many names."""
    return {
        "countries": [
            country(1),
            country(
                0,
                aliases=[f"alias {n}" for n in range(100)],
                status=[{"is": "member", "since": str(1000 + n), "source": "s"} for n in range(size)],
            ),
        ],
        "organizations": [{"id": f"o{n}", "name": "Same", "aliases": ["A", "B"]} for n in range(size)],
        "metrics": [metric(aliases=[f"measure {n}" for n in range(100)])],
        "figures": [figure(n, organizations=["o0"]) for n in range(size)],
    }


BASES: dict[str, Callable[[int], Records]] = {
    function.__name__: function
    for function in (everything, one_metric, one_period, many_series, long_series, one_fact, one_name)
}

COMMAND_LINES = (
    "check",
    "facts",
    "country AA",
    "metric m",
    "search a",
    "show f0",
    "cite f0",
    "diff",
    "export x.db",
    "export x.jsonl",
)
"""The command lines that are run on every base."""

OTHER_COMMAND_LINES = (
    "facts --format csv",
    "facts --format html",
    "countries",
    "compare AA AB",
    "metrics",
    "metric m --format jsonl",
    "projects --format markdown",
    "sources",
    "cite f0 --style bibtex",
    "export x/",
)
"""Those that are run on the base `everything`."""

CASES = [*product(BASES, COMMAND_LINES), *product(["everything"], OTHER_COMMAND_LINES)]


def seconds(path: Path, line: str, folder: Path) -> float:
    """The CPU time of a command on the base of that file. It must answer."""
    words = line.split()
    if words[0] == "export":
        words = [words[0], f"{folder}/{words[1]}", "--force"]
    facts = [path] if words[0] == "check" else [path, path] if words[0] == "diff" else ["--facts", path]
    start = time.process_time()
    result = run_sco(*words, *facts)
    assert result.code in (0, 1), result.err
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize(("base", "line"), CASES)
def test_ten_times_the_records_take_ten_times_as_long(base: str, line: str, tmp_path: Path) -> None:
    paths = {}
    for size in (SMALL, LARGE):
        paths[size] = tmp_path / f"{size}.toml"
        paths[size].write_text(base_with(to_toml(BASES[base](size))), "utf-8")
    small = min(seconds(paths[SMALL], line, tmp_path) for _ in range(2))
    limit = MAX_RATIO * max(small, FIXED_SECONDS)
    # Another process may have slowed the first run down.
    assert any(seconds(paths[LARGE], line, tmp_path) < limit for _ in range(3))


MISTAKES: dict[str, Callable[[int], str]] = {
    "references": lambda size: base_with(
        "".join(f'[[areas]]\nid = "area-{n}"\nname = "A"\n' for n in range(size))
        + to_toml({"projects": [project(n, area=f"areo-{n}") for n in range(size)]})
    ),
    "keys": lambda size: base_with("".join(f'[[areas]]\nid = "a{n}"\nname = "A"\nkey{n} = 1\n' for n in range(size))),
    "keys of one record": lambda size: base_with('[[areas]]\nid = "a"\n' + "".join(f"k{n} = 1\n" for n in range(size))),
    "tables": lambda size: base_with("".join(f"[table{n}]\n" for n in range(size))),
    "ids": lambda size: base_with('[[areas]]\nid = "a"\nname = "A"\n' * size),
    "evidence": lambda size: base_with(to_toml({"projects": [project(0, evidence=[{"source": "x"}] * size)]})),
    "brackets": lambda size: base_with("[" * size),
    "brackets in text": lambda size: base_with(f"x = '{'[' * size}'\n"),
    "escapes": lambda size: base_with(f'x = "{chr(92)}n{chr(92) * 2 * size}"\n'),
    "lines of a text": lambda size: base_with('x = """' + '\n""a' * size + '"""\n'),
    "comments": lambda size: base_with("# [x]\n" * size + "x = 1\n"),
    "digits": lambda size: base_with(f"x = [{','.join(['9' * 4299] * (size // 40))}, {'9' * 4301}]\n"),
    "digits of another base": lambda size: base_with(f"x = 0x{'f' * 1100}\n# {'0b' * size}\n"),
    "numbers in wordings": lambda size: base_with(
        to_toml({"metrics": [metric()], "figures": [figure(0, evidence=[{"source": "s", "wording": "7 " * size}])]})
    ),
    "array": lambda size: base_with(f"x = [{'1, ' * size}]\n"),
    "inline table": lambda size: base_with(f"x = {{ {', '.join(f'k{n}.a = 1' for n in range(size))} }}\n"),
}


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES)
def test_ten_times_the_mistakes_take_ten_times_as_long(mistake: str, tmp_path: Path) -> None:
    times = []
    for size in (10 * SMALL, 100 * SMALL):
        path = tmp_path / f"{size}.toml"
        path.write_text(MISTAKES[mistake](size), "utf-8")
        times.append(min(seconds(path, "check", tmp_path) for _ in range(2)))
    assert times[1] < MAX_RATIO * max(times[0], FIXED_SECONDS)


@pytest.mark.slow
@pytest.mark.parametrize("line", ["1", "{", '{"kind": "x"}', '{"kind": "area", "id": 1}', '{"kind": "base"}', "[[[["])
def test_ten_times_the_lines_of_json_take_ten_times_as_long(line: str, tmp_path: Path) -> None:
    times = []
    for size in (10 * SMALL, 100 * SMALL):
        path = tmp_path / f"{size}.jsonl"
        path.write_text(f"{line}\n" * size, "utf-8")
        times.append(min(seconds(path, "check", tmp_path) for _ in range(2)))
    assert times[1] < MAX_RATIO * max(times[0], FIXED_SECONDS)


TEXT_SIZES = (20, 200)

TEXTS: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda size: "Internet penetration in Kazakhstan was 71 percent in 2020. It rose.\n\n" * size,
    "numbers of one line": lambda size: "Roads in Kazakhstan have 5 percent, " * size,
    "numbers of one line without blanks": lambda size: "5%," * size * 10,
    "names": lambda size: "Kazakhstan, Kyrgyzstan " * size + "5 percent.",
    "names and numbers in turn": lambda size: "Kazakhstan has 5, Kyrgyzstan 6 percent in 2020; " * size,
    "headings": lambda size: "Kazakhstan 5 roads\n\n" * size,
    "soft hyphens": lambda size: "ro\u00adads 5 \u00ad" * size,
    "blanks": lambda size: "5 \n \t" * size,
    "full stops": lambda size: "5. A. " * size,
    "years": lambda size: "in 2019 and 2020, last year, " * size + "5 percent",
    "dashes": lambda size: "5 - Kazakhstan-" * size,
    "speakers": lambda size: "Anna Steppe, " * size + "said 5 percent",
    "digits": lambda size: "9" * size * 100,
    "Chinese": lambda size: "哈萨克斯坦2020年为5%，" * size * 4,
    "Russian": lambda size: "В Казахстане в 2020 году 5 процентов дорог, " * size,
}


TEXT_CASES = (*(("read", name) for name in TEXTS), ("draft", "paragraphs"), ("draft", "names and numbers in turn"))


@pytest.mark.slow
@pytest.mark.parametrize(("command", "name"), TEXT_CASES)
def test_a_text_ten_times_as_long_takes_ten_times_as_long(command: str, name: str, tmp_path: Path) -> None:
    options = {"read": "--format jsonl", "draft": "--source s --new-source"}[command]
    paths = []
    for size in TEXT_SIZES:
        paths.append(tmp_path / f"{size}.txt")
        paths[-1].write_text(TEXTS[name](size), "utf-8")
    small = seconds_of_text(paths[0], f"{command} {options}")
    limit = MAX_RATIO * max(small, FIXED_SECONDS)
    assert any(seconds_of_text(paths[1], f"{command} {options}") < limit for _ in range(2))


def seconds_of_text(path: Path, line: str) -> float:
    """The processor time that a command takes for a text, on the base of the examples."""
    command, *options = line.split()
    start = time.process_time()
    result = run_sco(command, path, *options, "--facts", EXAMPLES)
    assert result.code == 0, result.err
    return time.process_time() - start
