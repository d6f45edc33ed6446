"""The countries of ISO 3166-1: their codes, and their usual names in English, Russian and Chinese.

They are data in `iso_countries.json`, which `tools/iso_countries.py` makes.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import NamedTuple

FILE = resources.files("sco_cli.models") / "iso_countries.json"

_USER_ASSIGNED = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ|AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]")


class IsoCountry(NamedTuple):
    """The codes and the names of a country; the first name is the English one."""

    alpha2: str
    alpha3: str
    names: tuple[str, ...]


@cache
def iso_countries() -> dict[str, IsoCountry]:
    """All countries of ISO 3166-1 by their alpha-2 codes."""
    entries = json.loads(FILE.read_text("utf-8"))
    return {alpha2: IsoCountry(alpha2, alpha3, tuple(names)) for alpha2, (alpha3, *names) in entries.items()}


@cache
def alpha2_of_alpha3() -> dict[str, str]:
    """The alpha-2 code of each alpha-3 code."""
    return {country.alpha3: country.alpha2 for country in iso_countries().values()}


def is_user_assigned(code: str) -> bool:
    """Whether ISO 3166-1 leaves the code, of two or three letters, to its users, as "XK" and "XKX" for Kosovo."""
    return _USER_ASSIGNED.fullmatch(code) is not None
