"""What a new vintage of a series revises: values that are added, removed, or other than those of a base; and its words.

Breaks and notes that the base does not have are listed too, and series of which the file has nothing at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from sco_cli.errors import BadRequest
from sco_cli.imports.series.country_series import CountrySeries, Selection
from sco_cli.imports.series.series_sets import SeriesSet
from sco_cli.imports.series.statistics import Remarks, listed
from sco_cli.models.factbase import FactBase
from sco_cli.text import count_noun, join_names

if TYPE_CHECKING:
    from sco_cli.models.entities import Series


Change = Literal["added", "removed", "revised", "new break", "new note", "not in the file"]


class Revision(NamedTuple):
    """What a file and a base do not have in common: a value, a break, a note or a whole series.

    `was` and `now` are None where one of them has no value; `year` is None for a note and for a series. `text` is the
    break or the note, else empty.
    """

    change: Change
    series: str
    metric: str
    country: str
    year: int | None
    was: Decimal | None
    now: Decimal | None
    source: str
    text: str = ""

    @property
    def is_news(self) -> bool:
        """Whether the file says something else than the base. A series that it does not have may be in another file."""
        return self.change != "not in the file"


def old_series(base: FactBase, made: SeriesSet, replaces: str | None, *, only_same_source: bool) -> dict[str, Series]:
    """The series of the base that those of a set are newer versions of, by country.

    These are the ones of the source that the set replaces, or of the same source. If there are none, and if not
    `only_same_source`, those of the metric are, provided that each country has one of them. Raises BadRequest if not.
    """
    of_metric = [series for series in base.of_kind("series") if series.metric == made.metric]
    wanted = replaces or made.source
    found = {series.country: series for series in of_metric if series.source == wanted}
    if found or only_same_source or replaces:
        return found
    by_country: dict[str, list[Series]] = defaultdict(list)
    for series in of_metric:
        by_country[series.country].append(series)
    countries = {record.country for record in made.series}
    if several := [code for code, entries in by_country.items() if len(entries) > 1 and code in countries]:
        sources = sorted({series.source for series in by_country[several[0]]})
        raise BadRequest(
            f"the base has several series of {made.metric} for {several[0]}; name the source that the file "
            f"replaces with --replaces {sources[0]} or {join_names(sources[1:])}"
        )
    return {code: entries[0] for code, entries in by_country.items() if len(entries) == 1}


def find_revisions(
    base: FactBase, sets: Sequence[SeriesSet], selection: Selection, replaces: str | None, remarks: Remarks
) -> list[Revision]:
    """All revisions, by country in the order of the file, and by year.

    Values that stand in the file and could not be read are no revisions, and neither are those of other years.
    Series of countries that the file does not name come last, unless countries are chosen.
    """
    found: list[Revision] = []
    absent: list[Revision] = []
    for made in sets:
        old = old_series(base, made, replaces, only_same_source=False)
        if sources := sorted({series.source for series in old.values()} - {made.source}):
            remarks.add(f"compared with the series of {join_names(sources)}")
        new = {series.country: series for series in made.series}
        countries = list(dict.fromkeys([*new, *(code for code in old if code in made.countries)]))
        same = 0
        for code in countries:
            revisions = list(_of_country(made, code, new.get(code), old.get(code), selection))
            words = list(_words(made, new.get(code), old.get(code)))
            same += not revisions and not words
            found += [*revisions, *words]
        if same:
            remarks.add(f"{made.metric}: {count_noun(same, 'series')} without a change")
        if doubtful := sorted(made.without_year & old.keys()):
            remarks.add(
                f"{made.metric}: no value of {listed(doubtful, 10)} is listed as not in the file, "
                "because a year in the file could not be read"
            )
        if selection.countries is None:
            absent += [_absent(old[code], made) for code in old if code not in made.countries]
    return [*found, *absent]


def _words(made: SeriesSet, new: CountrySeries | None, old: Series | None) -> Iterator[Revision]:
    """The breaks and notes of a country that the file has and the base does not: --into adds them."""
    if new is None or old is None:
        return
    for year, text in sorted(new.breaks.items()):
        if year not in old.breaks and year in new.points:
            yield Revision("new break", old.id, made.metric, new.country, year, None, None, made.source, text)
    for text in new.notes():
        if text not in old.notes:
            yield Revision("new note", old.id, made.metric, new.country, None, None, None, made.source, text)


def _absent(old: Series, made: SeriesSet) -> Revision:
    return Revision("not in the file", old.id, made.metric, old.country, None, None, None, old.source)


def _of_country(
    made: SeriesSet, country: str, new: CountrySeries | None, old: Series | None, selection: Selection
) -> list[Revision]:
    now = {year: point.value for year, point in new.points.items()} if new else {}
    was = {year: value for year, value in old.points.items() if selection.years.includes(year)} if old else {}
    name = old.id if old else f"{made.metric}-{country}-series".lower()
    revisions = []
    for year in sorted({*now, *was}):
        before, after = was.get(year), now.get(year)
        if before == after or (country, year) in made.unread:
            continue
        if after is None and country in made.without_year:
            continue
        change: Change = "added" if before is None else "removed" if after is None else "revised"
        revisions.append(Revision(change, name, made.metric, country, year, before, after, made.source))
    return revisions
