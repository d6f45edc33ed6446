"""The closed lists of the fact-base format: the words, and nothing but the words."""

from __future__ import annotations

from typing import Literal, get_args

Stance = Literal["states", "repeats", "corroborates", "refines", "contradicts", "context"]
"""How a source bears on a fact; see `sco_cli.comparison` for what follows from it."""

Standing = Literal["contested", "refined", "corroborated", "repeated", "single-source"]
"""What all the evidence makes of a fact, worst first."""

Stage = Literal["planned", "signed", "in-progress", "trial", "operating", "ended"]
"""How far a project is, by its source."""

Status = Literal["member", "observer", "dialogue-partner", "partner"]
"""What a country is to the organization; since 2025-09-01 observers and dialogue partners are partners."""

SourceKind = Literal["news", "official", "statistics", "company", "research"]
"""What sort of publisher stands behind a source."""

STANDINGS: tuple[Standing, ...] = get_args(Standing)
STAGES: tuple[Stage, ...] = get_args(Stage)
STATUSES: tuple[Status, ...] = get_args(Status)
