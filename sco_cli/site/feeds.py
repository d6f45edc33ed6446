"""The map of a site for search engines (sitemaps.org, 0.9) and a feed of its newest sources (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from sco_cli.text import escape_unsafe

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
ATOM = "http://www.w3.org/2005/Atom"
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
MAX_ADDRESSES = 50_000
"""As many addresses as a map may have; readers pass over a longer one."""


class FeedEntry(NamedTuple):
    """A page in the feed; `day` is an ISO 8601 date."""

    title: str
    path: str
    day: str


def sitemap(url: str, paths: Iterable[str]) -> str:
    """The map of the pages at those paths below the address, which ends with a slash; no more than the limit."""
    lines = [f"<url><loc>{escape(url + path)}</loc></url>\n" for path in paths]
    return f'{DECLARATION}<urlset xmlns="{SITEMAP}">\n{"".join(lines[:MAX_ADDRESSES])}</urlset>\n'


def atom_feed(url: str, path: str, title: str, day: str, entries: Sequence[FeedEntry]) -> str:
    """A feed at a path below the address, which ends with a slash; `day` is that of the base if there is no entry."""
    updated = max((entry.day for entry in entries), default=day)
    head = (
        f"<id>{escape(url)}</id><title>{_text(title)}</title><updated>{updated}T00:00:00Z</updated>\n"
        f'<link rel="self" href="{escape(url + path)}"/><link href="{escape(url)}"/>\n'
        f"<author><name>{_text(title)}</name></author>\n"
    )
    return f'{DECLARATION}<feed xmlns="{ATOM}">\n{head}{"".join(_entry(url, entry) for entry in entries)}</feed>\n'


def _entry(url: str, entry: FeedEntry) -> str:
    address = escape(url + entry.path)
    return (
        f"<entry><id>{address}</id><title>{_text(entry.title)}</title><updated>{entry.day}T00:00:00Z</updated>"
        f'<link href="{address}"/></entry>\n'
    )


def _text(text: str) -> str:
    return escape(escape_unsafe(text))
