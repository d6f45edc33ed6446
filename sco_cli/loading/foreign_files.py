"""Recognizes files that are not fact bases, and names the command that reads each. Only used after an error.

A file that looks like TOML is none of these, unless it is JSON as a whole; its own mistakes say more.
"""

from __future__ import annotations

import json
import re
import shlex
from typing import Any, NamedTuple

from sco_cli.loading import text_formats

START_BYTES = 1 << 16
"""How much of a text is looked at."""

MIN_WORDS = 12
"""A text with fewer words may be TOML with a mistake."""

READ_AGAIN = "sco can read back what `sco export FILE.jsonl` writes"

ASK_FOR_CSV = "download it as SDMX-CSV, which `sco import series` reads"

MIN_LINES = 10
"""Plain text has at least this many lines for each one that looks like TOML, such as a Markdown link."""

_TOML = re.compile(r"""[ \t]*(?:(?:[\w.-]+|"[^"\n]*"|'[^'\n]*')[ \t]*=|\[\[?[ \t]*[\w"'.-])""")
"""The beginning of a line with a key or a header."""

_BIBTEX = re.compile(r"@[A-Za-z]{3,30}[ \t]*[{(]")
_TURTLE = re.compile(r"@(?:prefix|base)[ \t]|(?:prefix|base)[ \t]+(?:[\w.-]*:[ \t]*)?<", re.IGNORECASE)
_RIS = re.compile(r"TY  ?- ")
_XML = re.compile(r"(?:<\?xml\b|<[A-Za-z_][\w.-]*(?::[A-Za-z_])?)")
_TABLES = {
    "a World Bank csv file": re.compile(
        r'"?(?:Data Source"?[,;\t]|Country Name"?[,;\t]"?Country Code"?[,;\t])', re.IGNORECASE
    ),
    "an Our World in Data csv file": re.compile(r"entity,code,(?:year|day)\b", re.IGNORECASE),
    "an SDMX csv file": re.compile(r'"?(?:DATAFLOW|STRUCTURE)"?[,;]'),
}
"""How the first line of a table of statistics begins."""

UNPACK = "unpack it first"

SAVE_AS_CSV = "save the sheet as csv, which `sco import series` reads"

UTF_16 = "text in UTF-16"

OTHER_THAN_TABLES = frozenset(
    (
        "XML",
        "statistics in SDMX-ML",
        "a Parquet file",
        "linked data (Turtle)",
        "a BibTeX file",
        "a list of references in RIS",
    )
)
"""What `sco import series` would take for a table without numbers."""

_SHEETS = ("an Excel workbook (xlsx)", "an OpenDocument spreadsheet (ods)")

PACKED = ("a compressed file", "an archive")
"""How the names of what can be unpacked begin."""

_TEXT_SUFFIXES = (".md", ".markdown", ".txt")
_YAML_SUFFIXES = (".yaml", ".yml")

_DELIMITERS = (",", ";", "\t")

PARQUET = b"PAR1"
SQLITE = b"SQLite format 3\0"


class ForeignFile(NamedTuple):
    """What a file is, such as "a BibTeX file", and the command that reads it; or advice where none does."""

    kind: str
    command: str = ""
    advice: str = ""

    def describe(self, name: str) -> str:
        """The kind, and what to do with a file of that name."""
        help_ = f"`{self.command} {shlex.quote(name)}` reads it" if self.command else self.advice
        return f"{self.kind}; {help_}" if help_ else self.kind


def describe(name: str, content: bytes) -> str:
    """What a file is, and the command that reads it; empty if nothing is recognized."""
    found = recognize(name, content)
    return found.describe(name) if found else ""


def recognize(name: str, content: bytes) -> ForeignFile | None:
    """What kind of file it is; None if it may be a fact base."""
    if found := _binary(content):
        return found
    if _has_utf_16_without_mark(content):
        return ForeignFile(UTF_16, advice="save it as UTF-8")
    is_utf_16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    found = _decoded(name, content, "utf-16" if is_utf_16 else "utf-8")
    return found or (ForeignFile(UTF_16, advice="save it as UTF-8") if is_utf_16 else None)


def _has_utf_16_without_mark(content: bytes) -> bool:
    """Whether every second byte of the beginning is null, as in texts in Latin letters."""
    start = content[:200]
    return len(start) > 3 and any(not any(start[odd::2]) and all(start[1 - odd :: 2]) for odd in (0, 1))


def _decoded(name: str, content: bytes, encoding: str) -> ForeignFile | None:
    """What a text in that encoding is."""
    start = content[:START_BYTES].decode(encoding, "replace")
    start = start.removeprefix("\ufeff")
    lines = [line for line in start.split("\n") if line.strip()]
    if not lines or "\0" in start:
        return None
    if start.lstrip()[:1] in ("{", "["):
        return _json(content, lines[0])
    if text_formats.is_html(start, name):
        return _page(content)
    if _TOML.match(next((line for line in lines if not line.lstrip().startswith("#")), "=")):
        return None
    return _text(start, lines) or _by_name(name)


