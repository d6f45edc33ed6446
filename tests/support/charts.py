"""Charts for tests: drawn by a command into a file, or every chart that can be drawn of a fact base."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sco_cli.charts import chooser
from sco_cli.charts.vega_lite import Chart
from sco_cli.models.factbase import FactBase
from support.runner import run_sco

WIDTHS = (400, 800)


def read_spec(file: Path) -> Any:
    """The Vega-Lite specification in a file."""
    return json.loads(file.read_text("utf-8"))


def draw_chart(folder: Path, *arguments: str, name: str = "chart.json") -> Path:
    """Run a command with --chart; the file that it writes."""
    file = folder / name
    ran = run_sco(*arguments, "--chart", file, "--force")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return file


def texts(spec: Any) -> list[str]:
    """Every text of a specification, the lines of each joined."""
    contents = (layer["mark"].get("text") for layer in spec["layer"])
    return [" ".join(lines) for lines in contents if lines]


def layers_of(spec: Any, mark: str) -> list[Any]:
    """The layers of a specification with that type of mark."""
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


@functools.lru_cache(maxsize=4)
def all_charts(base: FactBase, width: int) -> tuple[tuple[str, Chart], ...]:
    """Every metric's chart with its name: of all countries, and of each country; drawn once for each base."""
    return tuple(_draw_charts(base, width))


def _draw_charts(base: FactBase, width: int) -> Iterator[tuple[str, Chart]]:
    """Draw the charts of `all_charts`."""
    with_figures = {figure.metric for figure in base.figures}
    for metric in base.metrics:
        countries = {code for figure in base.figures if figure.metric == metric.id for code in figure.countries}
        countries |= {series.country for series in base.series if series.metric == metric.id}
        if countries or metric.id in with_figures:
            for codes in ((), *((code,) for code in sorted(countries))):
                yield f"{metric.id} {codes}", chooser.metric_chart(base, metric, codes, width)
