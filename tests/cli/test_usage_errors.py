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
        ("facts KZ", '"KZ" is one argument too many: `sco facts` takes only options, which `sco facts -h` lists'),
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
