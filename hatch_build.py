"""What building sco adds to its files: the fact base that ships, as its models left it (`sco_cli/seal.py`)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SealHook(BuildHookInterface[Any]):
    """Loads the fact base, and keeps what came of it: in a wheel, or for an editable install beside the modules."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the kept base. A base that is not valid is told; only the build of a wheel fails for it."""
        sys.path.insert(0, self.root)
        from sco_cli import loading, opening, seal  # noqa: PLC0415  # of the sources that are being built
        from sco_cli.errors import BadFactBase  # noqa: PLC0415

        try:
            kept = opening.written(loading.load())
            if version == "editable":
                seal.PATH.write_bytes(kept)
            else:
                self.folder = tempfile.TemporaryDirectory()  # is removed with the hook, when the wheel is built
                path = Path(self.folder.name) / seal.PATH.name
                path.write_bytes(kept)
                build_data["force_include"][str(path)] = f"sco_cli/{seal.PATH.name}"
        except (BadFactBase, OSError) as error:  # sco answers without it, and takes longer
            self.app.display_warning(f"the base that ships is not kept: {error}")
            if version != "editable":
                raise
