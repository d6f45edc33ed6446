"""Settings from the command line that all parts share."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Settings(NamedTuple):
    """The number of runs, the virtual environment of the peers, and the number of facts in each generated base."""

    runs: int = 11
    peers_env: Path | None = None
    sizes: tuple[int, ...] = (1_000, 10_000, 100_000)
