"""Imports: which are lazy, and where Rich and Pydantic may be imported. The layers are contracts in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.imports import LAZY, file_names, imports_rich_or_pydantic_elsewhere, lazy_imports

import sco_cli

PACKAGE = Path(sco_cli.__file__).parent


def test_the_lazy_imports_are_those_listed() -> None:
    assert lazy_imports(PACKAGE) == LAZY


@pytest.mark.parametrize("name", file_names(PACKAGE))
def test_rich_and_pydantic_are_imported_only_where_they_belong(name: str) -> None:
    assert not imports_rich_or_pydantic_elsewhere(PACKAGE, name)
