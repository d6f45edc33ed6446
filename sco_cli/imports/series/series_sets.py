"""The data sets of a file beside a fact base: which metric and source each is, and its series of countries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.errors import BadRequest
from sco_cli.imports.new_records import TODO, free_id
from sco_cli.imports.series.areas import AreaFinder
from sco_cli.imports.series.country_series import CountrySeries, Selection, assemble
from sco_cli.imports.series.recognition import Statistics
from sco_cli.imports.series.statistics import Dataset, Remarks, clean, listed, quoted
from sco_cli.imports.series.units import contradiction
from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import ID, MAX_ID_LENGTH
from sco_cli.text import count_noun, did_you_mean, fold, suggest

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric

MAX_METRIC_LENGTH = MAX_ID_LENGTH - len("-kz-series")
"""Most letters of the id of a metric with series, whose ids are made of it."""

MAX_MADE_LENGTH = 60
"""Most letters of an id that is made of a name."""

MAX_DATASETS = 20
"""Most metrics that one file is taken apart into."""

_NOT_IN_IDS = re.compile("[^a-z0-9]+")


class Names(NamedTuple):
    """The metric and the source that the user names, as ids; None for those that the file tells."""

    metric: str | None
    source: str | None


@dataclass(frozen=True)
class SeriesSet:
    """The series of one metric from one source.

    `countries` are those that the file names, and `unread` values of the file that could not be read.
    `without_year` are the countries with a row whose year could not be read.
    """

    dataset: Dataset
    metric: str
    source: str
    series: Sequence[CountrySeries]
    countries: frozenset[str]
    unread: frozenset[tuple[str, int]]
    is_percent: bool
    without_year: frozenset[str]


def check_names(base: FactBase, metric: str | None, source: str | None, remarks: Remarks) -> Names:
    """The ids of the metric and the source that the user names: those of the base, or new ones. Raises BadRequest."""
    names = Names(
        metric and _check_id(base, "metric", metric, MAX_METRIC_LENGTH, remarks),
        source and _check_id(base, "source", source, MAX_ID_LENGTH, remarks),
    )
    if names.metric is not None and names.metric == names.source:
        raise BadRequest(f'"{names.metric}" cannot be the id of both the metric and the source')
    return names


def set_beside(
    base: FactBase, statistics: Statistics, names: Names, selection: Selection, remarks: Remarks
) -> list[SeriesSet]:
    """The sets of series that a file holds, one for each metric. Raises BadRequest if it is unclear which."""
    datasets = _choose(base, statistics.datasets, names.metric)
    finder = AreaFinder(base)
    sets: list[SeriesSet] = []
    for dataset in datasets:
        taken = set(filter(None, names)) | {name for made in sets for name in (made.metric, made.source)}
        metric = names.metric or _metric_of(base, dataset, taken, remarks)
        if any(made.metric == metric for made in sets):
            raise BadRequest(
                f"{dataset.place}: the file has the metric {metric} twice; choose one with --resource or --where"
            )
        same = next((made.source for made in sets if made.dataset.source_id == dataset.source_id), None)
        source = names.source or same or _source_of(base, dataset, {*taken, metric})
        if len(datasets) > 1:
            remarks.add(f"{dataset.label()}:")
        sets.append(_series_set(base, dataset, metric, source, finder, selection, remarks))
    if not any(made.series for made in sets) and not remarks.problem_count:
        remarks.add("no values are left")
    return sets


def slug(text: str) -> str:
    """An id made of a name; empty if it has no Latin letters."""
    words = _NOT_IN_IDS.sub("-", fold(text[:500])).strip("-")
    if len(words) > MAX_MADE_LENGTH:
        words = words[: MAX_MADE_LENGTH + 1].rpartition("-")[0] or words[:MAX_MADE_LENGTH]
    return words


def _check_id(base: FactBase, kind: str, name: str, longest: int, remarks: Remarks) -> str:
    """The id of the record of that name, or a new id. Raises BadRequest for what can be no id."""
    if base.has(kind, name):
        return name
    records = base.of_kind(kind)
    found: dict[str, str] = {known: record.id for record in records for known in map(fold, _names_of(record))}
    if fold(name) in found:
        return found[fold(name)]
    if not re.fullmatch(ID, name) or len(name) > longest:
        reason = f"a new id may contain only lowercase letters, digits and single hyphens, at most {longest} characters"
        raise BadRequest(f'--{kind}: the base has no {kind} "{name[:MAX_ID_LENGTH]}", and {reason}')
    if (other := base.find(name)) is not None:
        raise BadRequest(f'--{kind}: "{name}" is the id of a {other.kind}')
    # Ids of sources resemble one another by their making: no misspelling.
    similar = suggest(name, {record.id: record.id for record in records}) if kind == "metric" else ()
    hint = did_you_mean(similar, " ({})")
    remarks.add(f"the {kind} {name} is new{hint}")
    return name


def _names_of(record: object) -> list[str]:
    names = [getattr(record, "name", None) or getattr(record, "title", ""), *getattr(record, "aliases", ())]
    return [name for name in names if name]


def _choose(base: FactBase, datasets: Sequence[Dataset], metric: str | None) -> Sequence[Dataset]:
    """The data sets to take: all, or the one that is the metric that the user names. Raises BadRequest."""
    if metric is None or len(datasets) == 1:
        if len(datasets) > MAX_DATASETS:
            labels = listed([dataset.label() for dataset in datasets], 10)
            raise BadRequest(f"the file has {len(datasets):,} metrics: {labels}; choose one with --metric or --where")
        return datasets
    wanted = {fold(metric)}
    if base.has("metric", metric):
        wanted |= set(map(fold, _names_of(base.metric(metric))))
    found = [dataset for dataset in datasets if {fold(dataset.code), fold(dataset.name)} & wanted]
    if len(found) != 1:
        labels = listed([dataset.label() for dataset in datasets], 10)
        raise BadRequest(
            f"--metric: {metric} may be any of the {len(datasets)} metrics in the file: {labels}; choose one with "
            "--resource, --where COLUMN=VALUE or --columns value=NAME"
        )
    return found


def _metric_of(base: FactBase, dataset: Dataset, taken: set[str], remarks: Remarks) -> str:
    """The metric of the base that has the code or the name of a data set, else a new id. Raises BadRequest.

    A metric with another unit than the file states is another one.
    """
    wanted = [fold(name) for name in (dataset.code, dataset.name) if name]
    metrics: dict[str, str] = {}
    for metric in base.metrics:
        for name in (metric.id, *_names_of(metric)):
            metrics.setdefault(fold(name), metric.id)
    for name in wanted:
        found = metrics.get(name)
        if found is not None and found not in taken and _may_be(dataset, base.metric(found)):
            remarks.add(f'"{dataset.label()}" is the metric {found} of the base')
            return found
    made = slug(dataset.name.partition("(")[0]) or slug(dataset.code)
    if not made:
        raise BadRequest(f"{dataset.place}: the file does not say what it measures; name the metric with --metric ID")
    return free_id(made, lambda name: base.find(name) is not None or name in taken)


def _may_be(dataset: Dataset, metric: Metric) -> bool:
    """Whether a metric has the unit of a data set, as far as the file states it."""
    return not _differs(dataset.unit, metric.unit) and not contradiction("", dataset.unit_texts, metric.unit)


def _source_of(base: FactBase, dataset: Dataset, taken: set[str]) -> str:
    """The source of the base that a data set is, else a new id. Raises BadRequest if the file does not tell."""
    made = slug(dataset.source_id)
    if not made:
        raise BadRequest(f"{dataset.place}: the file does not name its source; name it with --source ID")
    if base.has("source", made):
        return made
    return free_id(made, lambda name: base.find(name) is not None or name in taken)


def _series_set(
    base: FactBase,
    dataset: Dataset,
    metric: str,
    source: str,
    finder: AreaFinder,
    selection: Selection,
    remarks: Remarks,
) -> SeriesSet:
    assembly = assemble(dataset, finder, selection, remarks)
    made = SeriesSet(replace(dataset, cells=()), metric, source, *assembly)  # the table is no longer held
    if base.has("metric", metric):
        record = base.metric(metric)
        _compare_units(made, record, remarks)
        made = _without_impossible(made, record, remarks)
    if selection.countries:
        found = {series.country for series in made.series}
        if absent := sorted(selection.countries - found):
            remarks.add(f"no values for {', '.join(absent)}")
    return made


def _compare_units(made: SeriesSet, metric: Metric, remarks: Remarks) -> None:
    """Say if the file states another unit than the metric has: values are taken as they are.

    Raises BadRequest if its unit cannot be that of the metric in other words.
    """
    unit = made.dataset.unit or ("%" if made.is_percent else "")
    texts = (*made.dataset.unit_texts, "%") if made.is_percent else made.dataset.unit_texts
    found = None if metric.unit and metric.unit.startswith(TODO) else contradiction(unit, texts, metric.unit)
    if found:
        text, respect = found
        known = f'has the unit "{metric.unit}"' if metric.unit else "has no unit"
        place = made.dataset.place
        raise BadRequest(
            f"{place}: the unit of the values is {quoted(clean(text))}, but the metric {metric.id} {known}. "
            f"The {respect} is different, and sco does not convert values. Choose rows in the unit of the metric with "
            "--where COLUMN=VALUE, or name another metric with --metric"
        )
    if _differs(unit, metric.unit):
        known = f'"{metric.unit}"' if metric.unit else "none"
        remarks.add(
            f'the file has the unit "{unit}", and the metric {metric.id} has {known}; the values are taken as they are'
        )


def _differs(unit: str | None, known: str | None) -> bool:
    """Whether a unit of a file is another one than that of a metric; a percent sign alone does not say of what."""
    unit, known = unit or "", known or ""
    return bool(unit) and fold(unit) != fold(known) and not (unit == "%" and known.startswith("%"))


def _without_impossible(made: SeriesSet, metric: Metric, remarks: Remarks) -> SeriesSet:
    """The set without values outside of the range of the metric, which are problems."""
    low, high = metric.minimum, metric.maximum
    if low is None and high is None:
        return made
    outside: set[tuple[str, int]] = set()
    for series in made.series:
        for year, point in list(series.points.items()):
            if (low is not None and point.value < low) or (high is not None and point.value > high):
                outside.add((series.country, year))
                del series.points[year]
                ends = ["unbounded" if end is None else str(end) for end in (low, high)]
                remarks.problem(
                    made.dataset.at(point.line),
                    f"{series.country} {year}: {point.value} is outside the range of {metric.id}: {ends[0]} to "
                    f"{ends[1]}; it is left out",
                )
    left = [series for series in made.series if series.points]
    return replace(made, series=left, unread=made.unread | outside)


def count_series(sets: Sequence[SeriesSet]) -> str:
    """How many series and values there are, in words."""
    series = [record for made in sets for record in made.series]
    values = sum(len(record.points) for record in series)
    return f"{count_noun(len(series), 'series')} with {count_noun(values, 'value')}"
