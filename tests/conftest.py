"""Hooks for pytest, and fixtures: fact bases, and the sources that the bundled base is made from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# Rewrite assertions in the support package too, so that their failures show the compared values.
pytest.register_assert_rewrite("support")

from support.fuzz_count import FUZZ_CASES  # noqa: E402
from support.paths import ROOT, SMALL  # noqa: E402
from support.runner import Sco, run_sco, shares_bases  # noqa: E402

from sco_cli.loading.loader import load  # noqa: E402
from sco_cli.models.factbase import FactBase  # noqa: E402


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-screens", action="store_true", help="rewrite the expected output; review the diff")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add up the fuzz cases counted by the workers of pytest-xdist."""
    FUZZ_CASES[0] += node.workeroutput.get("fuzzed", 0)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["fuzzed"] = FUZZ_CASES[0]
    elif FUZZ_CASES[0] < int(os.environ.get("SCO_FUZZ_MIN_CASES", "0")):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if FUZZ_CASES[0]:
        terminalreporter.write_line(f"{FUZZ_CASES[0]:,} fuzz cases")


# No deadlines, because the speed of machines varies. In CI the cases are always the same, so that failures recur.
settings.register_profile("sco", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("sco")


@pytest.fixture(autouse=True, scope="module")
def share_bases(request: pytest.FixtureRequest) -> Iterator[None]:
    """Lets runs of sco in this process share the bases that they load, except where loading is tested."""
    shares_bases[0] = request.path.parent.name != "loading"
    yield
    shares_bases[0] = False


@pytest.fixture
def sco() -> Sco:
    """The function that runs sco with command-line arguments."""
    return run_sco


@pytest.fixture(scope="session")
def bundled() -> FactBase:
    """The bundled fact base."""
    return load()


@pytest.fixture(scope="session")
def small() -> FactBase:
    """The invented fact base of the tests, which does not change when the bundled facts do."""
    return load(SMALL)


@pytest.fixture(scope="session")
def shared_sources() -> Path:
    """The folder of the sources that the bundled base is made from; the test is skipped if there is none."""
    root = Path(os.environ.get("SCO_SHARED", ROOT.parent / "shared")) / "sources"
    if not root.is_dir():
        pytest.skip("the sources of the fact base are not here; SCO_SHARED names the folder above them")
    return root
