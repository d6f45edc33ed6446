"""Which country an area of a table is: by ISO 3166-1, UN M49 or name; or why it is none.

The codes of UN M49 are those of ISO 3166-1 in digits, in `tables/m49.json`. Names that only publishers of statistics
use are in `tables/country_names.json`. Groups of countries, by codes of the World Bank, SDMX and UN M49 and by name,
are in `tables/aggregates.json`.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.models.iso_countries import iso_countries
from sco_cli.queries.name_variants import normalize_spelling, split_names
from sco_cli.text import MAX_NAME_LENGTH, did_you_mean, fold, suggest

AreaKind = Literal["country", "aggregate", "part", "without code", "unknown"]

_TABLES = resources.files("sco_cli.imports.series") / "tables"

_EUROSTAT_COUNTRIES = {"EL": "GR", "UK": "GB"}
"""The codes of Eurostat that are not those of ISO 3166-1."""

_EUROSTAT_GROUP = re.compile(r"(?:EU|EA|EEA|EFTA)[0-9]{0,2}(?:_[0-9]{4})?")
_EUROSTAT_REGION = re.compile(r"[A-Z]{2}[0-9A-Z]{1,3}")

_GROUP_WORDS = re.compile(
    r"\((?:27|28|wb|un|who|fao|unicef|unsd|ilo|un m49|imf|oecd|maddison|ei|ember|excl[^()]{0,30})\)"
    r"|\b(?:income|developed|developing) (?:countries|economies)\b|income \(wb\)|demographic dividend"
)
"""What stands in the names of groups of countries, as Our World in Data and the World Bank write them."""


MAX_SUGGESTED = 30
"""For so many unknown names of a file similar ones are sought."""


class Area(NamedTuple):
    """What an area is: a country with its code, or something else with what a message says about it."""

    kind: AreaKind
    code: str = ""
    message: str = ""


class AreaFinder:
    """Finds the countries of a fact base and of ISO 3166-1 by codes and names."""

    def __init__(self, base: FactBase) -> None:
        self._codes: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        self._labels: dict[str, str] = {}
        self._unknown = 0
        self._found: dict[tuple[str, ...], Area] = {}
        for alpha2, country in iso_countries().items():
            self._add(alpha2, country.alpha3, (*country.names, *other_names().get(alpha2, ())))
        for record in base.countries:
            self._add(record.code, record.alpha3, (record.name, *record.aliases))

    def _add(self, code: str, alpha3: str, names: tuple[str, ...]) -> None:
        self._codes |= {code: code, alpha3: code}
        for name in names:
            self._names.setdefault(normalize_spelling(name), set()).add(code)
        self._labels |= dict.fromkeys(names[:3], f"{names[0]} ({code})")

    def find(self, code: str, name: str, *, is_eurostat: bool = False) -> Area:
        """The area with that code and name, of which one may be empty."""
        key = (code, name, str(is_eurostat))
        if key not in self._found:
            self._found[key] = self._find(code, name, is_eurostat=is_eurostat)
        return self._found[key]

    def _find(self, code: str, name: str, *, is_eurostat: bool) -> Area:
        by_code = self._by_code(code or name, is_eurostat=is_eurostat)
        by_name = self._by_name(name) if code and name else None
        if by_name and by_code.kind == by_name.kind == "country" and by_code.code != by_name.code:
            return Area("unknown", message=f'"{code}" is the code of {by_code.code}, and "{name}" of {by_name.code}')
        if by_code.kind != "unknown":
            return by_code
        return by_name if by_name and by_name.kind != "unknown" else by_code

    def _by_code(self, code: str, *, is_eurostat: bool) -> Area:
        """The area of a code, or of a name that stands where codes do."""
        if is_eurostat:
            code = _EUROSTAT_COUNTRIES.get(code, code)
        upper = code.upper()
        found = self._codes.get(upper) if len(code) <= 3 else None
        if code.isascii() and code.isdecimal() and len(code) <= 3:
            found = m49_codes().get(code.zfill(3))
            upper = code.zfill(3)
        if found:
            return Area("country", found)
        groups = aggregates()
        if upper in groups.codes or _EUROSTAT_GROUP.fullmatch(upper):
            return Area("aggregate")
        if upper in groups.other_codes or upper.startswith("OWID_"):
            return Area("aggregate" if upper in _OWID_GROUPS else "without code")
        if is_eurostat and _EUROSTAT_REGION.fullmatch(code) and self._codes.get(_eurostat(code[:2])):
            return Area("part")  # a region of the nomenclature NUTS
        return self._by_name(code)

    def _by_name(self, name: str) -> Area:
        """The area of a name in any of the spellings of lists of names."""
        short = name[: 3 * MAX_NAME_LENGTH]
        spelling = normalize_spelling(short)
        codes = self._names.get(spelling, set())
        if not codes and (parts := split_names(short)):
            both = [self._names.get(normalize_spelling(part), set()) for part in parts]
            codes = both[0] if both[0] == both[1] else set()
        if len(codes) > 1:
            return Area("unknown", message=f'"{short}" may be {" or ".join(sorted(codes))}')
        if codes:
            return Area("country", next(iter(codes)))
        groups = aggregates()
        folded = fold(short)
        if folded in groups.names or _GROUP_WORDS.search(folded):
            return Area("aggregate")
        if folded in groups.other_names:
            return Area("without code")
        self._unknown += 1
        # Among more names than these, similarity would take too long to compute.
        similar = suggest(short, self._labels) if self._unknown <= MAX_SUGGESTED else ()
        hint = did_you_mean(similar, " ({})")
        return Area("unknown", message=f'there is no country "{short}"{hint}')


_OWID_GROUPS = {
    *("OWID_WRL", "OWID_AFR", "OWID_ASI", "OWID_EUR", "OWID_EUN", "OWID_EU27", "OWID_NAM", "OWID_SAM", "OWID_OCE"),
    *("OWID_HIC", "OWID_LIC", "OWID_LMC", "OWID_UMC", "OWID_LMY", "OWID_MIC", "OWID_OEC", "OWID_CIS", "OWID_G20"),
}
"""Codes of Our World in Data for groups of countries; its others are of areas that ISO 3166-1 has no code for."""


def _eurostat(code: str) -> str:
    return _EUROSTAT_COUNTRIES.get(code, code)


class Aggregates(NamedTuple):
    """Codes and folded names of groups of countries, and of areas for which ISO 3166-1 has no code."""

    codes: frozenset[str]
    names: frozenset[str]
    other_codes: frozenset[str]
    other_names: frozenset[str]


@cache
def aggregates() -> Aggregates:
    """What is known of areas that are no countries of ISO 3166-1."""
    table: dict[str, Any] = json.loads((_TABLES / "aggregates.json").read_text("utf-8"))
    other = table["without_code"]
    return Aggregates(
        frozenset(table["codes"]),
        frozenset(map(fold, table["names"])),
        frozenset(other["codes"]),
        frozenset(map(fold, other["names"])),
    )


@cache
def other_names() -> dict[str, list[str]]:
    """Names by alpha-2 code that publishers of statistics use and the CLDR and ISO 3166-1 do not have."""
    names: dict[str, list[str]] = json.loads((_TABLES / "country_names.json").read_text("utf-8"))
    return names


@cache
def m49_codes() -> dict[str, str]:
    """The alpha-2 code of each code of three digits."""
    codes: dict[str, str] = json.loads((_TABLES / "m49.json").read_text("utf-8"))
    return codes
