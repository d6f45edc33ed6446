"""Where something was said: publisher, date and paragraph, and a link to the words themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sco_cli.models.factbase import FactBase

if TYPE_CHECKING:
    from sco_cli.models.entities import Source
    from sco_cli.models.facts import Evidence


def locator_text(base: FactBase, evidence: Evidence) -> str:
    """Publisher, date and paragraph: "Economic Information Daily, 2025-08-28, paragraph 18"."""
    paragraph = f", paragraph {evidence.paragraph}" if evidence.paragraph else ""
    return publisher_and_date(base.source(evidence.source)) + paragraph


def publisher_and_date(source: Source) -> str:
    """Publisher, site that carries the text, and date: "PTI, via NewsDrum, 2026-01-01"; "undated" without a date."""
    via = f", via {source.via}" if source.via else ""
    return f"{source.publisher}{via}, {source.published or 'undated'}"


def deep_link(source: Source, wording: str | None) -> str | None:
    """The address of the source with a text fragment that scrolls a browser to the wording; None without an address.

    Text fragments: https://wicg.github.io/scroll-to-text-fragment/ ; hyphens are part of their syntax and are therefore
    percent-encoded too.
    """
    if source.url is None or wording is None:
        return source.url
    fragment = quote(wording, safe="").replace("-", "%2D")
    return f"{source.url}{'' if '#' in source.url else '#'}:~:text={fragment}"
