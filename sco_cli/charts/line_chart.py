"""Official series of several countries: a line each, its last value at its end instead of a legend."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from sco_cli.charts import captions, scales, text_width, time_axis
from sco_cli.charts.label_layout import spread
from sco_cli.charts.theme import (
    DASHES,
    DIM,
    FAINT,
    GRID,
    LABEL,
    LEADING,
    PALETTE,
    SMALL,
    Captions,
    Chart,
    Layer,
    compose,
    margin,
    pixel_mark,
    text_layer,
)
from sco_cli.charts.time_axis import Axes
from sco_cli.models.factbase import FactBase
from sco_cli.quantities import numerals
from sco_cli.queries import series
from sco_cli.text import join_names

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric, Series

MAX_COLOURED = len(PALETTE)
"""Countries that are told apart by colour; of more, only those of which there are claims have one."""
MAX_NAMED = 4
"""Countries that a title names."""
MAX_LABEL_SHARE = 0.42
"""The share of a page that labels may take."""
LEADER = 16
"""Pixels between the end of a line and its label, where the label has had to move."""


def draw(base: FactBase, metric: Metric, lines: Sequence[Series], missing: Sequence[str], width: int) -> Chart:
    """The series, and in words the countries of which there is none."""
    is_small = len(lines) > MAX_COLOURED
    size = SMALL if is_small else LABEL
    labels = _labels(base, metric, lines, size, width)
    right = LEADER + 4 + max(text_width.width(label, size) for label in labels) + margin(width)
    gap = round(size * LEADING)
    height = max(time_axis.height(width), gap * len(lines) + gap)
    values = [numerals.to_fraction(value) for line in lines for value in line.points.values()]
    span = scales.span_of(metric, values, time_axis.max_values(height))
    plot = time_axis.plot(width, height, right, span)
    axes = Axes.of(plot, [year for line in lines for year in line.points], span)
    ends = [axes.point(max(line.points), line.points[max(line.points)]) for line in lines]
    places = spread([y for _, y in ends], gap, 0, plot.height)
    claimed = _claimed(base, metric)
    layers: list[Layer] = []
    written: list[Layer] = []
    styles = _styles(lines, claimed if is_small else {line.country for line in lines})
    for line, label, (x, y), place, ((color, text), dash) in zip(lines, labels, ends, places, styles, strict=True):
        weight = 1.4 if color == FAINT else 2.4
        # What has no colour lies below what has.
        part = time_axis.series_layers(line, axes, color, dash=dash, weight=weight)
        layers = [*part, *layers] if color == FAINT else [*layers, *part]
        start = plot.width + LEADER
        written.append(text_layer(label, start + 2, place, size=size, color=text, baseline="middle"))
        if abs(place - y) > 1 or x < plot.width - 1:
            written.append(pixel_mark("rule", x=x + 4, x2=start, y=y, y2=place, stroke=GRID, strokeWidth=1, opacity=1))
    said = _words(base, metric, lines, missing, claimed if is_small else ())
    return compose(said, plot, [*layers, *written])


def _styles(lines: Sequence[Series], coloured: Collection[str]) -> Iterator[tuple[tuple[str, str], Sequence[int]]]:
    """Colour of line and of text, and dashes; of the countries that have one."""
    number = 0
    for line in lines:
        if line.country not in coloured:
            yield (FAINT, DIM), DASHES[0]
            continue
        yield PALETTE[number % len(PALETTE)], DASHES[number % len(DASHES)]
        number += 1


def _claimed(base: FactBase, metric: Metric) -> set[str]:
    return {code for figure in base.figures if figure.metric == metric.id for code in figure.countries}


def _labels(base: FactBase, metric: Metric, lines: Sequence[Series], size: int, width: int) -> list[str]:
    """Name and last value of each, with its year if that is not the last of all; shorter where that leaves no plot."""
    latest = max(max(line.points) for line in lines)
    names, codes, ends = [], [], []
    for line in lines:
        year = max(line.points)
        value = series.value_in(metric, line, year)
        names.append(base.get(line.country).name)
        codes.append(line.country)
        ends.append(f"{value.text() if value else ''}{f' ({year})' if year != latest else ''}")
    for shown in (names, codes):
        labels = [f"{name} {end}" for name, end in zip(shown, ends, strict=True)]
        if max(text_width.width(label, size) for label in labels) <= width * MAX_LABEL_SHARE:
            return labels
    return codes


def _words(
    base: FactBase, metric: Metric, lines: Sequence[Series], missing: Sequence[str], claimed: Collection[str]
) -> Captions:
    names = [base.get(line.country).name for line in lines]
    place = join_names(names) if len(names) <= MAX_NAMED else f"{len(names)} countries"
    first, last = (end(year for line in lines for year in line.points) for end in (min, max))
    title = f"{metric.name} in {place}, {first} to {last}"
    subtitle = [f"{metric.definition}."]
    if claimed:
        subtitle.append("In colour: countries of which there are claims on record.")
    if missing:
        subtitle.append(f"No official series on record: {join_names(base.get(code).name for code in missing)}.")
    below = [
        *_flags(base, lines),
        *captions.series_sources(base, [line.source for line in lines]),
        captions.fact_base(base),
    ]
    ends = "; ".join(_ends(base, metric, line) for line in lines)
    return Captions(
        title, subtitle, metric.unit or "", below, " ".join([f"{title}. Line chart. {ends}.", *subtitle, *below])
    )


def _flags(base: FactBase, lines: Sequence[Series]) -> list[str]:
    """What marks and gaps in the lines mean, if there are any."""
    breaks = [
        f"{base.get(line.country).name} {', '.join(map(str, sorted(line.breaks)))}"
        for line in lines
        if time_axis.cuts(line)
    ]
    notes = [f"// a break: values before and after cannot be compared ({'; '.join(breaks)})."] if breaks else []
    gaps = [
        f"{base.get(line.country).name} {', '.join(found)}" for line in lines if (found := list(time_axis.gaps(line)))
    ]
    return notes + ([f"Gaps: no value ({'; '.join(gaps)})."] if gaps else [])


def _ends(base: FactBase, metric: Metric, line: Series) -> str:
    first, last = min(line.points), max(line.points)
    before, after = (series.value_in(metric, line, year) for year in (first, last))
    assert before and after  # noqa: PT018  # both years are the line's own
    return f"{base.get(line.country).name}: {before.text()} in {first}, {after.text()} in {last}"
