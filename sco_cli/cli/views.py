"""The reports that commands make, for what shows several of them. Commands are imported when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def view(command: str, function: str = "report") -> Callable[..., Any]:
    """The function of a command's module that makes its report.

    Commands do not import one another, as `sco_cli.cli.app` does not import them: each is a file that can be removed.
    """
    found: Callable[..., Any] = getattr(import_module(f"sco_cli.cli.commands.{command}"), function)
    return found
