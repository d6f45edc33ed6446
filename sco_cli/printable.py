"""Data is data: what would act on a terminal, or reorder text, is made visible instead."""

from __future__ import annotations

import re

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""Control characters, marks of direction (Unicode UAX 9), line separators, characters of no width, lone surrogates."""

_BLANKS = {"\n": " ", "\t": " ", "\r": " "}


def visible(text: str) -> str:
    """The text on one line, every unsafe character as an escape such as `\\x1b` or `\\u202e`."""
    return UNSAFE.sub(lambda match: _BLANKS.get(match.group()) or _escape(ord(match.group())), text)


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"
