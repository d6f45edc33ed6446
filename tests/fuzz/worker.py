"""The process that fuzzes a target: `PYTHONPATH=tests python -m fuzz.worker TARGET [FOLDER...] [-OPTION=VALUE...]`.

Atheris guides it by the branches that an input reaches in sco and in tomli. The options are those of libFuzzer.
"""

from __future__ import annotations

import io
import pkgutil
import shlex
import sys
from contextlib import redirect_stderr
from importlib import import_module
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    SourceFileLoader,
)

import atheris

# Of a module that is there as compiled code too, such as tomli, Python code is imported: atheris sees no other.
loaders = (SourceFileLoader, SOURCE_SUFFIXES), (ExtensionFileLoader, EXTENSION_SUFFIXES)
sys.path_hooks.insert(0, FileFinder.path_hook(*loaders))
sys.path_importer_cache.clear()

# Atheris tells of every module on standard error.
with redirect_stderr(io.StringIO()), atheris.instrument_imports(include=["sco_cli", "tomli"]):
    from fuzz.targets import TARGETS

    import sco_cli

    for module in pkgutil.walk_packages(sco_cli.__path__, "sco_cli."):
        if not module.name.endswith("__main__"):  # modules that are imported later would not be instrumented
            import_module(module.name)


def fuzz(target: str, *options: str) -> None:
    """Run libFuzzer, which ends the process."""
    command = shlex.join([sys.executable, "-m", "fuzz.worker", target])  # what libFuzzer runs for the parts of a merge
    atheris.Setup([command, *options], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz(*sys.argv[1:])
