"""The closed lists of words in a fact base, such as the stages of a project, and the patterns of ids and codes."""

from __future__ import annotations

from typing import Literal, get_args

ID = "[a-z0-9]+(-[a-z0-9]+)*"
"""The pattern of every id."""

ID_RULE = "an id may contain only lowercase letters, digits and single hyphens"
"""The pattern in words."""

MAX_ID_LENGTH = 100

COUNTRY_CODE = "[A-Z]{2}"
"""The pattern of a code by ISO 3166-1 alpha-2."""

Stance = Literal["states", "repeats", "corroborates", "refines", "contradicts", "context"]
"""How a source bears on a fact. `sco_cli.queries.standing` derives the standing of a fact from it."""

Standing = Literal["contested", "refined", "corroborated", "repeated", "single-source"]
"""What all evidence of a fact amounts to, the worst first."""

Stage = Literal["planned", "signed", "in-progress", "trial", "operating", "ended"]
"""How far a project is, according to its source, in the order of a project's life."""

Status = Literal["member", "observer", "dialogue-partner", "partner"]
"""The relation of a country to the organization. On 2025-09-01 observers and dialogue partners became partners."""

SourceKind = Literal["news", "official", "statistics", "company", "research"]
"""The sort of publisher of a source."""

PlaceKind = Literal["city", "zone", "region", "bloc"]
"""What sort of place it is; a bloc is made of countries, the others lie in them."""

LEVEL_KEYS = ("before", "after", "value")
"""The fields of a figure that hold a level."""

NUMBER_KEYS = (*LEVEL_KEYS, "change")
"""The fields of a figure that hold numbers."""

FIXED_WORD_FIELDS = ("better", "inferred", "language", "place_kind", "source_kind", "stage", "stance", "status")
"""The fields with words of the format: those of closed lists, names of keys, and tags of languages."""

STANDINGS: tuple[Standing, ...] = get_args(Standing)
STANDING_WORDS: dict[str, str] = {
    "contested": "contested",
    "refined": "clarified",
    "corroborated": "corroborated",
    "repeated": "republished",
    "single-source": "single source",
}
"""The words for people of each standing."""
STANDING_BY_WORDS = {words: standing for standing, words in STANDING_WORDS.items()}
STANDING_ALIASES: dict[str, str] = {
    name: standing for standing, words in STANDING_WORDS.items() for name in (standing, words, words.replace(" ", "-"))
}
"""The standing that each word for one stands for: those of machine-readable output and those for people."""
STAGES: tuple[Stage, ...] = get_args(Stage)
STATUSES: tuple[Status, ...] = get_args(Status)
