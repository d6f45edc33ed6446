"""sco: what is known about digital-economy cooperation in the Shanghai Cooperation Organization, claim by claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sco_cli.loading.loader import load

__version__ = "0.1.0"

__all__ = ["__version__", "load"]


def __getattr__(name: str) -> Any:
    """`load`, imported when it is asked for (PEP 562): the program prints its version without it."""
    if name == "load":
        from sco_cli.loading.loader import load  # noqa: PLC0415

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
