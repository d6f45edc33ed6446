"""Registry of the citation styles.

A style is a module of this package with the function of `Style`, and its name in `STYLES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from sco_cli.citations.references import FormattedBibliography, Reference

STYLES = ("apa", "bibtex", "biblatex", "csl-json")
"""The names of all styles; a hyphen in a name is an underscore in that of the module."""


class Style(Protocol):
    """The function of a module that is a style."""

    def format_references(self, references: Sequence[Reference]) -> FormattedBibliography:
        """Format the references in the style, as one bibliography."""


def get(name: str) -> Style:
    """Import and return the style of that name, one of STYLES. The import is lazy: a run needs one style at most."""
    return cast(Style, import_module(f"sco_cli.citations.{name.replace('-', '_')}"))
