"""The JSON text of any value is that of a slow encoder which goes from value to value, here as the reference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_cli.formats import json_encoder
from sco_cli.text import UNSAFE

UNSAFE_TEXTS = (
    "\x7f",
    "\x1b[31m",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ud800",
    "\ud83d\ude00",
    "\U0001bca0",
    "\\",
    '"',
    "\n",
)


def reference_compact(value: object) -> str:
    """The JSON text on one line."""
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{reference_scalar(key)}: {reference_compact(item)}" for key, item in value.items()) + "}"
        )
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(reference_compact, value))}]"
    return reference_scalar(value)


def reference_indented(value: object, newline: str = "\n") -> Iterator[str]:
    """The indented JSON text in pieces; `newline` is a line break with the indentation of the value itself."""
    if isinstance(value, dict | list) and value:
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        inner_newline = newline + "  "
        separator = opening
        for item in value:
            yield separator + inner_newline
            if isinstance(value, dict):
                yield reference_scalar(item) + ": "
            yield from reference_indented(value[item] if isinstance(value, dict) else item, inner_newline)
            separator = ","
        yield newline + closing
    else:
        yield reference_scalar(value)


def reference_scalar(value: object) -> str:
    """The JSON text of a value without items."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return UNSAFE.sub(lambda match: reference_escape(match.group()), json.dumps(value, ensure_ascii=False))


def reference_escape(character: str) -> str:
    """The escape of a character, or two for a surrogate pair."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


texts = st.text(st.characters()) | st.lists(st.sampled_from(UNSAFE_TEXTS) | st.text(max_size=3)).map("".join)
decimals = st.decimals(allow_nan=False, allow_infinity=False) | st.decimals(-10, 10, places=2)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | texts
values: st.SearchStrategy[Any] = st.recursive(
    scalars | decimals,
    lambda items: st.lists(items, max_size=4) | st.dictionaries(texts, items, max_size=4),
    max_leaves=30,
)


@given(values)
def test_the_text_equals_that_of_the_reference(value: Any) -> None:
    assert json_encoder.encode_compact(value) == reference_compact(value)
    assert "".join(json_encoder.encode_indented(value)) == "".join(reference_indented(value))


@given(st.lists(scalars | decimals).map(tuple))
def test_a_tuple_is_a_list_on_one_line(value: tuple[Any, ...]) -> None:
    assert json_encoder.encode_compact([value]) == reference_compact([value])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1E+30"), "1" + 30 * "0"),
        (Decimal("-0.00"), "-0.00"),
        (Decimal("1E-20"), "0.00000000000000000001"),
        (10**30, "1" + 30 * "0"),
        (0.1, "0.1"),
        ([], "[]"),
        ({}, "{}"),
        ({"\u202e": [Decimal("0.10"), {}]}, '{"\\u202e": [0.10, {}]}'),
        ("\U0001bca0", '"\\ud82f\\udca0"'),
    ],
)
def test_numbers_keep_every_digit_and_unsafe_characters_are_escaped(value: object, text: str) -> None:
    assert json_encoder.encode_compact(value) == text


def test_indented_text_comes_in_a_piece_for_each_item() -> None:
    pieces = list(json_encoder.encode_indented([{"a": [1, []]}, Decimal("0.5")]))
    assert pieces == ['[\n  {\n    "a": [\n      1,\n      []\n    ]\n  }', ",\n  0.5", "\n]"]


def test_a_value_that_json_does_not_have_is_an_error() -> None:
    with pytest.raises(TypeError):
        json_encoder.encode_compact([object()])
