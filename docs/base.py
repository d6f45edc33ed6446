"""Generates base.md: how the bundled fact base was made, what it covers and where it leans.

python docs/base.py
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import sco_cli
from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase
from sco_cli.models.facts import Fact
from sco_cli.models.iso_countries import iso_countries
from sco_cli.models.vocabulary import STANDING_WORDS
from sco_cli.queries.coverage import NOT_STATED, Coverage, measure_coverage
from sco_cli.queries.standing import count_standings, standing_of

PAGE = Path(__file__).parent / "base.md"

MOST = 15
"""How many publishers, countries and languages a table lists; the others are counted together."""

LANGUAGES = {
    "ar": "Arabic",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "hy": "Armenian",
    "it": "Italian",
    "ja": "Japanese",
    "pl": "Polish",
    "ru": "Russian",
    "ta": "Tamil",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "zh": "Chinese",
    NOT_STATED: NOT_STATED,
}
"""The names of the languages of sources, by BCP 47."""

TEXT = """\
# How the base was made

`data/facts.toml` is the fact base that comes with sco: {facts:,} facts about {countries} countries from {sources}
sources, and {values:,} values of official statistics. It covers sources up to {as_of}. The numbers on this page are
computed from the base; `python docs/base.py` writes them again.

## From one article to a base

The base starts from one article, "Digital 'Bridge' Connects SCO, Fueling Regional Economic Growth" (Economic
Information Daily, 28 August 2025). Each claim in it became a fact with a quotation. Then other pages were searched
for evidence: what supports, dates, clarifies or contradicts a claim. Last came claims that the article does not make:
projects, figures, statements and events of all {countries} countries, most of which do not involve China.

- **One claim, one record.** The number is as strong as in the source. What a source does not say is left out. What
  was inferred is marked as such, with the reason.
- **Own words.** Summaries and notes are written anew. Only quotations are copied: a phrase of the source, letter
  by letter.
- **No verdict.** A contradiction is two facts that refer to each other, with their figures, dates and publishers. The
  [standing](standing.md) of a fact follows from its evidence and is not written by hand.
- **One origin counts once.** Copies of a page do not corroborate each other, nor do pages of related publishers with
  the same words. `sco check` reports them.
- **Statistics from two copies.** A value of an official series is in the base if two stored copies of the series have
  it. There are two exceptions. The household survey of Kyrgyzstan's statistics committee has one copy, from the
  publisher itself. Myanmar's access to electricity in 2022 is only in the newest copy, as 73.7. Breaks, revisions and
  odd values are noted with the series.
- **Read twice.** A second reader compared every record with its source, or with the notes on the source.

## What it covers

{coverage}

A fact counts in each group and area that it names. Its decade is that of the first day of its period.

| standing | facts |
|---|--:|
{standings}

`sco countries` lists the number of facts for each country.

## Where it leans

{leaning}

A fact counts for the country of each publisher that states it. This is the seat of the news agency, company or office,
even if another site carries its words. International organizations have no country.

{by_country}

These publishers state the most facts:

{publishers}

These are the languages of the sources:

{languages}

## What it leaves out

- Pages without a publisher, and figures that are only on a page of doubtful origin. If such a page bears on another
  claim, it is evidence with a note.
- Values of official series that are in one copy only, such as 4G coverage for most countries from 2022 on, and access
  to electricity in 2024.
- Conversions between currencies. A figure in tenge stays in tenge. If a source converts, the rate is the source's
  own.
- What was not found. Few facts about a country mean that little was found, not that little happens there.
- The rest of long pages. Most sources were read as stored copies, many of which have only the beginning of the page.
  Some have no date, and the facts from them have none either.

## Licence

The licence of the base is {licence}. It holds facts in our own words, with short phrases quoted from their sources.
Official series have the licence of their publisher. `sco sources` and `sco show` give this licence if the source
states it; the indicators of the World Bank are under CC BY 4.0.

Cite what a source says from that source, not from the base: `sco cite ID` writes the reference ([Cite](cite.md)).

To correct a fact, the address of a page is enough: see [Contributing](../CONTRIBUTING.md).
"""


def make() -> str:
    """The page, from the facts of the bundled base."""
    base = sco_cli.load()
    coverage = measure_coverage(base)
    countries = Counter(country for fact in base.facts for country in stating_countries(base, fact))
    [(first, most)] = [pair for pair in countries.most_common(2) if pair[0]][:1]
    own = sum(bool(stating_countries(base, fact) & {*fact.countries}) for fact in base.facts) / len(base.facts)
    publishers = Counter(publisher for fact in base.facts for publisher in stating_publishers(base, fact))
    standings = count_standings(standing_of(base, fact) for fact in base.facts)
    languages = Counter(source.language or NOT_STATED for source in base.sources)
    return TEXT.format(
        facts=len(base.facts),
        countries=len(base.countries),
        sources=len(base.sources),
        values=coverage.series[2],
        as_of=date_words(base.info.as_of),
        licence=base.info.licence,
        coverage=_coverage_tables(base, coverage),
        standings=_rows({STANDING_WORDS[standing]: number for standing, number in standings.items()}),
        leaning=(
            f"Publishers in {_country_name(base, first)} state {most / len(base.facts):.0%} of the facts, more than "
            f"those of any other country.\n{own:.0%} of the facts are stated by a publisher of a country that they "
            "are about."
        ),
        by_country=_table(
            "publisher's country", "facts", {_country_name(base, code): n for code, n in countries.items()}
        ),
        publishers=_table("publisher", "facts", publishers),
        languages=_table("language", "sources", {LANGUAGES[tag]: n for tag, n in languages.items()}),
    )


def stating_publishers(base: FactBase, fact: Fact) -> set[str]:
    """The publishers of the sources that state a fact."""
    return {base.source(evidence.source).publisher for evidence in fact.evidence if evidence.stance == "states"}


def stating_countries(base: FactBase, fact: Fact) -> set[str]:
    """The countries of the publishers that state a fact; "" for a publisher of no country or of one not known."""
    sources = (base.source(evidence.source) for evidence in fact.evidence if evidence.stance == "states")
    return {source.publisher_country or "" for source in sources}


def _country_name(base: FactBase, code: str) -> str:
    if base.has("country", code):
        return base.country(code).name
    return iso_countries()[code].names[0] if code else "none or unknown"


def _coverage_tables(base: FactBase, coverage: Coverage) -> str:
    groups = {f"{number} {status.replace('-', ' ')}s": facts for status, (number, facts) in coverage.groups.items()}
    groups["no country"] = coverage.without_country
    areas = {base.area(area).name if area != NOT_STATED else area: n for area, n in coverage.areas.items() if n}
    tables = [("facts about", groups), ("area", areas), ("decade", coverage.decades)]
    return "\n\n".join(f"| {name} | facts |\n|---|--:|\n{_rows(numbers)}" for name, numbers in tables)


def _table(name: str, counted: str, numbers: Mapping[str, int]) -> str:
    """A table of the greatest numbers; the others are counted together."""
    ranked = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    rows = dict(ranked[:MOST])
    if others := ranked[MOST:]:
        rows[f"{len(others)} others"] = sum(number for _, number in others)
    return f"| {name} | {counted} |\n|---|--:|\n{_rows(rows)}"


def _rows(numbers: Mapping[str, int]) -> str:
    return "\n".join(f"| {name} | {number:,} |" for name, number in numbers.items())


if __name__ == "__main__":
    PAGE.write_text(make(), "utf-8")
