"""Png files that are packed again."""

from __future__ import annotations

import struct
import zlib

from sco_cli.charts.png_size import repack


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def test_a_packed_picture_has_the_same_data_in_one_chunk() -> None:
    picture = b"\0abcabcabc" * 500
    loose = zlib.compress(picture, 1)
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13))
    png = head + chunk(b"IDAT", loose[:20]) + chunk(b"IDAT", loose[20:]) + chunk(b"IEND", b"")
    packed = repack(png)
    assert packed == head + chunk(b"IDAT", zlib.compress(picture, 6)) + chunk(b"IEND", b"")
    assert repack(packed) == packed
