"""The texts that a user names, read and set beside a fact base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.errors import BadRequest, ScoError, UnreadableText
from sco_cli.exports.progress import progress
from sco_cli.loading import files
from sco_cli.loading.cache import open_base
from sco_cli.loading.texts import TextFile, read_text
from sco_cli.models import period, period_edtf
from sco_cli.models.factbase import FactBase
from sco_cli.reading.datelines import find_dateline
from sco_cli.reading.on_record import Finding, OnRecord
from sco_cli.reading.readings import TextReader, date_of_text
from sco_cli.text import join_names, normalize

if TYPE_CHECKING:
    from sco_cli.models.period import Period

GIVEN_TEXT = "text"
"""The name of a text that is given in the command line."""


class TextsRead(NamedTuple):
    """The numbers of texts, in their order, the texts in words, and the errors of those that cannot be read."""

    findings: list[Finding]
    names: list[str]
    errors: list[ScoError]


class NumberFinder:
    """Finds the numbers of texts, and what a fact base has on record about them."""

    def __init__(self, base: FactBase, source: str | None = None, dated: str | None = None) -> None:
        """`source` is the id of the source that the texts are, in the base or not; `dated` is their date.

        With a source, only its figures make a number entered. Without a date, that of the source counts, else the one
        that each text gives.
        """
        self._reader = TextReader(base)
        self._record = OnRecord(base)
        self._source = source
        published = base.source(source).published if source and base.has("source", source) else None
        is_exact = published is not None and period_edtf.parse(published).is_exact
        self._dated = period.parse_optional(dated) or (period_edtf.parse_period(published or "") if is_exact else None)

    def date(self, file: TextFile) -> Period | None:
        """The date of a text: the one given, else that of its page, else the one in its first lines."""
        return self._dated or period.parse_optional(file.published) or date_of_text(file.text)

    def published(self, file: TextFile) -> Period | None:
        """The date of a text as that of its publication: the one given, that of its page, or that of its dateline.

        A date in its sentences may be one of what they tell.
        """
        return self._dated or period.parse_optional(file.published) or find_dateline(file.text)

    def find(self, file: TextFile) -> Iterator[Finding]:
        """The numbers of a text, in its order."""
        day = self.date(file)
        for reading in self._reader.read(file.name, normalize("NFC", file.text), day):
            yield self._record.look_up(reading, self._source, day)


def open_whole_base(facts: Sequence[str] | None) -> FactBase:
    """The fact base in those files, with all of the bundled base if it extends that.

    A base that extends another has what its facts name; a text may name the rest.
    """
    base = open_base(facts)
    if base.info.extends is None:
        return base
    others = (record for record in open_base([files.BUNDLED]).records if base.find(record.id) is None)
    return FactBase(base.info, [*base.records, *others], base.fields)


def read_texts(finder: NumberFinder, paths: Sequence[str], text: str | None) -> TextsRead:
    """Read texts from files and folders or from the command line.

    Raises BadRequest if there is no text or both kinds, and the error of the first text if none can be read.
    """
    if text is not None:
        file = open_text(None, text) if not paths else open_text(paths[0], text)
        return TextsRead([*finder.find(file)], ["the text"], [])
    names = list(_files(paths))
    findings: list[Finding] = []
    errors: list[ScoError] = []
    with progress(names, len(names), "texts") as shown:
        for path in shown:
            try:
                file = read_text(path)
            except (UnreadableText, BadRequest) as error:
                errors.append(error)
                continue
            findings += finder.find(file)
    if len(errors) == len(names):
        raise errors[0]
    return TextsRead(findings, ["standard input" if name == files.STDIN else name for name in names], errors)


def open_text(path: str | None, text: str | None) -> TextFile:
    """The text of a file, or the one in the command line. Raises BadRequest unless there is one of them."""
    if path is not None and text is not None:
        raise BadRequest("give either files or --text WORDS, not both")
    if text is not None:
        return TextFile(GIVEN_TEXT, text)
    if not path:
        raise BadRequest("give a file, or the text itself with --text WORDS")
    return read_text(path)


def _files(paths: Sequence[str]) -> Iterator[str]:
    """The files among the paths, each once, and those directly in the folders among them, by name.

    Hidden files and folders in folders are left out. Raises BadRequest if there is no file.
    """
    names: dict[str, None] = {}
    for path in paths:
        if not path:
            raise BadRequest("the name of a file is empty")
        folder = Path(path)
        inner = sorted(folder.iterdir()) if folder.is_dir() else []
        names |= dict.fromkeys(str(file) for file in inner if file.is_file() and file.name[0] != ".")
        if not folder.is_dir():
            names[path] = None
    if not names:
        raise BadRequest(
            f"no texts found in {join_names(paths)}" if paths else "give a file, or the text itself with --text WORDS"
        )
    yield from names
