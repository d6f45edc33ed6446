"""What every import needs to write new records: blocks of TOML, free ids, and texts for what a file does not say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from sco_cli.lint.rules import TODO
from sco_cli.models.toml_blocks import TomlValue, block
from sco_cli.models.vocabulary import MAX_ID_LENGTH

__all__ = ["KIND_NOTE", "NO_PUBLISHER", "NO_TITLE", "TODO", "TomlValue", "block", "free_id", "make_id"]

NO_TITLE = f"{TODO}: title as published"
NO_PUBLISHER = f"{TODO}: publisher"
KIND_NOTE = f"{TODO}: check kind (news, official, statistics, company or research), then delete this note"
"""The note of a source whose kind is a guess."""

MAX_KEY = 1000
"""Characters of a key that are looked at for its id."""

PLACES_OF_NUMBER = 8
"""Characters of an id that are kept free for a number behind it."""


def make_id(key: str, taken: Callable[[str], bool]) -> str:
    """An id from a citation key: lowercase letters, digits and hyphens, with a number if it is taken."""
    plain = unicodedata.normalize("NFKD", re.sub("(?<=[a-z])(?=[A-Z])", "-", key[:MAX_KEY])).casefold()
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    stem = re.sub("[^a-z0-9]+", "-", plain).strip("-")[: MAX_ID_LENGTH - PLACES_OF_NUMBER].strip("-")
    return free_id(stem if re.search("[a-z]", stem) else f"source-{stem}".strip("-"), taken)


def free_id(stem: str, taken: Callable[[str], bool]) -> str:
    """The id itself if it is free, else with the first free number from 2 on behind it."""
    number, found = 1, stem
    while taken(found):
        number += 1
        found = f"{stem}-{number}"
    return found
