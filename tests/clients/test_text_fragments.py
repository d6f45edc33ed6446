"""A browser finds the words that a link to a source names, however the wording in the fact base is written."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from support.citations import source
from support.clients import REQUIRES_CHROMIUM, dom

from sco_cli.reports.sources import deep_link

pytestmark = [pytest.mark.slow, REQUIRES_CHROMIUM]

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Page</title>
<p id="top">The beginning.</p><div style="height: 3000px"></div>
<p>Use rose from 43%
   in 2019 to over 70%, R&amp;D-heavy; it can’t fall.</p>
<p>Part one ends.</p>
<p>Part two “begins”: йод и ёлка.</p>
<p>这里增长很快。</p><p>据统计，网民规模达70%以上，很多。</p>
<div style="height: 3000px"></div><output></output>
<script>setTimeout(() => document.querySelector("output").append(scrollY), 1500)</script></html>
"""
"""A page that writes, after a while, how far it has been scrolled."""


class Handler(BaseHTTPRequestHandler):
    """Answers every request with the page."""

    def do_GET(self) -> None:
        """Write the page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing to stderr."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of the page, on a server of this test."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/page.html"
        server.shutdown()
        thread.join()


def scroll_position(address: str, wording: str, profile: Path) -> int:
    """Follow the link to a wording in the page at the address and return how far the page is scrolled, in pixels."""
    link = deep_link(source(url=address), wording)
    assert link
    page = dom(link, profile, "--virtual-time-budget=3000")
    position = re.search(r"<output>(\d+)", page)
    assert position, page
    return int(position[1])


@pytest.mark.parametrize(
    ("fragment", "wording"),
    [
        ("", "from 43% in 2019 to over 70%, R&D-heavy"),
        ("", "from 43%\n      in 2019 to over 70%"),
        ("", "from 43% … over 70%"),
        ("", "Use rose [...] over 70%"),
        ("", "from 43% ... Part two"),
        ("", 'Part one ends. Part two "begins".'),
        ("", "R&D-heavy; it can't fall\n\nPart one ends"),
        ("", "“from 43% in 2019.”"),
        ("", "йод и ёлка"),
        ("", "网民规模达70%以上"),
        ("", "增长很快。据统计，网民规模"),
        ("#top", "from 43% in 2019"),
        ("#:~:text=beginning", "from 43% in 2019"),
        ("#top:~:text=beginning", "from 43% … over 70%"),
    ],
)
def test_a_browser_scrolls_to_the_wording(address: str, fragment: str, wording: str, tmp_path: Path) -> None:
    assert scroll_position(address + fragment, wording, tmp_path) > 2000


def test_a_browser_does_not_scroll_to_words_that_the_page_does_not_have(address: str, tmp_path: Path) -> None:
    assert scroll_position(address, "from 44% in 2019", tmp_path) == 0
