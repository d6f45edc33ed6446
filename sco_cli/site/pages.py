"""The pages of a site, one after the other: those of the whole base, listings, and one for each record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sco_cli.models import period_edtf
from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.models.vocabulary import STANDING_WORDS, STANDINGS
from sco_cli.queries.filters import Filters, select
from sco_cli.queries.recency import recency
from sco_cli.queries.titles import record_title
from sco_cli.reports.columns import country_label, facts_table, source_column
from sco_cli.reports.records import SourceRow, fact_rows, to_record
from sco_cli.reports.report import (
    Block,
    Column,
    Fields,
    Heading,
    Paragraph,
    RecordRow,
    Report,
    Span,
    Table,
    Text,
    Title,
    listing,
    spans,
)
from sco_cli.reports.sources import publisher_and_date
from sco_cli.site import about, linked_data, scopes
from sco_cli.site.addresses import LISTINGS, address, folder
from sco_cli.site.page import Page, Pages, Part, Site, Views
from sco_cli.site.series_values import values_table
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, Metric
    from sco_cli.models.facts import AnyRecord, Fact

ROWS_OF_A_PAGE = 80
"""A longer listing goes on on another page, so that a page is small."""

MAX_FIRST = 10
"""The number of contested facts, and of newest sources, on the first page."""

MAX_FACTS_OF_COUNTRY = 60
"""The facts of a country that has more are listings of their own, so that its page is small."""

HOME = ("Home", "index.html")

RECORD_KINDS = ("place", "organization", "area", "source", "series")
"""The kinds of record whose page is that of `sco show` and nothing else; an area's is a listing of its facts."""


def iter_pages(site: Site, views: Views) -> Iterator[Page]:
    """Every page, made when it is asked for."""
    yield _home(site, views)
    yield about.page(site)
    yield from _listings(site, views)
    for country in site.base.countries:
        yield from _country_pages(site, views, country)
    for metric in site.base.metrics:
        yield _metric_page(site, views, metric)
    for kind in RECORD_KINDS:
        if kind != "area":
            for record in site.base.of_kind(kind):
                yield _record_page(site, views, record)
    for fact in site.base.facts:
        yield _record_page(site, views, fact)


def _home(site: Site, views: Views) -> Page:
    """What the base holds, the countries, and the facts where sources disagree."""
    base = site.base
    title, *overview = views.overview().blocks
    assert isinstance(title, Title)
    blocks: list[Block] = [Title(spans(site.title), title.right), *overview]
    contested = select(base, base.facts, Filters(standing=("contested",)))
    facts = sorted(contested, key=lambda fact: recency(base, fact), reverse=True)[:MAX_FIRST]
    if facts:
        count = count_noun(len(contested), "fact")
        blocks.append(Heading(spans("Where sources disagree"), spans(Span(f"{count}, the newest first", "dim"))))
        blocks.append(facts_table(fact_rows(base, facts), "fact"))
    blocks += [Heading(spans("Countries")), *_body(views.countries())]
    blocks += [Heading(spans("Standing of facts")), *about.standing_blocks(base)]
    if any(source.published for source in base.sources):
        blocks += [Heading(spans("Newest sources")), _newest_sources(base)]
    description = f"{base.info.title}: {count_noun(len(base.facts), 'claim')}, with their sources and evidence."
    return Page("index.html", "home", site.title, description, [Part(blocks)], linked=linked_data.base_data(site))


def _newest_sources(base: FactBase) -> Table[SourceRow]:
    """The sources that were published last, by their dates."""
    dated = [
        (period_edtf.parse(source.published).last_known_day, source.id, source)
        for source in base.sources
        if source.published
    ]
    newest = sorted(dated, key=lambda item: item[:2], reverse=True)
    columns: tuple[Column[SourceRow], ...] = (
        source_column(),
        Column("title", "title", lambda row: spans(Span(row.source.title, record=row.source.id)), no_wrap=False),
    )
    return Table(columns, [SourceRow(source, to_record(base, source)) for _, _, source in newest[:MAX_FIRST]])


