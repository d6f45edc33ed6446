"""A site is written whole or not at all, and replaces nothing but a site."""

from __future__ import annotations

import json
from pathlib import Path
from unittest import mock

import pytest
from support.paths import SMALL
from support.runner import Result, run_sco
from support.site_pages import contents

from sco_cli import atomic
from sco_cli.errors import OutputFailed
from sco_cli.site.writer import MANIFEST, site_folder


def site(folder: Path, *arguments: str) -> Result:
    """Write the site of the small base."""
    return run_sco("site", folder, "--facts", SMALL, *arguments)


def names(folder: Path) -> list[str]:
    """What is in a folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


def test_a_site_is_replaced_only_with_force(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert site(folder).code == 0
    (folder / "index.html").write_text("older")
    refused = site(folder)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == f'sco: "{folder}" already exists; use --force to replace it\n'
    assert (folder / "index.html").read_text() == "older"
    assert site(folder, "--force").code == 0
    assert (folder / "index.html").read_text("utf-8").startswith("<!doctype html>")
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize("added", ["notes.txt", "fact/notes.txt", "mine/notes.txt"])
def test_a_folder_with_other_files_is_never_replaced(added: str, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    site(folder)
    (folder / added).parent.mkdir(exist_ok=True)
    (folder / added).write_text("mine")
    before = contents(folder)
    refused = site(folder, "--force")
    assert (refused.code, refused.out) == (3, "")
    assert "which `sco site` did not write" in refused.err
    assert contents(folder) == before
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize(
    "manifest", ["", "[]", "{}", '{"sco_site": 2, "files": ["a"]}', "[" * 100_000, '{"sco_site": 1}']
)
def test_a_folder_without_a_manifest_of_ours_is_never_replaced(manifest: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    (tmp_path / MANIFEST).write_text(manifest)
    refused = site(tmp_path, "--force")
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.count("\n") == 1
    assert names(tmp_path) == ["a", MANIFEST]


def test_a_link_in_a_site_is_none_of_ours(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    site(folder)
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(tmp_path)
    assert site(folder, "--force").code == 3


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir(0o700)
    assert site(folder).code == 0
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_manifest_lists_every_file(tmp_path: Path) -> None:
    site(tmp_path / "site")
    listed = json.loads((tmp_path / "site" / MANIFEST).read_text())["files"]
    assert listed == sorted(contents(tmp_path / "site"))


def test_the_current_folder_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "the current folder" in site(Path(), "--force").err


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    assert site(tmp_path / "site", "--force") == (
        3,
        "",
        f'sco: cannot write "{tmp_path / "site"}": it is not a folder\n',
    )


def test_an_error_leaves_nothing_behind_and_the_old_site_in_place(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    site(folder)
    before = contents(folder)
    with pytest.raises(KeyboardInterrupt), site_folder(folder, force=True) as files:  # noqa: PT012
        files.write("index.html", b"new")
        raise KeyboardInterrupt
    assert contents(folder) == before
    assert names(tmp_path) == ["site"]


def test_a_system_that_cannot_exchange_names_replaces_a_site_too(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    site(folder)
    (folder / "index.html").write_text("older")
    with mock.patch.object(atomic, "exchange", return_value=False):
        assert site(folder, "--force").code == 0
    assert (folder / "index.html").read_text("utf-8") != "older"
    assert names(tmp_path) == ["site"]


def test_what_another_process_puts_into_the_old_site_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    site(folder)
    exchange = atomic.exchange

    def exchange_late(one: Path, other: Path) -> bool:
        (folder / "late.txt").write_text("mine")
        return exchange(one, other)

    replaced = site_folder(folder, force=True)
    with mock.patch.object(atomic, "exchange", exchange_late), pytest.raises(OutputFailed, match="late.txt"), replaced:
        pass
    assert (folder / "late.txt").read_text() == "mine"
