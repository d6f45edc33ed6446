"""Which of two facts is newer."""

from __future__ import annotations

from datetime import date

import pytest
from support.bases import base_with

from sco_cli.loading.loader import load
from sco_cli.models.factbase import FactBase
from sco_cli.queries.recency import recency

SOURCES = """\
[[sources]]
id = "may"
title = "T"
publisher = "Q"
kind = "news"
published = "2024-05"
[[metrics]]
id = "m"
name = "M"
definition = "d"
"""


def base_of(tmp_path_factory: pytest.TempPathFactory, keys: str) -> FactBase:
    """Return a base as of 2025 with the figure "f", which has these keys."""
    text = base_with(f'{SOURCES}[[figures]]\nid = "f"\nmetric = "m"\nvalue = 1\n{keys}\n')
    path = tmp_path_factory.mktemp("recency") / "facts.toml"
    path.write_text(text, "utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ('period = "2023/2024"\nevidence = [{ source = "may" }]', (True, date(2024, 12, 31))),
        ('evidence = [{ source = "may" }]', (True, date(2024, 5, 1))),
        ('evidence = [{ source = "s" }]', (True, date.min)),
        ('evidence = [{ source = "s" }, { source = "may", stance = "repeats", note = "n" }]', (True, date.min)),
        ('period = "2026-01"\nevidence = [{ source = "s" }]', (False, date(2026, 1, 31))),
        ('period = "2025/2030"\nevidence = [{ source = "s" }]', (True, date(2030, 12, 31))),
        ('period = "2025"\nstage = "planned"\nevidence = [{ source = "s" }]', (False, date(2025, 12, 31))),
        ('stage = "planned"\nevidence = [{ source = "may" }]', (False, date(2024, 5, 1))),
    ],
)
def test_a_fact_is_as_new_as_its_period_or_its_source_and_the_future_comes_last(
    keys: str, expected: tuple[bool, date], tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = base_of(tmp_path_factory, keys)
    assert recency(base, base.figure("f")) == expected
