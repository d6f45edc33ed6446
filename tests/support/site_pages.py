"""The pages of a site as a test reads them: links, places, attributes and texts."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

WEB = ("http", "https")


class Element(NamedTuple):
    """An element with its attributes."""

    name: str
    attributes: dict[str, str]


class PageReader(HTMLParser):
    """Reads a page: all elements with their attributes, and the texts outside of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.texts: list[str] = []
        self.data: list[str] = []
        self._in_script = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        self._in_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        """Note that a script has ended."""
        self._in_script = self._in_script and tag != "script"

    def handle_data(self, data: str) -> None:
        """Note a text."""
        (self.data if self._in_script else self.texts).append(data)

    def values(self, attribute: str) -> list[str]:
        """The values of an attribute, wherever it is."""
        return [element.attributes[attribute] for element in self.elements if attribute in element.attributes]

    @property
    def text(self) -> str:
        """All texts."""
        return "".join(self.texts)


def read_page(path: Path) -> PageReader:
    """Read a page."""
    return PageReader(path.read_text("utf-8"))


def dead_links(folder: Path) -> list[str]:
    """The links of all pages that lead to no file, or to no place on their own page."""
    dead = []
    for path in sorted(folder.rglob("*.html")):
        page = read_page(path)
        ids = set(page.values("id"))
        for link in page.values("href") + page.values("src"):
            parts = urlsplit(link)
            target = path.parent / parts.path if parts.path else path
            if parts.scheme not in WEB and not (target.is_file() and (parts.path or parts.fragment in ids)):
                dead.append(f"{path.relative_to(folder)}: {link}")
    return dead


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder with what they hold."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
