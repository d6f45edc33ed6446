"""From files to a valid fact base, or to every problem in them with its place; and the cache of the bundled base."""

from __future__ import annotations

from typing import Any

RawTable = dict[str, Any]
"""A TOML table as the parser returns it, before validation; floats are Decimals."""
