"""Write a fact base of any size, as JSON Lines by the contract of sco's json format.

    python docs/scale/generate.py --facts 1000000 big.jsonl

The bundled base comes first; then its facts again and again, with ids of their own and countries drawn at random, until
there are as many as asked for. The same number and seed give the same file. `sco --facts big.jsonl` reads it, memory
permitting.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from sco_cli import load
from sco_cli.atomic import atomic_file
from sco_cli.formats.json_encoder import encode_compact
from sco_cli.models.factbase import FactBase
from sco_cli.reports.records import all_records, to_record

PATTERNS = 5000
"""How many different facts are made; each is then written many times, and only its id differs."""


def lines(base: FactBase, facts: int, seed: int) -> Iterator[str]:
    """The lines of a base with that many facts, and no fewer than the bundled one has."""
    yield from map(encode_compact, all_records(base, base.records))
    more = facts - len(base.facts)
    if more <= 0:
        return
    chance = random.Random(seed)  # noqa: S311  # no secret, and the same every time
    made = [pattern(base, chance) for _ in range(min(PATTERNS, more))]
    for number in range(1, more + 1):
        before, after = chance.choice(made)
        yield f"{before}-{number}{after}"


def pattern(base: FactBase, chance: random.Random) -> tuple[str, str]:
    """The line of a fact of the base with other countries, in two parts, between which its number goes."""
    codes = [country.code for country in base.countries]
    countries = tuple(sorted(chance.sample(codes, chance.choice([1, 1, 1, 2, 2, 3]))))
    fact = chance.choice(base.facts).model_copy(update={"countries": countries})
    line = encode_compact(to_record(base, fact))
    at = line.index(fact.id, line.index('"id": ')) + len(fact.id)
    return line[:at], line[at:]


def main() -> None:
    """Write the file that the command line names."""
    parser = argparse.ArgumentParser(description="Write a fact base of any size, as JSON Lines.")
    parser.add_argument("--facts", type=int, default=1_000_000, help="how many facts")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other facts")
    parser.add_argument("file", type=Path, help="where to, such as big.jsonl; it is replaced")
    asked = parser.parse_args()
    with atomic_file(asked.file, force=True) as stream:
        for line in lines(load(), asked.facts, asked.seed):
            stream.write(f"{line}\n".encode())


if __name__ == "__main__":
    main()
