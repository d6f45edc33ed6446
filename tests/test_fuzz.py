"""Whatever sco is given, it answers or says in a sentence why not: no traceback, no hang, nothing half said.

`SCO_FUZZ` is how many cases each test tries; the session `fuzz` of the noxfile tries more than 20,000 in all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import tomli_w
from conftest import FUZZED, SMALL, Ran, run_sco
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import quantities

from sco_cli import change, files, models, quantity, wording
from sco_cli.cli import COMMANDS
from sco_cli.formats import FORMATS
from sco_cli.printable import UNSAFE

fuzzed = settings(max_examples=int(os.environ.get("SCO_FUZZ", "40")))

HEAD = '[base]\nid = "b"\ntitle = "B"\nas_of = "2025"\nlicence = "x"\n'
BLOCKS = [
    block
    for path in (SMALL, files.bundled())
    for block in re.split(r"\n(?=\[)", path.read_text("utf-8"))
    if block.startswith("[[")
]
"""The records of real bases, as they are written."""

HOSTILE = [
    *("nan", "-inf", "1e999999999", "-1e-999999999", "9" * 5000, "0." + "9" * 500, "0x7f", "1_000", "-0.0", "1e30"),
    *("true", "{}", "[]", "[[]]", "{ over = 70, under = 5 }", "{ between = [3, 2] }", "{ over = { over = 1 } }"),
    *("1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", "{ percent = -101 }", "{ times = 0 }", "{ percent = inf }"),
    *('""', '"\\u0000"', '"\\u202e\\u001b]52;c;x\\u0007"', "'[sic] [/b] :smile: {0} %s'", '"=1+1"', f'"{"国" * 500}"'),
    *('"2024-02-30"', '"2024/2023"', '"0000"', '"https://x/\\"><script>"', '"KZ"', '["KZ", "KZ"]', '"s"', '"a\\nb"'),
]
"""Values as TOML writes them."""

TEXTS = st.text(max_size=30) | st.sampled_from(
    ["[sic]", ":smile:", "\x1b[31m", "\u202e", "|", "=1", "<b>", "{0}", "国" * 40, "`", "over 70 % of 5"]
)
WORDS = st.sampled_from(["KZ", "s", "m", "2024", "2023/2024", "news", "states", "operating", "f"])
INNER = st.sampled_from(["over", "between", "percent", "times", "source", "stance", "is", "2024"])
VALUES: st.SearchStrategy[object] = st.recursive(
    TEXTS | WORDS | st.booleans() | st.integers(-(2**63), 2**63) | st.decimals() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(INNER, inner, max_size=2),
    max_leaves=4,
)
KEYS = {model.table: [field.alias or name for name, field in model.model_fields.items()] for model in models.RECORDS}


def survives(*arguments: str, stdin: bytes = b"") -> Ran:
    """What sco leaves behind, which is an answer, or a reason and nothing else."""
    FUZZED[0] += 1
    ran = run_sco(*arguments, stdin=stdin)
    assert ran.code in (0, 1, 2, 3)
    assert "Traceback" not in ran.err
    assert "a mistake in sco" not in ran.err
    assert (ran.err == "") == (ran.code in (0, 1))
    assert ran.out == "" or ran.code in (0, 1)
    assert not stdin or not UNSAFE.search(ran.err.replace("\n", ""))  # what was typed may be said as it was
    return ran


@fuzzed
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_random_bytes(content: bytes) -> None:
    assert survives("check", "-", stdin=content).code in (1, 3)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A few records of real bases, written a little wrong."""
    text = HEAD + "\n".join(draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=4)))
    for _ in range(draw(st.integers(0, 3))):
        text = _spoilt(draw, text)
    content = text.encode("utf-8", "replace")
    at = draw(st.integers(0, len(content)))
    return content if draw(st.integers(0, 9)) else content[:at] + draw(st.binary(max_size=3)) + content[at:]


def _spoilt(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    kind = draw(st.integers(0, 4))
    if kind == 0:
        places = [match.span() for match in re.finditer(r"(?<==)[^\n]*", text)] or [(0, 0)]
        start, end = draw(st.sampled_from(places))
        return text[:start] + draw(st.sampled_from(HOSTILE)) + text[end:]
    if kind == 1:
        return text[:at] + text[at + draw(st.integers(1, 40)) :]
    if kind == 2:
        return text[:at] + draw(st.text(max_size=5)) + text[at:]
    if kind == 3:
        lines = text.split("\n")
        lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(lines)))
        return "\n".join(lines)
    return text.replace(draw(st.sampled_from(["evidence", '"', "{", "=", "KZ", "70"])), draw(TEXTS), 1)


@fuzzed
@given(mutated())
def test_mutated_bases_are_checked(content: bytes) -> None:
    survives("check", "-", stdin=content)


ASKED = ["facts", "metrics", "countries", "sources", "compare KZ MN", "search a", "country KZ"]


@fuzzed
@given(mutated(), st.sampled_from(ASKED))
def test_mutated_bases_are_asked(content: bytes, asked: str) -> None:
    survives(*asked.split(), "--facts", "-", "--format", "jsonl", stdin=content)


