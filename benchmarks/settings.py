"""What the command line may choose for all parts."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Settings(NamedTuple):
    """How often everything is run, where other programs are, and how many facts the generated bases have."""

    runs: int = 11
    peers_env: Path | None = None
    sizes: tuple[int, ...] = (1_000, 10_000, 100_000)
