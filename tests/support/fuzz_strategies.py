"""Hypothesis strategies for fact bases that are damaged, invalid or hostile, and for their values."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

import tomli
import tomli_w
from hypothesis import strategies as st

from sco_cli.models.facts import RECORDS
from support.paths import EXAMPLES, SMALL

HEAD = '[base]\nid = "b"\ntitle = "B"\nas_of = "2025"\nlicence = "x"\n'

BLOCKS = [
    block
    for path in (SMALL, EXAMPLES)
    for block in re.split(r"\n(?=\[)", path.read_text("utf-8"))
    if block.startswith("[[")
]
"""Records of two bases in TOML."""

HOSTILE_VALUES = [
    *("nan", "-inf", "1e999999999", "-1e-999999999", "9" * 5000, "0." + "9" * 500, "0x7f", "1_000", "-0.0", "1e30"),
    *("true", "{}", "[]", "[[]]", "{ over = 70, under = 5 }", "{ between = [3, 2] }", "{ over = { over = 1 } }"),
    *("1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", "{ percent = -101 }", "{ times = 0 }", "{ percent = inf }"),
    *('""', '"\\u0000"', '"\\u202e\\u001b]52;c;x\\u0007"', "'[sic] [/b] :smile: {0} %s'", '"=1+1"', f'"{"国" * 500}"'),
    *('"2024-02-30"', '"2024/2023"', '"0000"', '"https://x/\\"><script>"', '"KZ"', '["KZ", "KZ"]', '"s"', '"a\\nb"'),
]
"""Hostile values in TOML."""

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
KEYS = {model.table: [field.alias or name for name, field in model.model_fields.items()] for model in RECORDS}

FREE_TEXTS = (
    *("title", "publisher", "via", "licence", "note", "notes", "name", "aliases", "unit", "definition", "summary"),
    *("attribution", "speaker", "role", "place", "wording", "breaks"),
)
"""Keys of records whose values are any text."""

NUMBERS = ("before", "after", "value", "change", "points")
"""Keys of records whose values have numbers."""


@st.composite
def mutated_bases(draw: st.DrawFn) -> bytes:
    """A few records of two bases with up to three random changes, and now and then random bytes."""
    text = HEAD + "\n".join(draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=4)))
    for _ in range(draw(st.integers(0, 3))):
        text = _mutate(draw, text)
    content = text.encode("utf-8", "replace")
    at = draw(st.integers(0, len(content)))
    return content if draw(st.integers(0, 9)) else content[:at] + draw(st.binary(max_size=3)) + content[at:]


def _mutate(draw: st.DrawFn, text: str) -> str:
    """Replace a value, or delete, insert or replace some text, or repeat a line elsewhere."""
    at = draw(st.integers(0, len(text)))
    kind = draw(st.integers(0, 4))
    if kind == 0:
        places = [match.span() for match in re.finditer(r"(?<==)[^\n]*", text)] or [(0, 0)]
        start, end = draw(st.sampled_from(places))
        return text[:start] + draw(st.sampled_from(HOSTILE_VALUES)) + text[end:]
    if kind == 1:
        return text[:at] + text[at + draw(st.integers(1, 40)) :]
    if kind == 2:
        return text[:at] + draw(st.text(max_size=5)) + text[at:]
    if kind == 3:
        lines = text.split("\n")
        lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(lines)))
        return "\n".join(lines)
    return text.replace(draw(st.sampled_from(["evidence", '"', "{", "=", "KZ", "70"])), draw(TEXTS), 1)


@st.composite
def invalid_documents(draw: st.DrawFn) -> bytes:
    """A document with the tables and keys of the format and random values."""
    document: dict[str, object] = {"base": {"id": "b", "title": draw(TEXTS), "as_of": "2025", "licence": "x"}}
    for table in draw(st.lists(st.sampled_from(sorted(KEYS)), max_size=3)):
        rows = st.dictionaries(st.sampled_from(KEYS[table]), VALUES, max_size=len(KEYS[table]))
        document[table] = draw(st.lists(rows, max_size=2) | VALUES)
    return tomli_w.dumps(document).encode("utf-8", "replace")


@st.composite
def hostile_bases(draw: st.DrawFn) -> bytes:
    """A valid base in which every text may be hostile, with a random number."""
    texts = itertools.cycle(draw(st.lists(TEXTS.filter(bool), min_size=1, max_size=9)))
    return hostile_base(texts, draw(st.decimals(-(10**20), 10**20, places=3)))


def hostile_base(texts: Iterator[str], number: Decimal) -> bytes:
    """Return the base of the examples, with those texts for all of its own, and that number for all numbers."""

    def replace(key: str, value: object) -> object:
        if isinstance(value, list):
            return [replace(key, item) for item in value]
        if isinstance(value, dict):
            inherits = key in FREE_TEXTS or key in NUMBERS  # the keys of these are years, or names of qualifiers
            return {name: replace(key if inherits else name, item) for name, item in value.items()}
        if key in FREE_TEXTS:
            return next(texts)
        return (abs(number) if key == "change" else number) if key in NUMBERS else value

    tables = tomli.loads(EXAMPLES.read_text("utf-8"))
    for metric in tables["metrics"]:
        for bound in ("minimum", "maximum"):
            metric.pop(bound, None)
    return tomli_w.dumps({name: replace(name, table) for name, table in tables.items()}).encode("utf-8", "replace")
