"""The files that statistics come in: a file, what lies beside it, and archives (zip); with limits on their size.

A data package names files of its folder. A name that leads out of it, and anything but a plain file, is refused.
"""

from __future__ import annotations

import errno
import io
import os
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sco_cli.errors import BadRequest, UnreadableText
from sco_cli.imports.series.statistics import count_bytes, unknown_format
from sco_cli.loading import files, foreign_files
from sco_cli.loading.named_encodings import decode_marked, decode_named
from sco_cli.loading.text_formats import binary_kind, is_html
from sco_cli.loading.texts import MAX_BYTES

MAX_MEMBERS = 1000
"""Most files in an archive."""

MAX_ALL_BYTES = 4 * MAX_BYTES
"""Most bytes of all files of an archive together."""

ADVICE_FOR_LARGE = "give a part of it, such as one metric, or fewer years"

TEXT_SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".json")
"""Endings of the files of an archive that are looked at."""

METADATA_SUFFIX = ".metadata.json"


class InputFile(NamedTuple):
    """A file and the files that belong to it: those of an archive, or those beside it.

    `others` are the names of the other files of an archive, which are not read.
    """

    name: str
    content: bytes
    members: dict[str, bytes]
    is_archive: bool
    others: tuple[str, ...] = ()

    def place(self, member: str) -> str:
        """The name of one of its files in messages."""
        return f"{self.name}:{member}" if self.is_archive else member


def open_input(path: str) -> InputFile:
    """Read a file or standard input (`-`), and what belongs to it.

    Raises UnreadableText if that is not possible, BadRequest for what is no text and no archive of texts.
    """
    try:
        content = files.read_file(path, MAX_BYTES)
    except OSError as error:
        raise _unreadable(path, error) from error
    kind = binary_kind(content)
    if kind == "an archive (zip)":
        return _open_archive(path, content)
    if kind:
        advice = "; save the sheet as csv" if "Excel" in kind or "OpenDocument" in kind or "Office" in kind else ""
        if kind.startswith(foreign_files.PACKED):
            advice = f"; {foreign_files.UNPACK}"
        raise unknown_format(path, f"it is {kind}, not a table in text{advice}")
    foreign = foreign_files.recognize(path, content)
    if foreign and foreign.kind in foreign_files.OTHER_THAN_TABLES:
        command = f"; `{foreign.command}` reads it" if foreign.command else ""
        raise unknown_format(path, f"it is {foreign.kind}, not a table in text{command or '; save the table as csv'}")
    if content.startswith(b"%PDF-"):
        raise unknown_format(path, "it is a PDF document, not a table in text")
    if not content.strip():
        raise unknown_format(path, "it is empty")
    return InputFile(path, content, _metadata_beside(path), is_archive=False)


def read_beside(path: str, name: str) -> bytes:
    """The content of a file that a data package names. Raises BadRequest if it is none of the package's folder."""
    if path == files.STDIN:
        raise unknown_format(path, f'it names the file "{name}"; give the path of the data package instead of -')
    folder = Path(path).parent
    check_relative(path, name)
    target = folder / name
    real, real_folder = os.path.realpath(target), os.path.realpath(folder)
    if os.path.commonpath([real, real_folder]) != real_folder:
        raise unknown_format(path, f'"{name}" leads out of the folder of the data package')
    try:
        if not stat.S_ISREG(target.stat().st_mode):
            raise unknown_format(path, f'"{name}" is not a regular file')
        return files.read_file(real, MAX_BYTES)
    except (OSError, ValueError) as error:
        raise _unreadable(str(target), error) from error


def _unreadable(name: str, error: OSError | ValueError) -> UnreadableText:
    """The error for a file that cannot be read, with advice if it is too large."""
    reason = getattr(error, "strerror", None) or str(error)
    is_too_large = getattr(error, "errno", None) == errno.EFBIG
    return UnreadableText(name, f"{reason}; {ADVICE_FOR_LARGE}" if is_too_large else reason)


