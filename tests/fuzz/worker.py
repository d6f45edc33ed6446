"""Fuzzes one target with atheris: `python -m fuzz.worker TARGET [FOLDER...] [-OPTION=VALUE...]`, options of libFuzzer."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module

import atheris

with atheris.instrument_imports(include=["sco_cli", "tomli"]):
    import sco_cli
    from fuzz.targets import TARGETS

    for module in pkgutil.walk_packages(sco_cli.__path__, "sco_cli."):
        if not module.name.endswith("__main__"):  # modules that are imported later would not be instrumented
            import_module(module.name)

atheris.Setup(sys.argv, TARGETS[sys.argv.pop(1)])
atheris.Fuzz()