def _listings(site: Site, views: Views) -> Iterator[Page]:
    """The listings of each kind of record, and of the facts of each theme and standing."""
    base = site.base
    yield from _listing(site, views.countries(), "countries.html", "Countries")
    yield from _listing(site, views.metrics(), "metrics.html", "Metrics")
    yield from _listing(site, views.sources(), "sources.html", "Sources")
    yield from _listing(site, views.facts(Filters()), "facts.html", "Facts", scope=scopes.ALL, facts=base.facts)
    yield from _listing(site, views.projects(), "projects.html", "Projects", scope="projects", facts=base.projects)
    for kind, title in (("organization", "Organizations"), ("place", "Places")):
        yield from _listing(site, _names(site, kind), LISTINGS[kind], title)
    areas = _counted(site, [(area.id, spans(Span(area.name, record=area.id)), "area") for area in base.areas], "theme")
    yield from _listing(site, areas, "areas.html", "Themes")
    for area in base.areas:
        filters = Filters(area=(area.id,))
        yield from _fact_listing(site, views, filters, address(area), area.name, ("Themes", "areas.html"))
    parts = [Part(_standing_blocks(site))]
    yield Page("standings.html", "listing", "Standing", about.STANDING_SUMMARY, parts, [HOME])
    for standing in STANDINGS:
        filters = Filters(standing=(standing,))
        trail = ("Standing", "standings.html")
        yield from _fact_listing(
            site, views, filters, f"standing/{standing}.html", STANDING_WORDS[standing].capitalize(), trail
        )


def _fact_listing(
    site: Site, views: Views, filters: Filters, path: str, title: str, above: tuple[str, str]
) -> Iterator[Page]:
    """The facts that pass a filter."""
    facts = select(site.base, site.base.facts, filters)
    scope = path.removesuffix(".html")
    yield from _listing(site, views.facts(filters), path, title, scope=scope, facts=facts, trail=(HOME, above))


def _listing(
    site: Site,
    report: Report,
    path: str,
    title: str,
    *,
    scope: str = "",
    facts: Sequence[Fact] = (),
    trail: Sequence[tuple[str, str]] = (HOME,),
) -> Iterator[Page]:
    """The pages of a listing; with a scope, that of facts, its table can be filtered."""
    counted = next(block for block in report.blocks if isinstance(block, Title))
    table = next((block for block in report.blocks if isinstance(block, Table)), None)
    head = Title(spans(title), counted.left)
    description = f"{title}: {''.join(span.text for span in counted.left)}. {site.base.info.title}."
    if table is None:
        yield Page(path, "listing", title, description, [Part([head, *_body(report)])], trail)
        return
    starts = range(0, len(table.rows), ROWS_OF_A_PAGE)
    for number, start in enumerate(starts, 1):
        pages = Pages(path, len(starts), number, len(table.rows))
        rows = table.rows[start : start + ROWS_OF_A_PAGE]
        name = title if number == 1 else f"{title}, page {number}"
        parts = [Part([head]), Part([Table(table.columns, rows)], is_listing=bool(scope))]
        yield Page(pages.path(number), "listing", name, description, parts, trail, None, pages, scope, facts)


def _names(site: Site, kind: str) -> Report:
    """The records of a kind with the number of facts that name each."""
    records = site.base.of_kind(kind)
    named = [(record.id, spans(Span(record.name, record=record.id)), kind) for record in records]
    return _counted(site, named, kind)


def _counted(site: Site, named: Sequence[tuple[str, Text, str]], noun: str) -> Report:
    """A listing of what facts can be filtered by: its id, its name and its filter; with the number of such facts."""
    base = site.base
    rows = []
    texts = {}
    for record_id, text, name in named:
        number = len(select(base, base.facts, _filters(name, record_id)))
        rows.append(RecordRow({"id": record_id, "facts": number}))
        texts[record_id] = text
    columns: tuple[Column[RecordRow], ...] = (
        Column("name", noun, lambda row: texts[row.record["id"]], no_wrap=False),
        Column("facts", "facts", align="right"),
    )
    return listing(spans(count_noun(len(rows), noun)), columns, rows, f"no {noun} on record", {})


def _filters(name: str, record_id: str) -> Filters:
    """The filter of that name for the facts about a record."""
    return {
        "area": Filters(area=(record_id,)),
        "place": Filters(place=(record_id,)),
        "organization": Filters(organization=(record_id,)),
    }[name]


def _standing_blocks(site: Site) -> Sequence[Block]:
    return [Title(spans("Standing")), Paragraph(spans(about.STANDING_SUMMARY)), *about.standing_blocks(site.base)]


