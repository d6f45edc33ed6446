"""Sources from BibTeX and BibLaTeX: https://ctan.org/pkg/biblatex , sections 2.1 and 2.2 of its manual."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sco_cli.imports.references import drafts
from sco_cli.imports.references.bibtex_names import read_authors
from sco_cli.imports.references.bibtex_syntax import BibtexFile, RawEntry
from sco_cli.imports.references.drafts import Bibliography, Draft, Unreadable
from sco_cli.imports.references.tex_text import to_unicode, unknown_commands
from sco_cli.models import period_edtf
from sco_cli.models.period_forms import MONTH_NAMES

KINDS = {
    **dict.fromkeys(
        ("article", "inproceedings", "conference", "incollection", "phdthesis", "mastersthesis", "thesis"), "research"
    ),
    "dataset": "statistics",
    "suppperiodical": "research",
}
"""The kind of source by type of entry, where it is plain."""

NO_SOURCES = ("xdata", "set", "bibnote", "control")
PARTS = ("inproceedings", "conference", "incollection", "inbook", "inreference", "suppbook")
MAX_PARENTS = 8
TECHNICAL = frozenset(("crossref", "xref", "xdata", "ids", "entryset", "label", "shorthand", "sortkey"))
"""Fields for programs, which say nothing about the source."""

NOT_INHERITED = TECHNICAL | {"keywords"}

LANGUAGES = {
    "english": "en",
    "american": "en-US",
    "british": "en-GB",
    "russian": "ru",
    "chinese": "zh",
    "german": "de",
    "ngerman": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "kazakh": "kk",
    "kyrgyz": "ky",
    "uzbek": "uz",
    "tajik": "tg",
    "persian": "fa",
    "hindi": "hi",
    "urdu": "ur",
    "turkish": "tr",
    "arabic": "ar",
    "japanese": "ja",
    "korean": "ko",
    "mongolian": "mn",
    "belarusian": "be",
    "ukrainian": "uk",
}
"""Language tags by the names that Babel has for languages, and BibLaTeX too."""

CONTAINERS = ("journaltitle", "journal", "booktitle", "maintitle", "series")
PUBLISHERS = ("publisher", "institution", "school", "organization")
USED_IN_DATES = ("date", "year", "month", "day")
_URL_IN_TEXT = re.compile(r"\\url\s*\{([^{}]*)\}|(https?://\S+)")


def read(content: str, name: str) -> Bibliography:
    """The sources of a file."""
    file = BibtexFile(content)
    entries = [*file.entries()]
    found = Bibliography("BibTeX", problems=[f"{name}:{problem}" for problem in file.problems])
    found.notes = [f"{name}:{note}" for note in file.notes]
    if file.comments:
        found.left_out["@comment and @preamble"] += file.comments
    by_key: dict[str, RawEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.casefold(), entry)
    for entry in entries:
        if entry.type in NO_SOURCES:
            found.left_out[f"@{entry.type}"] += entry.type != "xdata"
            continue
        fields = dict(entry.fields)
        draft = Draft(entry.key, f"{name}:{entry.line}: {entry.key or 'an entry without a key'}")
        draft.problems += entry.problems
        _inherit(entry, fields, by_key, draft)
        given = dict(fields)
        _fill(draft, entry.type, fields)
        draft.left_out.update(fields.keys() - TECHNICAL)
        for field in sorted(given.keys() - fields.keys() - {"doi", "url"}):
            for command in unknown_commands(given[field]):
                draft.problems.append(f"{field}: unknown TeX command {command[:60]}; it stays as it is")
        found.drafts.append(draft)
    return found


def _inherit(entry: RawEntry, fields: dict[str, str], by_key: dict[str, RawEntry], draft: Draft) -> None:
    """Add the fields that the entry takes from others, which `crossref` and `xdata` name."""
    wanted = [(name, key) for name in ("xdata", "crossref") for key in entry.fields.get(name, "").split(",")[:100]]
    seen = {entry.key.casefold()}
    while wanted and len(seen) <= MAX_PARENTS:
        name, key = wanted.pop(0)
        if not (key := key.strip().casefold()) or key in seen:
            continue
        seen.add(key)
        if key not in by_key:
            draft.problems.append(f"{name} refers to {key[:60]}, which is not in the file")
            continue
        parent = by_key[key]
        renamed = dict(parent.fields)
        if name == "crossref" and entry.type in PARTS and "title" in renamed:
            renamed.setdefault("booktitle", renamed.pop("title"))
        elif name == "crossref" and entry.type == "article" and parent.type == "periodical":
            renamed.setdefault("journaltitle", renamed.pop("title", ""))
        if name == "crossref":  # editors and authors of the whole wrote no part of it
            renamed.pop("author", None)
        for field, value in renamed.items():
            if field not in NOT_INHERITED:
                fields.setdefault(field, value)
        wanted += [("xdata", other) for other in parent.fields.get("xdata", "").split(",")]
    if wanted and len(seen) > MAX_PARENTS:
        draft.problems.append(f"it inherits from more than {MAX_PARENTS} entries")


def _plain(value: str) -> str:
    return drafts.text(to_unicode(value))


def _fill(draft: Draft, kind: str, fields: dict[str, str]) -> None:
    """Set the keys of the draft from fields, which are removed where they are taken."""
    if author := fields.pop("author", ""):
        draft.authors, problems = read_authors(author)
        draft.problems += problems
    title, subtitle = fields.pop("title", ""), fields.pop("subtitle", "")
    draft.take("title", _with_subtitle(title, subtitle), _plain)
    _take_first(draft, "container", fields, CONTAINERS)
    _take_first(draft, "publisher", fields, PUBLISHERS)
    if "howpublished" in fields and (match := _URL_IN_TEXT.search(fields["howpublished"])):
        fields.setdefault("url", match[1] or match[2])
        if not _plain(_URL_IN_TEXT.sub("", fields["howpublished"])):
            del fields["howpublished"]
    draft.take("via", fields.pop("howpublished", ""), _plain)
    for key, names in (("volume", ("volume",)), ("issue", ("number", "issue"))):
        _take_first(draft, key, fields, names)
    if "pages" not in fields and "eid" in fields:
        fields["pages"] = fields.pop("eid")
    draft.take("pages", fields.pop("pages", ""), lambda value: drafts.pages(to_unicode(value)))
    if "doi" in fields:
        draft.take("doi", fields.pop("doi"), lambda value: drafts.doi(_verbatim(value)))
    if "url" in fields:
        draft.take("url", fields.pop("url"), lambda value: drafts.url(_verbatim(value)))
    if "urldate" in fields:
        draft.take("accessed", fields.pop("urldate"), drafts.access_date)
    _take_first(draft, "language", fields, ("langid", "language"), _language)
    _take_date(draft, fields)
    drafts.finish(draft, KINDS.get(kind, ""))


def _take_first(
    draft: Draft, key: str, fields: dict[str, str], names: Iterable[str], read: Callable[[str], str] = _plain
) -> None:
    """Set a key from the first of these fields; the others stay, to be counted, unless they say the same."""
    for name in names:
        if name in fields and (key not in draft.keys or _plain(fields[name]) == draft.keys[key]):
            draft.take(key, fields.pop(name), read)


def _with_subtitle(title: str, subtitle: str) -> str:
    if not (title and subtitle):
        return title or subtitle
    return f"{title} {subtitle}" if title.rstrip("} ").endswith(("?", "!", ":")) else f"{title}: {subtitle}"


def _verbatim(value: str) -> str:
    """An address: with the signs that TeX needs a backslash for, and no other changes."""
    plain = re.sub(r"\\([_&%#$~{}])", r"\1", value)
    plain = re.sub(r"\\url\s*|\{\}", "", plain)
    return re.sub(r"\{?\\text(less|greater)\}?", lambda match: "<" if match[1] == "less" else ">", plain).strip(
        "{} \n\t"
    )


def _language(value: str) -> str:
    plain = _plain(value)
    return LANGUAGES.get(plain.casefold()) or drafts.language(plain)


def _take_date(draft: Draft, fields: dict[str, str]) -> None:
    """Set the date of publication from `date`, else from `year`, `month` and `day`."""
    stated = {name: fields.pop(name) for name in USED_IN_DATES if name in fields}
    # The tilde, which is a blank in texts, says in a date that it is about.
    stated = {name: drafts.text(value) if name == "date" else _plain(value) for name, value in stated.items()}
    if "date" in stated:
        draft.take("published", stated["date"], drafts.source_date)
        if "published" in draft.keys:
            return
    year = re.sub("\u2013", "-", stated.get("year", ""))
    if not year:
        if "month" in stated:
            draft.problems.append("month stands without a year; it is left out")
        return
    try:
        if match := re.fullmatch("([0-9]{4})-([0-9]{4})", year):
            draft.keys["published"] = period_edtf.parse(f"{match[1]}/{match[2]}").text
        else:
            draft.keys["published"] = drafts.source_date(year)
    except ValueError:
        draft.problems.append(f'year: "{year[:60]}" is not a year; it is left out')
        return
    if "month" in stated and re.fullmatch("[0-9]{4}", year):
        try:
            draft.keys["published"] = _with_month(year, stated["month"], stated.get("day", ""))
        except ValueError as error:
            draft.problems.append(f"month: {error}; it is left out")


def _with_month(year: str, month: str, day: str) -> str:
    """The date with a month, such as "March", "3", "March 12", "May-June". Raises Unreadable for others."""
    ends = re.split(r" ?[-\u2013/] ?", month.strip(" ."))
    try:
        if len(ends) == 2 and (last := re.fullmatch("([^\\W0-9]+) ([0-9]{1,2})", ends[0])) and ends[1].isdigit():
            number = _month(last[1])
            return period_edtf.parse(f"{year}-{number:02}-{int(last[2]):02}/{year}-{number:02}-{int(ends[1]):02}").text
        dates = [_month_and_day(year, end, day) for end in ends[:3]]
        if len(dates) > 2:
            raise Unreadable(month)
        return period_edtf.parse("/".join(dates)).text
    except ValueError as error:
        raise Unreadable(f'"{month[:60]}{f" {day}" if day else ""}" is not a month of the calendar') from error


def _month_and_day(year: str, text: str, day: str) -> str:
    words = re.findall(r"[0-9]{1,2}|[^\W0-9_]+", text)[:4]
    if re.sub(r"[0-9]+(st|nd|rd|th)?|[^\W0-9_]+|[\s.,]", "", text) or not words:
        raise Unreadable(text)
    names = [word for word in words if not word.isdigit() and word not in ("st", "nd", "rd", "th")]
    numbers = [word for word in words if word.isdigit()]
    month = _month(names[0]) if len(names) == 1 else int(numbers.pop(0)) if not names else 0
    number = numbers[0] if len(numbers) == 1 else day if not numbers else "0"
    return f"{year}-{month:02}" + (f"-{int(number):02}" if number else "")


def _month(name: str) -> int:
    for number, pattern in enumerate(MONTH_NAMES, start=1):
        if re.fullmatch(pattern, name.casefold()):
            return number
    raise Unreadable(name)
