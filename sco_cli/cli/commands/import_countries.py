"""`sco import countries CODE...`: countries with their codes and names as TOML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from sco_cli.cli.messages import print_messages
from sco_cli.cli.options import FactsOption
from sco_cli.cli.output import write_blocks
from sco_cli.errors import BadRequest, UnknownName
from sco_cli.imports.countries import HINT, country_block, find_alpha2, missing_countries, present_countries
from sco_cli.loading.cache import open_base
from sco_cli.loading.documents import read_documents
from sco_cli.loading.extension import with_extension
from sco_cli.models.iso_countries import iso_countries
from sco_cli.text import count_noun, join_names


def wanted_codes(names: Sequence[str], facts: Sequence[str] | None, missing_from: str | None) -> list[str]:
    """The alpha-2 codes of the countries to be written, each once.

    Raises UnknownName, and BadRequest if there is nothing to go by.
    """
    if not names and missing_from is None:
        raise BadRequest("name at least one country, or a fact base with --missing-from FILE")
    base = open_base(facts)
    named = list(dict.fromkeys(find_alpha2(base, name) for name in names))
    if missing_from is None:
        return named
    documents = with_extension(read_documents(missing_from))
    if named:
        return _without_present(named, present_countries(documents))
    missing = list(missing_countries(documents))
    for code in missing:
        if code not in iso_countries():
            raise UnknownName("country", code, (), f"{missing_from} refers to it, but {HINT}")
    return missing


def _without_present(codes: Iterable[str], present: set[str]) -> list[str]:
    """The codes that are not present. The others are named on standard error."""
    left_out = [code for code in codes if code in present]
    if left_out:
        print_messages(
            [f"sco: {join_names(left_out)}: left out, because the base has {'them' if left_out[1:] else 'it'}"]
        )
    return [code for code in codes if code not in present]


def command(
    countries: Annotated[
        list[str] | None,
        typer.Argument(metavar="COUNTRY", help="Country codes (alpha-2, alpha-3 or M49) or names."),
    ] = None,
    missing_from: Annotated[
        str | None,
        typer.Option(
            "--missing-from",
            metavar="FILE",
            help="Write only countries that this base lacks; without COUNTRY, all that its records refer to.",
        ),
    ] = None,
    facts: FactsOption = None,
) -> None:
    """Write country codes and names in TOML.

    The names are in English, Russian and Chinese, from Unicode CLDR and ISO 3166-1. A name that two countries share
    is left out. This command needs the extra `import`.

    \b
    Examples:
      sco import countries KG UZB 762
      sco import countries Japan Грузия >> mine.toml
      sco import countries --missing-from mine.toml >> mine.toml
    """
    codes = wanted_codes(countries or (), facts, missing_from)
    # A lazy import: the libraries are optional.
    from sco_cli.imports.country_names import named_country  # noqa: PLC0415

    lines = [line for code in codes for line in country_block(*named_country(code))]
    print_messages([f"sco: {count_noun(len(codes), 'country')} from Unicode CLDR and ISO 3166-1"])
    write_blocks(lines)
