"""Pictures drawn for the tests: by a command into a file, or all that there are of a base."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conftest import run_sco

from sco_cli.charts import chooser
from sco_cli.models.factbase import FactBase

SIZES = (400, 800)


def spec(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def draw(folder: Path, *arguments: str, name: str = "picture.json") -> Path:
    """The file that a command has drawn."""
    file = folder / name
    ran = run_sco(*arguments, "--chart", file, "--force")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return file


def texts(picture: Any) -> list[str]:
    """All that stands in a specification, a text a line."""
    found = (layer["mark"].get("text") for layer in picture["layer"])
    return [" ".join(lines) for lines in found if lines]


def of_kind(picture: Any, kind: str) -> list[Any]:
    return [layer for layer in picture["layer"] if layer["mark"]["type"] == kind]


def drawings(base: FactBase, width: int) -> Iterator[tuple[str, Any]]:
    """Every picture there is of a base: of each metric as a whole, and in each country."""
    claimed = {one.metric for one in base.figures}
    for metric in base.metrics:
        places = {code for one in base.figures if one.metric == metric.id for code in one.countries}
        places |= {one.country for one in base.series if one.metric == metric.id}
        for codes in ((), *((code,) for code in sorted(places))) if places or metric.id in claimed else ():
            yield f"{metric.id} {codes}", chooser.metric_chart(base, metric, codes, width)
