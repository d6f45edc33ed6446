"""Imports: which are lazy, and where Rich and Pydantic may be imported. The layers are contracts in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.imports import LAZY, file_names, imports_rich_or_pydantic_elsewhere, lazy_imports

import sco_cli

PACKAGE = Path(sco_cli.__file__).parent


def test_the_lazy_imports_are_those_listed() -> None:
    advice = "import the module at the top of the file, or correct LAZY in tests/support/imports.py"
    assert lazy_imports(PACKAGE) == LAZY, advice


@pytest.mark.parametrize("name", file_names(PACKAGE))
def test_rich_and_pydantic_are_imported_only_where_they_belong(name: str) -> None:
    assert not imports_rich_or_pydantic_elsewhere(PACKAGE, name), "move the import, or allow it in support/imports.py"
