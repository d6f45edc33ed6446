"""Pictures: what is drawn is chosen by what there is, written as Vega-Lite, and rendered by an optional package."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sco_cli.errors import BadRequest
from sco_cli.factbase import FactBase
from sco_cli.formats import jsontext
from sco_cli.writing import whole

if TYPE_CHECKING:
    from sco_cli.models import Country, Metric

ENDINGS = (".svg", ".png", ".html", ".json")
"""How the names of pictures end; the last is the specification, which needs nothing to be written."""

LEAST, USUAL, MOST = 320, 800, 4000
"""Pixels that a picture is wide."""

INSTALL = "pip install 'sco-cli[charts]'"


def check(path: str) -> str:
    """The path of a picture, if its ending is one that can be written. Raises BadRequest."""
    if Path(path).suffix.lower() not in ENDINGS:
        raise BadRequest(f'"{path}" names no kind of picture; there are {", ".join(ENDINGS)}')
    return path


def of_metric(
    base: FactBase, metric: Metric, countries: Collection[str], path: str, *, width: int, force: bool
) -> None:
    """Draw a metric, and write the picture."""
    _write(_choosing().of_metric(base, metric, countries, width), path, force=force)


def of_countries(base: FactBase, countries: Sequence[Country], path: str, *, width: int, force: bool) -> None:
    """Draw what countries have in common, and write the picture."""
    _write(_choosing().of_countries(base, countries, width), path, force=force)


def _choosing() -> Any:
    """One of the lazy doors: what draws is imported when a picture is asked for."""
    return import_module(f"{__name__}.choosing")


def _write(picture: Any, path: str, *, force: bool) -> None:
    """Write the picture whole or not at all. Raises BadRequest where what renders it is not installed."""
    ending = Path(path).suffix.lower()
    specification = "".join(jsontext.indented(picture.spec)) + "\n"
    with whole(Path(path), force=force) as stream:
        stream.write(specification.encode() if ending == ".json" else _rendered(picture, specification, ending))


def _rendered(picture: Any, specification: str, ending: str) -> bytes:
    try:
        rendering = import_module(f"{__name__}.rendering")
    except ModuleNotFoundError as error:
        if error.name != "vl_convert":
            raise
        raise BadRequest(f"a picture in {ending} needs the charts extra: {INSTALL}; .json needs nothing") from error
    return bytes(rendering.render(picture, specification, ending))
