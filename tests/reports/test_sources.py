"""Links to the words of a source: text fragments, by https://wicg.github.io/scroll-to-text-fragment/ ."""

from __future__ import annotations

import pytest
from support.citations import source

from sco_cli.reports.sources import deep_link

PAGE = "https://example.org/roads"


@pytest.mark.parametrize(
    ("wording", "directive"),
    [
        ("from 43% to over 70%, R&D-heavy", "text=from%2043%25%20to%20over%2070%25%2C%20R%26D%2Dheavy"),
        (" from 43%\n   in 2019\tto 70% ", "text=from%2043%25%20in%202019%20to%2070%25"),
        ("from 43% \u2026 over 70%", "text=from%2043%25,over%2070%25"),
        ("from 43%... over 70%", "text=from%2043%25,over%2070%25"),
        ("from 43% [. . .] over 70%", "text=from%2043%25,over%2070%25"),
        ("a [\u2026] b (...) c", "text=a,c"),
        ("\u2026 over 70%", "text=over%2070%25"),
        ("over 70% [...]", "text=over%2070%25"),
        ("Part one ends. Part two begins.", "text=Part%20one%20ends,Part%20two%20begins"),
        ("It rose 43%. \u201cThen it fell.\u201d", "text=It%20rose%2043%25,Then%20it%20fell"),
        ("He asked \u201cWhy?\u201d and went", "text=He%20asked%20%E2%80%9CWhy,and%20went"),
        ("one\n \n\ntwo\n\nthree", "text=one,three"),
        ("\u5feb\u3002\u7f51\u6c11", "text=%E5%BF%AB,%E7%BD%91%E6%B0%91"),
        ("Mr. Li of the U.S. Bank, No. 5", "text=Mr.%20Li%20of%20the%20U.S.%20Bank%2C%20No.%205"),
        ("\u201c5G network,\u201d", "text=5G%20network"),
    ],
)
def test_the_link_names_the_words_of_one_paragraph_or_both_ends(wording: str, directive: str) -> None:
    assert deep_link(source(url=PAGE), wording) == f"{PAGE}#:~:{directive}"


@pytest.mark.parametrize(
    ("fragment", "kept"), [("#", "#"), ("#sec", "#sec"), ("#:~:text=a%20b", "#"), ("#/a:~:text=b&text=c", "#/a")]
)
def test_a_fragment_of_the_address_is_kept_and_a_text_fragment_replaced(fragment: str, kept: str) -> None:
    assert deep_link(source(url=PAGE + fragment), "x") == f"{PAGE}{kept}:~:text=x"
    assert deep_link(source(url=PAGE + fragment), None) == PAGE + fragment


def test_without_words_or_an_address_there_is_no_text_fragment() -> None:
    assert deep_link(source(url=PAGE), "\u2026") == PAGE
    assert deep_link(source(), "x") is None
