"""Writes `sco_cli/models/iso_countries.json`: the codes of ISO 3166-1, with the names in English, Russian and Chinese.

It also writes `sco_cli/imports/series/tables/m49.json`: the codes of UN M49, which are those of ISO 3166-1 in digits.

The codes come from pycountry, the usual names from the Unicode CLDR by way of Babel, other English names from ISO
3166-1 by way of pycountry. Both libraries are needed here only, and not when sco runs.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale

from sco_cli.queries.name_variants import normalize_spelling

PACKAGE = Path(__file__).parent.parent / "sco_cli"
TARGET = PACKAGE / "models" / "iso_countries.json"
M49_TARGET = PACKAGE / "imports" / "series" / "tables" / "m49.json"

LOCALES = [Locale(language) for language in ("en", "ru", "zh")]

OTHER_NAMES = {"GB": ["UK", "Great Britain", "Britain"], "US": ["America"]}
"""Names in every newspaper that neither list has; UK is reserved for the United Kingdom by ISO 3166-1."""


def main() -> None:
    """Write the files, a country a line."""
    for target, entries in ((TARGET, countries()), (M49_TARGET, m49_codes())):
        lines = (f"{json.dumps(code)}: {json.dumps(entry, ensure_ascii=False)}" for code, entry in entries.items())
        target.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def m49_codes() -> dict[str, str]:
    """The alpha-2 code of each code of three digits."""
    return {
        country.numeric: country.alpha_2 for country in sorted(pycountry.countries, key=lambda entry: entry.numeric)
    }


def countries() -> dict[str, list[str]]:
    """The alpha-3 code of each alpha-2 code, and the names, the usual English one first."""
    return {country.alpha_2: [country.alpha_3, *names(country)] for country in sorted_countries()}


def sorted_countries() -> list[Any]:
    """The countries of ISO 3166-1 by code. The types of pycountry do not know the attributes of a country."""
    return sorted(pycountry.countries, key=lambda country: country.alpha_2)


def names(country: Any) -> list[str]:
    """The names of a country, each in one spelling: "Korea, Republic of" is the Republic of Korea."""
    code = country.alpha_2
    found = [locale.territories[code] for locale in LOCALES]
    found += [getattr(country, key) for key in ("name", "common_name", "official_name") if hasattr(country, key)]
    by_spelling: dict[str, str] = {}
    for name in (*found, *OTHER_NAMES.get(code, ())):
        by_spelling.setdefault(normalize_spelling(name), name)
    return list(by_spelling.values())


if __name__ == "__main__":
    main()
