"""Wrong options and arguments: what is said, and what is offered in their place. A guess is never carried out."""

from __future__ import annotations

import pytest
from support.paths import SMALL
from support.runner import Sco


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("facts --org x", 'no option "--org"; did you mean --organization?'),
        ("facts --org=x", 'no option "--org"; did you mean --organization?'),
        ("facts --spe x", 'no option "--spe"; did you mean --speaker?'),
        ("facts --st x", 'no option "--st"; did you mean --stage or --standing?'),
        (
            "facts --so x",
            'no option "--so"; did you mean --source or --sort?',
        ),
        (
            "sources --published- 2025",
            'no option "--published-"; did you mean --published-since or --published-until?',
        ),
        (
            "sources --publ 2025",
            'no option "--publ"; did you mean --publisher, --published, --published-since or --published-until?',
        ),
        ("sources --since 2025", 'no option "--since"; did you mean --published-since?'),
        ("facts --organisation x", 'no option "--organisation"; did you mean --organization?'),
        ("facts --contry MN", 'no option "--contry"; did you mean --country?'),
        ("projects --zzz x", 'no option "--zzz"; `sco projects -h` lists the options'),
        ("facts -x", 'no option "-x"; `sco facts -h` lists the options'),
        ("facts --=x", 'no option "--"; `sco facts -h` lists the options'),
        ("--form json", 'no option "--form"; did you mean --format?'),
    ],
)
def test_an_unknown_option_is_refused_with_those_that_it_may_mean(line: str, message: str, sco: Sco) -> None:
    assert sco(*line.split(), SCO_FACTS=str(SMALL)) == (2, "", f"sco: {message}\n")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("country", "COUNTRY is missing; write `sco country COUNTRY` (`sco country -h` has examples)"),
        ("diff a", "NEW is missing; write `sco diff OLD NEW` (`sco diff -h` has examples)"),
        ("compare", "COUNTRY is missing; write `sco compare COUNTRY...` (`sco compare -h` has examples)"),
        ("import series", "FILE is missing; write `sco import series FILE` (`sco import series -h` has examples)"),
        (
            "country KZ UZ",
            (
                '"UZ" is one argument too many: `sco country` takes one COUNTRY; `sco compare` takes several; '
                "put a name of several words in quotation marks"
            ),
        ),
        (
            "diff a b c",
            (
                '"c" is one argument too many: `sco diff` takes one OLD and one NEW; '
                "put a name of several words in quotation marks"
            ),
        ),
        ("facts x", '"x" is one argument too many: `sco facts` takes only options, which `sco facts -h` lists'),
        ("facts KZ", '"KZ" is one argument too many; to choose a country, write `--country KZ`'),
        ("metric paved KZ", '"KZ" is one argument too many; to choose a country, write `--country KZ`'),
        (
            "facts --facts a.toml bundled",
            '"bundled" is one argument too many; write --facts before each file: `--facts bundled`',
        ),
        ("facts --format BibTeX", 'no format "BibTeX"; write `sco cite ID --style bibtex`'),
        ("facts --format xlsx", 'no format "xlsx"; write `sco export facts.xlsx`'),
        ("facts -o x.csv", 'no option "-o"; to write to a file, add `> FILE` to the command'),
        ("site --output x", 'no option "--output"; write `sco site FOLDER`'),
        (
            "series --chart x.svg",
            (
                'no option "--chart"; `sco metric METRIC --chart FILE` and '
                "`sco compare COUNTRY COUNTRY --chart FILE` write charts"
            ),
        ),
        (
            "chart",
            (
                'no command "chart"; `sco metric METRIC --chart FILE` and '
                "`sco compare COUNTRY COUNTRY --chart FILE` write charts"
            ),
        ),
        ("countrys", 'no command "countrys"; did you mean country or countries?'),
        ("draft", "give a file, or the text itself with --text WORDS"),
        ("facts --limit", "--limit needs a value; write `--limit N` (`sco facts -h` explains it)"),
        ("--facts", "--facts needs a value; write `--facts FILE` (`sco -h` explains it)"),
        ("facts --may=3", "--may takes no value; write only `--may`"),
        ("facts --limit x", '--limit must be a whole number, 0 or more, not "x"'),
        ("facts --limit -1", '--limit must be a whole number, 0 or more, not "-1"'),
        ("series --from 0", '--from must be a whole number from 1 to 9999, not "0"'),
        ("-- -x", 'no command "-x"; `sco -h` lists the commands'),
    ],
)
def test_a_wrong_command_line_is_refused_with_what_to_write_instead(line: str, message: str, sco: Sco) -> None:
    assert sco(*line.split(), SCO_FACTS=str(SMALL)) == (2, "", f"sco: {message}\n")


def test_words_in_place_of_a_file_and_files_in_one_option_are_explained(sco: Sco) -> None:
    assert sco("read", "Roads grew.").err.endswith("; if these are words and no file, give them with --text\n")
    assert sco("facts", "--facts", "a.toml,bundled").err.endswith(
        "; if these are several files, name each with its own --facts\n"
    )


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("cite kz-paved --style BibTeX", "cite kz-paved --style bibtex"),
        ("facts --standing Contested --kind Figure", "facts --standing contested --kind figure"),
        ("facts --format CSV", "facts --format csv"),
    ],
)
def test_a_word_of_a_closed_list_is_accepted_in_any_case(line: str, same: str, sco: Sco) -> None:
    answer = sco(*line.split(), SCO_FACTS=str(SMALL))
    assert answer.code == 0
    assert answer == sco(*same.split(), SCO_FACTS=str(SMALL))
