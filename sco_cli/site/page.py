"""A page of a site before it is HTML: what is on it, where it is, and what machines are told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.reports.report import Block, Report

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, Metric, Series
    from sco_cli.models.facts import AnyRecord, Fact
    from sco_cli.models.json_values import JsonRecord
    from sco_cli.queries.filters import Filters


class Site(NamedTuple):
    """A site: its base, its title, and the address at which it will be, with a slash at its end; "" if not known."""

    base: FactBase
    title: str
    url: str


class Picture(NamedTuple):
    """A chart as svg, with its title; `card` draws it as png for previews of the page elsewhere.

    Charts of the same `name` are the same.
    """

    name: str
    svg: str
    title: str
    card: Callable[[], bytes]


class Views(NamedTuple):
    """The reports and charts that pages are made of. They are those of the commands, which are in a layer above."""

    overview: Callable[[], Report]
    countries: Callable[[], Report]
    country: Callable[[Country], Report]
    country_with_everything: Callable[[Country], Report]
    metrics: Callable[[], Report]
    metric: Callable[[Metric], Report]
    record: Callable[[AnyRecord], Report]
    facts: Callable[[Filters], Report]
    projects: Callable[[], Report]
    sources: Callable[[], Report]
    series: Callable[[Series], Report]
    citation: Callable[[AnyRecord], Sequence[Block]]
    country_chart: Callable[[Country], Picture | None]
    metric_chart: Callable[[Metric], Picture | None]
    fact_chart: Callable[[Fact], Picture | None]


class Part(NamedTuple):
    """A part of a page: blocks, or a picture.

    `name` is a class for its look. `summary` folds it under that line. `is_listing` lets a reader filter its table.
    """

    blocks: Sequence[Block] = ()
    name: str = ""
    summary: str = ""
    picture: Picture | None = None
    is_listing: bool = False


class Pages(NamedTuple):
    """The pages that a listing goes over: the path of the first, how many there are, and which of them this is.

    `total` is the number of rows on all of them.
    """

    first: str
    number: int
    current: int
    total: int

    def path(self, number: int) -> str:
        """The path of the page with that number, counted from 1."""
        return self.first if number == 1 else self.first.replace(".html", f"-{number}.html")


class Page(NamedTuple):
    """A page: `trail` has the names and paths of the pages above it, `scope` what a listing of facts is about.

    `rest` is where all is listed of which the page shows the first.
    """

    path: str
    kind: str
    title: str
    description: str
    parts: Sequence[Part]
    trail: Sequence[tuple[str, str]] = ()
    linked: JsonRecord | None = None
    pages: Pages | None = None
    scope: str = ""
    scope_facts: Sequence[Fact] = ()
    rest: str = ""

    @property
    def picture(self) -> Picture | None:
        """The first chart on the page."""
        return next((part.picture for part in self.parts if part.picture), None)
