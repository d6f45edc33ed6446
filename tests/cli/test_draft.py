"""`sco draft`: blocks of TOML that a base takes as they are, with what is still to be written marked in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import tomli
from support.paths import EXAMPLES
from support.runner import run_sco

from sco_cli.text import UNSAFE

TEXT = """Railways and networks

Steppe City, 28 August 2025 — Internet penetration in Kyrgyzstan rose from 44 percent to over 71 percent by now.

Roads in Kazakhstan grew by 2 to 3 percent, and in Uzbekistan fell by more than 5 percent last year. A third of the
stations are new. Output doubled. Between 2 and 3 million people live in Japan.

It took 5 years; people over 65 use it. It is not 70 percent. Anna Steppe said 5,000 cross-border stations are in
Kazakhstan, Uzbekistan and others.

The share rose from 43% to over 70% in Kyrgyzstan. Roads in Georgia have about 9 percent and cost 5 million dollars.
"""

HOSTILE = (
    'Roads\x1b[31m in "Kazakhstan" \\ have 5 \'percent\' \\n\x07 and 6 """ km.\n\n'
    'A\u202e \\" b, said Anna \\Steppe", has 7 roads\u2028 x = 1.\n\n'
    f"{'9' * 100_000} roads. {'roads ' * 2000}have 5 percent."
)


def rules_found(path: Path) -> set[str]:
    """The rules that `sco check` finds broken in a base."""
    result = run_sco("check", path, "--format", "json")
    assert result.err == ""
    return {problem["rule"] for problem in json.loads(result.out)}


@pytest.mark.parametrize("content", [TEXT, HOSTILE], ids=["text", "hostile"])
@pytest.mark.parametrize("base", ["new", "examples"])
def test_a_draft_behind_a_base_has_only_what_is_to_be_written(base: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(run_sco("new").out if base == "new" else EXAMPLES.read_text("utf-8"), "utf-8")
    result = run_sco("draft", "-", "--source", "article", "--new-source", "--facts", path, stdin=content)
    assert (result.code, result.err) == (0, "")
    assert not UNSAFE.search(result.out.replace("\n", ""))
    records = tomli.loads(result.out)
    assert records["sources"][0]["id"] == "article"
    assert len(records["figures"]) > 2
    path.write_text(f"{path.read_text('utf-8')}\n{result.out}", "utf-8")
    assert "todo" in rules_found(path)
    assert rules_found(path) <= {"todo", "unused"} | ({"long-wording"} if content == HOSTILE else set())


def test_what_is_left_out_is_named_in_comments() -> None:
    out = run_sco("draft", "-", "--source", "article", "--new-source", "--facts", EXAMPLES, stdin=TEXT).out
    assert [line for line in out.splitlines() if line.startswith("# Left out")] == [
        '# Left out, line 8: "5 years": a length of time.',
        '# Left out, line 8: "over 65": an age.',
        '# Left out, line 8: "not 70 percent": the text denies it.',
    ]


def test_a_number_is_entered_only_by_a_figure_of_the_source_that_is_named() -> None:
    words = ("draft", "--text", "It rose from 43% to over 70%.", "--facts", EXAMPLES)
    of_other = tomli.loads(run_sco(*words, "--source", "article", "--new-source").out)["figures"]
    assert [(figure["before"], figure["after"]) for figure in of_other] == [(43, {"over": 70})]
    assert run_sco(*words, "--source", "eid-2025-08-28").out.splitlines() == [
        "",
        "# text, paragraph 1",
        "",
        '# Already entered, line 1: "43%": kg-internet-penetration.',
        "",
        '# Already entered, line 1: "over 70%": kg-internet-penetration.',
    ]


def test_the_text_of_a_source_that_the_base_has() -> None:
    words = ("draft", "--text", "Roads in Kazakhstan had 5 percent last year.", "--source", "eid-2025-08-28")
    records = tomli.loads(run_sco(*words, "--facts", EXAMPLES).out)
    assert "sources" not in records
    (figure,) = records["figures"]
    assert (figure["period"], figure["evidence"][0]["source"]) == ("2024", "eid-2025-08-28")
    (figure,) = tomli.loads(run_sco(*words, "--facts", EXAMPLES, "--date", "2020").out)["figures"]
    assert figure["period"] == "2019"


def test_a_new_source_has_what_the_page_says(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Roads\n\n28 August 2025\n\nRoads grew.", "utf-8")
    result = run_sco("draft", path, "--source", "gazette", "--new-source", "--facts", EXAMPLES)
    assert tomli.loads(result.out) == {
        "sources": [
            {
                "id": "gazette",
                "title": "TODO: title as published",
                "publisher": "TODO: publisher",
                "published": "2025-08-28",
                "kind": "news",
                "note": "TODO: check kind (news, official, statistics, company or research), then delete this note",
            }
        ]
    }
    assert run_sco("draft", path, "--source", "eid-2025-08-28", "--facts", EXAMPLES).out.strip() == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--text", "5"), "give the source of the text: --source ID"),
        ((), "give a file, or the text itself with --text WORDS"),
        (("--source", "eid-2025-08-28"), "give a file, or the text itself with --text WORDS"),
        (("a.txt", "--text", "5", "--source", "eid-2025-08-28"), "give either files or --text WORDS, not both"),
        (
            ("--text", "5", "--source", "nowhere"),
            f'no source "nowhere"; `sco sources --facts {EXAMPLES}` lists all sources; for a new source, add',
        ),
        (
            ("--text", "5", "--source", "eid-2025-08-28", "--new-source"),
            'the base already has the source "eid-2025-08-28"; leave out --new-source to draft facts from it, or',
        ),
        (
            ("--text", "5", "--source", "internet-penetration", "--new-source"),
            'the base already has the metric "internet-penetration"; choose another id',
        ),
        (
            ("--text", "5", "--source", "A B", "--new-source"),
            "an id may contain only lowercase letters, digits and single hyphens",
        ),
    ],
)
def test_what_cannot_be_drafted_is_refused(arguments: tuple[str, ...], message: str) -> None:
    result = run_sco("draft", *arguments, "--facts", EXAMPLES)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_a_text_without_numbers_says_so_on_stderr() -> None:
    result = run_sco("draft", "--text", "Roads grew.", "--source", "new", "--new-source", "--facts", EXAMPLES)
    assert result.err == "sco: no numbers in text, so no facts to draft\n"
    assert "[[figures]]" not in result.out


def test_a_text_that_cannot_be_read_is_an_error() -> None:
    result = run_sco("draft", "missing.txt", "--source", "eid-2025-08-28", "--facts", EXAMPLES)
    assert (result.code, result.out) == (3, "")
    assert result.err == "sco: missing.txt cannot be read: No such file or directory\n"
