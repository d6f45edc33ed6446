"""Official series of several countries: a line for each, labelled at its end instead of in a legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from sco_cli.charts import captions, other_claims, text_width, theme
from sco_cli.charts.captions import Captions
from sco_cli.charts.label_layout import spread_apart
from sco_cli.charts.line_styles import GREY_STYLE, line_styles
from sco_cli.charts.scale_type import ScaleType
from sco_cli.charts.time_plot import (
    TimePlot,
    default_height,
    has_visible_break,
    leader_layer,
    series_layers,
    survey_notes,
)
from sco_cli.charts.vega_lite import Chart, Layer, compose, text_layer
from sco_cli.errors import BadRequest
from sco_cli.models.factbase import FactBase
from sco_cli.quantities import number_format
from sco_cli.queries.series import SurveyYears, gaps, range_text, survey_years, value_in
from sco_cli.text import join_names

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric, Series
    from sco_cli.models.facts import Figure

MAX_COLORED = len(theme.COUNTRY_COLORS)
"""Most lines with a colour; the others are grey."""
MAX_LINES = 300
"""Most lines of a chart, some more than there are countries. Each has a label, and takes a part of the height."""
MAX_LABEL_SHARE = 0.42
"""Most of the page's width that labels take, as a share; longer ones are shortened."""
LEADER_LENGTH = 16
"""Pixels across which a thin line connects the end of a series with its label."""


def draw(
    base: FactBase,
    metric: Metric,
    lines: Sequence[Series],
    without_data: Sequence[str],
    width: int,
    scale: ScaleType = "linear",
    *,
    claims: Sequence[Figure] = (),
    without_values: Sequence[str] = (),
    are_asked_for: bool = True,
) -> Chart:
    """The chart of these series, at least one.

    `without_data` are the codes of countries to be named as missing, `without_values` those of countries that have
    values in other years only. Of more than `MAX_COLORED` lines, the first ones have colours if the reader has asked
    for these countries, otherwise those of the countries with the most `claims`, which the footnotes count. Raises
    BadRequest if there are more than `MAX_LINES`, or if the scale is logarithmic and a value is 0 or below.
    """
    if len(lines) > MAX_LINES:
        raise BadRequest(
            f"a readable chart has at most {MAX_LINES} series, and these are {len(lines):,}: "
            "choose fewer countries, or leave out --chart for the table"
        )
    are_many = len(lines) > MAX_COLORED
    label_size = theme.SMALL_SIZE if are_many else theme.LABEL_SIZE
    row_height = theme.line_height(label_size)
    labels = _end_labels(base, metric, lines, label_size, width)
    label_width = max(text_width.measure(label, label_size) for label in labels)
    plot = TimePlot.fit(
        metric,
        [number_format.to_fraction(value) for line in lines for value in line.points.values()],
        [year for line in lines for year in line.points],
        page_width=width,
        height=max(default_height(width), row_height * (len(lines) + 1)),
        right=LEADER_LENGTH + 4 + label_width + theme.margin(width),
        scale=scale,
    )
    surveys = survey_years(series for series in base.series if series.metric == metric.id)
    grey_layers: list[list[Layer]] = []
    colored_layers: list[list[Layer]] = []
    label_layers: list[Layer] = []
    colored, reason = _choose_colored(lines, claims, are_asked_for=are_asked_for)
    styles = line_styles(base, lines, colored)
    label_positions = spread_apart([plot.last_point(line)[1] for line in lines], row_height, 0, plot.area.height)
    for line, label, label_y, style in zip(lines, labels, label_positions, styles, strict=True):
        layers = series_layers(line, plot, style.color.mark, surveys, dash=style.dash, stroke_width=style.stroke_width)
        (grey_layers if style is GREY_STYLE else colored_layers).append(layers)
        x, y = plot.last_point(line)
        label_x = plot.area.width + LEADER_LENGTH
        label_layers.append(
            text_layer(label, label_x + 2, label_y, size=label_size, color=style.color.text, baseline="middle")
        )
        if abs(label_y - y) > 1 or x < plot.area.width - 1:
            label_layers.append(leader_layer((x + 4, y), (label_x, label_y)))
    texts = _captions(base, metric, lines, without_data, without_values, scale, surveys, claims, reason)
    from_bottom = chain.from_iterable([*reversed(grey_layers), *reversed(colored_layers)])
    return compose(texts, plot.area, [*from_bottom, *label_layers])


