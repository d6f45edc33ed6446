"""The fact base that ships is kept as its models left it: no one can tell, but for the time that it takes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from asking import ASKED, OF_FILES
from conftest import Ran, run_sco
from test_layers import imports, own

from sco_cli import files, loading, models, opening, record, seal
from sco_cli.factbase import FactBase
from sco_cli.formats import FORMATS

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
    path.write_bytes(opening.written(bundled))
    monkeypatch.setattr(seal, "PATH", path)
    return path


def plain(value: Any) -> Any:
    """A value without its class, where that is a model or stands for one."""
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    return {name: plain(item) for name, item in vars(value).items()} if hasattr(value, "__dict__") else value


@pytest.mark.usefixtures("kept")
def test_what_is_kept_is_what_was_loaded(bundled: FactBase) -> None:
    found = opening.opened()
    assert found is not None
    assert plain(found.info) == plain(bundled.info)
    assert dict(found.fields) == bundled.fields
    assert [record.as_record(found, one) for one in found.records] == [
        record.as_record(bundled, one) for one in bundled.records
    ]
    for ours, theirs in zip(found.records, bundled.records, strict=True):
        for name in (*bundled.fields[theirs.kind], *opening.DERIVED):
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
    assert not isinstance(opening.open_base(None).records[0], models.Record)
    assert not isinstance(opening.open_base(["bundled"]).records[0], models.Record)
    assert isinstance(loading.load().records[0], models.Record)  # from Python, models
    more = tmp_path / "more.toml"
    more.write_text('[base]\nid = "more"\ntitle = "More"\nas_of = "2026"\nlicence = "CC0"\n')
    assert isinstance(opening.open_base(["bundled", str(more)]).records[0], models.Record)
    monkeypatch.setenv("SCO_FACTS", str(files.bundled()))
    assert isinstance(opening.open_base(None).records[0], models.Record)
    kept.unlink()
    monkeypatch.delenv("SCO_FACTS")
    assert isinstance(opening.open_base(None).records[0], models.Record)


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
    assert opening.opened() is None
    assert isinstance(opening.open_base(None).records[0], models.Record)
    assert run_sco("--version") == run_sco("--version", SCO_FACTS=str(files.bundled()))


@pytest.mark.usefixtures("kept")
def test_a_change_of_the_facts_or_of_the_models_breaks_the_seal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert opening.opened() is not None
    changed = tmp_path / "facts.toml"
    changed.write_bytes(files.bundled().read_bytes().replace(b'title = "SCO digital economy"', b'title = "Changed"'))
    with monkeypatch.context() as patched:
        patched.setattr(files, "bundled", lambda: changed)
        assert opening.opened() is None
        assert run_sco("--version").out.startswith("sco 0.1.0; Changed as of ")
    for name in seal.JUDGING:
        package = tmp_path / name
        package.mkdir()
        for one in seal.JUDGING:
            source = Path(seal.__file__).with_name(f"{one}.py").read_text("utf-8")
            (package / f"{one}.py").write_text(source + ("# changed\n" if one == name else ""), "utf-8")
        with monkeypatch.context() as patched:
            patched.setattr(seal, "__file__", str(package / "seal.py"))
            assert opening.opened() is None, name


def test_the_seal_is_of_every_module_that_a_model_or_a_kept_record_is_made_by() -> None:
    made_by = {"opening", "loading", "checks"}
    waiting = ["models"]
    while waiting:
        name = waiting.pop()
        made_by.add(name)
        waiting += {module.removeprefix("sco_cli.") for module, _ in imports(name) if own(module)} - made_by
    assert {*seal.JUDGING} == made_by


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
    monkeypatch.setattr(seal, "PATH", Path("nowhere"))
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
    if not seal.unbroken() and "CI" not in os.environ:
        pytest.skip("no base is kept here: sco runs from its sources, or they have changed since it was installed")
    names = imported("projects", "--country", "KZ")
    assert not {name.partition(".")[0] for name in names} & {"pydantic", "pydantic_core", "tomli"}
