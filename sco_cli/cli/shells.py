"""What each shell asks when the tab key is pressed, and answers that hold nothing to run.

The scripts that `sco --show-completion` prints are Typer's; they ask by environment variables. The answers are our own:
Zsh evaluates its answer, Bash and PowerShell put theirs into the command line as it is, and words of a fact base may be
those of a stranger. So only plain words are offered, and they are quoted for the shell.
"""

from __future__ import annotations

import os
import re
import shlex
import string
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import typer

from sco_cli.text import escape_unsafe

VARIABLE = "_SCO_COMPLETE"
"""The variable in which a script says what it asks for: `complete_zsh`, or `source_zsh` for the script itself."""

REFUSED_CHARACTERS = frozenset(string.punctuation) - set("_,.'()/-")
"""Signs that are never offered. Most of them mean something to a shell, and names rarely have any."""

_END = "\0"
"""Marks the cursor in a command line. Environment variables cannot contain it."""

_NOT_BARE = re.compile(r"[^\w./-]")
"""Characters that are quoted in Bash."""

_NOT_BARE_ASCII = re.compile(r"[^A-Za-z0-9_./-]")
"""Characters that are quoted in PowerShell, where dashes and quotation marks may be typographic ones."""

_POWERSHELL_QUOTES = re.compile("['\u2018\u2019\u201a\u201b]")
"""The characters that PowerShell takes for a single quotation mark (`CharTraits.cs`, IsSingleQuote)."""


class Line(NamedTuple):
    """A command line up to the cursor, without quotation marks."""

    arguments: list[str]
    """The complete words behind the name of the program."""

    word: str
    """What has been typed of the word at the cursor; empty before a new word."""

    quote: str = ""
    """The quotation mark that is open at the cursor, if one is."""

    option: str = ""
    """What the shell sees before the word and as a part of it, such as `--country=`."""


class Suggestion(NamedTuple):
    """A word for the command line, and its meaning on one line."""

    word: str
    meaning: str


class Shell(NamedTuple):
    """How a shell asks, and how it is answered."""

    read: Callable[[Mapping[str, str]], Line]
    write: Callable[[Line, Sequence[Suggestion]], str]


def is_plain(word: str) -> bool:
    """Whether no shell finds more in a word, once it is quoted, than its characters.

    A plain word has no control, format or unusual blank characters either.
    """
    return word.isprintable() and REFUSED_CHARACTERS.isdisjoint(word)


def is_asked() -> bool:
    """Whether a shell has started sco to complete a command line."""
    return os.environ.get(VARIABLE, "").startswith("complete_")


def answer(command: Any) -> int:
    """Print what completes the line that a shell asks about, by Typer's command, and return the exit code.

    A failure is silent unless SCO_DEBUG is set: a message would appear in the line that is being typed.
    """
    name = os.environ[VARIABLE].removeprefix("complete_")
    if name not in SHELLS:
        typer.echo(f"Shell {name} not supported.", err=True)
        return 1
    try:
        line = _split_option(SHELLS[name].read(os.environ))
        suggestions = list(_suggestions(command, line, sys.stdout.encoding))
        if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") != "is-args":
            sys.stdout.write(SHELLS[name].write(line, suggestions))
    except Exception:
        if os.environ.get("SCO_DEBUG"):
            raise
        return 1
    return 0 if suggestions or name != "fish" else 1


