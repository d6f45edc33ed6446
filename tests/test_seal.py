"""The fact base that ships is kept as its models left it: no one can tell, but for the time that it takes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import run_sco

from sco_cli import files, loading, models, opening, record, seal
from sco_cli.factbase import FactBase
from sco_cli.formats import FORMATS

COMMANDS = (
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


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bundled: FactBase) -> Path:
    """The base that ships as it is kept, in a file that a test may spoil."""
    path = tmp_path / "facts.json"
    path.write_text(opening.written(bundled), "utf-8")
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


@pytest.mark.parametrize("spoilt", [b"", b"\xff", b"{}", b'{"seal":"00000000","base":', None])
def test_without_an_unbroken_seal_the_file_is_loaded(kept: Path, spoilt: bytes | None) -> None:
    if spoilt is None:
        kept.unlink()
    else:
        kept.write_bytes(spoilt)
    assert opening.opened() is None
    assert len(opening.open_base(None).facts) == json.loads(run_sco("--format", "json").out)["records"][
        "project"
    ] + sum(json.loads(run_sco("--format", "json").out)["records"][kind] for kind in ("figure", "statement", "event"))
    assert run_sco("--version").out.startswith("sco ")


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
    for name in seal.DECIDING:
        package = tmp_path / name
        package.mkdir()
        for one in seal.DECIDING:
            source = Path(seal.__file__).with_name(one).read_text("utf-8")
            (package / one).write_text(source + ("# changed\n" if one == name else ""), "utf-8")
        with monkeypatch.context() as patched:
            patched.setattr(seal, "__file__", str(package / "seal.py"))
            assert opening.opened() is None, name


@pytest.mark.usefixtures("kept")
def test_version_and_completion_are_the_same_with_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def answers() -> list[Any]:
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
    if not seal.unbroken():
        pytest.skip("no base is kept here: sco runs from its sources, or they have changed since it was installed")
    names = imported("projects", "--country", "KZ")
    assert not {name.partition(".")[0] for name in names} & {"pydantic", "pydantic_core", "tomli"}
