"""Text in any encoding: in the one that an HTML page declares, else in the most probable one."""

from __future__ import annotations

import re

from sco_cli.articles.article import BadArticle
from sco_cli.articles.libraries import missing, silent

START_BYTES = 1 << 16
"""How far into a page its declaration is looked for."""

SAMPLE_BYTES = 1 << 20
"""The part of a text by which its encoding is recognized."""

CODECS = {
    **dict.fromkeys(("utf8", "utf-8"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("ascii", "us-ascii", "latin1", "iso-8859-1", "iso8859-1"), "cp1252"),
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "big5": "big5hkscs",
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    "x-mac-cyrillic": "mac_cyrillic",
}
"""The codec of Python for an encoding with another name, or for the larger one that browsers read it as."""

PROBABLE = (
    *("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic", "kz1048"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
    *("cp1252", "cp1253", "cp1254", "cp1255", "cp1256"),
)
"""The codecs among which that of a text without a declaration is looked for.

Latin letters are those of Western Europe or Turkey: a short text does not tell them from those of Central Europe.
"""

_SAME_NAME = re.compile(r"(?:windows-|cp)125[0-8]|koi8-[ru]|iso-8859-(?:[2-8]|1[0356])|gb18030|euc-jp|(?:cp|ibm)866")
_DECLARATION = re.compile(
    rb"""<(?:meta\b[^>]{0,1000}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*["']?\s*([\w:.-]{1,40})""", re.IGNORECASE
)


def decode_page(content: bytes) -> str:
    """The text of an HTML page that is not UTF-8, in the encoding that it declares, as browsers read it.

    A few bytes that the encoding does not have are replaced. If there are more, the declaration is mistaken.
    Raises BadArticle, and BadRequest without the extra.
    """
    declaration = _DECLARATION.search(content[:START_BYTES])
    name = declaration[1].decode("ascii").lower() if declaration else ""
    codec = CODECS.get(name, name if _SAME_NAME.fullmatch(name) else "")
    if codec:
        text = content.decode(codec, "replace")
        if text.count("\ufffd") <= 1 + len(text) // 1000:
            return text
    return decode(content)


def decode(content: bytes) -> str:
    """The text in the most probable encoding. Raises BadArticle, and BadRequest without the extra."""
    try:
        import charset_normalizer  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415  # optional
    except ModuleNotFoundError as error:
        raise missing("text that is not UTF-8") from error
    with silent():
        best = charset_normalizer.from_bytes(sample(content), cp_isolation=[*PROBABLE]).best()
    if best is None:
        raise BadArticle("it is not UTF-8, and its encoding is not recognized; save it as UTF-8")
    text = content.decode(best.encoding, "replace")
    if text.count("\ufffd") > len(text) // 1000:
        raise BadArticle(f"it looks like {best.encoding}, but much of it cannot be decoded; save it as UTF-8")
    return text


def sample(content: bytes) -> bytes:
    """The beginning of the text, up to the last space or line end in it, so that no character is cut."""
    start = content[:SAMPLE_BYTES]
    if len(start) < len(content):
        end = max(start.rfind(b"\n"), start.rfind(b" "))
        start = start[: end + 1] or start
    return start
