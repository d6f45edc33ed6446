"""The styles of citation, one file each: `write(references)` makes the text of every reference and the whole list."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from sco_cli.citations.references import FormattedBibliography, Reference

STYLES = ("apa", "bibtex", "csl-json")
"""Every style. A style is the module of its name in this package."""


class Style(Protocol):
    """What the module of a style offers."""

    def format(self, references: Sequence[Reference]) -> FormattedBibliography:
        """The references in the style."""


def get(name: str) -> Style:
    """The style of that name, one of STYLES; imported when it is used, as a format is."""
    return cast(Style, import_module(f"sco_cli.citations.{name.replace('-', '_')}"))