def parse_line(text: str, *, escape: str = "\\", escaping_quotes: str = '"') -> Line:
    """The words of a command line that ends at the cursor, by the rules of POSIX.

    `escape` takes its meaning from the next character, also between `escaping_quotes`.
    """
    lexer = shlex.shlex(text + _END, posix=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    lexer.escape, lexer.escapedquotes = escape, escaping_quotes
    words, quote = [], ""
    try:
        for token in lexer:
            words.append(token)  # noqa: PERF402  # the words before an open quotation mark are kept
    except ValueError:
        words.append(lexer.token)
        quote = lexer.state  # type: ignore[attr-defined]  # as in Typer's own parser; not in typeshed
    return Line(words[1:-1], words[-1].removesuffix(_END), quote)


def _suggestions(command: Any, line: Line, encoding: str) -> Iterator[Suggestion]:
    # A lazy import: should another version of Typer lack the class, only completion is missing.
    from typer._completion_classes import BashComplete  # noqa: PLC0415

    for item in BashComplete(command, {}, "sco", VARIABLE).get_completions(line.arguments, line.word):
        word, meaning = (
            str(text or "").encode(encoding, "replace").decode(encoding) for text in (item.value, item.help)
        )
        if word == item.value and is_plain(word):
            yield Suggestion(word, escape_unsafe(meaning))


def _split_option(line: Line) -> Line:
    """The line with an option before `=` as an argument of its own."""
    option, sign, word = line.word.partition("=")
    if not sign or not option.startswith("--") or not is_plain(option) or "--" in line.arguments:
        return line
    return Line([*line.arguments, option], word, line.quote, option + sign)


def _read_bash(environ: Mapping[str, str]) -> Line:
    """The line from words separated by line breaks; Bash takes `=` for a word of its own, unless it is very old."""
    words = environ["COMP_WORDS"].split("\n")[: int(environ["COMP_CWORD"]) + 1]
    line = parse_line("\n".join(words))
    return line._replace(
        arguments=[word for word in line.arguments if word != "="], word="" if line.word == "=" else line.word
    )


def _read_zsh(environ: Mapping[str, str]) -> Line:
    return parse_line(environ["_TYPER_COMPLETE_ARGS"])


def _read_fish(environ: Mapping[str, str]) -> Line:
    return parse_line(environ["_TYPER_COMPLETE_ARGS"], escaping_quotes="\"'")


def _read_powershell(environ: Mapping[str, str]) -> Line:
    """The line, which comes without blanks at its end, and the word at the cursor, with or without quotation marks."""
    word = environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
    line = parse_line(environ["_TYPER_COMPLETE_ARGS"] + ("" if word else " "), escape="`")
    return line._replace(word=parse_line(word, escape="`").word)


def _write_bash(line: Line, suggestions: Sequence[Suggestion]) -> str:
    """A word a line. Bash inserts it as it is, so it is escaped unless a quotation mark is open."""
    words = [suggestion.word for suggestion in suggestions if line.quote != "'" or "'" not in suggestion.word]
    return _lines(words if line.quote else [_NOT_BARE.sub(r"\\\g<0>", word) for word in words])


def _write_zsh(line: Line, suggestions: Sequence[Suggestion]) -> str:
    """A command for Zsh to evaluate, in which words and meanings are between quotation marks; else the one for files.

    In the arrays of `_describe` a colon ends the word, and a backslash takes its meaning from the next character.
    """
    entries = [":".join(filter(None, suggestion)).replace("\\", "\\\\") for suggestion in suggestions]
    quoted = " ".join("'" + entry.replace("'", r"'\''") + "'" for entry in entries)
    complete = f"local -a suggestions; suggestions=({quoted}); _describe suggestion suggestions" if quoted else "_files"
    return _lines([f"compset -P '*='; {complete}" if line.option else complete])


def _write_fish(line: Line, suggestions: Sequence[Suggestion]) -> str:
    """A word a line, and behind a tab its meaning. Fish escapes the word."""
    return _lines(line.option + "\t".join(filter(None, suggestion)) for suggestion in suggestions)


def _write_powershell(line: Line, suggestions: Sequence[Suggestion]) -> str:
    """A word a line, and behind three colons its meaning, which may not be empty.

    PowerShell inserts the word as it is. The console may decode it by another code page than ours, in which a letter
    can become a quotation mark; then parentheses would stand outside of the quotation marks.
    """
    return _lines(
        f"{_quote_powershell(line.option + word)}:::{re.sub('::+', ':', meaning) or ' '}"
        for word, meaning in suggestions
        if word.isascii() or not {*"()"} & {*word}
    )


def _quote_powershell(word: str) -> str:
    return "'" + _POWERSHELL_QUOTES.sub(r"\g<0>\g<0>", word) + "'" if _NOT_BARE_ASCII.search(word) else word


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


_POWERSHELL = Shell(_read_powershell, _write_powershell)

SHELLS: Mapping[str, Shell] = {
    "bash": Shell(_read_bash, _write_bash),
    "zsh": Shell(_read_zsh, _write_zsh),
    "fish": Shell(_read_fish, _write_fish),
    "powershell": _POWERSHELL,
    "pwsh": _POWERSHELL,
}
"""The shells by the names that Typer's scripts have for them."""
