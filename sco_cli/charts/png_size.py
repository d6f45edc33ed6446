"""Makes png files smaller: vl-convert compresses them for speed, not for size."""

from __future__ import annotations

import struct
import zlib

SIGNATURE_LENGTH = 8
LEVEL = 6
"""Of zlib: a third of the size; higher levels take much longer for a few bytes."""


def repack(png: bytes) -> bytes:
    """The same png with its picture data packed again, in one chunk: https://www.w3.org/TR/png-3/#5DataRep ."""
    parts = [png[:SIGNATURE_LENGTH]]
    data = []
    place = SIGNATURE_LENGTH
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind = png[place + 4 : place + 8]
        if kind == b"IDAT":
            data.append(png[place + 8 : place + 8 + length])
        else:
            if kind == b"IEND":
                parts.append(_chunk(b"IDAT", zlib.compress(zlib.decompress(b"".join(data)), LEVEL)))
            parts.append(png[place : place + 12 + length])
        place += 12 + length
    return b"".join(parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk with its length and its checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