def check_relative(place: str, name: str) -> None:
    """Raise BadRequest unless the name is that of a file in the folder or below it."""
    pure = PurePosixPath(name)
    if "://" in name:
        raise unknown_format(place, f'"{name}" is an address; sco loads nothing from a network')
    if not name or "\0" in name or pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name:
        raise unknown_format(place, f'"{name}" is not a file in the folder of the data package')


def decode(place: str, content: bytes, encoding: str | None, declared: str = "") -> str:
    """The text of a file: by its byte order mark, else in the encoding given or declared, else UTF-8 or a probable one.

    Raises BadRequest if that is not possible.
    """
    text = _decode(place, content, encoding, declared)
    if is_html(text, ""):
        raise unknown_format(place, "it is an HTML page, not a table in text")
    return text


def _decode(place: str, content: bytes, encoding: str | None, declared: str) -> str:
    if encoding or declared:
        return decode_named(place, content, encoding or declared)
    if (marked := decode_marked(place, content)) is not None:
        return marked
    if b"\0" in content:
        raise unknown_format(
            place, "it has null bytes, so it is not text, or it is UTF-16: then give --encoding utf-16-le"
        )
    try:
        return content.decode()
    except UnicodeDecodeError:
        from sco_cli.articles import encodings  # noqa: PLC0415  # few files need the package
        from sco_cli.articles.article import BadArticle  # noqa: PLC0415

        try:
            return encodings.decode(content)
        except BadArticle as error:
            raise unknown_format(place, f"{error}; give the encoding with --encoding") from error
        except BadRequest as error:
            raise BadRequest(f"{place}: {error}; or give the encoding with --encoding, such as cp1251") from error


def _metadata_beside(path: str) -> dict[str, bytes]:
    """The metadata that Our World in Data gives with a csv, if it lies beside it under its name."""
    if path == files.STDIN or not path.lower().endswith(".csv"):
        return {}
    target = Path(path[: -len(".csv")] + METADATA_SUFFIX)
    try:
        if not stat.S_ISREG(target.stat().st_mode):
            return {}
        return {target.name: files.read_file(str(target), MAX_BYTES)}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise UnreadableText(str(target), getattr(error, "strerror", None) or str(error)) from error


def _open_archive(path: str, content: bytes) -> InputFile:
    """The texts in an archive. Raises BadRequest if it is damaged, encrypted or too large."""
    members: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MAX_MEMBERS:
                raise unknown_format(path, f"the archive has more than {MAX_MEMBERS:,} files")
            wanted = [entry for entry in entries if _is_wanted(entry.filename)]
            for entry in wanted:
                if entry.filename in members:
                    raise unknown_format(path, f'"{entry.filename}" is in the archive twice')
                rest = MAX_ALL_BYTES - sum(map(len, members.values()))
                members[entry.filename] = _read_member(path, archive, entry, min(rest, MAX_BYTES))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise unknown_format(path, f"the archive cannot be read: {error}") from error
    texts = [name for name in members if name.lower().endswith(".txt")]
    if len(texts) < len(members):  # texts only describe the tables
        members = {name: text for name, text in members.items() if not name.lower().endswith(".txt")}
    if not members:
        raise unknown_format(path, "the archive has neither csv nor json")
    others = tuple(entry.filename for entry in entries if entry.filename not in members)
    return InputFile(path, b"", members, is_archive=True, others=others)


def _is_wanted(name: str) -> bool:
    """Whether a file of an archive may be a table or metadata; macOS adds files of its own."""
    return name.lower().endswith(TEXT_SUFFIXES) and not name.startswith("__MACOSX/")


def _read_member(path: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    """The content of a file of an archive, whose size is not believed. Raises BadRequest if it is too large."""
    if entry.flag_bits & 1:
        raise unknown_format(path, f'"{entry.filename}" in the archive is encrypted')
    with archive.open(entry) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        size = count_bytes(limit if limit == MAX_BYTES else MAX_ALL_BYTES)
        raise unknown_format(path, f'"{entry.filename}" in the archive is larger than {size}; {ADVICE_FOR_LARGE}')
    return content
