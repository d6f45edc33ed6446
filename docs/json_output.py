"""Generates reference/json.md, the reference of the JSON output, from the keys that the tests hold to be a contract.

python docs/json_output.py

The keys are those of tests/data/keys.json, so a new key is on the page when it is in the contract. Meanings of keys
that a fact base has too are those of the JSON Schema; the others are below.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sco_cli.models.schema import build_schema
from sco_cli.quantities import quantity

DOCS = Path(__file__).parent
KEYS: dict[str, list[str]] = json.loads((DOCS.parent / "tests" / "data" / "keys.json").read_text("utf-8"))

INTRODUCTION = """\
# JSON output

Every command that shows results takes `--format json`, or `--format jsonl` for one object on each line. A listing is an
array of records, and a view is one object. The keys on this page are a contract: keys are added, and never renamed or
removed ([convention M5](../conventions.md#output-for-programs)). `docs/json_output.py` makes this page from the keys
that the tests compare with the output of each command.

- The output has the same bytes on a terminal and in a pipe.
- Every record has all keys of its kind. What is not stated is `null`, and a list without entries is `[]`.
- A number is a JSON number and never a text.
- Some values have other words on screens: [terms](../terms.md#words-in-machine-readable-output) lists them.
- `--columns id,standing` keeps only these keys, in this order. It works with every listing.
- csv and tsv have the same keys as columns. A nested key is joined with `_`: `after.low` is the column `after_low`.
- Errors are sentences on stderr, not JSON. [Exit codes](cli.md#exit-codes) tell success from failure.

## Which command gives what

| command | answer |
|---|---|
| `sco` | [an overview of the base](#overview) |
| `sco countries` | an array of [countries](#country) |
| `sco country` | [a country with its facts](#country-view) |
| `sco compare` | [a comparison](#comparison) |
| `sco projects` | an array of [projects](#project) |
| `sco facts` | an array of [projects](#project), [figures](#figure), [statements](#statement) and [events](#event) |
| `sco metrics` | an array of [metrics](#metric) |
| `sco metric` | [a metric with its figures and series](#metric-view) |
| `sco series` | an array of [points](#point), one for each value |
| `sco sources` | an array of [sources](#source) |
| `sco search` | an array of [hits](#hit) |
| `sco show` | one record of any kind |
| `sco read` | an array of [readings](#reading) |
| `sco cite` | an array of [citations](#citation); `--style csl-json` writes CSL-JSON instead |
| `sco check` | an array of [problems](#problem) |
| `sco diff` | an array of [differences](#difference) |

`sco schema` prints JSON Schema, and `sco export facts.jsonl` writes every record of the base. `sco draft`, `sco new`
and `sco import` write TOML."""

QUANTITY = """\
## Quantity

A [qualified number](../quantities.md) is an object. "Over 70%" of a metric that ends at 100 has `value` 70, `low` 70
and `high` 100, of which `low` is not included:"""

CHANGE = """\
## Change

The change of a [figure](#figure) or between two years of a [series](#series). Each measure is a [quantity](#quantity)
or `null`; the reason for `null` is in `not_computed`."""

QUANTITY_MEANINGS = {
    "text": "The number in words, as screens show it.",
    "qualifier": "One of `exact`, `over`, `at_least`, `under`, `at_most`, `nearly`, `about`, `between`.",
    "about": 'Whether it is "about", or computed from such a number.',
    "value": "The number that the source states; `null` for a range.",
    "low": "Lower bound; `null` if there is none.",
    "high": "Upper bound; `null` if there is none.",
    "low_included": "Whether the lower bound itself is among the values.",
    "high_included": "Whether the upper bound itself is among the values.",
    "low_fraction": 'The exact lower bound, such as "70/43", if no decimal number is exact; else `null`.',
    "high_fraction": "The same for the upper bound.",
    "unit": "The unit; `null` if there is none. Of differences of percentages it is `points`.",
}

CHANGE_MEANINGS = {
    "text": "The change in words, as screens show it.",
    "stated": "Whether the source states the change; if not, it is computed from the levels.",
    "measure": "`percent` or `times` if the source states the change; else `null`.",
    "difference": "After minus before, in the unit of the metric or in percentage points.",
    "percent": "The difference in percent of the level before.",
    "ratio": "After divided by before.",
    "not_computed": "The reason for each measure that is not computed: `difference`, `percent`, `ratio`.",
}

SECTIONS = {
    "project": ("Project", "A [fact](../terms.md#claims-and-numbers) about a project or an initiative."),
    "figure": ("Figure", "A fact with numbers: one value, the levels before and after, or a change."),
    "statement": ("Statement", "A fact: who said what."),
    "event": ("Event", "A fact: what happened."),
    "country": ("Country", "A country in `sco countries`."),
    "metric": ("Metric", "What figures measure, in `sco metrics`."),
    "series": ("Series", "An official series, in `sco show`."),
    "point": ("Point", "One value of an official series, in `sco series`."),
    "source": ("Source", "A source, in `sco sources`."),
    "organization": ("Organization", "An organization, in `sco show`."),
    "area": ("Area", "An area of cooperation, in `sco show`."),
    "hit": ("Hit", "A record that `sco search` has found."),
    "reading": ("Reading", "A number in a text, in `sco read`."),
    "citation": ("Citation", "A reference, in `sco cite`."),
    "problem": ("Problem", "A problem of a fact base, in `sco check`."),
    "difference": ("Difference", "A difference between two fact bases, in `sco diff`."),
    "sco": ("Overview", "What `sco` without a command shows."),
    "sco metric": ("Metric view", "What `sco metric ID` shows."),
    "sco compare": ("Comparison", "What `sco compare` shows."),
    "sco country": ("Country view", "What `sco country` shows."),
}
"""The heading and the first sentence for each kind in keys.json."""

COUNTS = "Number of facts by kind."
BY_STANDING = "Number of facts by [standing](../standing.md)."
OF_READING = "As for the reading, beside this record."

MEANINGS = {
    "kind": "The kind of record.",
    "id": "The id, which never changes.",
    "title": "The record on one line.",
    "standing": "The [standing](../standing.md) of the fact.",
    "not_stated": "What the sources leave out and a reader would ask for.",
    "facts": "Ids of the facts that name it.",
    "series": "Official series, in the form of [series](#series), each with a `comparison`.",
    "figures": "Figures of the metric, in the form of [figure](#figure).",
    "standings": BY_STANDING,
    "history": "Each step of the country with the organization.",
    "history.status": "What the country is from that date.",
    "history.since": "The date, in ISO 8601.",
    "history.source": "Id of the source.",
    "history.note": "Note on this step.",
    "country.status": "The latest status; with `--as-of`, that of the day.",
    "country.since": "The date from which it has this status.",
    "country.undetermined": "With `--as-of`: steps whose dates leave open what holds on that day.",
    "country.facts": COUNTS,
    "figure.unit": "Unit of the levels.",
    "figure.before": "Level before: a [quantity](#quantity) or `null`.",
    "figure.after": "Level after: a [quantity](#quantity) or `null`.",
    "figure.value": "The only level: a [quantity](#quantity) or `null`.",
    "figure.change": "The [change](#change), computed or stated; `null` for a single value.",
    "figure.area": "Id of the area of cooperation of the metric.",
    "point.metric": "Id of the metric.",
    "point.country": "Code of the country.",
    "point.source": "Id of the source.",
    "point.year": "The year.",
    "point.value": "The value, a number.",
    "point.unit": "Unit of the metric.",
    "point.break": "Why a break in series begins in this year; else `null`.",
    "point.looks": "`interpolated` or `carried over` if equal steps or values make it look so; else `null`.",
    "point.note": "Notes of the series and on its breaks.",
    "source.source_kind": "What sort of publisher stands behind it; in fact bases this is `kind`.",
    "source.states": "Number of facts that it states.",
    "source.bears_on": "Number of facts that it bears on without stating them.",
    "source.series": "Number of official series from it.",
    "source.status": "Number of steps of countries from it.",
    "source.other": "The sum of `bears_on`, `series` and `status`.",
    "hit.value_text": "The value of a figure in words.",
    "hit.score": "How well it matches; more is better.",
    "hit.field": "Key of the record in which the words were found.",
    "hit.before": "Text before the words.",
    "hit.match": "The words.",
    "hit.after": "Text after the words.",
    "reading.file": "Name of the file; `text` for `--text`.",
    "reading.line": "Line in the file, from 1.",
    "reading.column": "Column of the line, from 1.",
    "reading.paragraph": "Paragraph, from 1; `null` where paragraphs are not counted.",
    "reading.wording": "The number with its words, as the text has them.",
    "reading.sentence": "The sentence around it.",
    "reading.quantity": "The number as a [quantity](#quantity).",
    "reading.role": "`value`, `before`, `after` or `change`.",
    "reading.measure": "Of a change: the measure in which the text puts it.",
    "reading.direction": "Of a change: `rise` or `fall`.",
    "reading.negated": 'Whether the text denies the number: "not 70%".',
    "reading.period": "The time that the text states.",
    "reading.period_inferred": "Whether the time is concluded from the date of the text.",
    "reading.countries": "Countries that the number is certainly about; empty if another one may be meant.",
    "reading.countries_open": 'Whether the text adds "and other countries".',
    "reading.places": "Ids of places that the number is certainly about.",
    "reading.organizations": "Ids of organizations that the number is about.",
    "reading.likely_countries": "Countries that the number is probably about, including the certain ones.",
    "reading.likely_places": "Ids of places that the number is probably about, including the certain ones.",
    "reading.metric": "Id of the metric; `null` if the text names none.",
    "reading.speaker": "Who says it.",
    "reading.attribution": "Whom the text names for the number.",
    "reading.verdict": "The [verdict](../terms.md#checking-a-text).",
    "reading.distance": "Of a number that differs: by how much.",
    "reading.distance_unit": "Unit of the distance.",
    "reading.year": "Year of the official value that it is compared with.",
    "reading.year_assumed": "Whether that is the latest year, since the text states none.",
    "reading.on_record": "The records that it is compared with.",
    "reading.on_record.kind": "`series` or `figure`.",
    "reading.on_record.id": "Id of the record.",
    "reading.on_record.verdict": "The verdict beside this record.",
    "reading.on_record.quantity": "The number in the base, a [quantity](#quantity).",
    "reading.on_record.year": OF_READING,
    "reading.on_record.year_assumed": OF_READING,
    "reading.on_record.distance": OF_READING,
    "reading.on_record.distance_unit": OF_READING,
    "reading.on_record.reason": "Why the two are not comparable; else `null`.",
    "reading.on_record.standing": "The [standing](../standing.md) of the figure; `null` for a series.",
    "reading.on_record.stage": "`planned` if the figure is a forecast or a target, which the text may not mean.",
    "citation.source": "Id of the source that is cited.",
    "citation.style": "The style: `apa`, `bibtex`, `biblatex` or `csl-json`.",
    "citation.locator": "Number of the paragraph.",
    "citation.label": "What the locator counts: `paragraph`.",
    "citation.wording": "The quotation.",
    "citation.in_text": "The citation for running text.",
    "citation.text": "The reference.",
    "problem.file": "Name of the file.",
    "problem.line": "Line, from 1.",
    "problem.column": "Column, from 1.",
    "problem.record": "The table and id of the record.",
    "problem.field": "The path of the key in the record, counted from 0: `evidence[0].source`.",
    "problem.rule": "The [rule](../fact-base.md#rules), as `--ignore` takes it; `format`, `syntax`, `reference`, "
    "`range` or `duplicate-id` if the base is unreadable.",
    "problem.reason": "What is wrong.",
    "problem.fix": "What to write instead, if that is known.",
    "problem.message": "Record, key and reason in one text, counted from 1: `evidence 1: source`.",
    "difference.change": "`added`, `removed` or `changed`.",
    "difference.field": "The key that differs.",
    "difference.now": "The new value, as text.",
    "difference.was": "The old value, as text.",
    "difference.strength": "Whether the qualifier of a number differs.",
    "difference.now_quantity": "The new number, a [quantity](#quantity).",
    "difference.was_quantity": "The old number, a [quantity](#quantity).",
    "sco.title": "Title of the base.",
    "sco.as_of": "The day up to which facts were looked for.",
    "sco.licence": "Licence of the base.",
    "sco.extends": "`bundled` if it extends the bundled base.",
    "sco.records": "Number of records by kind.",
    "sco.coverage": "Number of facts by group of countries, area and decade.",
    "sco.coverage.groups": "Groups of countries.",
    "sco.coverage.groups.status": "Their status.",
    "sco.coverage.groups.countries": "How many there are.",
    "sco.coverage.groups.facts": "Number of facts about them.",
    "sco.coverage.without_country": "Number of facts that name no country.",
    "sco.coverage.areas": "Areas of cooperation.",
    "sco.coverage.areas.area": "Id of the area.",
    "sco.coverage.areas.facts": "Number of facts.",
    "sco.coverage.decades": "Decades of the periods of facts.",
    "sco.coverage.decades.decade": "The decade.",
    "sco.coverage.decades.facts": "Number of facts.",
    "sco.coverage.thinnest": "The countries with the fewest facts.",
    "sco.coverage.thinnest.country": "Code of the country.",
    "sco.coverage.thinnest.facts": "Number of facts.",
    "sco.coverage.series": "How many official statistics there are.",
    "sco.coverage.series.metrics": "Number of metrics.",
    "sco.coverage.series.series": "Number of series.",
    "sco.coverage.series.values": "Number of values.",
    "sco compare.countries": "The countries, each with `facts`, `standings`, `figures`, `figures_of_one` and `series`.",
    "sco compare.aspects": "The rows of the table: a text for each country, by its code.",
    "sco country.status": "The latest status.",
    "sco country.since": "The date from which it has this status.",
    "sco country.projects": "Projects, in the form of [project](#project).",
    "sco country.figures": "Figures, in the form of [figure](#figure).",
    "sco country.statements": "Statements, in the form of [statement](#statement).",
    "sco country.events": "Events, in the form of [event](#event).",
    "sco country.sources": "Sources of the facts, in the form of [source](#source).",
}
"""Meanings of keys that no fact base has: by kind and key, else by the key alone."""

COMPARISON = """\
## Comparison of two years

Series in `sco metric`, `sco compare` and `sco country` have a key `comparison`."""

COMPARISON_MEANINGS = {
    "from": "The first year and its value, a [quantity](#quantity).",
    "to": "The last year and its value, a [quantity](#quantity).",
    "change": "The [change](#change) from the first to the last; it is not computed across a break.",
    "gaps": "Years without a value.",
    "breaks": "Years in which a break in series begins.",
    "flags": "Gaps and breaks in words.",
    "patterns": "Runs of values that look interpolated or carried over: `looks`, `first` and `last` year.",
}


def page() -> str:
    """The whole page."""
    example = quantity.over(70).with_unit("% of population", minimum=0, maximum=100).to_json()
    parts = [INTRODUCTION, QUANTITY, f"```json\n{json.dumps(example, indent=2)}\n```"]
    parts += [_table(QUANTITY_MEANINGS.items()), CHANGE, _table(CHANGE_MEANINGS.items()), "## Records and views"]
    for kind in [*SECTIONS, *(kind for kind in KEYS if kind not in SECTIONS)]:
        heading, sentence = SECTIONS.get(kind, (kind.title(), f"A record of the kind `{kind}`."))
        parts += [f"### {heading}", sentence, _table((key, meaning(kind, key)) for key in own_keys(kind))]
    parts += [COMPARISON, _table(COMPARISON_MEANINGS.items())]
    return "\n\n".join(parts) + "\n"


def own_keys(kind: str) -> Iterator[str]:
    """The keys of a kind, except those inside quantities, changes and other records, which have tables of their own."""
    keys = KEYS[kind]
    closed = {key for key in keys if key == "change" or {f"{key}.qualifier", f"{key}.kind"} & {*keys}}
    closed |= {key for key in keys if key in ("records", "standings") or (kind == "country" and key == "facts")}
    closed.discard("on_record" if kind == "reading" else "")
    for key in keys:
        parents = [key[:place] for place, letter in enumerate(key) if letter == "."]
        if not closed & {*parents}:
            yield key


def meaning(kind: str, key: str) -> str:
    """The meaning of a key; empty if nobody has described it yet, as for a new command."""
    if found := MEANINGS.get(f"{kind}.{key}") or MEANINGS.get(key):
        return found
    document = build_schema()
    table, _, name = key.rpartition(".")
    definition = table if table in document["$defs"] else kind.removeprefix("sco ")
    part: dict[str, Any] = document["$defs"].get(definition, {}).get("properties", {}).get(name, {})
    return str(part.get("description", ""))


def _table(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(["| key | meaning |", "|---|---|", *(f"| `{key}` | {text} |" for key, text in rows)])


PAGES = {"json.md": page}
"""The function that generates each page in reference/."""


if __name__ == "__main__":
    for file, make in PAGES.items():
        (DOCS / "reference" / file).write_text(make(), "utf-8")
