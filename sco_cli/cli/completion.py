"""Shell completion: what the shell suggests when the tab key is pressed. Quick, silent, without validation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress

import typer

from sco_cli.cli import shells
from sco_cli.cli.shells import Suggestion
from sco_cli.errors import ScoError
from sco_cli.loading import files
from sco_cli.loading.cache import raw_records
from sco_cli.models.toml_types import RawTable
from sco_cli.models.vocabulary import COUNTRY_CODE, ID, MAX_ID_LENGTH


def complete_countries(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
    """Codes and names of countries, by code, name or alias."""
    suggestions = []
    for record in _records(ctx, "countries"):
        code, name = _well_formed(COUNTRY_CODE, record.get("code")), str(record.get("name", ""))
        if code and _begins(incomplete, code):
            suggestions.append(Suggestion(_keep_prefix(incomplete, code), name))
        elif incomplete:
            names = (known for known in [name, *_aliases(record)] if shells.is_plain(known))
            match = next((known for known in names if _begins(incomplete, known)), "")
            if match:
                suggestions.append(Suggestion(_keep_prefix(incomplete, match), code))
    return suggestions


def complete_ids(*tables: str) -> Callable[[typer.Context, str], list[Suggestion]]:
    """Ids of the records in those tables; in all tables if none is named."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
        return _suggest_ids(_records(ctx, *tables), incomplete)

    return complete


def complete_citable(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
    """Ids of sources and of facts; facts are the records with evidence.

    Official series can be cited too, but few have an id in their file.
    """
    citable = [
        (table, record) for table, record in _records_of_tables(ctx) if table == "sources" or "evidence" in record
    ]
    citable.sort(key=lambda pair: pair[0] != "sources")
    return _suggest_ids((record for _, record in citable), incomplete)


def complete_kinds(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
    """Kinds of fact in the base; the table of a kind is its name with an s."""
    kinds = dict.fromkeys(table.removesuffix("s") for table, record in _records_of_tables(ctx) if "evidence" in record)
    return [Suggestion(kind, "") for kind in kinds if kind.startswith(incomplete) and _well_formed(ID, kind)]


def complete_choices(words: Iterable[str]) -> Callable[[str], list[Suggestion]]:
    """The words of a closed list; of a mapping, each with its meaning."""
    meanings = words if isinstance(words, Mapping) else dict.fromkeys(words, "")

    def complete(incomplete: str) -> list[Suggestion]:
        return [Suggestion(word, meaning) for word, meaning in meanings.items() if word.startswith(incomplete)]

    return complete


def _suggest_ids(records: Iterable[RawTable], incomplete: str) -> list[Suggestion]:
    suggestions = []
    for record in records:
        record_id = _well_formed(ID, record.get("id")) or _well_formed(COUNTRY_CODE, record.get("code"))
        if record_id and _begins(incomplete, record_id):
            suggestions.append(Suggestion(_keep_prefix(incomplete, record_id), _meaning(record)))
    return suggestions


def _records(ctx: typer.Context, *tables: str) -> Iterator[RawTable]:
    """The records in those tables, in all tables if none is named."""
    return (record for _, record in _records_of_tables(ctx, *tables))


def _records_of_tables(ctx: typer.Context, *tables: str) -> Iterator[tuple[str, RawTable]]:
    """The records in those tables of the base that the command line names, each with its table; none of a broken base.

    Standard input belongs to the shell and is not read.
    """
    paths = ctx.params.get("facts") or (ctx.parent.params.get("facts") if ctx.parent else None)
    names = [name for name in files.resolve_paths(paths) if name != files.STDIN]
    with suppress(ScoError):
        yield from raw_records(names, tables) if names else ()


def _aliases(record: RawTable) -> list[str]:
    aliases = record.get("aliases")
    return [alias for alias in aliases if isinstance(alias, str)] if isinstance(aliases, list) else []


def _meaning(record: RawTable) -> str:
    return str(record.get("name") or record.get("title") or record.get("speaker") or record.get("metric") or "")


def _begins(incomplete: str, name: str) -> bool:
    return name.casefold().startswith(incomplete.casefold())


def _keep_prefix(incomplete: str, name: str) -> str:
    """The name with the user's own spelling of its beginning, for shells discard what does not start with it."""
    return incomplete + name[len(incomplete) :]


def _well_formed(pattern: str, value: object) -> str:
    """The id or code, or nothing if a base that has not been validated has something else in its place."""
    return value if isinstance(value, str) and len(value) <= MAX_ID_LENGTH and re.fullmatch(pattern, value) else ""
