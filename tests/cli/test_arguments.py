"""Arguments that are no text in UTF-8, and empty names of files: refused in a sentence by every command."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.commands import INVOCATIONS
from support.paths import SMALL
from support.runner import run_sco

from sco_cli.cli.commands import new

NO_UTF8 = os.fsdecode(b"\xff")
"""An argument with a byte that no UTF-8 has, as Python gives it."""


@pytest.mark.parametrize(
    "words",
    [
        *(
            (name, NO_UTF8)
            for name in ("country", "show", "metric", "search", "compare", "cite", "read", "check", "diff")
        ),
        *(("facts", option, NO_UTF8) for option in ("--country", "--kind", "--source", "--area", "--value", "--since")),
        ("facts", f"--{NO_UTF8}"),
        (NO_UTF8,),
        ("new", "--countries", NO_UTF8),
        ("draft", "--text", f"5 percent {NO_UTF8}", "--source", NO_UTF8),
        ("draft", "--text", f"5 percent {NO_UTF8}", "--source", NO_UTF8, "--new-source"),
        ("read", "--text", f"5 percent {NO_UTF8}"),
        ("import", NO_UTF8),
        ("import", "countries", NO_UTF8),
        ("import", "claims", NO_UTF8),
        ("import", "claims", "-", "--encoding", NO_UTF8),
    ],
)
def test_an_argument_that_is_no_utf_8_ends_in_a_sentence(words: tuple[str, ...]) -> None:
    result = run_sco(*words, SCO_FACTS=str(SMALL))
    assert result.code in (0, 1, 2, 3)
    assert "a bug in sco" not in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("facts", [str(SMALL), "bundled"])
@pytest.mark.parametrize(("command", "kind"), [("country", "country"), ("show", "record"), ("metric", "metric")])
def test_an_unknown_name_that_is_no_utf_8_is_shown_with_escapes(command: str, kind: str, facts: str) -> None:
    result = run_sco(command, NO_UTF8, SCO_FACTS=facts)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f'sco: no {kind} "\\udcff"; ')


def test_wherever_an_argument_cannot_be_encoded_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new, "open_base", lambda _: NO_UTF8.encode())
    assert run_sco("new", "--countries", NO_UTF8) == (2, "", 'sco: the argument "\\udcff" is not valid UTF-8\n')
    result = run_sco("new", "--countries", "KG")
    assert result.code == 3
    assert "a bug in sco" in result.err


@pytest.mark.skipif(os.name == "nt", reason="names of files are UTF-16 there")
def test_the_name_of_a_file_may_be_any_bytes(tmp_path: Path) -> None:
    path = tmp_path / f"{NO_UTF8}.toml"
    path.write_bytes(SMALL.read_bytes())
    assert run_sco("facts", "--facts", path) == run_sco("facts", "--facts", SMALL)


@pytest.mark.parametrize("name", [name for name in INVOCATIONS if name not in ("", "check", "diff", "read", "schema")])
def test_an_empty_name_of_a_fact_base_is_named(name: str) -> None:
    assert run_sco(*INVOCATIONS[name], "--facts", "") == (3, "", '"" cannot be read: the file name is empty\n')
