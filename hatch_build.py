"""Build hook that adds the cache of the bundled fact base (`sco_cli/loading/cache.py`)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CacheHook(BuildHookInterface[Any]):
    """Validates the fact base and writes the cache: into a wheel, or beside the modules for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the cache. If the fact base is not valid, warn, and fail the build of a wheel."""
        sys.path.insert(0, self.root)  # the modules that are being built
        from sco_cli.loading import cache, files, loader, stored_records  # noqa: PLC0415
        from sco_cli.loading.problems import BadFactBase  # noqa: PLC0415

        try:
            contents = files.read_all([files.BUNDLED])
            content = stored_records.encode(loader.load_contents(contents), cache.keys_of(contents).bundled)
            if version == "editable":
                temporary = cache.BUNDLED_ENTRY.with_suffix(".tmp")
                temporary.write_bytes(content)
                temporary.replace(cache.BUNDLED_ENTRY)  # in one step, for sco may be running
            else:
                self.folder = tempfile.TemporaryDirectory()  # removed with the hook, after the wheel is built
                path = Path(self.folder.name) / cache.BUNDLED_ENTRY.name
                path.write_bytes(content)
                build_data["force_include"][str(path)] = f"sco_cli/{cache.BUNDLED_ENTRY.name}"
        except (BadFactBase, OSError) as error:  # sco works without the cache, only slower
            self.app.display_warning(f"no cache of the bundled fact base: {error}")
            if version != "editable":
                raise
