"""The texts that a user names, read and set beside a fact base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.errors import BadRequest
from sco_cli.loading.texts import TextFile, read_text
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.reading.on_record import Finding, OnRecord
from sco_cli.reading.readings import TextReader, date_of_text
from sco_cli.text import normalize

if TYPE_CHECKING:
    from sco_cli.models.period import Period

GIVEN_TEXT = "text"
"""The name of a text that is given in the command line."""


class TextsRead(NamedTuple):
    """The numbers of texts, in their order, and the names of the texts."""

    findings: list[Finding]
    names: list[str]


def read_texts(
    base: FactBase, paths: Sequence[str], text: str | None, source: str | None, dated: str | None
) -> TextsRead:
    """Read texts from files or from the command line, and look up what is on record.

    `source` is the id of the source that the text is, `dated` its date; without it, the date that the text gives, or
    that of the source. Raises BadRequest if there is no text or more than can be meant, and UnreadableText.
    """
    files = list(open_texts(paths, text))
    findings: list[Finding] = []
    reader = TextReader(base)
    published = base.source(source).published if source else None
    for file in files:
        findings += find_all_numbers(base, file, source, date_of(file, dated or published), reader)
    return TextsRead(findings, [file.name for file in files])


def find_all_numbers(
    base: FactBase, file: TextFile, source: str | None, day: Period | None, reader: TextReader | None = None
) -> list[Finding]:
    """The numbers of one text of that date, with what is on record; `source` is the id of the source that it is."""
    record = OnRecord(base, source, day)
    return [*map(record.look_up, (reader or TextReader(base)).read(file.name, normalize("NFC", file.text), day))]


def open_texts(paths: Sequence[str], text: str | None) -> Iterator[TextFile]:
    """The texts, one after the other. Raises BadRequest if there is none, or both files and a text."""
    if (text is None) == (not paths):
        raise BadRequest("name files with a text, or give one with --text WORDS")
    if text is not None:
        yield TextFile(GIVEN_TEXT, text)
    for path in paths:
        yield read_text(path)


def date_of(file: TextFile, dated: str | None) -> Period | None:
    """The date of a text: the one given, else that of its page, else the one in its first lines."""
    return period.parse_optional(dated or file.published) or date_of_text(file.text)
