"""Pages of the documentation as they are built: their links, their sections, and what a browser would load."""

from __future__ import annotations

import functools
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
"""Elements of HTML that have no end tag."""


class Link(NamedTuple):
    """A link that a reader can click: its words and its target."""

    words: str
    target: str


class Page(HTMLParser):
    """A page: `links` to click, `ids`, `loaded` addresses of what it is made of, and `sections`, their text by id."""

    def __init__(self, path: Path) -> None:
        """Read the page at that path."""
        super().__init__()
        self.links: list[Link] = []
        self.ids: set[str] = set()
        self.loaded: list[str] = []
        self.sections: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self._link: tuple[str, list[str]] | None = None
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag has of a link, an id or a file that is loaded."""
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.add(values["id"])
        if tag in ("script", "img", "iframe", "source") and "src" in values:
            self.loaded.append(values["src"])
        if tag == "link" and values.get("rel") not in ("canonical", "next", "prev", "index", "search"):
            self.loaded.append(values["href"])
        if tag == "a" and "href" in values:
            self._link = (values["href"], [])
        if tag not in VOID:
            self._open.append((tag, values.get("id", "") if tag in ("section", "dt") else ""))

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a link or a section."""
        if tag == "a" and self._link:
            target, words = self._link
            self.links.append(Link(" ".join("".join(words).split()), target))
            self._link = None
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Add the text to the link and to the sections around it."""
        if self._link:
            self._link[1].append(data)
        for _, name in self._open:
            if name:
                self.sections[name] = self.sections.get(name, "") + data


class Place(NamedTuple):
    """A page of a built site, and an anchor in it or an empty text."""

    path: Path
    anchor: str

    @property
    def page(self) -> Page:
        """The page, which is read once."""
        return read_page(self.path)

    def follow(self, target: str) -> Place:
        """Where a link on this page leads."""
        path, anchor = urldefrag(target)
        return Place((self.path.parent / unquote(path)).resolve() if path else self.path, unquote(anchor))

    def click(self, words: str) -> Place:
        """Where the link with these words leads. Raises AssertionError if there is none."""
        targets = [link.target for link in self.page.links if link.words == words]
        assert targets, f"{self.path.name} has no link with the words {words!r}"
        return self.follow(targets[0])

    def text(self) -> str:
        """The text of the section at the anchor, with single blanks."""
        return " ".join(self.page.sections[self.anchor].split())


@functools.cache
def read_page(path: Path) -> Page:
    """The page at that path."""
    return Page(path)
