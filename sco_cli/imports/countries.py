"""Countries as blocks of a fact base: found by what people call them, and written with all their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sco_cli.errors import UnknownName
from sco_cli.imports.new_records import block
from sco_cli.imports.usual_names import alpha2_by_usual_name
from sco_cli.loading.documents import Document
from sco_cli.models.factbase import FactBase
from sco_cli.models.iso_countries import iso_countries
from sco_cli.models.references import iter_references
from sco_cli.queries.lookup import country_outside, find_country
from sco_cli.queries.name_variants import normalize_spelling
from sco_cli.text import MAX_NAME_LENGTH, suggest

HINT = "a country is a code or a name of ISO 3166-1, such as KG, KGZ, 417 or Kyrgyzstan"

_NUMBER = re.compile("[0-9]{1,3}")


def country_block(code: str, alpha3: str, name: str, aliases: Sequence[str]) -> Iterator[str]:
    """The lines of TOML of a country."""
    yield from block("countries", {"code": code, "alpha3": alpha3, "name": name, "aliases": aliases})


def find_alpha2(base: FactBase, name: str) -> str:
    """The alpha-2 code of a country by what a user types: a code, a number of M49, or a name in the base or the lists.

    Raises UnknownName, and BadRequest for the name of several countries or without the extra `import`.
    """
    from sco_cli.imports import country_names  # noqa: PLC0415  # an optional library

    wanted = name.strip()
    if _NUMBER.fullmatch(wanted):
        if alpha2 := country_names.alpha2_of_number(wanted.zfill(3)):
            return alpha2
        raise UnknownName("country", name, (), HINT)
    if known := country_outside((), wanted[:MAX_NAME_LENGTH]):
        return known.alpha2
    by_spelling = country_names.alpha2_by_spelling()
    if alpha2 := by_spelling.get(normalize_spelling(wanted[:MAX_NAME_LENGTH])):
        return alpha2
    try:
        return find_country(base, wanted).code
    except UnknownName:
        raise UnknownName("country", name, _suggestions(wanted), HINT) from None


def _suggestions(wanted: str) -> tuple[str, ...]:
    """The country that a name is used for without being its name, or else those with similar names."""
    if usual := alpha2_by_usual_name().get(normalize_spelling(wanted[:MAX_NAME_LENGTH])):
        return (_label(usual),)
    return suggest(
        wanted, {name: _label(alpha2) for alpha2, country in iso_countries().items() for name in country.names}
    )


def _label(alpha2: str) -> str:
    return f"{iso_countries()[alpha2].names[0]} ({alpha2})"


def missing_countries(documents: Iterable[Document]) -> dict[str, None]:
    """The alpha-2 codes of the countries that records of the documents name and none of them has, in order of mention.

    The documents need not be valid.
    """
    present = present_countries(documents := list(documents))
    named = {
        target: None
        for document in documents
        for table in document.tables
        for record in document.records(table)
        for _, kind, target in iter_references(record)
        if kind == "country"
    }
    return {code: None for code in named if code not in present}


def present_countries(documents: Iterable[Document]) -> set[str]:
    """The alpha-2 codes of the countries that the documents have."""
    records = (record for document in documents for record in document.records("countries"))
    return {code for record in records if isinstance(record, dict) and isinstance(code := record.get("code"), str)}