def _binary(content: bytes) -> ForeignFile | None:
    if text_formats.is_pdf(content):
        return ForeignFile("a PDF document", "sco read")
    if content.startswith(PARQUET):
        return ForeignFile("a Parquet file", advice=READ_AGAIN)
    if content.startswith(SQLITE):
        return ForeignFile("a database (SQLite)", advice=READ_AGAIN)
    kind = text_formats.binary_kind(content)
    if kind in _SHEETS:
        return ForeignFile(kind, advice=SAVE_AS_CSV)
    if kind == text_formats.ARCHIVE and b".csv" in content:
        return ForeignFile("a zip archive of csv files", "sco import series")
    if kind.startswith(PACKED):
        return ForeignFile(kind, advice=UNPACK)
    return ForeignFile(kind) if kind else None


def _json(content: bytes, first_line: str) -> ForeignFile | None:
    """What JSON is; None for what only begins like it."""
    try:
        value: Any = json.loads(content)
    except RecursionError:
        return None
    except ValueError:
        return _json_lines(first_line)
    found = (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict))
    item: dict[str, Any] = next(found, {})
    if b'ClaimReview"' in content or b'"claimReview"' in content or b'"Claim"' in content:
        return ForeignFile("JSON with reviewed claims", "sco import claims")
    if "type" in item and item.keys() & {"title", "issued", "author", "DOI"}:
        return ForeignFile("CSL-JSON, a list of references", "sco import sources")
    if "dataSets" in item:
        return ForeignFile("statistics in SDMX-JSON", advice=ASK_FOR_CSV)
    if item.keys() & {"@context", "@graph", "@id"}:
        return ForeignFile("linked data (JSON-LD)", advice=READ_AGAIN)
    if "resources" in item or {"page", "pages", "per_page"} <= item.keys():
        return ForeignFile("JSON with statistics", "sco import series")
    return ForeignFile("JSON", advice="a fact base is TOML, or JSON Lines written by `sco export FILE.jsonl`")


def _json_lines(first_line: str) -> ForeignFile | None:
    try:
        record = json.loads(first_line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict):
        return None
    return ForeignFile("JSON Lines", advice="give it a name that ends in .jsonl")


def _page(content: bytes) -> ForeignFile:
    if b"ClaimReview" in content:
        return ForeignFile("an HTML page with reviewed claims", "sco import claims")
    return ForeignFile("an HTML page", "sco read")


def _text(start: str, lines: list[str]) -> ForeignFile | None:
    """What a text is that does not begin like TOML."""
    entry = next((line for line in lines if not line.lstrip().startswith(("%", "#"))), "").lstrip()
    if _TURTLE.match(entry):
        return ForeignFile("linked data (Turtle)", advice=READ_AGAIN)
    if _BIBTEX.match(entry):
        return ForeignFile("a BibTeX file", "sco import sources")
    if _RIS.match(lines[0]):
        return ForeignFile("a list of references in RIS", advice="save it as BibTeX, which `sco import sources` reads")
    if _XML.match(lines[0].lstrip()):
        is_sdmx = "sdmx" in start.lower()
        return ForeignFile("statistics in SDMX-ML", advice=ASK_FOR_CSV) if is_sdmx else ForeignFile("XML")
    if kind := next((kind for kind, header in _TABLES.items() if header.match(lines[0])), None):
        return ForeignFile(kind, "sco import series")
    if any(_is_table(lines, delimiter) for delimiter in _DELIMITERS):
        return ForeignFile("a table (csv)", "sco import series")
    like_toml = sum(_TOML.match(line) is not None for line in lines)
    if len(start.split(None, MIN_WORDS)) > MIN_WORDS and like_toml * MIN_LINES <= len(lines):
        return ForeignFile("plain text", "sco read")
    return None


def _by_name(name: str) -> ForeignFile | None:
    """What a text that does not begin like TOML is by the ending of its name."""
    if name.lower().endswith(_YAML_SUFFIXES):
        return ForeignFile("YAML", advice="a fact base is TOML")
    return ForeignFile("plain text", "sco read") if name.lower().endswith(_TEXT_SUFFIXES) else None


def _is_table(lines: list[str], delimiter: str) -> bool:
    """Whether the first lines have the same number of cells, more than one; in a sentence a blank follows a comma."""
    counts = {line.count(delimiter) - line.count(f"{delimiter} ") for line in lines[:3]}
    return len(lines) > 1 and len(counts) == 1 and counts != {0}
