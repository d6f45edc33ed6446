"""The fact base that ships is kept as its models left it: no one can tell, but for the time that it takes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Result as Ran
from conftest import run_sco
from support.commands import FILE_INVOCATIONS as OF_FILES
from support.commands import INVOCATIONS as ASKED
from test_imports import imported_modules

from sco_cli.formats.registry import FORMATS
from sco_cli.loading import cache, files, loader
from sco_cli.loading.cache import (
    CHECKSUMMED_MODULES,
    EXTRA_ATTRIBUTES,
    build_cache,
    open_base,
    read_cache,
    read_valid,
)
from sco_cli.models.entities import BaseRecord
from sco_cli.models.factbase import FactBase
from sco_cli.reports.records import to_record

SOME = (
    (),
    ("countries",),
    ("country", "KG"),
    ("compare", "KG", "UZ", "KZ"),
    ("projects", "--country", "KZ"),
    ("metrics",),
    ("metric", "internet-penetration"),
    ("metric", "transport-cost"),
    ("facts", "--standing", "contested"),
    ("search", "5G"),
    ("sources",),
    ("show", "kg-internet-penetration"),
    ("show", "mn-coal-output"),
    ("show", "KG"),
    ("cite", "kg-internet-penetration"),
)
OTHERS = {*ASKED} - {*OF_FILES} - {" ".join(arguments[:1]) for arguments in SOME}
COMMANDS = (*SOME, *(ASKED[name] for name in sorted(OTHERS)))
"""Questions about the base that ships, one or more to every command."""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bundled: FactBase) -> Path:
    """The base that ships as it is kept, in a file that a test may spoil."""
    path = tmp_path / "facts.json"
    path.write_bytes(build_cache(bundled))
    monkeypatch.setattr(cache, "CACHE_PATH", path)
    return path


def plain(value: Any) -> Any:
    """A value without its class, where that is a model or stands for one."""
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    return {name: plain(item) for name, item in vars(value).items()} if hasattr(value, "__dict__") else value


@pytest.mark.usefixtures("kept")
def test_what_is_kept_is_what_was_loaded(bundled: FactBase) -> None:
    found = read_cache()
    assert found is not None
    assert plain(found.info) == plain(bundled.info)
    assert dict(found.fields) == bundled.fields
    assert [to_record(found, one) for one in found.records] == [to_record(bundled, one) for one in bundled.records]
    for ours, theirs in zip(found.records, bundled.records, strict=True):
        for name in (*bundled.fields[theirs.kind], *EXTRA_ATTRIBUTES):
            mine, own = getattr(ours, name, None), getattr(theirs, name, None)
            assert plain(mine) == plain(own), f"{theirs.id}: {name}"
            if not hasattr(own, "__dict__"):
                assert type(mine) is type(own)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_an_answer_is_the_same_to_the_byte(arguments: tuple[str, ...], format_name: str) -> None:
    fast = run_sco(*arguments, "--format", format_name)
    slow = run_sco(*arguments, "--format", format_name, SCO_FACTS=str(files.bundled()))
    assert fast == slow


def test_the_base_is_opened_as_it_is_kept_only_when_it_alone_is_asked_for(
    kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not isinstance(open_base(None).records[0], BaseRecord)
    assert not isinstance(open_base(["bundled"]).records[0], BaseRecord)
    assert isinstance(loader.load().records[0], BaseRecord)  # from Python, models
    more = tmp_path / "more.toml"
    more.write_text('[base]\nid = "more"\ntitle = "More"\nas_of = "2026"\nlicence = "CC0"\n')
    assert isinstance(open_base(["bundled", str(more)]).records[0], BaseRecord)
    monkeypatch.setenv("SCO_FACTS", str(files.bundled()))
    assert isinstance(open_base(None).records[0], BaseRecord)
    kept.unlink()
    monkeypatch.delenv("SCO_FACTS")
    assert isinstance(open_base(None).records[0], BaseRecord)


SPOIL: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "no text": lambda _: b"\xff\n\xff",
    "no seal": lambda kept: kept.partition(b"\n")[2],
    "another seal": lambda kept: b"00000000" + kept[8:],
    "cut short": lambda kept: kept[:20_000],
    "a letter changed": lambda kept: kept.replace(b"Kazakhstan", b"Kazakhstam"),
}


@pytest.mark.parametrize("spoil", SPOIL.values(), ids=SPOIL)
def test_without_an_unbroken_seal_the_file_is_loaded(kept: Path, spoil: Callable[[bytes], bytes]) -> None:
    kept.write_bytes(spoil(kept.read_bytes()))
    assert read_cache() is None
    assert isinstance(open_base(None).records[0], BaseRecord)
    assert run_sco("--version") == run_sco("--version", SCO_FACTS=str(files.bundled()))


@pytest.mark.usefixtures("kept")
def test_a_change_of_the_facts_or_of_the_models_breaks_the_seal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert read_cache() is not None
    changed = tmp_path / "facts.toml"
    changed.write_bytes(files.bundled().read_bytes().replace(b'title = "SCO digital economy"', b'title = "Changed"'))
    with monkeypatch.context() as patched:
        patched.setattr(files, "bundled", lambda: changed)
        assert read_cache() is None
        assert run_sco("--version").out.startswith("sco 0.1.0; Changed as of ")
    for name in CHECKSUMMED_MODULES:
        package = tmp_path / name.replace("/", "-")
        for module in CHECKSUMMED_MODULES:
            copy = package / f"{module}.py"
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = (cache.PACKAGE / f"{module}.py").read_text("utf-8")
            copy.write_text(text + ("# changed\n" if module == name else ""), "utf-8")
        with monkeypatch.context() as patched:
            patched.setattr(cache, "PACKAGE", package)
            assert read_cache() is None, name


def test_the_checksum_covers_every_module_that_validates_or_is_cached() -> None:
    covered = {"loading/cache", "loading/loader", "loading/checks", "models/references"}
    waiting = ["models/facts"]
    while waiting:
        name = waiting.pop()
        covered.add(name)
        waiting += imported_modules(name) - covered
    assert {*CHECKSUMMED_MODULES} == covered


@pytest.mark.usefixtures("kept")
def test_version_and_completion_are_the_same_with_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def answers() -> list[Ran]:
        words = {"_SCO_COMPLETE": "complete_bash", "COMP_CWORD": "3"}
        return [
            run_sco("--version"),
            *(run_sco(COMP_WORDS=f"sco {line}", **words) for line in ("projects --country K", "facts --area ")),
            run_sco(_SCO_COMPLETE="complete_bash", COMP_WORDS="sco show kg", COMP_CWORD="2"),
        ]

    with_it = answers()
    monkeypatch.setattr(cache, "CACHE_PATH", Path("nowhere"))
    assert answers() == with_it


def imported(*arguments: str) -> set[str]:
    """The modules that a run imports, by the interpreter's own account."""
    command = [sys.executable, "-X", "importtime", "-m", "sco_cli", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


def test_a_version_needs_neither_pydantic_nor_rich() -> None:
    roots = {name.partition(".")[0] for name in imported("--version")}
    assert "typer" in roots
    assert not roots & {"pydantic", "pydantic_core", "rich"}


def test_json_needs_no_rich() -> None:
    roots = {name.partition(".")[0] for name in imported("projects", "--format", "json")}
    assert "typer" in roots
    assert "rich" not in roots


def test_a_listing_of_the_kept_base_needs_no_pydantic() -> None:
    if not read_valid() and "CI" not in os.environ:
        pytest.skip("no base is kept here: sco runs from its sources, or they have changed since it was installed")
    names = imported("projects", "--country", "KZ")
    assert not {name.partition(".")[0] for name in names} & {"pydantic", "pydantic_core", "tomli"}
