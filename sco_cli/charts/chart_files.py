"""Pictures: what is drawn is chosen by what there is, written as Vega-Lite, and rendered by an optional package."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sco_cli.errors import BadRequest
from sco_cli.models.factbase import FactBase

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, Metric

ENDINGS = (".svg", ".png", ".html", ".json")
"""How the names of pictures end; the last is the specification, which needs nothing to be written."""

MIN_WIDTH, DEFAULT_WIDTH, MAX_WIDTH = 320, 800, 4000
"""Pixels that a picture is wide."""


def check_path(path: str) -> str:
    """The path of a picture, if its ending is one that can be written. Raises BadRequest."""
    if Path(path).suffix.lower() not in ENDINGS:
        raise BadRequest(f'"{path}" names no kind of picture; there are {", ".join(ENDINGS)}')
    return path


def write_metric_chart(
    base: FactBase, metric: Metric, countries: Collection[str], path: str, *, width: int, force: bool
) -> None:
    """Draw a metric in the countries of those codes, in all where there are none, and write the picture to the path.

    `width` is in pixels. Raises BadRequest where there is nothing to draw or nothing to draw with, else OutputFailed.
    """
    picture = _module("chooser").metric_chart(base, metric, countries, width)
    _module("output").write(picture, Path(path), force=force)


def write_countries_chart(base: FactBase, countries: Sequence[Country], path: str, *, width: int, force: bool) -> None:
    """Draw what countries have in common, and write the picture; width and errors are those of `of_metric`."""
    picture = _module("chooser").countries_chart(base, countries, width)
    _module("output").write(picture, Path(path), force=force)


def _module(name: str) -> Any:
    """One of the lazy doors: what draws and what writes is imported when a picture is asked for."""
    return import_module(f"sco_cli.charts.{name}")
