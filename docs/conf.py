"""Settings of Sphinx, which builds the documentation: `nox -s docs`, or `sphinx-build -c docs . FOLDER`.

The pages are Markdown that the repository shows too, with the same links. The source folder is the root of the
repository, so that files in it, such as CONTRIBUTING.md, are pages of the site as they are. Nothing is fetched from the
network, by the builder or by the reader.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pygments.lexers.special import TextLexer

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "sco"
root_doc = "docs/index"
include_patterns = ["docs/**", "benchmarks/README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]
exclude_patterns = [".*", "data", "mutants", "sco_cli", "tests", "tools"]
"""Folders that Sphinx does not have to look through."""

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_copybutton"]
nitpicky = True
nitpick_ignore_regex = [("py:.*", ".*")]
"""Types in signatures have no page; links in pages are checked by MyST, with their anchors."""

myst_enable_extensions = ["attrs_inline"]
myst_heading_anchors = 4
myst_linkify_fuzzy_links = False

smartquotes = False
default_role = "literal"
"""Docstrings have code in single backquotes."""
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
add_module_names = False
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = "sco"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_extra_path = ["extra"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
copybutton_exclude = ".linenos, .gp, .go"
"""What is copied has neither prompts nor output."""

FENCE = re.compile(r'^```(\w+) title="([^"]+)"$', re.MULTILINE)
"""The first line of a block that is a part of a file; GitHub shows the block without the name of the file."""


def adapt_to_site(_app: Sphinx, _page: str, content: list[str]) -> None:
    """Give every block that is a part of a file a caption, and let links to the README lead to the start page."""
    content[0] = FENCE.sub(r"```{code-block} \1\n:caption: \2", content[0])
    content[0] = content[0].replace("](../README.md)", "](../docs/index.md)")


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("source-read", adapt_to_site)
    app.add_lexer("csv", TextLexer)
