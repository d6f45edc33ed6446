"""The corpus of toml-test, the test suite of the makers of TOML, which the source distribution of tomlkit contains.

The session `slow` of nox fetches it; `SCO_TOML_TEST` is the folder with `files-toml-1.1.0`, the list of the documents
of TOML 1.1, which is what every allowed version of tomli reads.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.toml_places import misplaced

from sco_cli.loading.documents import read_documents
from sco_cli.loading.problems import BadFactBase

FOLDER = Path(os.environ.get("SCO_TOML_TEST", ""))
LIST = FOLDER / "files-toml-1.1.0"
NAMES = LIST.read_text("utf-8").split() if LIST.is_file() else []
VALID, INVALID = (
    [name for name in NAMES if name.startswith(f"{kind}/") and name.endswith(".toml")] for kind in ("valid", "invalid")
)
MAKE: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "float": Decimal,
    "bool": {"true": True, "false": False}.__getitem__,
    "datetime": datetime.fromisoformat,
    "datetime-local": datetime.fromisoformat,
    "date-local": date.fromisoformat,
    "time-local": time.fromisoformat,
}
"""Makes the value of the text by the type with which toml-test tags it."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not NAMES, reason="the corpus of toml-test is not here; SCO_TOML_TEST names its folder"),
    pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.10 reads not all times of toml-test"),
]


def untag(value: Any) -> Any:
    """Return the value that toml-test describes, in the types of the parser."""
    if isinstance(value, list):
        return [untag(item) for item in value]
    if value.keys() == {"type", "value"} and isinstance(value["type"], str):
        text = value["value"].replace("Z", "+00:00") if value["type"] == "datetime" else value["value"]
        return MAKE[value["type"]](text)
    return {key: untag(item) for key, item in value.items()}


def is_same(found: object, expected: object) -> bool:
    """Whether two values are equal and of the same type; NaN is equal to NaN, of any sign."""
    if isinstance(found, Decimal) and isinstance(expected, Decimal) and expected.is_nan():
        return found.is_nan()
    return type(found) is type(expected) and found == expected


def differences(found: Any, expected: Any, path: str = "") -> Iterator[str]:
    """What differs between two parsed documents."""
    if isinstance(expected, dict) and isinstance(found, dict) and found.keys() == expected.keys():
        for key in expected:
            yield from differences(found[key], expected[key], f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(found) == len(expected):
        for index, (left, right) in enumerate(zip(found, expected, strict=True)):
            yield from differences(left, right, f"{path}[{index}]")
    elif not is_same(found, expected):
        yield f"{path}: {found!r} instead of {expected!r}"


def test_the_corpus_is_whole() -> None:
    assert len(VALID) > 200
    assert len(INVALID) > 450


@pytest.mark.parametrize("name", VALID)
def test_a_valid_document_has_its_values_and_every_key_its_place(name: str) -> None:
    [document] = read_documents(FOLDER / name)
    expected = json.loads((FOLDER / name).with_suffix(".json").read_bytes())
    assert list(differences(document.tables, untag(expected))) == []
    assert list(misplaced(document.text, document.tables)) == []


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_document_is_refused_with_its_line(name: str) -> None:
    with pytest.raises(BadFactBase) as refused:
        read_documents(FOLDER / name)
    [problem] = refused.value.problems
    lines = (FOLDER / name).read_bytes().split(b"\n")
    if problem.reason.startswith(
        ("this is not a fact base but ", "this file is in UTF-16")
    ):  # text in UTF-16, or JSON as a whole
        assert problem.line == 0 or problem.line is None
    else:
        assert problem.reason.startswith(("not TOML: ", "not UTF-8"))
        assert 1 <= problem.line <= len(lines)
