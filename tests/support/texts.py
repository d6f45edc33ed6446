"""Texts of sources as files: reads what a test has written, and makes PDF documents."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from sco_cli.errors import ScoError, UnreadableText
from sco_cli.loading.texts import TextFile, read_text
from support.paths import DATA

PAGES = DATA / "pages"
"""HTML pages in UTF-8, whatever they declare, and the text of the article in each."""

SECONDS = 30
"""How long the worst input may take on a slow machine."""

TITLE = "Paved roads pass 70% in the steppe"
FIRST = (
    "The share of paved roads rose from about 43% to over 70%, the ministry of transport said on Saturday, after a "
    "decade of building that took workers to the most remote districts of the country. It has cost 3.2 billion."
)
SECOND = (
    "Доля дорог с твёрдым покрытием выросла примерно с 43% до более чем 70%, сообщило министерство транс-\n"
    "порта в субботу."
)
THIRD = "Freight has doubled or tripled, by its figures."


def read(content: bytes | str, folder: Path, name: str = "source") -> TextFile:
    """The text of a file with that content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return read_text(str(path))


def reason(content: bytes | str, folder: Path) -> str:
    """Why a file with that content cannot be read."""
    with pytest.raises(UnreadableText) as caught:
        read(content, folder)
    return str(caught.value).removeprefix(f"{folder / 'source'} cannot be read: ")


def assert_read_or_refused(content: bytes | str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Check that a file is read or refused with a sentence, silently and in time."""
    start, message = time.process_time(), ""
    try:
        text = read(content, folder).text
        assert text.strip()
        text.encode()
        assert "root:" not in text
    except ScoError as error:
        message = str(error)
    assert "\n" not in message
    assert time.process_time() - start < SECONDS
    assert capfd.readouterr() == ("", "")


def document(*pages: Sequence[str], **encryption: Any) -> bytes:
    """A document with these paragraphs on each page, and with its number below them."""
    fpdf = pytest.importorskip("fpdf")
    font = Path(pytest.importorskip("ttf_opensans").__file__).parent / "ttf" / "OpenSans-Regular.ttf"
    made = fpdf.FPDF()
    made.set_title(TITLE)
    made.set_author("Ministry of Transport")
    made.set_lang("en-GB")
    made.set_creation_date(datetime(2024, 10, 5, 8, 30, tzinfo=timezone.utc))
    made.add_font("Open Sans", "", font)
    if encryption:
        made.set_encryption(**encryption)
    for number, paragraphs in enumerate(pages, start=1):
        made.add_page()
        for paragraph in paragraphs:
            made.set_font("Open Sans", size=18 if paragraph == TITLE else 11)
            made.multi_cell(0, 7, paragraph, align="L", new_x="LMARGIN", new_y="NEXT")
        if paragraphs:
            made.text(100, 280, str(number))
    return bytes(made.output())
