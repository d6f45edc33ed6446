"""The cache of the bundled fact base: the answers are the same with and without it, and start-up imports little."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.commands import FILE_INVOCATIONS, INVOCATIONS
from support.imports import imported_modules
from support.runner import Result, run_sco

from sco_cli.formats.registry import FORMATS
from sco_cli.loading import cache, files, loader
from sco_cli.loading.cache import CHECKSUMMED_MODULES, build_cache, open_base, read_cache, read_valid
from sco_cli.loading.cached_records import CLASS_ATTRIBUTES, PROPERTIES
from sco_cli.models.entities import BaseRecord
from sco_cli.models.factbase import FactBase
from sco_cli.reports.records import to_record

CHOSEN_INVOCATIONS = (
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
OTHER_COMMANDS = {*INVOCATIONS} - {*FILE_INVOCATIONS} - {" ".join(arguments[:1]) for arguments in CHOSEN_INVOCATIONS}
ALL_INVOCATIONS = (*CHOSEN_INVOCATIONS, *(INVOCATIONS[name] for name in sorted(OTHER_COMMANDS)))
"""One or more invocations of every command that answers from the bundled base."""


QUICK_FORMATS = ("json", "markdown")
"""A format of each part of a report: the records for machines, and the blocks for people."""


@pytest.fixture(scope="session")
def cache_content(bundled: FactBase) -> bytes:
    """The content of a valid cache of the bundled base."""
    return build_cache(bundled)


@pytest.fixture
def cache_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache_content: bytes) -> Path:
    """A valid cache of the bundled base, in a file that a test may change."""
    path = tmp_path / "facts.json"
    path.write_bytes(cache_content)
    monkeypatch.setattr(cache, "CACHE_PATH", path)
    return path


def without_classes(value: Any) -> Any:
    """Return a value with every record in it as a dict of its fields."""
    if isinstance(value, tuple):
        return tuple(without_classes(item) for item in value)
    if not hasattr(value, "__dict__"):
        return value
    return {name: without_classes(item) for name, item in vars(value).items() if name not in PROPERTIES[1:]}


@pytest.mark.usefixtures("cache_file")
def test_the_cache_has_the_values_of_the_models(bundled: FactBase) -> None:
    cached = read_cache()
    assert cached is not None
    assert without_classes(cached.info) == without_classes(bundled.info)
    assert dict(cached.fields) == bundled.fields
    for mine, model in zip(cached.records, bundled.records, strict=True):
        assert to_record(cached, mine) == to_record(bundled, model)
        for name in (*bundled.fields[model.kind], *CLASS_ATTRIBUTES, *PROPERTIES):
            value, expected = getattr(mine, name, None), getattr(model, name, None)
            assert without_classes(value) == without_classes(expected), f"{model.id}: {name}"
            if not hasattr(expected, "__dict__"):
                assert type(value) is type(expected)


@pytest.mark.usefixtures("cache_file")
def test_a_record_of_the_cache_shows_the_name_of_its_model() -> None:
    cached = read_cache()
    assert cached is not None
    figure = cached.figures[0]
    assert repr(figure).startswith(f"Figure(id={figure.id!r}, ")
    assert ", evidence=(Evidence(source=" in repr(figure)
    assert repr(cached.info).startswith("BaseInfo(id=")


@pytest.fixture
def loads_bundled(monkeypatch: pytest.MonkeyPatch, bundled: FactBase) -> None:
    """Make the loader return the bundled base that the tests have loaded already, whatever the file."""
    monkeypatch.setattr(loader, "load", lambda *_: bundled)


@pytest.mark.usefixtures("cache_file", "loads_bundled")
@pytest.mark.parametrize(
    "format_name", [pytest.param(name, marks=[] if name in QUICK_FORMATS else [pytest.mark.slow]) for name in FORMATS]
)
@pytest.mark.parametrize("arguments", ALL_INVOCATIONS, ids=" ".join)
def test_an_answer_from_the_cache_is_the_same_to_the_byte(arguments: tuple[str, ...], format_name: str) -> None:
    from_cache = run_sco(*arguments, "--format", format_name)
    from_file = run_sco(*arguments, "--format", format_name, SCO_FACTS=str(files.bundled()))
    assert from_cache == from_file


def test_the_cache_is_used_only_for_the_bundled_base_alone(
    cache_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not isinstance(open_base(None).records[0], BaseRecord)
    assert not isinstance(open_base(["bundled"]).records[0], BaseRecord)
    assert isinstance(loader.load().records[0], BaseRecord)  # Python code gets models
    more = tmp_path / "more.toml"
    more.write_text('[base]\nid = "more"\ntitle = "More"\nas_of = "2026"\nlicence = "CC0"\n')
    assert isinstance(open_base(["bundled", str(more)]).records[0], BaseRecord)
    monkeypatch.setenv("SCO_FACTS", str(files.bundled()))
    assert isinstance(open_base(None).records[0], BaseRecord)
    cache_file.unlink()
    monkeypatch.delenv("SCO_FACTS")
    assert isinstance(open_base(None).records[0], BaseRecord)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "not text": lambda _: b"\xff\n\xff",
    "without checksum": lambda content: content.partition(b"\n")[2],
    "with another checksum": lambda content: b"00000000" + content[8:],
    "truncated": lambda content: content[:20_000],
    "one character changed": lambda content: content.replace(b"Kazakhstan", b"Kazakhstam"),
}


@pytest.mark.usefixtures("loads_bundled")
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_cache_is_ignored(cache_file: Path, bundled: FactBase, damage: Callable[[bytes], bytes]) -> None:
    cache_file.write_bytes(damage(cache_file.read_bytes()))
    assert read_cache() is None
    assert open_base(None) is bundled
    assert run_sco("--version") == run_sco("--version", SCO_FACTS=str(files.bundled()))


@pytest.mark.usefixtures("cache_file")
def test_a_change_of_the_facts_or_of_a_checksummed_module_invalidates_the_cache(
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
    covered = {"loading/cache", "loading/cached_records", "loading/loader", "loading/checks", "models/references"}
    queue = ["models/facts"]
    while queue:
        name = queue.pop()
        covered.add(name)
        queue += imported_modules(cache.PACKAGE, name) - covered
    assert {*CHECKSUMMED_MODULES} == covered


@pytest.mark.usefixtures("cache_file")
def test_version_and_completion_are_the_same_without_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def results() -> list[Result]:
        words = {"_SCO_COMPLETE": "complete_bash", "COMP_CWORD": "3"}
        return [
            run_sco("--version"),
            *(run_sco(COMP_WORDS=f"sco {line}", **words) for line in ("projects --country K", "facts --area ")),
            run_sco(_SCO_COMPLETE="complete_bash", COMP_WORDS="sco show kg", COMP_CWORD="2"),
        ]

    from_cache = results()
    monkeypatch.setattr(cache, "CACHE_PATH", Path("nowhere"))
    assert results() == from_cache


def modules_imported_by(*arguments: str) -> set[str]:
    """Return the modules that a run of sco imports, according to `python -X importtime`."""
    command = [sys.executable, "-X", "importtime", "-m", "sco_cli", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


def test_the_version_imports_neither_pydantic_nor_rich_nor_records() -> None:
    names = modules_imported_by("--version")
    roots = {name.partition(".")[0] for name in names}
    assert "typer" in roots
    assert not roots & {"pydantic", "pydantic_core", "rich"}
    assert not names & {"sco_cli.loading.cached_records", "sco_cli.quantities.quantity"}


def test_the_json_format_does_not_import_rich() -> None:
    roots = {name.partition(".")[0] for name in modules_imported_by("projects", "--format", "json")}
    assert "typer" in roots
    assert "rich" not in roots


def test_a_listing_from_the_cache_imports_neither_pydantic_nor_the_parser() -> None:
    if not read_valid() and "CI" not in os.environ:
        pytest.skip("no valid cache: sco is not installed, or its modules have changed since")
    names = modules_imported_by("projects", "--country", "KZ")
    assert not {name.partition(".")[0] for name in names} & {"pydantic", "pydantic_core", "tomli"}
