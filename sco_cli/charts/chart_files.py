"""Charts written to files. This module is imported at every start, so it imports what draws only when it draws."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sco_cli.charts.scale_type import ScaleType
from sco_cli.errors import BadRequest
from sco_cli.models.factbase import FactBase
from sco_cli.queries.year_range import YearRange

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, Metric

ENDINGS = (".svg", ".png", ".html", ".json")
"""Endings of chart files. `.json` is the Vega-Lite specification, which needs no optional package."""

MIN_WIDTH, DEFAULT_WIDTH, MAX_WIDTH = 320, 800, 4000
"""Width of a chart in pixels."""


def check_path(path: str) -> str:
    """Return the path if it has one of `ENDINGS`, in any case; else raise BadRequest."""
    if Path(path).suffix.lower() not in ENDINGS:
        raise BadRequest(
            f'cannot draw a chart as "{path}"; use a name that ends in {", ".join(ENDINGS[:-1])} or {ENDINGS[-1]}'
        )
    return path


def write_metric_chart(
    base: FactBase,
    metric: Metric,
    countries: Collection[str],
    path: str,
    *,
    width: int,
    scale: ScaleType,
    years: YearRange,
    force: bool,
) -> list[str]:
    """Write the chart of a metric in the countries with these codes, or in all countries if there are none.

    `width` is in pixels; `force` replaces an existing file. Returns warnings: what is not as it should be in the file.
    Raises BadRequest if there are no data or too many, or none in the years, if a logarithmic scale has no place for
    one of them, if the optional renderer is needed and not installed, or if the file exists and `force` is not set;
    OutputFailed if it cannot be drawn or written.
    """
    from sco_cli.charts import chooser, output  # noqa: PLC0415  # only a chart needs them

    return output.write(chooser.metric_chart(base, metric, countries, width, scale, years), Path(path), force=force)


def write_countries_chart(
    base: FactBase,
    countries: Sequence[Country],
    path: str,
    *,
    width: int,
    scale: ScaleType,
    years: YearRange,
    force: bool,
) -> list[str]:
    """Write the chart of the metric that most of the countries have; see `write_metric_chart` for the rest."""
    from sco_cli.charts import chooser, output  # noqa: PLC0415  # only a chart needs them

    return output.write(chooser.countries_chart(base, countries, width, scale, years), Path(path), force=force)
