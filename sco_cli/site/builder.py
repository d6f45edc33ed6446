"""A site from its pages: html, search data, what search engines read, and the files that all pages share."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from sco_cli.models import period, period_edtf
from sco_cli.site import feeds, search_index
from sco_cli.site.addresses import address, public_path
from sco_cli.site.layout import Preview, document
from sco_cli.site.page import Page, Site, Views
from sco_cli.site.pages import iter_pages
from sco_cli.site.writer import SiteFolder, site_folder

ASSETS = ("site.css", "search.js", "filters.js", "icon.svg")
"""The files of this package that all pages share."""


MAX_FEED_ENTRIES = 50


def write_site(site: Site, views: Views, path: Path, *, force: bool) -> int:
    """Write the site, one page at a time, and return the number of its pages. Raises as `site_folder` does."""
    with site_folder(path, force=force) as folder:
        paths = []
        for page in iter_pages(site, views):
            folder.write_lines(page.path, document(site, page, _write_preview(site, page, folder)))
            paths.append(page.path)
        assets = files("sco_cli.site") / "assets"
        for name in ASSETS:
            folder.write(f"assets/{name}", (assets / name).read_bytes())
        folder.write_lines("assets/search-data.js", search_index.script(site.base))
        if site.url:
            folder.write("feed.xml", _feed(site).encode())
            for start in range(0, len(paths), feeds.MAX_ADDRESSES):
                name = f"sitemap-{start // feeds.MAX_ADDRESSES + 1}.xml" if start else "sitemap.xml"
                chunk = paths[start : start + feeds.MAX_ADDRESSES]
                folder.write(name, feeds.sitemap(site.url, map(public_path, chunk)).encode())
    return len(paths)


def _feed(site: Site) -> str:
    """The feed of the sources that were published last, as far as the base has dates."""
    dated = [
        (period_edtf.parse(source.published).last_known_day, source) for source in site.base.sources if source.published
    ]
    dated.sort(key=lambda item: (item[0], item[1].id), reverse=True)
    entries = [
        feeds.FeedEntry(source.title, address(source), f"{day:%Y-%m-%d}") for day, source in dated[:MAX_FEED_ENTRIES]
    ]
    day = f"{period.parse(site.base.info.as_of).last:%Y-%m-%d}"
    return feeds.atom_feed(site.url, "feed.xml", f"{site.title}: newest sources", day, entries)


def _write_preview(site: Site, page: Page, folder: SiteFolder) -> Preview | None:
    """The card of a page with a chart, which only a site with an address needs; None for other pages."""
    if not site.url or not page.picture:
        return None
    path = f"card/{page.picture.name}.png"
    if path not in folder.names:
        folder.write(path, page.picture.card())
    return Preview(path, page.picture.title)
