"""Pictures as files, whole or not at all."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from sco_cli.charts.theme import Picture
from sco_cli.errors import BadRequest
from sco_cli.formats import jsontext
from sco_cli.writing import whole

INSTALL = "pip install 'vl-convert-python>=1.8,<2'"


def write(picture: Picture, path: Path, *, force: bool) -> None:
    """Write the picture in the format of the path's ending.

    Raises BadRequest where what renders it is not installed, else what `writing.whole` raises.
    """
    ending = path.suffix.lower()
    specification = "".join(jsontext.indented(picture.spec)) + "\n"
    with whole(path, force=force) as stream:
        stream.write(specification.encode() if ending == ".json" else _rendered(picture, specification, ending))


def _rendered(picture: Picture, specification: str, ending: str) -> bytes:
    try:  # the specification needs no renderer, and a reader of it may have none
        rendering = import_module("sco_cli.charts.rendering")
    except ModuleNotFoundError as error:
        if error.name != "vl_convert":
            raise
        raise BadRequest(
            f"a picture in {ending} needs vl-convert, the extra charts: {INSTALL}; .json needs nothing"
        ) from error
    return bytes(rendering.render(picture, specification, ending))
