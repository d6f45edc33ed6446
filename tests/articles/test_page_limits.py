"""HTML pages without their scripts, and refusals of those that would take long to read."""

from __future__ import annotations

import time

import pytest

from sco_cli.articles import page_limits
from sco_cli.articles.article import BadArticle
from sco_cli.articles.page_limits import check_text, check_tree

DATA = '<script type="application/ld+json">{"a": "<p>"}</script>'


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Roads</p>", "<p>Roads</p>"),
        ("a<script>1 < 2</script>b<STYLE>p > a {}</style >c", "abc"),
        ("a<script>1", "a"),
        ("a<!-- <script> -->b<!-- c", "ab"),
        (f"a{DATA}b", f"a{DATA}b"),
        (f"a{DATA.replace('script', 'style')}b", "ab"),
    ],
)
def test_only_the_data_of_a_page_are_left_of_its_scripts(page: str, expected: str) -> None:
    assert check_text(page) == expected


def test_only_so_much_data_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_limits, "MAX_DATA_CHARACTERS", 2 * len(DATA))
    assert check_text(DATA * 3) == DATA * 2


def test_long_attributes_are_no_mistake() -> None:
    page = f'a < b <img src="data:{"a b " * 5000}"> {"text " * 5000}'
    assert check_text(page) == page


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("x" * (page_limits.MAX_CHARACTERS + 1), "more than 10,000,000 characters"),
        ("<p " + "a=1 " * 201 + ">", "more than 200 attributes on an element"),
        ("<p " + "a " * 201, "more than 200 attributes on an element"),
    ],
    ids=["long", "attributes", "open tag"],
)
def test_a_page_beyond_a_limit_is_refused(page: str, reason: str) -> None:
    with pytest.raises(BadArticle, match=reason):
        check_text(page)


@pytest.mark.parametrize(
    ("depth", "elements", "marked_parts", "reason"),
    [
        (251, 1, 1, "elements nested more than 250 deep"),
        (2, 50_001, 1, "more than 50,000 elements"),
        (2, 2, 4001, "more than 4,000 marked parts in a paragraph"),
    ],
)
def test_a_page_with_too_many_elements_is_refused(depth: int, elements: int, marked_parts: int, reason: str) -> None:
    with pytest.raises(BadArticle, match=reason):
        check_tree(depth, elements, marked_parts)
    check_tree(250, 50_000, 4000)


@pytest.mark.parametrize(
    "part", ["<", "<!--", "<script", "<script>", "</script", "<a b", '<a "', "<style></", ">", "< "]
)
def test_time_is_proportionate(part: str) -> None:
    start = time.process_time()
    check_text(part * (500_000 // len(part)))
    assert time.process_time() - start < 1
