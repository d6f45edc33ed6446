"""Writes the gallery: a page, and its pictures in gallery/, all drawn from the fact base that ships.

    python docs/gallery.py

Needs the extra: pip install -e '.[charts]'
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Shown(NamedTuple):
    """A picture: the name of its file, what draws it, what there is to see, and the text for those who do not."""

    name: str
    command: str
    seen: str
    alternative: str


PICTURES = (
    Shown(
        "kyrgyz-claim",
        "sco metric internet-penetration --country KG",
        "The claim on the record. The source says from 43 % to over 70 % and states no years; the official series "
        "gives them. Over 70 % is a band that fades to the end of the scale, for the words leave all of it open.",
        "Internet penetration in Kyrgyzstan crosses 43 between 2016 and 2017 and passes 70 in 2020.",
    ),
    Shown(
        "kyrgyz-claim-narrow",
        "sco metric internet-penetration --country KG --width 400",
        "The same for a narrow column: no label stands on another, whatever the width.",
        "The same picture, 400 pixels wide.",
    ),
    Shown(
        "pakistan-claim",
        "sco metric internet-penetration --country PK",
        "A gap stays open, and two strokes mark a break, after which the values are those of another survey. Where the "
        "series crosses 57 is not known; only between which years.",
        "Internet penetration in Pakistan crosses 17 between 2018 and 2019, and 57 between 2020 and 2024.",
    ),
    Shown(
        "six-countries",
        "sco metric internet-penetration -c KG -c KZ -c UZ -c TJ -c PK -c CN",
        "Official series: a line a country, named at its end, told apart by dashes too.",
        "Lines of internet penetration in six countries, 2010 to 2025.",
    ),
    Shown(
        "all-countries",
        "sco metric internet-penetration",
        "Of many, those of which there are claims have colours.",
        "Lines of internet penetration in 27 countries, those with claims in colour.",
    ),
    Shown(
        "transport-cost",
        "sco metric transport-cost",
        "Before and after, a row a source. Sources contradict one another, and that is seen; 30 to 32 is a band; a "
        "change without levels is told and not drawn.",
        "Transport cost in Mongolia, before and after, by five sources.",
    ),
    Shown(
        "operating-cost",
        "sco metric railway-operating-cost",
        "A bare change: the source states no levels, so what was before is taken for 100.",
        "Railway operation and maintenance costs in Mongolia, an arrow from 100 to 50.",
    ),
    Shown(
        "coal-output",
        "sco metric coal-output",
        "Doubling or tripling: from 100 to somewhere between 200 and 300.",
        "Coal mine output in Mongolia, an arrow from 100 to a band from 200 to 300.",
    ),
    Shown(
        "attendance",
        "sco metric forum-attendance",
        "About 600 has no edge, and no tolerance is invented for it; over 600 and over 1,500 have one, on one side.",
        "Forum attendance: over 600 expected, about 600, over 1,500.",
    ),
    Shown(
        "compare",
        "sco compare KG UZ KZ",
        "Countries side by side: the metric that most of them have.",
        "Lines of internet penetration in Kyrgyzstan, Uzbekistan and Kazakhstan.",
    ),
)


INTRODUCTION = """\
Pictures fit to print, each by one command from the fact base that ships. Every one carries its title, its unit, its
sources with date and licence, and a text for those who do not see it.

A file ends in `.svg`, `.png`, `.html` (one page without scripts), or `.json` (the Vega-Lite specification, version 6.1,
to go on from in any editor). This page is made by [gallery.py](gallery.py)."""


def page() -> str:
    """The page that shows the pictures."""
    parts = [
        "# Gallery",
        INTRODUCTION,
    ]
    for shown in PICTURES:
        parts += [
            f"```sh\n{shown.command} --chart {shown.name}.svg\n```",
            f"![{shown.alternative}](gallery/{shown.name}.svg)",
            shown.seen,
        ]
    return "\n\n".join(parts) + "\n"


def draw(folder: Path) -> None:
    """Write every picture into the folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SCO_")}
    for shown in PICTURES:
        arguments = shlex.split(shown.command)[1:]
        target = str(folder / f"{shown.name}.svg")
        line = [sys.executable, "-m", "sco_cli", *arguments, "--chart", target, "--force", "--facts", "bundled"]
        subprocess.run(line, check=True, env=kept)  # noqa: S603  # the commands are those above


if __name__ == "__main__":
    (HERE / "gallery").mkdir(exist_ok=True)
    draw(HERE / "gallery")
    (HERE / "gallery.md").write_text(page(), "utf-8")
