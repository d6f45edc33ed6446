"""Write a fact base of any size as TOML, about 0.25 kB a fact, of invented facts in the shape of real ones.

    python -m benchmarks.generate --facts 10000 big.toml

Kinds come in the proportions of the article that the bundled base is made from, countries and areas are those of the
bundled base. The same number and seed give the same file, in which, from 100 facts on, `sco check` finds no problem.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

from sco_cli import load
from sco_cli.models.vocabulary import STAGES

PROJECTS, FIGURES, STATEMENTS, EVENTS = 11, 14, 10, 5
"""How many of each kind the article has, of 40 facts."""

FACTS_PER_SOURCE = 50
FACTS_PER_METRIC = 100
HEDGES = {"over": "over ", "at_least": "at least ", "nearly": "nearly ", "about": "about ", "": ""}
"""Qualifiers of a number and their words in a phrase; the last stands for none."""

THINGS = ("Data centre", "5G network", "Customs portal", "Digital port", "Smart mine", "Cloud platform")
VERBS = ("opened", "signed", "extended", "tested", "presented")
WORDINGS = ("open to all", "first of its kind", "used by both", "of use")
ROLES = ("minister", "engineer", "researcher", "mayor")
UNITS = ("% of population", "enterprises", "")
"""Units of the metrics, in turn; the last sort has changes only."""


class Generator:
    """Draws the records of one base, from chance that the seed decides."""

    def __init__(self, facts: int, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # no secret, and the same every time
        bundled = load()
        self.countries, self.areas = bundled.countries, bundled.areas
        self.projects, self.figures, self.statements = (
            facts * share // (PROJECTS + FIGURES + STATEMENTS + EVENTS) for share in (PROJECTS, FIGURES, STATEMENTS)
        )
        self.events = facts - self.projects - self.figures - self.statements
        self.sources = self.organizations = -(-facts // FACTS_PER_SOURCE)
        self.metrics = max(len(UNITS), facts // FACTS_PER_METRIC)
        self.written = 0

    def records(self) -> Iterator[str]:
        """All records of the base, each as a table of TOML."""
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
        """A document, published after all that the facts tell of."""
        published = f"2025-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
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
        """What is measured."""
        unit = UNITS[number % len(UNITS)]
        values = {"unit": unit} if unit else {}
        values |= {"definition": f"What survey {number} counts"}
        return table("metrics", id=f"metric-{number}", name=f"Indicator {number}", **values, minimum=0)

    def project(self, number: int) -> str:
        """A project with an organization, whose turn it is, so that all have one."""
        thing, (codes, name) = self.chance.choice(THINGS), self.some_countries()
        values = self.period(0.3) | {"organizations": [f"organization-{number % self.organizations}"]}
        return table(
            "projects",
            id=f"project-{number}",
            name=f"{thing} {number}",
            summary=f"{thing} for {name}.",
            countries=codes,
            area=self.areas[number % len(self.areas)].id,
            stage=self.chance.choice(STAGES),
            **values,
            evidence=self.evidence(self.chance.choice(WORDINGS)),
        )

    def figure(self, number: int) -> str:
        """Numbers, and a wording that says the same.

        Only a figure of a project has a period, and no two are of one project: so none contradicts another.
        """
        metric = self.chance.randrange(self.metrics)
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
        """A share before and after."""
        before, after = self.chance.randint(5, 45), self.chance.randint(50, 95)
        stated, words = self.qualified(after)
        return {"before": before, "after": stated}, f"from {before}% to {words}%"

    def value(self) -> tuple[dict[str, object], str]:
        """A number of enterprises."""
        stated, words = self.qualified(self.chance.randint(21, 999) * 10)
        return {"value": stated}, f"{words} enterprises"

    def change(self) -> tuple[dict[str, object], str]:
        """A growth."""
        stated, words = self.qualified(self.chance.randint(5, 90))
        return {"change": {"percent": stated}}, f"a growth of {words}%"

    def qualified(self, number: int) -> tuple[object, str]:
        """A number as a fact base has it and as a phrase has it; as often as not there is a qualifier."""
        qualifier = self.chance.choice([*HEDGES, "", "", ""])
        return {qualifier: number} if qualifier else number, f"{HEDGES[qualifier]}{number}"

    def statement(self, number: int) -> str:
        """What someone said."""
        role, (codes, name) = self.chance.choice(ROLES), self.some_countries()
        return table(
            "statements",
            id=f"statement-{number}",
            speaker=f"Speaker {number}",
            role=role,
            countries=codes,
            summary=f"What {name} gains by a {self.chance.choice(THINGS)}.",
            evidence=self.evidence(self.chance.choice(WORDINGS)),
        )

    def event(self, number: int) -> str:
        """What happened."""
        thing, (codes, name) = self.chance.choice(THINGS), self.some_countries()
        return table(
            "events",
            id=f"event-{number}",
            name=f"{thing} {number}",
            summary=f"{thing} {self.chance.choice(VERBS)} in {name}.",
            countries=codes,
            place=name,
            **self.period(1),
            areas=[self.chance.choice(self.areas).id],
            evidence=self.evidence(self.chance.choice(WORDINGS)),
        )

    def evidence(self, wording: str) -> list[dict[str, object]]:
        """The source whose turn it is, so that all are cited; one fact in sixteen has another source beside it."""
        source = self.written % self.sources
        self.written += 1
        stated = {"source": f"source-{source}", "paragraph": self.chance.randint(1, 30), "wording": wording}
        if self.chance.random() > 1 / 16:
            return [stated]
        other = f"source-{(source + 1) % self.sources}"
        return [stated, {"source": other, "stance": "corroborates", "note": "The same words."}]

    def period(self, share: float) -> dict[str, object]:
        """A year or two of them, for that share of facts."""
        year = self.chance.randint(2015, 2023)
        period = self.chance.choice([f"{year}", f"{year}/{year + 1}"])
        return {"period": period} if self.chance.random() < share else {}

    def some_countries(self) -> tuple[list[str], str]:
        """Codes of one country, of two or of three, and the name of the first."""
        drawn = self.chance.sample(self.countries, self.chance.choice([1, 1, 1, 2, 2, 3]))
        return [one.code for one in drawn], drawn[0].name

    def country_name(self) -> str:
        """The name of a country."""
        return self.chance.choice(self.countries).name


def table(name: str, /, **values: object) -> str:
    """A record as a table of TOML."""
    return "".join([f"\n[[{name}]]\n", *(f"{key} = {toml(value)}\n" for key, value in values.items())])


def toml(value: object) -> str:
    """A value as TOML writes it; text and numbers are written as in JSON."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {toml(one)}' for key, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def write(file: Path, facts: int, seed: int = 1) -> None:
    """Write a base with that many facts."""
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(Generator(facts, seed).records())


def main() -> None:
    """Write the file that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description="Write a fact base as TOML.")
    parser.add_argument("--facts", type=int, default=10_000, help="how many facts")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other facts")
    parser.add_argument("file", type=Path, help="where to, such as big.toml; it is replaced")
    asked = parser.parse_args()
    write(asked.file, asked.facts, asked.seed)


if __name__ == "__main__":
    main()
