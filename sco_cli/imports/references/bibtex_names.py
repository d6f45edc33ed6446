"""Lists of names as BibTeX has them: "First von Last", "von Last, First" and "von Last, Jr, First", with "and" between.

A name in braces is that of a body. https://ctan.org/pkg/bibtex , btxdoc, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_cli.imports.references.drafts import Unreadable, text
from sco_cli.imports.references.tex_text import to_unicode

_MARK = re.compile(r"[{},]|[\s~]+(?:and(?=[\s~]))?|\\.", re.IGNORECASE | re.DOTALL)


def split_names(value: str) -> Iterator[list[list[str]]]:
    """The names of a list; each as parts between commas, and each part as words. What is in braces is not split."""
    name: list[list[str]] = [[]]
    word: list[str] = []
    depth, position = 0, 0

    def end_word() -> None:
        if word:
            name[-1].append("".join(word))
            word.clear()

    for match in _MARK.finditer(value):
        word.append(value[position : match.start()]) if match.start() > position else None
        position = match.end()
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
        if depth > 0 or mark in "{}" or mark.startswith("\\"):
            word.append(mark)
        elif mark == ",":
            end_word()
            name.append([])
        else:
            end_word()
            if mark[-3:].casefold() == "and" and len(mark) > 3:
                yield name
                name = [[]]
    if position < len(value):
        word.append(value[position:])
    end_word()
    yield name


def read_authors(value: str) -> tuple[list[dict[str, str]], list[str]]:
    """The authors of a list, and what cannot be read of it."""
    authors: list[dict[str, str]] = []
    problems: list[str] = []
    for parts in split_names(value):
        words = [word for part in parts for word in part]
        if words == ["others"]:
            problems.append('"and others": the other authors are not named')
        elif words:
            try:
                authors.append(_author(parts))
            except Unreadable as error:
                problems.append(f"author: {error}")
    return authors, problems


def _author(parts: list[list[str]]) -> dict[str, str]:
    first_word = parts[0][0] if parts[0] else ""
    if len(parts) == 1 and len(parts[0]) == 1 and first_word.startswith("{") and first_word.endswith("}"):
        return {"name": _plain(parts[0])}
    if len(parts) > 3:
        raise Unreadable(f'"{_plain([word for part in parts for word in part])[:60]}" has more than two commas')
    if len(parts) == 1:
        words = parts[0]
        lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
        start, end = (lower[0], lower[-1] + 1) if lower else (len(words) - 1, len(words) - 1)
        given, particle, family, suffix = words[:start], words[start:end], words[end:], list[str]()
    else:
        end = max((index + 1 for index, word in enumerate(parts[0][:-1]) if _is_lower(word)), default=0)
        particle, family = parts[0][:end], parts[0][end:]
        suffix, given = (parts[1], parts[2]) if len(parts) == 3 else ([], parts[1])
    author = {"family": family or particle or given, "given": given if family or particle else []}
    author |= {"particle": particle if family else [], "suffix": suffix}
    return {name: plain for name, words in author.items() if (plain := _plain(words))}


def _is_lower(word: str) -> bool:
    """Whether a word is one of those before a family name: its first letter that is not in braces is small."""
    return not word.startswith("{") and to_unicode(word)[:1].islower()


def _plain(words: list[str]) -> str:
    return text(to_unicode(" ".join(words)))
