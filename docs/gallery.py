"""Writes the gallery: the page gallery.md, and its charts in gallery/, drawn from the bundled fact base.

    python docs/gallery.py

Needs the extra that renders charts: pip install 'sco-cli[charts]'
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
    """A chart: the name of its file without the ending, a heading, the command, a caption, and the alt text."""

    name: str
    heading: str
    command: str
    caption: str
    alt_text: str


CHARTS = (
    GalleryChart(
        "kyrgyz-claim",
        "A claim and the official series",
        "sco metric internet-penetration --country KG",
        "The source says from 43% to over 70% and states no years; the official series gives them. Over 70% is a "
        "band that fades towards the end of the scale, because the words leave all of it open. Other claims are "
        "diamonds at their year, hollow if they are forecasts. Claims without a year are named below the chart.",
        "Internet penetration in Kyrgyzstan rises past 43% between 2016 and 2017 and past 70% in 2020.",
    ),
    GalleryChart(
        "kyrgyz-claim-narrow",
        "A narrow column",
        "sco metric internet-penetration --country KG --width 400",
        "The same chart, 400 pixels wide. Labels never overlap, whatever the width.",
        "The same picture, 400 pixels wide.",
    ),
    GalleryChart(
        "pakistan-claim",
        "A gap and a break",
        "sco metric internet-penetration --country PK",
        "A gap stays open. Two strokes in the colour of the line mark a break in series, after which the values "
        "come from another survey. It is not known when the series rises past 57%, only between which years.",
        "Internet penetration in Pakistan rises past 17% between 2018 and 2019 and past 57% between 2020 and 2024.",
    ),
    GalleryChart(
        "six-countries",
        "Several countries",
        "sco metric internet-penetration -c KG -c KZ -c UZ -c TJ -c PK -c CN",
        "Official series: one line for each country, with its name at the end. Dashes tell the lines apart too. A "
        "country has the same colour in all charts.",
        "Lines of internet penetration in six countries, 2010 to 2025.",
    ),
    GalleryChart(
        "all-countries",
        "All countries",
        "sco metric internet-penetration",
        "At most eight lines have colours and are on top: the countries that you ask for, or else those with claims.",
        "Lines of internet penetration in 27 countries, those with claims in colour.",
    ),
    GalleryChart(
        "ranks",
        "Ranks",
        "sco metric e-government-rank -c KG -c KZ -c UZ -c CN",
        "The first rank is at the top. A survey every other year leaves no gaps.",
        "Ranks of Kyrgyzstan, Kazakhstan, Uzbekistan and China in e-government, 2010 to 2024.",
    ),
    GalleryChart(
        "gdp",
        "A logarithmic scale",
        "sco metric gdp-per-person -c KG -c UZ -c KZ -c CN -c IN --scale log --from 2015",
        "Equal ratios have equal distances. `--from` sets the first year.",
        "GDP per person in five countries on a logarithmic scale, 2015 to 2025.",
    ),
    GalleryChart(
        "transport-cost",
        "Before and after",
        "sco metric transport-cost",
        "One row for each source. The chart shows where sources contradict each other. 30 to 32 is a band. A change "
        "without levels is named below the chart, not drawn.",
        "Transport cost in Mongolia, before and after, according to five sources.",
    ),
    GalleryChart(
        "operating-cost",
        "A change without levels",
        "sco metric railway-operating-cost",
        "The source states no levels, so the level before is taken as 100.",
        "Railway operation and maintenance costs in Mongolia, an arrow from 100 to 50.",
    ),
    GalleryChart(
        "coal-output",
        "A range",
        "sco metric coal-output",
        "Doubling or tripling: from 100 to a value between 200 and 300.",
        "Coal mine output in Mongolia, an arrow from 100 to a band from 200 to 300.",
    ),
    GalleryChart(
        "attendance",
        "About and over",
        "sco metric forum-attendance",
        "About 600 has no edge, because its tolerance is not stated. Over 600 and over 1,500 have an edge on one side.",
        "Forum attendance: over 600 expected, about 600, over 1,500.",
    ),
    GalleryChart(
        "compare",
        "Countries side by side",
        "sco compare KG UZ KZ",
        "`sco compare` draws the metric that most of the countries have.",
        "Lines of internet penetration in Kyrgyzstan, Uzbekistan and Kazakhstan.",
    ),
)


INTRODUCTION = """\
`sco metric` and `sco compare` draw charts that are fit for print, each with one command. These charts show the bundled
fact base. Every chart has a title, a unit, its sources with date and licence, and a text alternative for people who
cannot see it. The extra `charts` draws them: `pip install 'sco-cli[charts]'`.

The ending of the file chooses the format: `.svg`, `.png`, `.html` (one page without scripts), or `.json` (a Vega-Lite
specification, version 6.1, to edit further). `--scale log` suits values of very different sizes, if all are above 0.

A png is drawn with the fonts of your machine, and sco names the letters that they lack. The other files are drawn with
the fonts of the reader. [gallery.py](gallery.py) makes this page."""


def page() -> str:
    """The page in Markdown: for each chart its heading, its command, the image and the caption."""
    parts = ["# Draw charts", INTRODUCTION]
    for chart in CHARTS:
        parts += [
            f"## {chart.heading}",
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
