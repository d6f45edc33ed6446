"""Where the page of a record is, relative to the top of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sco_cli.models.factbase import is_fact

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

LISTINGS = {
    "country": "countries.html",
    "metric": "metrics.html",
    "place": "places.html",
    "organization": "organizations.html",
    "area": "areas.html",
    "fact": "facts.html",
    "source": "sources.html",
    "series": "metrics.html",
}
"""The listing with the records of each folder."""


def folder(record: AnyRecord) -> str:
    """The folder of the pages of such records: that of their kind, and one for all facts."""
    return "fact" if is_fact(record) else record.kind


def address(record: AnyRecord) -> str:
    """The path of the page of a record. Ids have no letters that are special in addresses."""
    return f"{folder(record)}/{record.id}.html"


def public_path(path: str) -> str:
    """The path of a page as search engines are to know it: the first page is the folder itself."""
    return "" if path == "index.html" else path


def root(path: str) -> str:
    """The way from a page to the top of the site."""
    return "../" * path.count("/")
