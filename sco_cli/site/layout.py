"""The html document around the parts of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sco_cli.formats.html_blocks import escape_text
from sco_cli.formats.json_encoder import encode_compact
from sco_cli.models.date_words import date_words
from sco_cli.models.vocabulary import STANDING_WORDS
from sco_cli.queries.standing import standing_of
from sco_cli.reports.report import Span, spans
from sco_cli.site import inline_svg
from sco_cli.site.addresses import public_path, root
from sco_cli.site.blocks import SiteBlocks, fact_years
from sco_cli.site.linked_data import licence_address
from sco_cli.site.page import Page, Part, Site

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""What a page may load, for browsers: its own stylesheet, scripts and icon, and nothing else."""

NAVIGATION = {
    "countries.html": "Countries",
    "metrics.html": "Metrics",
    "facts.html": "Facts",
    "areas.html": "Themes",
    "standings.html": "Standing",
    "sources.html": "Sources",
    "about.html": "About",
}
"""The main navigation: paths, and what they are called."""

MAX_DESCRIPTION = 200


class Preview(NamedTuple):
    """The picture that other sites show of a page: its path and what it shows."""

    path: str
    text: str


def document(site: Site, page: Page, preview: Preview | None = None) -> Iterator[str]:
    """The lines of a page."""
    top = root(page.path)
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield from _head(site, page, top, preview)
    yield "</head>"
    yield f'<body class="{page.kind}">'
    yield '<a class="skip" href="#main">Skip to the content</a>'
    yield '<header class="site-header">'
    yield f'<a class="brand" href="{top}index.html" dir="auto">{escape_text(site.title)}</a>'
    yield f'<nav aria-label="Main"><ul>{_navigation(page, top)}</ul></nav>'
    yield "</header>"
    if page.trail:
        above = "".join(f'<li><a href="{top}{path}">{escape_text(name)}</a></li>' for name, path in page.trail)
        last = f'<li aria-current="page" dir="auto">{escape_text(page.title)}</li>'
        yield f'<nav class="breadcrumb" aria-label="Breadcrumb"><ol>{above}{last}</ol></nav>'
    yield '<main id="main" tabindex="-1">'
    yield from _parts(site, page, top)
    yield from _page_links(page, top)
    yield "</main>"
    yield f'<footer class="site-footer"><p>{_footer(site, top)}</p></footer>'
    yield "</body>"
    yield "</html>"


def _head(site: Site, page: Page, top: str, preview: Preview | None) -> Iterator[str]:
    title = page.title if page.title == site.title else f"{page.title} | {site.title}"
    description = _shorten(page.description)
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{escape_text(title)}</title>"
    yield f'<meta name="description" content="{escape_text(description)}">'
    if site.url:
        address = site.url + public_path(page.path)
        yield f'<link rel="canonical" href="{address}">'
        yield f'<link rel="alternate" type="application/atom+xml" title="Newest sources" href="{top}feed.xml">'
        properties = {
            "og:type": "website" if page.path == "index.html" else "article",
            "og:title": page.title,
            "og:url": address,
        }
        if preview:
            properties |= {"og:image": site.url + preview.path, "og:image:alt": preview.text}
        yield from (f'<meta property="{name}" content="{escape_text(text)}">' for name, text in properties.items())
        if preview:
            yield '<meta name="twitter:card" content="summary_large_image">'
    yield f'<link rel="stylesheet" href="{top}assets/site.css">'
    yield f'<link rel="icon" href="{top}assets/icon.svg" type="image/svg+xml">'
    yield f'<script src="{top}assets/search.js" defer></script>'
    if page.scope:
        yield f'<script src="{top}assets/filters.js" defer></script>'
    if page.linked:
        # Browsers do not run it, so the policy does not forbid it. No letter of it ends the element.
        data = encode_compact(page.linked).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        yield f'<script type="application/ld+json">{data}</script>'


