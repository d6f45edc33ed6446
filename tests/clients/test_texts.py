"""Texts in old encodings are recognized, and damaged pages and documents lead to no more than a sentence."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from support.runner import run_process
from support.texts import FIRST, PAGES, THIRD, TITLE, assert_read_or_refused, document, read, reason

from sco_cli.articles import encodings
from sco_cli.loading.texts import read_text

pytestmark = pytest.mark.slow

for library in ("charset_normalizer", "pypdf", "trafilatura"):
    pytest.importorskip(library)


WORDS = {
    "ru": "Доля дорог с твёрдым покрытием выросла примерно с 43% до более чем 70%, сообщило министерство транспорта.",
    "fr": "La part des routes revêtues est passée à plus de 70 %, a annoncé samedi le ministère, après une décennie.",
    "tr": "Yolların payı %43'ten %70'in üzerine çıktı, ulaştırma bakanlığı açıkladı. Şoförler asfalta bağlıyor.",
    "zh": "草原铺装公路占比从约43%上升到70%以上，交通部周六表示。十年来，建设者走遍了全国最偏远的地区。",
    "ja": "草原の舗装道路の割合は約43％から70％以上に上昇したと、運輸省が土曜日に発表した。",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *(("ru", encoding) for encoding in ("cp1251", "koi8_r", "cp866", "iso8859_5")),
        *(("fr", encoding) for encoding in ("latin_1", "cp1252")),
        ("tr", "cp1254"),
        *(("zh", encoding) for encoding in ("gb18030", "gbk")),
        *(("ja", encoding) for encoding in ("cp932", "euc_jp")),
    ],
)
@pytest.mark.parametrize("repeated", [1, 20_000], ids=["short", "long"])
def test_the_encoding_of_plain_text_is_recognized(language: str, encoding: str, repeated: int, tmp_path: Path) -> None:
    text = f"{WORDS[language]}\n" * repeated
    assert read(text.encode(encoding), tmp_path, "source.txt").text == text


def test_bytes_that_are_no_text_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = "it is not UTF-8, and its encoding is not recognized; save it as UTF-8"
    noise = bytes(byte for byte in random.Random(1).randbytes(10_000) if byte)  # noqa: S311  # the same each time
    assert reason(noise, tmp_path) == unknown
    text = WORDS["zh"].encode("gb18030") * 10
    monkeypatch.setattr(encodings, "SAMPLE_BYTES", len(text))
    assert (
        reason(text + b"\n" + noise, tmp_path)
        == "it looks like gb18030, but much of it cannot be decoded; save it as UTF-8"
    )


def test_check_finds_wordings_in_pages_and_documents(tmp_path: Path) -> None:
    (tmp_path / "gazette.pdf").write_bytes(document([TITLE, FIRST]))
    (tmp_path / "gazette.html").write_bytes((PAGES / "english-json-ld.html").read_bytes())
    base = tmp_path / "base.toml"
    base.write_text(
        '[base]\nid = "b"\ntitle = "B"\nas_of = "2025"\nlicence = "x"\n'
        '[[sources]]\nid = "gazette"\ntitle = "S"\npublisher = "P"\nkind = "news"\n'
        '[[events]]\nid = "e"\nname = "E"\nsummary = "S"\nperiod = "2025"\n'
        'evidence = [{ source = "gazette", paragraph = 1, wording = "from about 43% to over 70%" }]\n',
        "utf-8",
    )
    for name in ("gazette.pdf", "gazette.html"):
        ran = run_process("check", base, "--source-text", f"gazette={tmp_path / name}")
        assert ran == (0, f"  no problems in {base}\n", "")


def test_standard_input_may_be_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(document([THIRD]))))
    assert read_text("-").text == THIRD


def test_documents_and_pages_with_random_mistakes_are_read_or_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(1)  # noqa: S311  # the same mistakes each time
    sources = [document([TITLE, FIRST], [THIRD]), *(path.read_bytes() for path in sorted(PAGES.iterdir()))]
    for number in range(200):
        content = bytearray(sources[number % len(sources)])
        for _ in range(chance.randrange(1, 30)):
            place = chance.randrange(8, len(content))
            content[place : place + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        assert_read_or_refused(bytes(content), tmp_path, capfd)
