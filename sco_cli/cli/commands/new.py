"""`sco new`: the head of a fact base to begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sco_cli.cli.output import write_toml
from sco_cli.errors import BadRequest, UnknownName
from sco_cli.imports.countries import country_block
from sco_cli.lint.rules import TODO
from sco_cli.loading import files
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.models.iso_countries import iso_countries
from sco_cli.queries.lookup import country_outside, find_country

if TYPE_CHECKING:
    from sco_cli.models.entities import Country
    from sco_cli.models.iso_countries import IsoCountry

SCHEMA = "#:schema ./facts.schema.json"
"""The comment by which editors find the format: `sco schema > facts.schema.json` writes it."""


EXAMPLES = """\
# A source and a figure, as examples. To begin with them, remove the "# " before each line and write your own values.
#
# [[sources]]
# id = "gazette-2025-01-15"
# title = "Kazakhstan goes online"
# publisher = "Gazette"
# published = "2025-01-15"
# url = "https://example.org/online"
# kind = "news"
#
# [[figures]]
# id = "kz-internet-penetration-gazette"
# metric = "internet-penetration"
# countries = ["KZ"]
# value = { over = 90 }
# period = "2024"
# evidence = [{ source = "gazette-2025-01-15", paragraph = 2, wording = "over 90 percent" }]
"""
"""Blocks as comments in a base that extends the bundled one, so that a beginner sees their form."""


def head(as_of: str, *, extends: bool) -> Iterator[str]:
    """The table about the base itself; with `extends`, its records may name those of the base that ships."""
    yield SCHEMA
    yield ""
    yield "[base]"
    yield 'id = "my-base"'
    yield f'title = "{TODO}: title"'
    yield f'as_of = "{as_of}"  # the day up to which you have looked for facts'
    yield f'licence = "{TODO}: licence"'
    if extends:
        yield 'extends = "bundled"'
    yield ""


def country_blocks(base: FactBase, names: Sequence[str]) -> Iterator[str]:
    """The countries with their names, those that the base does not have by ISO 3166-1. Raises UnknownName."""
    for name in names:
        country = _find(base, name)
        if isinstance(country, tuple):
            yield from country_block(country.alpha2, country.alpha3, country.names[0], country.names[1:])
        else:
            yield from country_block(country.code, country.alpha3, country.name, country.aliases)


def _find(base: FactBase, name: str) -> Country | IsoCountry:
    try:
        return find_country(base, name)
    except UnknownName:
        if outside := iso_countries().get(name.upper()) or country_outside(base.countries, name):
            return outside
        raise


def command(
    countries: Annotated[
        str | None,
        typer.Option(
            "--countries",
            metavar="A,B",
            help="Countries to put in the base, by code or name. The base then does not extend the bundled one.",
        ),
    ] = None,
) -> None:
    """Start a fact base of your own.

    Without --countries, the new base extends the bundled one, so that facts can name its countries, metrics, places
    and sources; comments show a source and a figure as examples. Write your own text where a value begins with TODO;
    `sco check` lists these places.

    \b
    Examples:
      sco new > mine.toml
      sco new --countries KG,UZ
      sco new --countries Georgia,Japan > mine.toml
    """
    names = [name.strip() for name in (countries or "").split(",") if name.strip()]
    if countries is not None and not names:
        raise BadRequest("--countries: name at least one country")
    base = open_base([files.BUNDLED])
    lines = list(head(base.info.as_of, extends=countries is None))
    lines += country_blocks(base, names) if names else EXAMPLES.splitlines()
    while not lines[-1]:
        lines.pop()
    write_toml(lines)
