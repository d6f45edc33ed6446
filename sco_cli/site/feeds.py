"""What a site tells search engines and feed readers: a map of its pages, and a feed of the newest sources.

The map: https://www.sitemaps.org/protocol.html ; the feed: RFC 4287.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from sco_cli.models import period
from sco_cli.reports.sources import publisher_and_date
from sco_cli.site.addresses import address
from sco_cli.site.page import Site
from sco_cli.text import escape_unsafe

MAX_ADDRESSES = 50_000
"""The number of addresses that a file of a map may have."""

MAX_ENTRIES = 50

_XML = '<?xml version="1.0" encoding="utf-8"?>'
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def site_map(site: Site, paths: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The files of the map with their lines: one, or several and the list of them."""
    chunks = [paths[start : start + MAX_ADDRESSES] for start in range(0, len(paths), MAX_ADDRESSES)]
    if len(chunks) == 1:
        yield "sitemap.xml", _addresses(site, chunks[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
    for name, chunk in zip(names, chunks, strict=True):
        yield name, _addresses(site, chunk)
    listed = [f"<sitemap><loc>{escape(site.url + name)}</loc></sitemap>" for name in names]
    yield "sitemap.xml", [_XML, f'<sitemapindex xmlns="{_MAP}">', *listed, "</sitemapindex>"]


def _addresses(site: Site, paths: Sequence[str]) -> list[str]:
    lines = [f"<url><loc>{escape(site.url + ('' if path == 'index.html' else path))}</loc></url>" for path in paths]
    return [_XML, f'<urlset xmlns="{_MAP}">', *lines, "</urlset>"]


def feed(site: Site) -> Iterator[str]:
    """The lines of the feed: the sources that were published last, as far as the base has dates; no clock is asked."""
    dated = [source for source in site.base.sources if source.published]
    dated.sort(key=lambda source: (period.parse(source.published or "").last, source.id), reverse=True)
    updated = _instant(dated[0].published or "") if dated else _instant(site.base.info.as_of)
    yield _XML
    yield '<feed xmlns="http://www.w3.org/2005/Atom">'
    yield f"<title>{_text(site.title)}: newest sources</title>"
    yield f"<id>{escape(site.url)}</id>"
    yield f'<link rel="alternate" href="{_attribute(site.url)}"/>'
    yield f'<link rel="self" href="{_attribute(site.url)}feed.xml"/>'
    yield f"<updated>{updated}</updated>"
    yield f"<author><name>{_text(site.title)}</name></author>"
    for source in dated[:MAX_ENTRIES]:
        link = site.url + address(source)
        yield "<entry>"
        yield f"<title>{_text(source.title)}</title>"
        yield f"<id>{escape(link)}</id>"
        yield f'<link href="{_attribute(link)}"/>'
        yield f"<updated>{_instant(source.published or '')}</updated>"
        yield f"<summary>{_text(publisher_and_date(source))}</summary>"
        yield "</entry>"
    yield "</feed>"


def _instant(date: str) -> str:
    """The first moment of a date, as RFC 3339 writes it."""
    return f"{period.parse(date).first.isoformat()}T00:00:00Z"


def _text(text: str) -> str:
    return escape(escape_unsafe(text))


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})
