"""Lines and columns of keys and values, in every notation that TOML has."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
import tomli
from support.paths import DATA
from support.toml_places import all_paths

from sco_cli.loading import files, toml_positions
from sco_cli.models.toml_types import KeyPath

TEXT = """\
# a comment [with] = signs
[base]
id = "a"
[[figures]]
"q\\u0041".'b' = 1 # [[not]]
text = \"\"\"a
[[not]]
b\\\"\"\"\"\"\"
raw = '''x
y = 1'''
z = [ { a = 1, b = [2, 3] }, # ]
  { c = '}' } ]
[[figures]]
[[figures.sub]]
v = +inf
[figures.sub.deep]
w = 1979-05-27 07:32:00
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("base", "id"), (3, 1, 3, 6)),
        (("figures", 0), (4, 1, 4, 1)),
        (("figures", 0, "qA", "b"), (5, 11, 5, 17)),
        (("figures", 0, "raw"), (9, 1, 9, 7)),
        (("figures", 0, "z", 0, "b", 1), (11, 24, 11, 24)),
        (("figures", 0, "z", 1, "c"), (12, 5, 12, 9)),
        (("figures", 1), (13, 1, 13, 1)),
        (("figures", 1, "sub", 0, "v"), (15, 1, 15, 5)),
        (("figures", 1, "sub", 0, "deep", "w"), (17, 1, 17, 5)),
    ],
)
def test_a_key_and_its_value_have_line_and_column(path: KeyPath, place: tuple[int, ...]) -> None:
    for text in (TEXT, TEXT.replace("\n", "\r\n")):
        assert toml_positions.find_places(text, [path]) == {path: place}


@pytest.mark.parametrize(
    "text", [TEXT, (DATA / "bases" / "small.toml").read_text("utf-8"), files.bundled().read_text("utf-8")]
)
def test_every_path_of_a_document_has_a_place(text: str) -> None:
    paths = all_paths(tomli.loads(text, parse_float=Decimal))
    lines = text.split("\n")
    for path, place in toml_positions.find_places(text, paths).items():
        name = path[-1]
        if isinstance(name, str) and re.fullmatch(r"\w+", name) and place.line == place.value_line:
            assert lines[place.line - 1][place.column - 1 :].startswith((name, "[", '"', "'"))


def test_a_path_that_is_not_in_the_document_gets_the_place_of_what_encloses_it() -> None:
    record, missing_key, missing_table = ("figures", 1), ("figures", 1, "missing", 3), ("nowhere",)
    places = toml_positions.find_places(TEXT, [record, missing_key, missing_table])
    assert places[missing_key] == places[record] == (13, 1, 13, 1)
    assert places[missing_table] == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("line", "column", "token"),
    [
        ("after = 70 # so", 9, "70"),
        ("after = { over = 70 } # so", 9, "{ over = 70 }"),
        ('name = "a \\" b"', 8, '"a \\" b"'),
        ("befor = 1", 1, "befor"),
        ("[[figures]]", 1, "[[figures]]"),
        ("", 1, " "),
    ],
)
def test_a_token_is_a_whole_key_value_or_header(line: str, column: int, token: str) -> None:
    assert toml_positions.token_length(line, column) == len(token)
