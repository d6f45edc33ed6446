"""The article of an HTML page, as Trafilatura finds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sco_cli.articles import page_limits
from sco_cli.articles.article import Article, BadArticle, language_code, make
from sco_cli.articles.libraries import missing, silent
from sco_cli.articles.lines import to_paragraphs
from sco_cli.text import IDEOGRAPH

MIN_ARTICLE = "100"
"""Characters of text in paragraphs from which on the rest of the page is passed over; Trafilatura expects more."""

MAX_ATTRIBUTE = 2000
"""The length of an attribute that is searched for names such as "article"."""

DATE_OPTIONS = {"original_date": True, "extensive_search": False}
"""The day of publication, and only where the page gives it; not one that is mentioned in the text."""

INLINE = {"hi", "ref", "del", "code", "quote"}
"""Elements of Trafilatura that may stand in a paragraph."""

NAMES = {
    "title": ("articletitle",),
    "publisher": ("contentsource", "source", "dc.publisher", "sitename"),
    "language": ("content-language", "og:locale", "dc.language"),
}
"""Names of <meta> that Trafilatura does not read; the first three are those of pages of the Chinese government."""

_LANG = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")
_LINE_END_IN_CHINESE = re.compile(rf"(?<={IDEOGRAPH})[ \t\r]*\n\s*(?={IDEOGRAPH})")
_DATA_LANGUAGE = re.compile(r'"inLanguage"\s*:\s*"([^"]{2,20})"')


def read(page: str) -> Article:
    """The article of the page. Raises BadArticle if there is none, and BadRequest without the extra."""
    page = page_limits.check_text(page)
    try:
        import trafilatura  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415  # optional
        from trafilatura.settings import use_config  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415
    except ImportError as error:  # also one in a library that trafilatura imports
        raise missing("an HTML page") from error
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", MIN_ARTICLE)
    try:
        with silent():
            tree = trafilatura.load_html(page)
            if tree is not None:
                _prepare(tree)
                metas = {name: text for name, text in _metas(tree) if text}
                language = _language(tree, metas, page)
                found: Any = trafilatura.bare_extraction(
                    tree,
                    include_comments=False,
                    include_tables=False,
                    with_metadata=True,
                    date_extraction_params={**DATE_OPTIONS},
                    config=config,
                )
    except BadArticle:
        raise
    except Exception as error:
        raise BadArticle(f"it is an HTML page that cannot be read ({type(error).__name__})") from error
    paragraphs = to_paragraphs(_lines(found.body)) if tree is not None and found and found.body.tag != "nav" else []
    if not paragraphs:
        raise BadArticle("it is an HTML page without the text of an article; save the text alone as a .txt file")
    return make(
        paragraphs,
        title=_first(metas, "title") or found.title,
        publisher=_stated_site(found, page) or _first(metas, "publisher"),
        published=found.date,
        language=language,
        url=found.url,
    )


def _prepare(tree: Any) -> None:
    """Check the limits of a page, drop attributes that are too long, and join lines of Chinese."""
    depths, deepest, elements, marked_parts = [(tree, 1)], 0, 0, 0
    while depths:
        element, depth = depths.pop()
        deepest, elements = max(deepest, depth), elements + 1
        depths += [(child, depth + 1) for child in element]
        marked_parts = max(marked_parts, sum(child.tag not in page_limits.BLOCKS for child in element))
        for name, value in element.attrib.items():
            if len(value) > MAX_ATTRIBUTE and name not in {"content", "href"}:
                del element.attrib[name]
        for part in ("text", "tail"):
            text = getattr(element, part)
            if text and "\n" in text and element.tag != "pre":
                setattr(element, part, _LINE_END_IN_CHINESE.sub("", text))
    page_limits.check_tree(deepest, elements, marked_parts)


def _metas(tree: Any) -> Iterator[tuple[str, str]]:
    """The names and contents of the elements <meta>."""
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("http-equiv") or ""
        yield name.lower(), (meta.get("content") or "").strip()


def _first(metas: dict[str, str], field: str) -> str:
    return next((metas[name] for name in NAMES[field] if name in metas), "")


def _language(tree: Any, metas: dict[str, str], page: str) -> str:
    data = _DATA_LANGUAGE.search(page)
    tags = (*(tree.get(name) for name in _LANG), data and data[1], *(metas.get(name) for name in NAMES["language"]))
    return next(filter(None, map(language_code, tags)), "")


def _stated_site(found: Any, page: str) -> str:
    """The name of the site, unless Trafilatura has taken it from the address."""
    name: str = found.sitename or ""
    is_address = name and name in (found.url or "")
    return "" if is_address and not any(f"{mark}{name}{mark}" in page for mark in "\"'") else name


def _lines(body: Any) -> list[str]:
    """The lines of a text: a paragraph is one, or several if it has line ends; between paragraphs is an empty line."""
    return "".join(_pieces([body])).split("\n")


def _pieces(elements: Iterable[Any], *, in_paragraph: bool = False) -> Iterator[str]:
    for element in elements:
        is_inline = in_paragraph and element.tag in INLINE
        if element.tag == "lb":
            yield "\n"
        elif not is_inline:
            yield "\n\n"
        yield (element.text or "")
        yield from _pieces(element, in_paragraph=is_inline or element.tag in {"p", "item", "head", "quote"})
        if not (is_inline or element.tag == "lb"):
            yield "\n\n"
        yield (element.tail or "")
