"""Hooks of MkDocs that add the Markdown files of the repository's root to the site, and rewrite links to them.

In the repository a link goes to `../CONTRIBUTING.md`; the site has that file as a page. A link to any other file
outside docs/ is replaced by its text, since the site does not have the file.
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
PAGES = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
    "README.md": "index.md",
}
"""Files in the root of the repository, and their pages in the site."""

LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s#]+)(#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files of the root as pages."""
    for name, page in PAGES.items():
        if files.get_file_from_path(page) is None:
            files.append(File.generated(config, page, content=(ROOT / name).read_text("utf-8")))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001  # MkDocs names them
    """Rewrite the links of a page for the site."""
    uri = page.file.src_uri
    is_from_root = uri in PAGES.values() and uri != PAGES["README.md"]
    folder = "" if is_from_root else posixpath.join("docs", posixpath.dirname(uri))
    return LINK.sub(lambda match: _rewrite_link(match, folder, posixpath.dirname(uri)), markdown)


def _rewrite_link(match: re.Match[str], repository_folder: str, site_folder: str) -> str:
    """The link as the site needs it; the folders are those of its page, in the repository and in the site."""
    text, target, anchor = match[1], match[2], match[3] or ""
    if ":" in target:
        return match[0]
    path = posixpath.normpath(posixpath.join(repository_folder, target))
    page = PAGES.get(path) or (path.removeprefix("docs/") if path.startswith("docs/") else None)
    if page is None:
        return text
    return f"[{text}]({posixpath.relpath(page, site_folder or '.')}{anchor})"
