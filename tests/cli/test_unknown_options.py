"""Options that a command does not have: what is offered in their place. A guess is never carried out."""

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


def test_other_mistakes_in_options_are_reported_as_before(sco: Sco) -> None:
    result = sco("facts", "--organization")
    assert (result.code, "--organization" in result.err) == (2, True)
