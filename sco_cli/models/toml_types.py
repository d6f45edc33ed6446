"""Types for TOML before validation: tables, and the paths of keys in a document."""

from __future__ import annotations

from typing import Any

RawTable = dict[str, Any]
"""A TOML table as the parser returns it; floats are Decimals."""

KeyPath = tuple[str | int, ...]
"""A path of keys and indexes in a document or table: ("figures", 3, "evidence", 0, "wording")."""
