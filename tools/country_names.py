"""Prints the names of countries that `data/facts.toml` lacks, for its aliases.

The names are those of the Unicode CLDR, by way of Babel, and of ISO 3166-1, by way of pycountry, in English, Russian,
Chinese and the official languages of each country, and those of the World Bank. What `sco country` finds in any case,
such as "Iran, Islamic Rep." for "Islamic Republic of Iran", needs no alias.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.languages import get_official_languages

from sco_cli.errors import ScoError
from sco_cli.imports.country_names import ISO_LANGUAGES, LANGUAGES, names_in
from sco_cli.loading.loader import load
from sco_cli.models.entities import Country
from sco_cli.models.factbase import FactBase
from sco_cli.queries.lookup import find_country

BASE = Path(__file__).parent.parent / "data" / "facts.toml"

WORLD_BANK = {
    "EG": "Egypt, Arab Rep.",
    "IR": "Iran, Islamic Rep.",
    "KG": "Kyrgyz Republic",
    "LA": "Lao PDR",
    "TR": "Turkiye",
}
"""The names of the World Bank, where they are not those of ISO 3166-1 or of the CLDR in English."""


def main() -> None:
    """Print what is missing, a country a line."""
    base = load(BASE)
    for country in base.countries:
        if missing := missing_names(base, country):
            print(country.code, ", ".join(missing))  # noqa: T201


def missing_names(base: FactBase, country: Country) -> list[str]:
    """The names of a country by which it is not found, each once."""
    wanted = dict.fromkeys(names(country.code))
    return [name for name in wanted if not is_found(base, country, name)]


def is_found(base: FactBase, country: Country, name: str) -> bool:
    """Whether the name leads to the country. Raises ScoError if it is one of another country as well."""
    try:
        return find_country(base, name) is country
    except ScoError:
        return False


def names(code: str) -> Iterator[str]:
    """The names of the country with that alpha-2 code."""
    languages = (*LANGUAGES, *get_official_languages(code, regional=False, de_facto=True))
    yield from names_in(code, languages, (*ISO_LANGUAGES, *get_official_languages(code, de_facto=True)))
    if code in WORLD_BANK:
        yield WORLD_BANK[code]


if __name__ == "__main__":
    main()
