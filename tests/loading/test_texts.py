"""Texts of sources, read from files: plain text without any library, and a sentence for what cannot be read."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import sys
import time
import zipfile
from encodings import aliases
from pathlib import Path

import pytest
from support.paths import SMALL
from support.runner import run_sco

from sco_cli.articles import encodings
from sco_cli.articles.article import BadArticle
from sco_cli.articles.libraries import missing
from sco_cli.errors import BadRequest, UnreadableText
from sco_cli.loading import files, text_formats, texts
from sco_cli.loading.named_encodings import NOT_FOR_FILES, decode_named
from sco_cli.loading.texts import TextFile, read_text

TEXT = "The share rose.\n\nДоля выросла — 份额上升。\n"
INSTALL = r"pip install 'sco-cli\[text\]'"


@pytest.fixture(autouse=True)
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("charset_normalizer", "pypdf", "trafilatura"):
        monkeypatch.setitem(sys.modules, library, None)


def read(content: bytes | str, folder: Path, name: str = "source.txt") -> TextFile:
    """The text of a file with that content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_text(str(path))


def reason(content: bytes | str, folder: Path, name: str = "source.txt") -> str:
    """Why a file with that content cannot be read."""
    with pytest.raises((UnreadableText, BadRequest)) as caught:
        read(content, folder, name)
    return str(caught.value).removeprefix(f"{folder / name} cannot be read: ")


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
        TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["UTF-8", "UTF-8 with mark", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "line ends of Windows"],
)
def test_plain_text_needs_no_library(content: bytes, tmp_path: Path) -> None:
    assert read(content, tmp_path) == TextFile(str(tmp_path / "source.txt"), TEXT)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "empty.txt"),
        ("  # Roads \n\n* 70 %\t\n", "notes.md"),
        ('<p align="center">Roads</p>\n\n# Roads\n', "README.md"),
        ("<!-- a comment -->\n# Roads\n", "README.md"),
        ("Roads, and no tag: 5 < 6.", "roads.html"),
        ("A page begins with <!doctype html>, a document with %PDF-1.7.", "formats.txt"),
        ("a\rb", "old-macintosh.txt"),
        ("From: the ministry\n\nRoads are paved.", "letter.txt"),
        ("<?xml version='1.0'?><rss></rss>", "feed.xml"),
    ],
)
def test_plain_text_is_as_it_stands_in_the_file(text: str, name: str, tmp_path: Path) -> None:
    assert read(text, tmp_path, name) == TextFile(str(tmp_path / name), text, is_plain=True)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert read_text("-") == TextFile("-", TEXT)


def test_a_file_may_have_the_name_of_the_bundled_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(files.BUNDLED).write_text(TEXT, "utf-8")
    assert read_text(files.BUNDLED).text == TEXT


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("<!DOCTYPE html><p>Roads", "page.txt"),
        (" \n<!-- saved --><?xml version='1.0'?>\n<HTML lang='en'>", "page"),
        ("\ufeff<head><title>Roads</title>", "page"),
        ("<p>Roads</p>", "page.htm"),
        ("Roads<br/>", "PAGE.HTML"),
        ("<!doctype html><p>Дороги".encode("cp1251"), "page.txt"),
        (codecs.BOM_UTF16_LE + "<html>".encode("utf-16-le"), "page"),
    ],
)
def test_a_page_is_recognized_by_its_content(content: bytes | str, name: str, tmp_path: Path) -> None:
    message = "text that is not UTF-8" if isinstance(content, bytes) and content.startswith(b"<!") else "an HTML page"
    assert reason(content, tmp_path, name).startswith(f'{message} needs the extra "text": ')


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        (b"%PDF-1.7\n", "report.txt", "a PDF document"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4\n", "report", "a PDF document"),
        ("<html>", "page.pdf", "an HTML page"),
        ("Доля дорог".encode("koi8-r"), "source.txt", "text that is not UTF-8"),
    ],
)
def test_what_needs_the_extra_says_how_to_install_it(
    content: bytes | str, name: str, what: str, tmp_path: Path
) -> None:
    with pytest.raises(BadRequest, match=f'{what} needs the extra "text": {INSTALL}; plain text in UTF-8 works'):
        read(content, tmp_path, name)


