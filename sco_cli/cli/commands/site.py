"""`sco site FOLDER`: the whole base as pages that open from disk or from any web server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from sco_cli.citations.references import is_citable
from sco_cli.cli import site_charts
from sco_cli.cli.messages import print_messages
from sco_cli.cli.options import FactsOption, ForceOption
from sco_cli.cli.views import view
from sco_cli.errors import BadRequest
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import Filters
from sco_cli.reports.metrics_listing import metrics_listing
from sco_cli.reports.report import Block
from sco_cli.site.builder import write_site
from sco_cli.site.page import Site, Views

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord


def views(base: FactBase) -> Views:
    """The reports of the commands for this base; without the extra for charts there are none."""
    charts = site_charts.SiteCharts(base) if site_charts.is_installed() else None

    def citation(record: AnyRecord) -> Sequence[Block]:
        """How to cite a record in APA style; nothing for one that cannot be cited, or that no source states."""
        if not is_citable(record):
            return ()
        try:
            blocks: Sequence[Block] = view("cite")(base, [record], "apa").blocks
        except BadRequest:
            return ()
        return blocks

    return Views(
        overview=lambda: view("overview")(base, is_first_page=True),
        countries=lambda: view("countries")(base),
        country=lambda country: view("country")(base, country),
        country_with_everything=lambda country: view("country")(base, country, everything=True),
        metrics=lambda: metrics_listing(base),
        metric=lambda metric: view("metric")(base, metric),
        record=lambda record: view("show", "record_report")(base, record),
        facts=lambda filters: view("facts")(base, filters),
        projects=lambda: view("projects")(base, Filters()),
        sources=lambda: view("sources")(base, Filters()),
        series=lambda series: view("series")(base, Filters(metric=(series.metric,), country=(series.country,))),
        citation=citation,
        country_chart=lambda country: charts.country(country) if charts else None,
        metric_chart=lambda metric: charts.metric(metric) if charts else None,
        fact_chart=lambda fact: charts.fact(fact) if charts else None,
    )


def _address(url: str | None) -> str:
    """The address of the site with a slash at its end; "" without one. Raises BadRequest for what is no web address."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    is_plain = url.isascii() and url.isprintable() and not set(url) & set(" <>\"'\\^`{|}")
    if not host or not is_plain or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise BadRequest(
            f'--url: "{url}" is not the address of a site: it must begin with http:// or https:// and contain no ? or #'
        )
    return url if url.endswith("/") else f"{url}/"


def command(
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help="Folder to write the site to; it is created if needed.")
    ],
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="Title of the site. Default: the title of the base.")
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(
            "--url",
            metavar="ADDRESS",
            help="Web address of the site; adds canonical URLs, a sitemap, a feed and preview pictures.",
        ),
    ] = None,
    force: ForceOption = False,
    facts: FactsOption = None,
) -> None:
    """Publish the base as a website.

    The site has a page for each record, listings, search and charts. It can be opened from disk or served by any web
    server, and loads nothing from other sites. Charts need the extra `charts`. --force replaces an existing folder only
    if `sco site` wrote it.

    \b
    Examples:
      sco site public
      sco site public --url https://example.org/facts/ --force
      sco site pages --facts mine.toml --title "My facts"
    """
    address = _address(url)
    base = open_base(facts)
    site = Site(base, title or base.info.title, address)
    number = write_site(site, views(base), Path(folder), force=force)
    messages = [f"sco: {number:,} pages written; open {Path(folder) / 'index.html'}"]
    if not site_charts.is_installed():
        messages.append("sco: the site has no charts; they need the extra \"charts\": pip install 'sco-cli[charts]'")
    print_messages(messages)
