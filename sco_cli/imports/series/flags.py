"""The status of an observation: the codes of SDMX and of Eurostat, alone and in combination.

The codes are those of the code list CL_OBS_STATUS 2.2 of the SDMX Statistical Working Group, and in small letters those
of Eurostat, whose `bz` and `b,e` are several at once.
"""

from __future__ import annotations

import re

SDMX = {
    "A": "",
    "B": "break in time series",
    "D": "definition differs",
    "E": "estimated",
    "F": "forecast",
    "G": "experimental",
    "I": "imputed",
    "J": "derogation",
    "K": "included in another category",
    "L": "missing; collected, but not available",
    "M": "missing",
    "N": "not significant",
    "O": "missing",
    "P": "provisional",
    "Q": "missing, suppressed",
    "S": "strike and other special events",
    "U": "low reliability",
    "V": "unvalidated",
    "W": "includes another category",
}
EUROSTAT = {
    "b": "break in time series",
    "c": "confidential",
    "d": "definition differs",
    "e": "estimated",
    "f": "forecast",
    "i": "see metadata",
    "m": "missing",
    "n": "not significant",
    "p": "provisional",
    "r": "revised",
    "s": "estimated by Eurostat",
    "u": "low reliability",
    "z": "not applicable",
}

BREAK = "break in time series"

_SEPARATORS = re.compile("[,;/| ]+")

MAX_FLAGS = 40
"""Characters of the codes of one value; a longer text is a remark in words."""


def read_flags(text: str) -> list[str]:
    """What the codes of a value mean, each once; a code that is not known as `code X`."""
    if len(text) > MAX_FLAGS:
        return [text]
    found: dict[str, None] = {}
    for part in filter(None, _SEPARATORS.split(text)):
        codes = (
            list(part) if part not in SDMX and (part.islower() or all(letter in SDMX for letter in part)) else [part]
        )
        for code in codes:
            meaning = SDMX.get(code, EUROSTAT.get(code, f"code {code}"))
            if meaning:
                found[meaning] = None
    return list(found)
