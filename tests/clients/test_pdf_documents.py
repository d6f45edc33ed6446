"""Texts of PDF documents, as pypdf finds them."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from support.texts import FIRST, SECOND, THIRD, TITLE, assert_read_or_refused, document, read, reason

from sco_cli.articles import pdf
from sco_cli.loading.texts import TextFile

pytestmark = pytest.mark.slow

pytest.importorskip("pypdf")


def test_the_text_of_a_document_is_read_in_paragraphs(tmp_path: Path) -> None:
    first, _, rest = FIRST.partition(" workers ")
    assert read(document([TITLE, f"{first} workers"], [rest, SECOND, THIRD]), tmp_path) == TextFile(
        str(tmp_path / "source"),
        f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}",
        title=TITLE,
        publisher="Ministry of Transport",
        published="2024-10-05",
        language="en",
        is_plain=False,
    )


def test_a_scan_an_encrypted_and_a_damaged_document_are_refused(tmp_path: Path) -> None:
    assert (
        reason(document([]), tmp_path)
        == "it is a PDF document without text, such as a scan; recognize its text (OCR) first"
    )
    locked = document([THIRD], owner_password="o", user_password="u")  # noqa: S106  # of this test
    assert reason(locked, tmp_path) == "it is an encrypted PDF document; save a copy without a password"
    whole = document([THIRD])
    assert reason(whole[: len(whole) // 2], tmp_path).startswith("it is a damaged PDF document (")


def test_a_document_that_may_only_not_be_changed_is_read(tmp_path: Path) -> None:
    assert read(document([THIRD], owner_password="o"), tmp_path).text == THIRD  # noqa: S106  # of this test


def test_a_document_with_too_many_pages_or_instructions_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = document([THIRD], [THIRD], [THIRD])
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    assert reason(content, tmp_path) == "it is a PDF document with more than 2 pages"
    monkeypatch.setattr(pdf, "MAX_OPERATIONS", 10)
    assert reason(content, tmp_path) == "it is a PDF document with more than 10 instructions"


def objects(*contents: bytes, trailer: bytes = b"") -> bytes:
    """A document of these objects, of which the first is its catalog."""
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(contents, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(contents) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(content))
    return content + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table) + end


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream with these entries of its dictionary."""
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)


def one_page(contents: bytes, *more: bytes, form: bytes = b"") -> bytes:
    """A document with a page of these contents, and with more objects from number 6 on."""
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<<%b>>>>>>" % form,
        contents,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


def form_that_draws(number: int) -> bytes:
    """A form that draws that object twice."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>" % number
    return stream(b"BT /F 12 Tf (a) Tj ET /X Do /X Do", entries)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"

HOSTILE_DOCUMENTS = {
    "pages in a circle": objects(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    "pages that double": objects(
        CATALOG, *(b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 2>>" % (n, n) for n in range(3, 40)), b"<</Type/Page>>"
    ),
    "many pages": objects(
        CATALOG, b"<</Type/Pages/Kids[%b]/Count 200000>>" % (b"3 0 R " * 200_000), b"<</Type/Page/Parent 2 0 R>>"
    ),
    "a false number of pages": objects(
        CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    ),
    "a form in itself": one_page(stream(b"/X Do"), form_that_draws(6), form=b"/X 6 0 R"),
    "forms that double": one_page(stream(b"/X Do"), *map(form_that_draws, range(7, 40)), stream(b""), form=b"/X 6 0 R"),
    "a table of objects in a circle": objects(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>", trailer=b"/Prev 9"),
    "arrays in arrays": one_page(stream(b"[" * 100_000)),
    "dictionaries in dictionaries": b"%PDF-1.4\n1 0 obj\n" + b"<</a" * 50_000 + b"\nendobj\nstartxref\n9\n%%EOF",
    "many texts": one_page(stream(b"BT /F 12 Tf " + b"(a) Tj " * 200_000 + b"ET")),
    "many instructions": one_page(stream(b"q Q " * 600_000)),
    "compressed blanks": one_page(stream(zlib.compress(b" " * 300_000_000), b"/Filter/FlateDecode")),
    "compressed texts": one_page(stream(zlib.compress(b"(a) Tj " * 10_000_000), b"/Filter/FlateDecode")),
    "compressed often": one_page(
        stream(zlib.compress(zlib.compress(b"\0" * 100_000_000)), b"/Filter[/FlateDecode/FlateDecode]")
    ),
    "null bytes": b"%PDF-1.4" + b"\0" * 1_000_000,
    "every byte": b"%PDF-1.7\n" + bytes(range(256)) * 1000,
    "no object": b"%PDF-1.4\nxref\n0 0\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n",
}


@pytest.mark.parametrize("case", HOSTILE_DOCUMENTS)
def test_a_hostile_document_is_read_or_refused(case: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert_read_or_refused(HOSTILE_DOCUMENTS[case], tmp_path, capfd)
