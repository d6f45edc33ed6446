"""The texts that a user names, read and set beside a fact base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.errors import BadRequest, UnreadableText
from sco_cli.exports.progress import progress
from sco_cli.loading import files
from sco_cli.loading.cache import open_base
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
    """The numbers of texts, in their order, the names of the texts, and the errors of those that cannot be read."""

    findings: list[Finding]
    names: list[str]
    errors: list[UnreadableText]


def open_whole_base(facts: Sequence[str] | None) -> FactBase:
    """The fact base in those files, with all of the bundled base if it extends that.

    A base that extends another has what its facts name; a text may name the rest.
    """
    base = open_base(facts)
    if base.info.extends is None:
        return base
    others = (record for record in open_base([files.BUNDLED]).records if base.find(record.id) is None)
    return FactBase(base.info, [*base.records, *others], base.fields)


def read_texts(
    base: FactBase, paths: Sequence[str], text: str | None, source: str | None, dated: str | None
) -> TextsRead:
    """Read texts from files and folders or from the command line, and look up what is on record.

    `source` is the id of the source that the text is, `dated` its date; without it, the date that the text gives, or
    that of the source. Raises BadRequest if there is no text or both kinds, and UnreadableText if none can be read.
    """
    check_texts(paths, text)
    reader = TextReader(base)
    published = base.source(source).published if source else None
    all_findings: list[Finding] = []
    errors: list[UnreadableText] = []
    names = list(_files(paths))
    if text is not None:
        file = TextFile(GIVEN_TEXT, text)
        findings = find_all_numbers(base, file, source, date_of(file, dated or published), reader)
        return TextsRead(findings, [GIVEN_TEXT], [])
    with progress(names, len(names), "texts") as shown:
        for path in shown:
            try:
                file = read_text(path)
            except UnreadableText as error:
                errors.append(error)
                continue
            all_findings += find_all_numbers(base, file, source, date_of(file, dated or published), reader)
    if errors and len(errors) == len(names):
        raise errors[0]
    return TextsRead(all_findings, names, errors)


def check_texts(paths: Sequence[str], text: str | None) -> None:
    """Raise BadRequest if there is neither a file nor a text, or both."""
    if (text is None) == (not paths):
        raise BadRequest("name files with a text, or give one with --text WORDS")


def _files(paths: Sequence[str]) -> Iterator[str]:
    """The files among the paths, and those in the folders among them, by name; hidden files are left out."""
    for path in paths:
        folder = Path(path)
        if folder.is_dir():
            yield from (str(file) for file in sorted(folder.iterdir()) if file.is_file() and file.name[0] != ".")
        else:
            yield path


def find_all_numbers(
    base: FactBase, file: TextFile, source: str | None, day: Period | None, reader: TextReader | None = None
) -> list[Finding]:
    """The numbers of one text of that date, with what is on record; `source` is the id of the source that it is."""
    record = OnRecord(base, source, day)
    return [*map(record.look_up, (reader or TextReader(base)).read(file.name, normalize("NFC", file.text), day))]


def date_of(file: TextFile, dated: str | None) -> Period | None:
    """The date of a text: the one given, else that of its page, else the one in its first lines."""
    return period.parse_optional(dated or file.published) or date_of_text(file.text)
