"""Names of countries in English, Russian and Chinese: those of the Unicode CLDR and of ISO 3166-1.

Babel has those of the CLDR (https://cldr.unicode.org/translation/displaynames/countryregion-territory-names), pycountry
those of ISO 3166-1 with the translations of the project iso-codes. Both belong to the extra `import`.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from sco_cli.imports.libraries import missing
from sco_cli.models.iso_countries import iso_countries
from sco_cli.queries.name_variants import normalize_spelling

try:
    import pycountry  # type: ignore[import-not-found, unused-ignore]  # optional
    from babel import Locale, UnknownLocaleError  # type: ignore[import-not-found, unused-ignore]  # optional
except ModuleNotFoundError as error:
    raise missing("the names of countries") from error

LANGUAGES = ("en", "ru", "zh_Hans", "zh_Hant", "zh_Hant_HK")
"""The languages in which readers ask, as the CLDR names them."""

ISO_LANGUAGES = ("en", "ru", "zh_CN", "zh_TW", "zh_HK")
"""The languages of the names of ISO 3166-1, short and full, as pycountry names them."""

MISTAKES = {"柬埔塞", "柬埔塞王国", "亞塞拜彊", "ईथोपिया", "संघीय प्रजातन्त्रिक गणराज्य, ईथोपिया"}
"""What pycountry has for names that are spelled otherwise, or are those of other countries."""


class NamedCountry(NamedTuple):
    """A country of ISO 3166-1: its codes, its usual English name, and other names that no other country has."""

    alpha2: str
    alpha3: str
    name: str
    aliases: tuple[str, ...]


def named_country(alpha2: str) -> NamedCountry:
    """The country with that alpha-2 code of ISO 3166-1."""
    usual, *others = _own_names()[alpha2]
    return NamedCountry(alpha2, iso_countries()[alpha2].alpha3, usual, tuple(others))


def alpha2_of_number(number: str) -> str | None:
    """The alpha-2 code of the country with a number of three digits, which ISO 3166-1 has from M49; None without one.

    https://unstats.un.org/unsd/methodology/m49/ has numbers of regions too.
    """
    country = pycountry.countries.get(numeric=number)
    return country.alpha_2 if country else None


def names_in(alpha2: str, languages: Sequence[str], iso_languages: Sequence[str]) -> Iterator[str]:
    """The names of a country in these languages of the CLDR and of ISO 3166-1, the usual ones first.

    A language that a list does not have is passed over.
    """
    for language in languages:
        try:
            yield Locale.parse(language).territories[alpha2]
        except (UnknownLocaleError, KeyError):
            continue
    country = pycountry.countries.get(alpha_2=alpha2)
    english = [getattr(country, key) for key in ("name", "common_name", "official_name") if hasattr(country, key)]
    for language in iso_languages:
        translate = _translation(language).gettext
        yield from (name for name in map(translate, english) if name not in MISTAKES)


@cache
def alpha2_by_spelling() -> dict[str, str]:
    """The alpha-2 code of the country of each name, in the spelling of `normalize_spelling`."""
    return {normalize_spelling(name): alpha2 for alpha2, names in _own_names().items() for name in names}


@cache
def _translation(language: str) -> gettext.NullTranslations:
    locales: Any = pycountry.LOCALES_DIR
    return gettext.translation("iso3166-1", locales, [language], fallback=True)


@cache
def _own_names() -> dict[str, tuple[str, ...]]:
    """The names of every country by its alpha-2 code, each in one spelling, without those that another country has."""
    names: dict[str, dict[str, str]] = {}
    for alpha2, known in iso_countries().items():
        by_spelling = names.setdefault(alpha2, {})
        for name in (*names_in(alpha2, LANGUAGES, ISO_LANGUAGES), *known.names):
            by_spelling.setdefault(normalize_spelling(name), name)
    holders: dict[str, str] = {}
    shared: set[str] = set()
    for alpha2, by_spelling in names.items():
        for spelling in by_spelling:
            if holders.setdefault(spelling, alpha2) != alpha2:
                shared.add(spelling)
    return {
        alpha2: tuple(name for spelling, name in by_spelling.items() if spelling not in shared)
        for alpha2, by_spelling in names.items()
    }