def _navigation(page: Page, top: str) -> str:
    first = page.pages.first if page.pages else page.path
    here = ' aria-current="page"'
    return "".join(
        f'<li><a href="{top}{path}"{here if path == first else ""}>{name}</a></li>' for path, name in NAVIGATION.items()
    )


def _parts(site: Site, page: Page, top: str) -> Iterator[str]:
    own = page.path.rpartition("/")[2].removesuffix(".html") if "/" in page.path else ""
    blocks = SiteBlocks(site.base, top, own, page.rest)
    for number, part in enumerate(page.parts):
        if part.picture:
            yield from _figure(part, f"c{number}")
            continue
        blocks.is_listing = part.is_listing
        blocks.listing_attributes = _listing_attributes(site, page) if part.is_listing else ""
        if part.name == "print-only":
            yield '<div class="print-only">'
            yield from (line for block in part.blocks for line in blocks.block(block))
            yield "</div>"
        elif part.name == "everything":
            yield '<div class="everything" id="everything">'
            yield from blocks.sections(part.blocks)
            yield "</div>"
        elif part.summary:
            yield f'<div class="{part.name}"><details><summary>{escape_text(part.summary)}</summary>'
            yield from (line for block in part.blocks for line in blocks.block(block))
            yield "</details></div>"
        else:
            yield from blocks.sections(part.blocks, part.name)


def _figure(part: Part, prefix: str) -> Iterator[str]:
    """A chart, which scrolls on a narrow screen instead of becoming too small to read."""
    assert part.picture
    label = escape_text(f"Chart: {part.picture.title}")
    yield '<figure class="chart">'
    yield f'<div class="scroll" tabindex="0" role="group" aria-label="{label}">'
    yield inline_svg.inline(part.picture.svg, prefix)
    yield "</div></figure>"


def _listing_attributes(site: Site, page: Page) -> str:
    """What the filters of a listing offer: names of countries; of a part of a listing also what the rest of it has."""
    facts = page.scope_facts
    codes = dict.fromkeys(code for fact in facts for code in fact.countries)
    countries = ";".join(f"{code}={site.base.country(code).name.replace(';', ',')}" for code in sorted(codes))
    found = {standing_of(site.base, fact) for fact in facts}
    standings = ";".join(f"{standing}={words}" for standing, words in STANDING_WORDS.items() if standing in found)
    attributes = f' data-countries="{escape_text(countries)}" data-standings="{standings}"'
    if page.pages and page.pages.number > 1:
        years = [year for fact in facts if fact.period for year in fact_years(fact.period).split()]
        ends = " ".join(dict.fromkeys((min(years), max(years)))) if years else ""
        attributes += f' data-pages="{page.pages.number}" data-total="{page.pages.total}" data-scope="{page.scope}"'
        attributes += f' data-years="{ends}"'
    return attributes


def _page_links(page: Page, top: str) -> Iterator[str]:
    if page.pages and page.pages.number > 1:
        links = []
        for number in range(1, page.pages.number + 1):
            current = ' aria-current="page"' if number == page.pages.current else ""
            links.append(f'<li><a href="{top}{page.pages.path(number)}"{current}>{number}</a></li>')
        yield f'<nav class="pages" aria-label="Pages"><ol>{"".join(links)}</ol></nav>'


def _footer(site: Site, top: str) -> str:
    info = site.base.info
    address = licence_address(info.licence)
    blocks = SiteBlocks(site.base, top)
    licence = spans(Span(info.licence, link=address))
    about = f'<a href="{top}about.html">How to read this site</a>'
    as_of = escape_text(date_words(info.as_of))
    return f"{escape_text(site.title)}, as of {as_of}. Licence: {blocks.text(licence)}. {about}"


def _shorten(text: str) -> str:
    """The text without what is too long for a search engine, cut between words."""
    if len(text) <= MAX_DESCRIPTION:
        return text
    return f"{text[:MAX_DESCRIPTION].rpartition(' ')[0] or text[:MAX_DESCRIPTION]} \u2026"
