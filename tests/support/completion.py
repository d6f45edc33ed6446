"""Completion: questions as shells ask them, answers as shells read them, and fact bases whose words are hostile."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping

import tomli_w

from support.runner import Result, run_sco

SHELLS = ("bash", "zsh", "fish", "powershell")

TOUCHED = "PWNED"
"""The file that the hostile words create if a shell runs them."""

_TOUCH = f"touch {TOUCHED}"

HOSTILE_WORDS = (
    *(f"$({_TOUCH})", f"`{_TOUCH}`", f"; {_TOUCH} ;", f"& {_TOUCH} &", f"| {_TOUCH}", f"\n{_TOUCH}\n", f"\r{_TOUCH}\r"),
    *(f"'; {_TOUCH}; '", f'"; {_TOUCH}; "', f"\u2019; {_TOUCH}; \u2019", f"\u201d; {_TOUCH}; \u201d"),
    *(
        f"'$({_TOUCH})'",
        f'"$({_TOUCH})"',
        f"\\$({_TOUCH})",
        f"\\`{_TOUCH}\\`",
        f"'\\''$({_TOUCH})",
        f"$'\\x24({_TOUCH})'",
    ),
    *(f"({_TOUCH})", f"<({_TOUCH})", f"> {TOUCHED}", f"*(e:{_TOUCH}:)", f"${{(e):-\\$({_TOUCH})}}", f"=({_TOUCH})"),
    *(
        f"{{{_TOUCH}}}",
        f":::$({_TOUCH}):::",
        f"a:$({_TOUCH})",
        f"a\t$({_TOUCH})",
        f"\x1b]0;{_TOUCH}\x07",
        f"\x1b[31m{_TOUCH}",
    ),
    *(
        "[/x]",
        "[bold]x",
        "%n %F{red}",
        "!!",
        "*",
        "~",
        "=ls",
        "-rf",
        "--facts=x",
        "a:b",
        "\\",
        "x\\",
        "'",
        '"',
        "`",
        "#x",
    ),
    *("", " ", "\u202ex", "\u2028x", "\u00a0x", "\u200bx", "\U0001f600"),
)
"""Words that a shell might run or expand, that Rich takes for markup, or that terminals obey; and an empty one."""


def base_of_words(*names: str, aliases: Iterable[str] = (), ids: Iterable[str] = (), tables: Iterable[str] = ()) -> str:
    """The TOML of a base with these names of countries, aliases of one, titles, ids of metrics and tables of facts.

    The names are titles of sources too, and the ids are those of facts in the tables.
    """
    countries = [{"code": f"Q{chr(65 + number % 26)}", "name": name} for number, name in enumerate(names)]
    records = {
        "countries": [*countries, {"code": "KG", "name": "Kyrgyzstan", "aliases": ["Kirghizia", *aliases]}],
        "metrics": [{"id": word, "name": word} for word in (*ids, "paved")],
        "sources": [{"id": f"source-{number}", "title": name} for number, name in enumerate(names)],
        **{table: [{"id": word, "name": word, "evidence": []} for word in (*ids, "road")] for table in tables},
        "projects": [{"id": "steppe-road", "name": "Steppe road", "evidence": []}],
    }
    return tomli_w.dumps({"base": {"id": "b", "title": "B", "as_of": "2025", "licence": "x"}, **records})


def question(shell: str, *words: str) -> Mapping[str, str]:
    """The variables by which Typer's script asks about a line with these words behind `sco`, each as it is typed."""
    line = " ".join(("sco", *words))
    if shell == "bash":
        variables = {"COMP_WORDS": "\n".join(("sco", *words)), "COMP_CWORD": str(len(words))}
    elif shell == "powershell":
        variables = {"_TYPER_COMPLETE_ARGS": line.rstrip(), "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1]}
    else:
        variables = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    return {"_SCO_COMPLETE": f"complete_{shell}", **variables}


def ask(shell: str, *words: str, encoding: str = "utf-8", **environ: str) -> Result:
    """Run sco as a shell does when the tab key is pressed behind these words."""
    return run_sco(encoding=encoding, **question(shell, *words), **environ)


def suggestions(shell: str, *words: str, **environ: str) -> dict[str, str]:
    """What a shell reads in the answer: the words that it would give to sco, each with its meaning."""
    result = ask(shell, *words, **environ)
    assert result.err == ""
    return dict(READERS[shell](result.out, words[-1]))


def _read_bash(answer: str, typed: str) -> Iterable[tuple[str, str]]:
    """The words that are inserted, behind the quotation mark that has been typed."""
    value = typed.removeprefix("--country=")
    quote = value[:1] if value[:1] in ("'", '"') else ""
    for line in answer.splitlines():
        [word] = shlex.split(quote + line + quote)
        yield word, ""


def _read_zsh(answer: str, _: str) -> Iterable[tuple[str, str]]:
    """The entries of the array that is given to `_describe`."""
    if answer in ("_files\n", "compset -P '*='; _files\n"):
        return
    pattern = r"(?:compset -P '\*='; )?local -a suggestions; suggestions=\((.*)\); _describe suggestion suggestions\n"
    match = re.fullmatch(pattern, answer)
    assert match, answer
    assert re.fullmatch(r"(?:'[^']*'(?:\\''[^']*')* ?)*", match[1])  # nothing is outside of quotation marks
    for entry in shlex.split(match[1]):
        word, _, meaning = entry.partition(":")
        yield word, re.sub(r"\\(.)", r"\1", meaning)


def _read_fish(answer: str, _: str) -> Iterable[tuple[str, str]]:
    for line in answer.splitlines():
        word, _, meaning = line.partition("\t")
        yield word, meaning


def _read_powershell(answer: str, _: str) -> Iterable[tuple[str, str]]:
    """The words by the rules of PowerShell's single quotation marks, which are several and doubled."""
    quotes = "'\u2018\u2019\u201a\u201b"
    for line in answer.splitlines():
        word, meaning = line.split(":::")
        assert meaning
        if word.startswith("'"):
            assert re.fullmatch(f"'([^{quotes}]|([{quotes}])\\2)*'", word)
            word = re.sub(f"([{quotes}])\\1", r"\1", word[1:-1])
        else:
            assert re.fullmatch("[A-Za-z0-9_./-]+", word)
        yield word, meaning


READERS = {"bash": _read_bash, "zsh": _read_zsh, "fish": _read_fish, "powershell": _read_powershell}
