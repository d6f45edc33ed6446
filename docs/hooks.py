"""What MkDocs asks while it builds: pages that stand in the root of the repository, and links that lead there.

On disk a link goes to `../CONTRIBUTING.md`; in the site that file is a page of its own. A link to any other file
outside docs/ is left as its words, for the site does not hold that file.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
PAGES = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md", "README.md": "index.md"}
"""Files in the root, and the pages of the site that stand for them."""

LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s#]+)(#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the root's files as pages."""
    for name, page in PAGES.items():
        if files.get_file_from_path(page) is None:
            files.append(File.generated(config, page, content=(ROOT / name).read_text("utf-8")))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001  # MkDocs names them
    """Lead links to where the site has what they lead to."""
    uri = page.file.src_uri
    of_root = uri in PAGES.values() and uri != PAGES["README.md"]
    folder = "" if of_root else posixpath.join("docs", posixpath.dirname(uri))
    return LINK.sub(lambda match: _led(match, folder, posixpath.dirname(uri)), markdown)


def _led(match: re.Match[str], folder: str, here: str) -> str:
    """The link as the site needs it: `folder` is where in the repository its page stands, `here` where in the site."""
    words, target, anchor = match[1], match[2], match[3] or ""
    if ":" in target:
        return match[0]
    path = posixpath.normpath(posixpath.join(folder, target))
    inside = PAGES.get(path) or (path.removeprefix("docs/") if path.startswith("docs/") else None)
    if inside is None:
        return words
    return f"[{words}]({posixpath.relpath(inside, here or '.')}{anchor})"
