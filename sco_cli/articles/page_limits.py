"""Limits on HTML pages: structures that parsers take far too long to read, and that no real page has.

Scripts are left out, but for the data about the page. What remains is refused if it is too large or too entangled.
"""

from __future__ import annotations

import re

from sco_cli.articles.article import BadArticle

MAX_CHARACTERS = 10_000_000
MAX_ELEMENTS = 50_000
MAX_DEPTH = 250
"""Elements around an element; a little less than what libxml2 allows, which leaves out the rest."""

MAX_MARKED_PARTS = 4000
"""Elements such as <em> and <a> in one element."""

BLOCKS = frozenset(("p", "div", "br", "li", "tr", "td", "th", "dt", "dd", "hr", "h1", "h2", "h3", "h4", "h5", "h6"))
"""Elements of which another may hold any number."""

MAX_ATTRIBUTES = 200
"""Attributes of an element: each is compared with all others."""

MAX_DATA_CHARACTERS = 50_000
"""The length of all the data about a page (JSON-LD) that is read."""

_SCRIPT_OR_COMMENT = re.compile(r"<!--|<(script|style)\b", re.IGNORECASE)
_END = {
    "": re.compile("-->"),
    **{name: re.compile(rf"</{name}\b[^>]{{0,100}}>?", re.IGNORECASE) for name in ("script", "style")},
}
"""What ends a script, a style, and a comment, which has no name."""

_DATA = re.compile(r"""[^>]{0,1000}?\btype\s*=\s*["']?application/ld\+json""", re.IGNORECASE)
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")


def check_text(page: str) -> str:
    """The page without scripts, but for its data. Raises BadArticle if it is too long or has too many attributes."""
    if len(page) > MAX_CHARACTERS:
        raise BadArticle(f"it is an HTML page with more than {MAX_CHARACTERS:,} characters")
    page = _without_scripts(page)
    for part in page.split(">"):
        tag = part[part.rfind("<") + 1 :]
        if len(tag) > MAX_ATTRIBUTES and len(_QUOTED.sub(" ", tag).split()) > MAX_ATTRIBUTES and "<" in part:
            raise BadArticle(f"it is an HTML page with more than {MAX_ATTRIBUTES:,} attributes on an element")
    return page


def check_tree(depth: int, elements: int, marked_parts: int) -> None:
    """Raises BadArticle if the elements of a page are nested too deeply, or too many, or too many in one element."""
    if depth > MAX_DEPTH:
        raise BadArticle(f"it is an HTML page with elements nested more than {MAX_DEPTH} deep")
    if elements > MAX_ELEMENTS:
        raise BadArticle(f"it is an HTML page with more than {MAX_ELEMENTS:,} elements")
    if marked_parts > MAX_MARKED_PARTS:
        raise BadArticle(f"it is an HTML page with more than {MAX_MARKED_PARTS:,} marked parts in a paragraph")


def _without_scripts(page: str) -> str:
    """The page without scripts, styles and comments, and with its data."""
    kept, start, data = [], 0, 0
    while found := _SCRIPT_OR_COMMENT.search(page, start):
        kept.append(page[start : found.start()])
        name = (found[1] or "").lower()
        end = _END[name].search(page, found.end())
        start = end.end() if end else len(page)
        length = start - found.start()
        if name == "script" and _DATA.match(page, found.end()) and data + length <= MAX_DATA_CHARACTERS:
            data += length
            kept.append(page[found.start() : start])
    return "".join((*kept, page[start:]))
