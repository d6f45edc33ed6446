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
        ("a = [[1, 2], [3]]", 5, "[[1, 2]"),
        ("[[[[", 1, "[[[["),
        ("a = [ 1,", 5, "["),
        ("", 1, " "),
    ],
)
def test_a_token_is_a_whole_key_value_or_header(line: str, column: int, token: str) -> None:
    assert toml_positions.token_length(line, column) == len(token)


@pytest.mark.parametrize(
    "key", ['"\\x6eame"', '"\\u006eame"', '"\\U0000006eame"', '"na\\u006de"', "'name'", '"n\\x61me"']
)
def test_a_key_with_an_escape_has_its_place(key: str) -> None:
    text = f"[a]\n{key} = 5\n"
    assert toml_positions.find_places(text, [("a", "name")]) == {("a", "name"): (2, 1, 2, len(key) + 4)}


STRINGS = [
    '""',
    '"a\\"b\\\\"',
    "''",
    "'a\\'",
    '""""""',
    '"""a"""',
    '"""a""b"""',
    '""""a"""""',
    '"""a\\"""b"""',
    '"""\n\\\n  a"""',
    "''''''",
    "'''a''b\n'''",
    "''''a'''''",
]


@pytest.mark.parametrize("string", [*STRINGS, '"' + "\\n" * 5000 + '"', '"""' + '\n"' * 5000 + ' """'])
def test_what_follows_a_string_has_its_place(string: str) -> None:
    text = f"a = [{string}, 1]\nb = 2\n"
    assert tomli.loads(text)["b"] == 2
    line = text.count("\n")
    assert toml_positions.find_places(text, [("b",)]) == {("b",): (line, 1, line, 5)}


@pytest.mark.parametrize("space", ["\n" * 5000, " #\n" * 5000, "# [x]\r\n" * 2500, " " * 5000])
def test_what_follows_much_space_has_its_place(space: str) -> None:
    text = f"a = 1\n{space}b = 2\n"
    line = space.count("\n") + 2
    column = len(space.rpartition("\n")[2]) + 1
    assert toml_positions.find_places(text, [("b",)]) == {("b",): (line, column, line, column + 4)}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a = 12345", "12345"),
        ("12345 = 1\na = 23456", "23456"),
        ("# 12345\na = '12345' # 12345\nb = 23456", "23456"),
        ('a = [1, "12345", """12345\n""", 1.5e34567]', "1.5e34567"),
        ("a12345 = 1\nb.12345 = 2", None),
        ("a = 'an unfinished string, 12345", None),
        ('a = "an unfinished string, 12345', None),
        ("a = -12345", "12345"),
        ("a = { 12345 = 1, b = 2024-12-31 }", "2024-12-31"),
    ],
)
def test_a_number_is_found_outside_of_strings_comments_and_keys(text: str, number: str | None) -> None:
    offset = toml_positions.find_number(text, lambda found: len(found) >= 5)
    assert offset == (-1 if number is None else text.rindex(number))


def test_lines_are_found_by_their_numbers() -> None:
    assert toml_positions.line_texts("a\r\nb\n\nd", {1, 3, 4}) == {1: "a", 3: "", 4: "d"}
    assert toml_positions.line_texts("", {1}) == {1: ""}