@st.composite
def invented(draw: st.DrawFn) -> bytes:
    """A document with the tables and keys of the format, and whatever values."""
    document: dict[str, object] = {"base": {"id": "b", "title": draw(TEXTS), "as_of": "2025", "licence": "x"}}
    for table in draw(st.lists(st.sampled_from(sorted(KEYS)), max_size=3)):
        rows = st.dictionaries(st.sampled_from(KEYS[table]), VALUES, max_size=len(KEYS[table]))
        document[table] = draw(st.lists(rows, max_size=2) | VALUES)
    return tomli_w.dumps(document).encode("utf-8", "replace")


@fuzzed
@given(invented())
def test_invented_documents(content: bytes) -> None:
    survives("check", "-", stdin=content)


@st.composite
def hostile_bases(draw: st.DrawFn) -> bytes:
    """A valid base of which every text is hostile, and every number any at all."""
    texts = (draw(TEXTS.filter(bool)) for _ in range(100))
    number = draw(st.decimals(-(10**20), 10**20, places=3))
    return tomli_w.dumps(_base(texts, number)).encode("utf-8", "replace")


def _base(texts: Iterator[str], number: Decimal) -> dict[str, object]:
    evidence = [
        {"source": "s", "wording": next(texts), "paragraph": 3},
        {"source": "s", "stance": "contradicts", "note": next(texts), "figure": "f"},
    ]
    fact = {"countries": ["KZ"], "countries_open": True, "attribution": next(texts), "evidence": evidence}
    status = [{"is": "member", "since": "2001", "source": "s", "note": next(texts)}]
    project = {"id": "p", "name": next(texts), "summary": next(texts), "organizations": ["o"], "area": "a"}
    return {
        "base": {"id": "b", "title": next(texts), "as_of": "2025", "licence": next(texts)},
        "sources": [{"id": "s", "title": next(texts), "publisher": next(texts), "kind": "news", "note": next(texts)}],
        "countries": [
            {"code": "KZ", "alpha3": "KAZ", "name": next(texts), "aliases": [next(texts)], "status": status},
            {"code": "MN", "alpha3": "MNG", "name": next(texts)},
        ],
        "organizations": [{"id": "o", "name": next(texts), "country": "KZ"}],
        "areas": [{"id": "a", "name": next(texts)}],
        "metrics": [{"id": "m", "name": next(texts), "unit": next(texts), "definition": next(texts)}],
        "projects": [project | fact],
        "figures": [
            {"id": "f", "metric": "m", "project": "p", "before": {"about": number}, "after": {"over": number}} | fact,
            {"id": "g", "metric": "m", "value": {"nearly": number}, "period": "2024"} | fact,
            {"id": "h", "metric": "m", "change": {"percent": {"at_least": abs(number)}}} | fact,
        ],
        "statements": [{"id": "t", "speaker": next(texts), "role": next(texts), "summary": next(texts)} | fact],
        "events": [{"id": "e", "name": next(texts), "summary": next(texts), "place": next(texts)} | fact],
        "series": [{"metric": "m", "country": "KZ", "source": "s", "points": {"2020": number, "2021": 7}}],
    }


QUESTIONS = [
    *("", "countries", "country KZ", "compare KZ MN", "projects", "metrics", "metric m", "facts", "sources", "show f"),
    *(
        "show p",
        "show s",
        "show m",
        "search a",
        "cite f s",
        "cite p --style bibtex",
        "cite e --style csl-json",
        "check -",
        "diff - bundled",
        "projects --sort title --limit 1",
    ),
]


@fuzzed
@given(hostile_bases(), st.sampled_from(QUESTIONS), st.sampled_from(sorted(FORMATS)))
def test_hostile_texts_are_shown_in_every_format(content: bytes, asked: str, format: str) -> None:
    facts = () if asked.endswith((" -", " bundled")) else ("--facts", "-")
    ran = survives(*asked.split(), *facts, "--format", format, stdin=content)
    assert ran.code in (0, 1)
    assert not UNSAFE.search(re.sub(r"[\r\n\t]", "", ran.out))


def test_every_command_is_asked_of_hostile_texts() -> None:
    assert {asked.split(" ")[0] for asked in QUESTIONS} >= {*COMMANDS} - {"export", "schema"}


@pytest.fixture(autouse=True, scope="module")
def somewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder of no worth as the current one: a line that is drawn may be an export."""
    here = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("fuzz"))
    yield
    os.chdir(here)


LINE = st.text(max_size=12) | st.sampled_from([*COMMANDS, "--format", "--facts", "json", "-h", "--limit", "KZ", "-"])


@fuzzed
@given(st.lists(LINE, max_size=5))
def test_random_command_lines(words: list[str]) -> None:
    survives(*words)


@fuzzed
@given(VALUES)
def test_quantities_are_read_or_refused(value: object) -> None:
    FUZZED[0] += 1
    try:
        read = quantity.parse(value)  # type: ignore[arg-type]  # that is the point
    except ValueError:
        return
    assert read.text()
    assert read.as_plain()["text"]


@fuzzed
@given(quantities(), quantities())
def test_changes_are_computed_or_refused(before: quantity.Quantity, after: quantity.Quantity) -> None:
    FUZZED[0] += 1
    assert change.between_levels(before, after).text()


PHRASES = st.lists(
    st.sampled_from(
        ["over", "70", "%", "to", "nearly", "5,000", "3.2", "trillion", "超过", "万", "-", "doubling", "почти"]
    )
).map(" ".join)


@fuzzed
@given(st.text(max_size=80) | PHRASES)
def test_phrases_are_read(phrase: str) -> None:
    FUZZED[0] += 1
    assert all(said.values for said in wording.read(phrase))
