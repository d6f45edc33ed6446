"""HTML pages in the encoding that they declare."""

from __future__ import annotations

import codecs
import sys

import pytest

from sco_cli.articles import encodings
from sco_cli.errors import BadRequest


@pytest.mark.parametrize(
    ("declaration", "codec"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ("<META CHARSET=KOI8-R>", "koi8_r"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-5' />", "iso8859_5"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251"),
    ],
)
def test_a_page_is_in_the_encoding_that_it_declares(declaration: str, codec: str) -> None:
    page = f"{declaration}<p>Доля дорог</p>"
    assert encodings.decode_page(page.encode(codec)) == page


def test_gb2312_is_read_as_the_larger_encoding_that_contains_it() -> None:
    page = '<meta charset="gb2312"><p>镕 㐀</p>'
    assert encodings.decode_page(page.encode("gb18030")) == page


def test_a_broken_byte_is_replaced() -> None:
    page = b'<meta charset="utf-8"><p>' + "Доля дорог".encode()[:-1] + b"</p>"
    assert encodings.decode_page(page) == '<meta charset="utf-8"><p>Доля доро\ufffd</p>'


@pytest.mark.parametrize("declared", ["utf-8", "idna", "punycode", "unicode_escape", "no-such-encoding", ""])
def test_another_declaration_is_passed_over(declared: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    page = f'<meta charset="{declared}"><p>Доля дорог</p>'.encode("cp1251")
    with pytest.raises(
        BadRequest, match=r"text that is not UTF-8 needs the extra \"text\": pip install 'sco-cli\[text\]'"
    ):
        encodings.decode_page(page)


def test_every_codec_exists() -> None:
    for codec in (*encodings.CODECS.values(), *encodings.PROBABLE):
        codecs.lookup(codec)


def test_no_character_is_cut_at_the_end_of_asample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "SAMPLE_BYTES", 7)
    assert encodings.sample(b"abc def ghi") == b"abc "
    assert encodings.sample(b"abcdefghijk") == b"abcdefg"
    assert encodings.sample(b"abc def") == b"abc def"