def zipped(**members: str) -> bytes:
    """An archive with these files, in whose names `_` stands for a slash."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (zipped(**{"word_document.xml": "<w/>"}), "a Word document (docx)"),
        (zipped(**{"xl_workbook.xml": "<w/>"}), "an Excel workbook (xlsx)"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "an OpenDocument text (odt)"),
        (zipped(mimetype="application/epub+zip"), "an electronic book (EPUB)"),
        (zipped(roads="70"), "an archive (zip)"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a picture (WebP)"),
        (b"\0\0\0\x20ftypisom", "a video or a picture (MP4 or HEIF)"),
        *((start + b"\0rest", kind) for start, kind in text_formats.BINARY.items()),
    ],
)
def test_a_file_without_text_is_named_for_what_it_is(content: bytes, kind: str, tmp_path: Path) -> None:
    assert reason(content, tmp_path) == f"it is {kind}, not text"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"RIFF\x24\0\0\0WAVE", "it contains null bytes; if it is UTF-16 text, save it as UTF-8"),
        (TEXT.encode("utf-16-le"), "it contains null bytes; if it is UTF-16 text, save it as UTF-8"),
        (codecs.BOM_UTF8 + b"\xff", "it begins like UTF-8, but is not in that encoding"),
        (codecs.BOM_UTF16_LE + b"\0\xd8", "it begins like UTF-16LE, but is not in that encoding"),
        (
            "MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype='text/html'\n\n<html>",
            "it is a web archive (MHTML); save the page as HTML",
        ),
    ],
)
def test_damaged_text_is_refused(content: bytes | str, expected: str, tmp_path: Path) -> None:
    assert reason(content, tmp_path) == expected


def test_a_page_that_would_take_long_is_refused_before_a_library_is_needed(tmp_path: Path) -> None:
    page = f"<html><p {'a ' * 201}>"
    assert reason(page, tmp_path) == "it is an HTML page with more than 200 attributes on an element"


def test_a_missing_file_a_folder_and_an_invalid_name_are_unreadable(tmp_path: Path) -> None:
    for name, expected in (
        (str(tmp_path / "nowhere.txt"), os.strerror(errno.ENOENT)),
        (str(tmp_path), "cannot be read: "),
        ("a\0b", "cannot be read: "),
    ):
        with pytest.raises(UnreadableText) as caught:
            read_text(name)
        assert expected in str(caught.value)
        assert caught.value.exit_code == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX")
def test_a_pipe_without_a_writer_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PIPE_TIMEOUT", 0.1)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableText, match=r"no data came through the pipe for 0\.1 seconds"):
        read_text(str(tmp_path / "pipe"))


def test_a_text_may_be_larger_than_a_fact_base_but_not_endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    monkeypatch.setattr(texts, "MAX_BYTES", 2**20)
    assert len(read(b"x" * 2**20, tmp_path).text) == 2**20
    assert reason(b"x" * (2**20 + 1), tmp_path) == "it is larger than 1 MiB"
    assert reason(b"{" * (2**20 + 1), tmp_path, "records.jsonl") == "it is larger than 1 MiB"


@pytest.mark.parametrize("part", ["<!--", "<!-- -->", "<?", "<? ?>", " ", "<", "<p", "from:\n", "content-type: \n"])
def test_formats_are_recognized_in_time_that_does_not_grow(part: str) -> None:
    text = part * (2_000_000 // len(part))
    start = time.process_time()
    assert not text_formats.is_web_archive(text)
    text_formats.is_html(text, "page.html")
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n", "{} cannot be read: it is a picture (PNG), not text"),
        (b"<html>", f"{missing('an HTML page')}"),
    ],
)
def test_check_says_in_one_line_why_it_cannot_read_a_text(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "gazette"
    path.write_bytes(content)
    result = run_sco("check", SMALL, "--source-text", f"gazette={path}")
    assert result == (2, "", f"sco: --source-text: {message.format(path)}\n")


def test_a_content_that_no_encoding_fits_is_refused_where_a_whole_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: bytes) -> str:
        raise BadArticle("it is no text")

    path = tmp_path / "x.json"
    path.write_bytes(b"\xff\xfa")
    monkeypatch.setattr(encodings, "decode", refuse)
    with pytest.raises(UnreadableText, match="it is no text"):
        texts.read_decoded(str(path))


def test_a_byte_order_mark_comes_before_a_named_encoding() -> None:
    assert decode_named("x.txt", codecs.BOM_UTF16_LE + "дорога".encode("utf-16-le"), "cp1251") == "дорога"
    assert decode_named("x.txt", "дорога".encode("cp1251"), "cp1251") == "дорога"
    with pytest.raises(BadRequest, match="x.txt:2: it is not in the encoding ascii"):
        decode_named("x.txt", b"a\n\xff", "ascii")


@pytest.mark.parametrize(
    "name", [codec for codec in sorted(set(aliases.aliases.values())) if codec not in NOT_FOR_FILES]
)
def test_no_bytes_break_an_encoding(name: str) -> None:
    for content in (b"\xff\xfe", b"+\xff", b"\x1b$B\xff", b"~{", bytes(range(256))):
        with contextlib.suppress(BadRequest, UnreadableText):
            decode_named("x.txt", content, name)