def _choose_colored(
    lines: Sequence[Series], claims: Sequence[Figure], *, are_asked_for: bool
) -> tuple[Collection[str], str]:
    """The countries whose lines have colours, at most `MAX_COLORED`, and in a sentence why these; else empty."""
    countries = list(dict.fromkeys(line.country for line in lines))
    if len(countries) <= MAX_COLORED:
        return countries, ""
    counts = Counter(code for figure in claims for code in figure.countries)
    with_claims = sorted(filter(counts.get, countries), key=lambda code: -counts[code])
    if are_asked_for or not with_claims:
        which = "countries asked for" if are_asked_for else "countries of the fact base"
        return countries[:MAX_COLORED], f"In colour: the first {MAX_COLORED} {which}."
    most = "" if len(with_claims) <= MAX_COLORED else "the most "
    return with_claims[:MAX_COLORED], f"In colour: the countries with {most}claims on record."


def _end_labels(base: FactBase, metric: Metric, lines: Sequence[Series], size: int, page_width: int) -> list[str]:
    """Country and last value of each series, with the year if others end later; shorter if they are too wide."""
    latest = max(max(line.points) for line in lines)
    names = [base.country(line.country).name for line in lines]
    codes = [line.country for line in lines]
    values = []
    for line in lines:
        year = max(line.points)
        value = value_in(metric, line, year)
        values.append(f"{value.text() if value else ''}{f' ({year})' if year != latest else ''}")
    for countries in (names, codes):
        labels = [f"{country} {value}" for country, value in zip(countries, values, strict=True)]
        if max(text_width.measure(label, size) for label in labels) <= page_width * MAX_LABEL_SHARE:
            return labels
    return codes


def _captions(
    base: FactBase,
    metric: Metric,
    lines: Sequence[Series],
    without_data: Sequence[str],
    without_values: Sequence[str],
    scale: ScaleType,
    surveys: SurveyYears,
    claims: Sequence[Figure],
    reason: str,
) -> Captions:
    """The texts of the chart; `reason` says why some lines have colours."""
    names = [base.country(line.country).name for line in lines]
    place = join_names(names) if len(names) <= captions.MAX_NAMED_COUNTRIES else f"{len(names)} countries"
    years = [year for line in lines for year in line.points]
    values = [_first_and_last_value(base, metric, line) for line in lines]
    subtitles = [f"{metric.definition}."]
    if reason:
        subtitles.append(reason)
    if without_data:
        missing = join_names(base.country(code).name for code in without_data)
        subtitles.append(f"No official series on record: {missing}.")
    if without_values:
        missing = join_names(base.country(code).name for code in without_values)
        subtitles.append(f"No value in these years: {missing}.")
    return Captions(
        title=f"{metric.name} in {place}, {min(years)} to {max(years)}",
        subtitles=subtitles,
        unit=captions.axis_text(metric.unit or "", scale),
        footnotes=[
            *_break_and_gap_notes(base, lines, surveys),
            *other_claims.count_note(base, metric, claims),
            *captions.series_source_notes(base, [line.source for line in lines]),
            captions.fact_base_note(base),
        ],
        summary=f"{captions.chart_type('Line chart', scale)}. {'; '.join(values)}.",
    )


def _break_and_gap_notes(base: FactBase, lines: Sequence[Series], surveys: SurveyYears) -> list[str]:
    """The meaning of breaks and gaps in the lines, if there are any, with countries and years."""
    breaks = [
        f"{base.country(line.country).name} {captions.name_first(list(map(str, sorted(line.breaks))))}"
        for line in lines
        if has_visible_break(line)
    ]
    missing = [
        f"{base.country(line.country).name} {captions.name_first([range_text(gap) for gap in found])}"
        for line in lines
        if (found := gaps(line, surveys))
    ]
    notes = [f"// marks a break; values before and after cannot be compared ({'; '.join(breaks)})."] if breaks else []
    notes += [f"Gaps (years without a value): {'; '.join(missing)}."] if missing else []
    return notes + survey_notes(lines, surveys)


def _first_and_last_value(base: FactBase, metric: Metric, line: Series) -> str:
    """A series in words: "Kazakhstan: 31.6% in 2010, 92.9% in 2024"."""
    first, last = min(line.points), max(line.points)
    before, after = (value_in(metric, line, year) for year in (first, last))
    assert before and after  # noqa: PT018  # the series has values in both years
    return f"{base.country(line.country).name}: {before.text()} in {first}, {after.text()} in {last}"
