"""What an article holds."""

from __future__ import annotations

import logging
import warnings

import pytest

from sco_cli.articles.article import MAX_FIELD, Article, language_code, make
from sco_cli.articles.libraries import silent


def test_blanks_in_fields_are_spaces_and_what_is_missing_is_empty() -> None:
    article = make(["One.", "Two."], title=" Roads\n and  rails ", publisher=None, language="en")
    assert article == Article("One.\n\nTwo.", "Roads and rails", "", "", "en", "")


def test_a_field_that_is_too_long_is_left_out() -> None:
    assert make([], title="x" * MAX_FIELD).title == "x" * MAX_FIELD
    assert make([], title="x" * (MAX_FIELD + 1)).title == ""


def test_halves_of_characters_are_replaced() -> None:
    assert make(["a\ud800b \ud83d\ude80"], title="\udc00") == Article("a\ufffdb \U0001f680", "\ufffd")


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "en"), ("en-GB", "en"), (" RU_ru", "ru"), ("eng", ""), ("", ""), (None, ""), ("1a", ""), ("йц", "")],
)
def test_a_language_is_a_code_of_two_letters(tag: str | None, code: str) -> None:
    assert language_code(tag) == code


def test_libraries_are_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with silent():
        logging.getLogger("some.library").error("not heard")
        warnings.warn("not shown", stacklevel=1)
    assert capsys.readouterr() == ("", "")
    assert logging.root.manager.disable == logging.NOTSET
