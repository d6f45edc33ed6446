"""A site from its pages: html, search data, what search engines read, and the files that all pages share."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from sco_cli.site import feeds, search_index
from sco_cli.site.layout import Preview, document
from sco_cli.site.page import Page, Site, Views
from sco_cli.site.pages import iter_pages
from sco_cli.site.writer import SiteFolder, site_folder

ASSETS = ("site.css", "search.js", "filters.js", "icon.svg")
"""The files of this package that all pages share."""


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
            folder.write_lines("feed.xml", feeds.feed(site))
            for name, lines in feeds.site_map(site, paths):
                folder.write_lines(name, lines)
    return len(paths)


def _write_preview(site: Site, page: Page, folder: SiteFolder) -> Preview | None:
    """The card of a page with a chart, which only a site with an address needs; None for other pages."""
    if not site.url or not page.picture:
        return None
    path = f"card/{page.kind}-{page.path.rpartition('/')[2].removesuffix('.html')}.png"
    folder.write(path, page.picture.card())
    return Preview(path, page.picture.title)
