"""Completion: what each shell is answered. `tests/clients/test_shells.py` presses the keys in real ones."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.completion import HOSTILE_WORDS, READERS, SHELLS, ask, base_of_words, question, suggestions
from support.runner import MODULE, run_process, run_sco

from sco_cli.cli.shells import SHELLS as WRITERS
from sco_cli.cli.shells import Line, Suggestion, is_plain
from sco_cli.text import UNSAFE, escape_unsafe

every_shell = pytest.mark.parametrize("shell", SHELLS)

NAMES = st.text(max_size=12) | st.text("aZ9é国 ,.'’()/-$`\"\\;&|:", max_size=12)
"""Any names, and those with the signs that names and commands have."""

PLAIN_WORDS = st.text("aZ9é国ђ ,.'’()/-", min_size=1, max_size=12)
"""Words with every sign that is offered."""


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    """The path of a base with the hostile words as names, aliases, ids and tables, each behind `h`, and as titles."""
    path = tmp_path / "hostile.toml"
    words = [f"h{word}" for word in HOSTILE_WORDS]
    path.write_text(base_of_words(*HOSTILE_WORDS, *words, aliases=words, ids=words, tables=words), "utf-8")
    return str(path)


@every_shell
@pytest.mark.parametrize("typed", ["Unit", "'Unit", '"Unit', "'United ", '"United A'])
def test_a_name_is_completed_behind_quotation_marks(shell: str, typed: str) -> None:
    assert set(suggestions(shell, "country", typed)) == {"United Arab Emirates"}


@pytest.mark.parametrize(("shell", "typed"), [*((shell, r"United\ ") for shell in SHELLS[:3]), (SHELLS[3], "United` ")])
def test_a_name_is_completed_behind_an_escaped_blank(shell: str, typed: str) -> None:
    assert set(suggestions(shell, "country", typed)) == {"United Arab Emirates"}


@pytest.mark.parametrize("typed", ["Unit", "'Unit", '"Unit', "United\\ "])
def test_a_value_is_completed_behind_an_equals_sign(typed: str) -> None:
    name = "United Arab Emirates"
    assert set(suggestions("bash", "projects", "--country", "=", typed)) == {name}
    assert set(suggestions("bash", "projects", f"--country={typed}")) == {name}  # Bash 3
    assert set(suggestions("fish", "projects", f"--country={typed}")) == {f"--country={name}"}
    assert set(suggestions("zsh", "projects", f"--country={typed}")) == {name}
    assert ask("zsh", "projects", f"--country={typed}").out.startswith("compset -P '*='; ")
    typed = typed.replace("\\", "`")
    assert set(suggestions("powershell", "projects", f"--country={typed}")) == {f"--country={name}"}


def test_an_empty_value_is_completed_behind_an_equals_sign() -> None:
    assert "KZ" in suggestions("bash", "projects", "--country", "=")
    assert "KZ" in suggestions("zsh", "projects", "--country=")
    assert "--country=KZ" in suggestions("fish", "projects", "--country=")
    assert "--country=KZ" in suggestions("powershell", "projects", "--country=")


@every_shell
def test_the_base_is_the_one_that_the_command_line_names(shell: str, hostile: str) -> None:
    assert set(suggestions(shell, "metric", "--facts", hostile, "p")) == {"paved"}
    assert set(suggestions(shell, "--facts", hostile, "metric", "p")) == {"paved"}
    assert set(suggestions(shell, "metric", "p", SCO_FACTS=hostile)) == {"paved"}


def test_a_path_of_windows_is_read_in_powershell(tmp_path: Path) -> None:
    """A backslash is a character like any other there."""
    path = tmp_path / "a\\b.toml"
    path.parent.mkdir(exist_ok=True)  # which is the folder `a` on Windows
    path.write_text(base_of_words(), "utf-8")
    assert set(suggestions("powershell", "metric", "--facts", str(path), "p")) == {"paved"}


@every_shell
def test_no_answer_holds_a_hostile_word(shell: str, hostile: str) -> None:
    """What is offered is plain, and good words are still offered."""
    for words, good in [
        (("country", "K"), {"KG"}),
        (("country", "Ky"), {"Kyrgyzstan"}),
        (("country", "h"), {"h\U0001f600"}),
        (("country", ""), {"KG"}),
        (("metric", ""), {"paved", "h"}),
        (("show", "h"), {"h"}),
        (("cite", ""), {"steppe-road", "source-0", "h"}),
        (("facts", "--kind", ""), {"project", "h"}),
    ]:
        offered = suggestions(shell, *words, SCO_FACTS=hostile)
        assert good <= set(offered)
        assert all(map(is_plain, offered))
        assert not {f"h{word}" for word in HOSTILE_WORDS if not is_plain(word)} & set(offered)


@every_shell
def test_only_well_formed_ids_codes_and_kinds_are_offered(shell: str, tmp_path: Path) -> None:
    path = tmp_path / "ids.toml"
    bad = ["Upper", "a b", "a--b", "-a", "a'b", "a.b", "x" * 101, "ä", "a\n"]
    codes = "".join(f"[[countries]]\ncode = {code!r}\nname = 'N'\n" for code in ("kz", "KZZ", "K'", "Ky", "--"))
    path.write_text(base_of_words(ids=bad, tables=bad) + codes, "utf-8")
    assert set(suggestions(shell, "metric", "", SCO_FACTS=str(path))) == {"paved"}
    assert set(suggestions(shell, "show", "", SCO_FACTS=str(path))) == {"KG", "paved", "road", "steppe-road"}
    assert set(suggestions(shell, "country", "", SCO_FACTS=str(path))) == {"KG"}
    assert set(suggestions(shell, "facts", "--kind", "", SCO_FACTS=str(path))) == {"project"}


@pytest.mark.parametrize("shell", SHELLS[1:])
def test_a_meaning_is_shown_as_it_is(shell: str, hostile: str) -> None:
    """It is no markup of Rich, and has no control characters."""
    meanings = suggestions(shell, "cite", "source", SCO_FACTS=hostile)
    for word in ("[/x]", "[bold]x", "%n %F{red}", "$(touch PWNED)", "a:b", "x\\", "\U0001f600"):
        assert meanings[f"source-{HOSTILE_WORDS.index(word)}"] == word
    assert r"\x1b[31mtouch PWNED" in meanings.values()
    assert not any(map(UNSAFE.search, meanings.values()))


@settings(max_examples=50)
@given(words=st.dictionaries(PLAIN_WORDS, NAMES, max_size=3), quote=st.sampled_from(["", "'", '"']))
def test_each_shell_reads_the_words_that_are_written(words: dict[str, str], quote: str) -> None:
    written = [Suggestion(word, escape_unsafe(meaning)) for word, meaning in words.items()]
    for shell, read in READERS.items():
        expected = dict(written)
        if shell == "bash":
            expected = {word: "" for word in words if quote != "'" or "'" not in word}
        if shell == "powershell":
            expected = {
                word: re.sub("::+", ":", meaning) or " "
                for word, meaning in written
                if word.isascii() or not {*"()"} & {*word}
            }
        assert dict(read(WRITERS[shell].write(Line([], "", quote), written), quote)) == expected


@every_shell
@settings(max_examples=20)
@given(names=st.lists(NAMES, max_size=4))
def test_every_plain_name_is_offered_and_no_other(
    shell: str, names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "names.toml"
    path.write_text(base_of_words(*(f"Nn{name}" for name in names)).replace("Kirghizia", "Kk"), "utf-8", "replace")
    offered = set(suggestions(shell, "country", "Nn", SCO_FACTS=str(path)))
    plain = {f"Nn{name}" for name in names if is_plain(name)}
    if shell == "powershell":
        assert offered <= plain
    else:
        assert offered == plain


def test_a_plain_word_has_only_the_signs_of_names() -> None:
    assert {sign for sign in string.printable if is_plain(sign)} == {
        *string.ascii_letters,
        *string.digits,
        *" _,.'()/-",
    }
    assert is_plain("Côte d’Ivoire") and is_plain("Боливия (Государство)") and is_plain("中国") and is_plain("हिन्दी")
    assert not any(map(is_plain, ("a\u202eb", "a\u200bb", "a\u00a0b", "a\u3000b", "a\ue000b", "a\x85b", "a\ud800b")))


def test_powershell_gets_its_quotation_marks_doubled() -> None:
    """It takes typographic ones for its own, and a console may read letters as such."""
    write = WRITERS["powershell"].write
    words = [Suggestion("d’I'x", ""), Suggestion("a (b)", "x:::y"), Suggestion("ђ (calc) ђ", "")]
    assert write(Line([], ""), words) == "'d’’I''x'::: \n'a (b)':::x:y\n"


def test_a_word_that_the_output_cannot_encode_is_not_offered() -> None:
    assert ask("fish", "country", "Каз", encoding="cp1252").out == ""
    assert ask("fish", "country", "Каз").out == "Казахстан\tKZ\n"
    assert ask("fish", "metric", "p", encoding="ascii").err == ""


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"COMP_WORDS": "sco country K"},
        {"COMP_WORDS": "sco country K", "COMP_CWORD": "x"},
        {"COMP_WORDS": "", "COMP_CWORD": "0", "SCO_FACTS": "nowhere.toml"},
    ],
)
@pytest.mark.parametrize("shell", [*SHELLS, "pwsh"])
def test_a_question_that_cannot_be_answered_is_met_with_silence(shell: str, variables: dict[str, str]) -> None:
    result = run_sco(_SCO_COMPLETE=f"complete_{shell}", **variables)
    assert result.err == ""
    assert "Traceback" not in result.out


@every_shell
@pytest.mark.parametrize(
    "content", ["", "countries = 5", "[[countries]]\ncode = 5\nname = []\naliases = [5]", "[[", "\0"]
)
def test_a_base_that_is_not_valid_is_met_with_silence(shell: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(content, "utf-8")
    for words in (("country", ""), ("country", "K"), ("show", ""), ("facts", "--kind", ""), ("cite", "x")):
        assert suggestions(shell, *words, SCO_FACTS=str(path)) == {}


def test_a_failure_is_shown_if_sco_debug_asks_for_it() -> None:
    with pytest.raises(KeyError):
        run_sco(_SCO_COMPLETE="complete_bash", SCO_DEBUG="1")


def test_a_shell_that_is_not_known_is_an_error() -> None:
    result = run_sco(_SCO_COMPLETE="complete_nu")
    assert (result.code, result.out, result.err) == (1, "", "Shell nu not supported.\n")


def test_fish_learns_from_the_exit_code_whether_there_are_suggestions() -> None:
    """Otherwise it suggests files."""
    environ = {**question("fish", "country", "K"), "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert run_sco(**environ) == (0, "", "")
    assert run_sco(**environ | {"_TYPER_COMPLETE_ARGS": "sco facts --facts x"}) == (1, "", "")


def test_files_are_left_to_the_shell() -> None:
    assert ask("zsh", "facts", "--facts", "x").out == "_files\n"
    assert ask("zsh", "facts", "--facts=x").out == "compset -P '*='; _files\n"
    assert ask("bash", "facts", "--facts", "x").out == ""
    assert ask("powershell", "facts", "--facts", "x").out == ""


@every_shell
def test_the_script_asks_what_is_answered(shell: str) -> None:
    """The scripts are those of Typer; these are the parts of them that the answers depend on."""
    script = run_sco(_SCO_COMPLETE=f"source_{shell}").out
    assert all(name in script for name in question(shell, "country", "K") if shell == "fish" or "FISH" not in name)
    assert f"complete_{shell}" in script
    if shell == "powershell":
        assert '-Split ":::"' in script


@every_shell
def test_completion_imports_neither_pydantic_nor_rich(shell: str) -> None:
    result = run_process(python=("-X", "importtime", *MODULE), **question(shell, "projects", "--country", "K"))
    assert "KZ" in result.out
    names = {line.rpartition("|")[2].strip() for line in result.err.splitlines()}
    assert "typer" in names
    assert not names & {"pydantic", "pydantic_core", "rich"}


@every_shell
def test_completion_does_not_run_the_version_option(shell: str) -> None:
    assert "KZ" in suggestions(shell, "--version", "projects", "--country", "K")


def test_bash_gets_signs_escaped_outside_quotation_marks() -> None:
    assert r"Kingdom\ of\ Saudi\ Arabia" in ask("bash", "country", "Kingd").out
    assert "Kingdom of Saudi Arabia" in ask("bash", "country", '"Kingd').out
