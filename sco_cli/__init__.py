"""sco: what is known about digital-economy cooperation in the Shanghai Cooperation Organization, claim by claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sco_cli.api import LoadedBase, load
    from sco_cli.loading.problems import BadFactBase

__version__ = "0.2.0"

__all__ = ["BadFactBase", "LoadedBase", "__version__", "load"]


def __getattr__(name: str) -> Any:
    """What Python code uses, imported when it is asked for (PEP 562): the program prints its version without it."""
    if name == "BadFactBase":
        from sco_cli.loading.problems import BadFactBase  # noqa: PLC0415

        return BadFactBase
    if name in ("LoadedBase", "load"):
        from sco_cli import api  # noqa: PLC0415

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
