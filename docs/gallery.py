"""Writes the gallery: the page gallery.md, and its charts in gallery/, drawn from the bundled fact base.

    python docs/gallery.py

Needs the extra that renders charts: pip install -e '.[charts]'
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class GalleryChart(NamedTuple):
    """A chart: the name of its file without the ending, the command that draws it, a caption, and the alt text."""

    name: str
    command: str
    caption: str
    alt_text: str


CHARTS = (
    GalleryChart(
        "kyrgyz-claim",
        "sco metric internet-penetration --country KG",
        "The claim on the record. The source says from 43 % to over 70 % and states no years; the official series "
        "gives them. Over 70 % is a band that fades to the end of the scale, for the words leave all of it open. "
        "Other claims are diamonds at their year, hollow if it was yet to come; those that state no year are named "
        "below.",
        "Internet penetration in Kyrgyzstan crosses 43 between 2016 and 2017 and passes 70 in 2020.",
    ),
    GalleryChart(
        "kyrgyz-claim-narrow",
        "sco metric internet-penetration --country KG --width 400",
        "The same for a narrow column: no label stands on another, whatever the width.",
        "The same picture, 400 pixels wide.",
    ),
    GalleryChart(
        "pakistan-claim",
        "sco metric internet-penetration --country PK",
        "A gap stays open, and two strokes in the line's own colour mark a break, after which the values are those "
        "of another survey. Where the series crosses 57 is not known; only between which years.",
        "Internet penetration in Pakistan crosses 17 between 2018 and 2019, and 57 between 2020 and 2024.",
    ),
    GalleryChart(
        "six-countries",
        "sco metric internet-penetration -c KG -c KZ -c UZ -c TJ -c PK -c CN",
        "Official series: a line a country, named at its end, told apart by dashes too. A country has the same "
        "colour in all charts.",
        "Lines of internet penetration in six countries, 2010 to 2025.",
    ),
    GalleryChart(
        "all-countries",
        "sco metric internet-penetration",
        "Of many, at most eight have colours, which are on top: those that are asked for, else those of which there "
        "are claims.",
        "Lines of internet penetration in 27 countries, those with claims in colour.",
    ),
    GalleryChart(
        "ranks",
        "sco metric e-government-rank -c KG -c KZ -c UZ -c CN",
        "The first of all ranks is at the top. A survey every other year leaves no gaps.",
        "Ranks of Kyrgyzstan, Kazakhstan, Uzbekistan and China by e-government, 2010 to 2024.",
    ),
    GalleryChart(
        "gdp",
        "sco metric gdp-per-person -c KG -c UZ -c KZ -c CN -c IN --scale log --from 2015",
        "Equal ratios at equal distances, from a year on.",
        "GDP per person in five countries on a logarithmic scale, 2015 to 2025.",
    ),
    GalleryChart(
        "transport-cost",
        "sco metric transport-cost",
        "Before and after, a row a source. Sources contradict one another, and that is seen; 30 to 32 is a band; a "
        "change without levels is told and not drawn.",
        "Transport cost in Mongolia, before and after, by five sources.",
    ),
    GalleryChart(
        "operating-cost",
        "sco metric railway-operating-cost",
        "A bare change: the source states no levels, so what was before is taken for 100.",
        "Railway operation and maintenance costs in Mongolia, an arrow from 100 to 50.",
    ),
    GalleryChart(
        "coal-output",
        "sco metric coal-output",
        "Doubling or tripling: from 100 to somewhere between 200 and 300.",
        "Coal mine output in Mongolia, an arrow from 100 to a band from 200 to 300.",
    ),
    GalleryChart(
        "attendance",
        "sco metric forum-attendance",
        "About 600 has no edge, and no tolerance is invented for it; over 600 and over 1,500 have one, on one side.",
        "Forum attendance: over 600 expected, about 600, over 1,500.",
    ),
    GalleryChart(
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
to go on from in any editor). `--scale log` draws values of very unlike size, if all are above 0. A png has the letters
that the fonts of your machine have, and sco says which are missing; the other files are drawn with the fonts of their
reader. This page is made by [gallery.py](gallery.py)."""


def page() -> str:
    """The page in Markdown: for each chart its command, the image and the caption."""
    parts = ["# Gallery", INTRODUCTION]
    for chart in CHARTS:
        parts += [
            f"```sh\n{chart.command} --chart {chart.name}.svg\n```",
            f"![{chart.alt_text}](gallery/{chart.name}.svg)",
            chart.caption,
        ]
    return "\n\n".join(parts) + "\n"


def draw(folder: Path) -> None:
    """Draw every chart as svg into the folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SCO_")}
    for chart in CHARTS:
        arguments = shlex.split(chart.command)[1:]
        file = str(folder / f"{chart.name}.svg")
        line = [sys.executable, "-m", "sco_cli", *arguments, "--chart", file, "--force", "--facts", "bundled"]
        subprocess.run(line, check=True, env=environment)  # noqa: S603  # the commands are those above


if __name__ == "__main__":
    (HERE / "gallery").mkdir(exist_ok=True)
    draw(HERE / "gallery")
    (HERE / "gallery.md").write_text(page(), "utf-8")
