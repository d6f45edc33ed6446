"""Blocks of TOML: any text and number is read back as it was, and long lists are written an item a line."""

from __future__ import annotations

from decimal import Decimal

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from sco_cli.models.toml_blocks import MAX_LINE, TomlValue, block, toml_text, toml_value
from sco_cli.quantities import quantity

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXTS)
def test_every_text_is_read_back_as_it_was(text: str) -> None:
    assert tomli.loads(f"x = {toml_text(text)}") == {"x": text}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('a "b" \\ \x7f\x1b\n国', '"a \\"b\\" \\\\ \\u007f\\u001b\\n国"'),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (Decimal("1.50"), "1.50"),
        (quantity.over(70), "{ over = 70 }"),
        (["a", 1], '["a", 1]'),
        ({"source": "s", "list": [quantity.exact(2)]}, '{ source = "s", list = [2] }'),
    ],
)
def test_a_value_is_written_on_one_line(value: TomlValue, expected: str) -> None:
    assert toml_value(value) == expected


def test_keys_with_an_empty_text_or_list_are_left_out_and_false_is_kept() -> None:
    keys: dict[str, TomlValue] = {"id": "a", "name": "", "aliases": [], "open": False, "number": 0}
    assert list(block("areas", keys)) == ["[[areas]]", 'id = "a"', "open = false", "number = 0", ""]


def test_a_list_that_makes_a_long_line_is_written_an_item_a_line() -> None:
    lines = list(block("areas", {"list": ["国" * 60, {"a": 1}, "x" * 60], "text": "y" * 200}))
    assert lines == [
        "[[areas]]",
        "list = [",
        f'  "{"国" * 60}",',
        "  { a = 1 },",
        f'  "{"x" * 60}",',
        "]",
        f'text = "{"y" * 200}"',
        "",
    ]
    fits = "x" * (MAX_LINE - len('list = [""]'))
    assert list(block("areas", {"list": [fits]}))[1] == f'list = ["{fits}"]'
