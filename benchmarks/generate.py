"""Writes a fact base of any size with invented facts similar to real ones, as TOML or as JSON Lines.

    python -m benchmarks.generate --facts 10000 big.toml
    python -m benchmarks.generate --facts 1000000 big.jsonl

The kinds of fact have the proportions of the article that the bundled base started from; countries and areas are those
of the bundled base. The same number and seed give the same file. With 100 facts or more, `sco check` finds no problem.
JSON Lines have up to 5,000 different facts; more are these again, each with an id of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sco_cli import load
from sco_cli.formats.json_encoder import encode_compact
from sco_cli.loading import files
from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import STAGES
from sco_cli.reports.records import all_records, to_record

PROJECTS, FIGURES, STATEMENTS, EVENTS = 11, 14, 10, 5
"""The number of facts of each kind in the article, of 40 facts."""

FACTS_PER_SOURCE = 50
FACTS_PER_METRIC = 100
DIFFERENT_FACTS = 5_000
"""The number of different facts in JSON Lines."""

HEDGES = {"over": "over ", "at_least": "at least ", "nearly": "nearly ", "about": "about ", "": ""}
"""Qualifiers of a number and their words in a phrase; the last one stands for no qualifier."""

THINGS = ("Data centre", "5G network", "Customs portal", "Digital port", "Smart mine", "Cloud platform")
VERBS = ("opened", "signed", "extended", "tested", "presented")
WORDINGS = ("open to all", "first of its kind", "used by both", "of use")
SECOND_SOURCES = (("corroborates", "The same words."), ("contradicts", "Other words."))
"""The stance of the second source of a fact, and its note."""
ROLES = ("minister", "engineer", "researcher", "mayor")
UNITS = ("% of population", "enterprises", "")
"""Units of the metrics, in turn; the metrics without a unit have changes only."""


class Generator:
    """Generates the records of one base with a random generator that has the given seed."""

    def __init__(self, facts: int, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # not used for security
        bundled = load()
        self.countries, self.areas = bundled.countries, bundled.areas
        self.projects, self.figures, self.statements = (
            facts * share // (PROJECTS + FIGURES + STATEMENTS + EVENTS) for share in (PROJECTS, FIGURES, STATEMENTS)
        )
        self.events = facts - self.projects - self.figures - self.statements
        self.sources = self.organizations = -(-facts // FACTS_PER_SOURCE)
        self.metrics = max(len(UNITS), facts // FACTS_PER_METRIC)
        self.evidence_count = 0

    def records(self) -> Iterator[str]:
        """Yield all records of the base, each as a TOML table."""
        yield '[base]\nid = "generated"\ntitle = "Generated base"\nas_of = "2025-12-31"\nlicence = "CC0"\n'
        yield from map(self.source, range(self.sources))
        for country in self.countries:
            name = {"code": country.code, "alpha3": country.alpha3, "name": country.name}
            yield table("countries", **name, aliases=list(country.aliases))
        for number in range(self.organizations):
            yield table("organizations", id=f"organization-{number}", name=f"{self.country_name()} Telecom {number}")
        for area in self.areas:
            yield table("areas", id=area.id, name=area.name)
        yield from map(self.metric, range(self.metrics))
        yield from map(self.project, range(self.projects))
        yield from map(self.figure, range(self.figures))
        yield from map(self.statement, range(self.statements))
        yield from map(self.event, range(self.events))

    def source(self, number: int) -> str:
        """Return a source, published after the periods of all facts."""
        published = f"2025-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
        return table(
            "sources",
            id=f"source-{number}",
            title=f"Digital news of {self.country_name()}",
            publisher=f"Gazette {number}",
            published=published,
            url=f"https://example.org/{number}",
            kind="news",
        )

    def metric(self, number: int) -> str:
        """Return a metric."""
        unit = UNITS[number % len(UNITS)]
        values = {"unit": unit} if unit else {}
        values |= {"definition": f"What survey {number} counts"}
        return table("metrics", id=f"metric-{number}", name=f"Indicator {number}", **values, minimum=0)

    def project(self, number: int) -> str:
        """Return a project of the next organization, in turn, so that each organization has a project."""
        thing, (codes, name) = self.random.choice(THINGS), self.some_countries()
        values = self.period(0.3) | {"organizations": [f"organization-{number % self.organizations}"]}
        return table(
            "projects",
            id=f"project-{number}",
            name=f"{thing} {number}",
            summary=f"{thing} for {name}.",
            countries=codes,
            area=self.areas[number % len(self.areas)].id,
            stage=self.random.choice(STAGES),
            **values,
            evidence=self.evidence(self.random.choice(WORDINGS)),
        )

    def figure(self, number: int) -> str:
        """Return a figure with evidence that quotes the same numbers.

        Only figures of a project have a period, and each project has one figure, so that no two figures contradict.
        """
        metric = self.random.randrange(self.metrics)
        numbers, wording = (self.levels, self.value, self.change)[metric % len(UNITS)]()
        values = {"project": f"project-{number}"} | self.period(0.5) if number < self.projects else {}
        return table(
            "figures",
            id=f"figure-{number}",
            metric=f"metric-{metric}",
            countries=self.some_countries()[0],
            **values,
            **numbers,
            evidence=self.evidence(wording),
        )

    def levels(self) -> tuple[dict[str, object], str]:
        """Return a share before and after, as keys of a figure and as a phrase."""
        before, after = self.random.randint(5, 45), self.random.randint(50, 95)
        stated, words = self.qualified(after)
        return {"before": before, "after": stated}, f"from {before}% to {words}%"

    def value(self) -> tuple[dict[str, object], str]:
        """Return a number of enterprises, as a key of a figure and as a phrase."""
        stated, words = self.qualified(self.random.randint(21, 999) * 10)
        return {"value": stated}, f"{words} enterprises"

    def change(self) -> tuple[dict[str, object], str]:
        """Return a growth in per cent, as a key of a figure and as a phrase."""
        stated, words = self.qualified(self.random.randint(5, 90))
        return {"change": {"percent": stated}}, f"a growth of {words}%"

    def qualified(self, number: int) -> tuple[object, str]:
        """Return a number as TOML value and as words of a phrase, with a qualifier in half of the cases."""
        qualifier = self.random.choice([*HEDGES, "", "", ""])
        return {qualifier: number} if qualifier else number, f"{HEDGES[qualifier]}{number}"

    def statement(self, number: int) -> str:
        """Return a statement."""
        role, (codes, name) = self.random.choice(ROLES), self.some_countries()
        return table(
            "statements",
            id=f"statement-{number}",
            speaker=f"Speaker {number}",
            role=role,
            countries=codes,
            summary=f"What {name} gains by a {self.random.choice(THINGS)}.",
            evidence=self.evidence(self.random.choice(WORDINGS)),
        )

    def event(self, number: int) -> str:
        """Return an event."""
        thing, (codes, name) = self.random.choice(THINGS), self.some_countries()
        return table(
            "events",
            id=f"event-{number}",
            name=f"{thing} {number}",
            summary=f"{thing} {self.random.choice(VERBS)} in {name}.",
            countries=codes,
            place=name,
            **self.period(1),
            areas=[self.random.choice(self.areas).id],
            evidence=self.evidence(self.random.choice(WORDINGS)),
        )

    def evidence(self, wording: str) -> list[dict[str, object]]:
        """Return evidence from the next source, in turn, so that all are cited.

        One fact in 16 has a second source, which supports or contradicts it.
        """
        source = self.evidence_count % self.sources
        self.evidence_count += 1
        statement = {"source": f"source-{source}", "paragraph": self.random.randint(1, 30), "wording": wording}
        if self.random.random() > 1 / 16:
            return [statement]
        other = f"source-{(source + 1) % self.sources}"
        stance, note = self.random.choice(SECOND_SOURCES)
        return [statement, {"source": other, "stance": stance, "note": note}]

    def period(self, share: float) -> dict[str, object]:
        """Return a period of one or two years for that share of facts, and no key for the others."""
        year = self.random.randint(2015, 2023)
        period = self.random.choice([f"{year}", f"{year}/{year + 1}"])
        return {"period": period} if self.random.random() < share else {}

    def some_countries(self) -> tuple[list[str], str]:
        """Return the codes of one to three countries, and the name of the first."""
        countries = self.random.sample(self.countries, self.random.choice([1, 1, 1, 2, 2, 3]))
        return [country.code for country in countries], countries[0].name

    def country_name(self) -> str:
        """Return the name of a country."""
        return self.random.choice(self.countries).name


def table(name: str, /, **values: object) -> str:
    """Return a record as a TOML table."""
    return "".join([f"\n[[{name}]]\n", *(f"{key} = {toml(value)}\n" for key, value in values.items())])


def toml(value: object) -> str:
    """Return a value as TOML; text and numbers have the same form as in JSON."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {toml(item)}' for key, item in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def write(file: Path, facts: int, seed: int = 1) -> None:
    """Write a base with that many facts, as JSON Lines if the name of the file ends like one, otherwise as TOML."""
    if file.suffix not in files.JSONL_SUFFIXES:
        with file.open("w", encoding="utf-8") as stream:
            stream.writelines(Generator(facts, seed).records())
        return
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder, "small.toml")
        write(small, min(facts, DIFFERENT_FACTS), seed)
        base = load(small)
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in lines(base, facts))


def lines(base: FactBase, facts: int) -> Iterator[str]:
    """Yield the lines of a base, and then those of its facts with other ids until there are as many as asked for."""
    yield from map(encode_compact, all_records(base, base.records))
    facts_as_lines = [split_at_id(encode_compact(to_record(base, fact)), fact.id) for fact in base.facts]
    for number in range(len(facts_as_lines), facts):
        start, end = facts_as_lines[number % len(facts_as_lines)]
        yield f"{start}-{number}{end}"


def split_at_id(line: str, id: str) -> tuple[str, str]:
    """Split the line of a record behind its id."""
    start, key, end = line.partition(f'"id": "{id}')
    return start + key, end


def main() -> None:
    """Write the file that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description="Write a fact base of any size.")
    parser.add_argument("--facts", type=int, default=10_000, help="number of facts; default %(default)s")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random generator; default %(default)s")
    parser.add_argument(
        "file",
        type=Path,
        help="the file to write, such as big.toml, or big.jsonl for JSON Lines; an existing file is replaced",
    )
    options = parser.parse_args()
    write(options.file, options.facts, options.seed)


if __name__ == "__main__":
    main()
