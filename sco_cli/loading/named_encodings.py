"""Decodes a file in the encoding that its first bytes or a user name."""

from __future__ import annotations

import codecs

from sco_cli.errors import BadRequest, UnreadableText

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "UTF-8",
    codecs.BOM_UTF32_LE: "UTF-32LE",
    codecs.BOM_UTF32_BE: "UTF-32BE",
    codecs.BOM_UTF16_LE: "UTF-16LE",
    codecs.BOM_UTF16_BE: "UTF-16BE",
}
"""The encoding by the first bytes of a file. The mark of UTF-32 begins like that of UTF-16, so it comes first."""

NOT_FOR_FILES = ("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem", "palmos")
"""Codecs of Python that are not encodings of files."""

MAX_SHOWN = 60
"""Characters of a name that a message shows."""


def check_encoding(name: str) -> str:
    """The codec of an encoding. Raises BadRequest if there is none of that name for files."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        codec = None
    if codec is None or not getattr(codec, "_is_text_encoding", True) or codec.name.replace("-", "_") in NOT_FOR_FILES:
        raise BadRequest(
            f'there is no encoding "{name[:MAX_SHOWN]}"; examples are utf-8, cp1251, cp1252, utf-16, gb18030'
        )
    return codec.name


def decode_marked(place: str, content: bytes) -> str | None:
    """The text of a file that begins with a byte order mark, without it; None without one. Raises UnreadableText."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableText(place, f"it begins like {encoding}, but is not in that encoding") from error
    return None


def decode_named(place: str, content: bytes, encoding: str) -> str:
    """The text of a file by its byte order mark, else in the encoding.

    Raises BadRequest for an encoding that there is not, or that the file is not in, and UnreadableText for a damaged
    file with a mark.
    """
    codec = check_encoding(encoding)
    if (marked := decode_marked(place, content)) is not None:
        return marked
    try:
        return content.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadRequest(f"{place}:{line}: it is not in the encoding {encoding}") from error