def _country_pages(site: Site, views: Views, country: Country) -> Iterator[Page]:
    """The short report, which fits two sheets of paper, and below it everything or, if that is much, a listing."""
    label = country_label(site.base, country.code)
    filters = Filters(country=(country.code,))
    facts = select(site.base, site.base.facts, filters)
    parts = [Part(views.country(country).blocks, "brief"), *_chart(views.country_chart(country))]
    where = f": {site.url}{address(country)}" if site.url else f" in {site.title}"
    parts.append(
        Part([Paragraph(spans(f"All {count_noun(len(facts), 'fact')} with their sources{where}"))], "print-only")
    )
    rest, path = "#everything", f"country/{country.code}-facts.html"
    if len(facts) > MAX_FACTS_OF_COUNTRY:
        rest = path.removeprefix("country/")
        trail = (HOME, ("Countries", LISTINGS["country"]), (label, address(country)))
        title = f"Facts about {label}"
        scope = f"country/{country.code}"
        yield from _listing(site, views.facts(filters), path, title, scope=scope, facts=facts, trail=trail)
    else:
        _, *everything = views.country_with_everything(country).blocks
        parts.append(Part([Heading(spans("Everything on record")), *everything], "everything"))
    description = f"{label}: what is claimed, what official series show, and where sources disagree."
    yield _page(site, country, label, description, parts)._replace(rest=rest)


def _metric_page(site: Site, views: Views, metric: Metric) -> Page:
    """The figures of a metric, its official series, and the values of its chart."""
    title, definition, *blocks = views.metric(metric).blocks
    series = select(site.base, site.base.series, Filters(metric=(metric.id,)))
    chart = _chart(views.metric_chart(metric))
    parts = [Part([title, definition]), *chart]
    if series:
        table = values_table(site.base, series)
        parts.append(Part([table], "numbers", summary=f"All values: {metric.name}, by year and country"))
    parts.append(Part(blocks))
    return _page(site, metric, metric.name, f"{metric.name}: {metric.definition}.", parts)


def _record_page(site: Site, views: Views, record: Any) -> Page:
    """The page of `sco show`, with a chart of a claim beside the record, and how to cite it."""
    blocks = list(views.record(record).blocks)
    if record.kind == "series":
        blocks = [_without_points(block) for block in blocks] + [*map(_without_ids, _body(views.series(record)))]
    parts = [Part(blocks)]
    if is_fact(record):
        parts += _chart(views.fact_chart(record))
    if citation := views.citation(record):
        parts.append(Part([Heading(spans("Cite it")), *citation], "cite"))
    title = record_title(site.base, record)
    return _page(site, record, title, _description(site, record, title), parts)


def _without_points(block: Block) -> Block:
    """Fields of a series without its values, which are in a table below."""
    return Fields(tuple(row for row in block.rows if row[0] != "points")) if isinstance(block, Fields) else block


def _without_ids(block: Block) -> Block:
    """A table without its column of ids, which are all that of the page."""
    if not isinstance(block, Table):
        return block
    return Table(tuple(column for column in block.columns if column.key != "id"), block.rows)


def _description(site: Site, record: Any, title: str) -> str:
    if is_fact(record):
        source = next((site.base.source(evidence.source) for evidence in record.evidence), None)
        text = getattr(record, "summary", None) or title
        return f"{text.rstrip('.')}. {publisher_and_date(source) if source else ''}"
    if record.kind == "source":
        return f"{title}. {publisher_and_date(record)}: what it states, and the facts based on it."
    return f"{title}: facts on record, with their sources."


def _page(site: Site, record: AnyRecord, title: str, description: str, parts: Sequence[Part]) -> Page:
    above = LISTINGS[folder(record)]
    name = {"metrics.html": "Metrics"}.get(above, above.removesuffix(".html").capitalize())
    kind = folder(record)
    trail = [HOME, (name, above)]
    if record.kind in ("figure", "series"):
        metric = site.base.metric(record.metric)
        trail.append((metric.name, address(metric)))
    return Page(address(record), kind, title, description, parts, trail, linked_data.record_data(site, record))


def _chart(picture: Any) -> list[Part]:
    return [Part(picture=picture)] if picture else []


def _body(report: Report) -> list[Block]:
    """The blocks of a report below its title."""
    return [block for block in report.blocks if not isinstance(block, Title)]
