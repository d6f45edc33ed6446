"""What building sco adds to its files: the fact base that ships, as its models left it (`sco_cli/seal.py`)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SealHook(BuildHookInterface[Any]):
    """Loads the fact base, and keeps what came of it beside the modules, for a wheel and for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the kept base. A base that is not valid is told, and ends the build of a wheel."""
        sys.path.insert(0, self.root)
        from sco_cli import loading, opening, seal  # noqa: PLC0415  # of the sources that are being built
        from sco_cli.errors import BadFactBase  # noqa: PLC0415

        try:
            text = opening.written(loading.load())
        except BadFactBase as error:
            for line in error.lines():
                self.app.display_error(line)
            if version != "editable":
                raise
            return
        Path(seal.PATH).write_text(text, "utf-8")
        build_data["artifacts"].append("sco_cli/facts.json")
