"""Finding a record by any of its names: id, code, name or alias, in any case, with or without accents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from sco_cli.errors import BadRequest, UnknownName
from sco_cli.loading.cache import open_base
from sco_cli.loading.files import BUNDLED
from sco_cli.models.factbase import FactBase
from sco_cli.queries.commands import command_text
from sco_cli.queries.name_variants import normalize_spelling, split_names
from sco_cli.queries.search_terms import both_numbers
from sco_cli.text import MAX_NAME_LENGTH, fold, list_known, shorten_list, suggest

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, Metric
    from sco_cli.models.facts import AnyRecord
    from sco_cli.models.iso_countries import IsoCountry

RecordT = TypeVar("RecordT", bound="AnyRecord")

LISTING_COMMANDS = {
    "country": (("countries",), "lists all countries"),
    "metric": (("metrics",), "lists all metrics"),
    "source": (("sources",), "lists all sources"),
    "record": (("search", "WORDS"), "finds records"),
}
"""The command that lists the records of a kind, and what it does. Of other kinds there are few; messages list them."""


SUBJECT_KINDS = ("country", "place", "organization")
"""The kinds of record that facts are about, and that a user may take for one another, or for a metric."""

MAX_WITH_WORDS = 10
"""Most records in the hint that lists those whose names have the words of an unknown name."""

MAX_CODE_LENGTH = 2
"""A name of so few letters is a code: it is part of too many words."""


def find_country(base: FactBase, name: str) -> Country:
    """The country of that code, name or alias; raises as `find_id` does."""
    return base.country(find_id(base, "country", name))


def find_metric(base: FactBase, name: str) -> Metric:
    """The metric of that id, name or alias; raises as `find_id` does."""
    return base.metric(find_id(base, "metric", name))


def find_id(base: FactBase, kind: str, name: str) -> str:
    """The id of the record of that kind and name; an id comes before a name, a name before an alias.

    Raises UnknownName if there is none, with what else has the name or with the most similar names, and BadRequest if
    several records share the name.
    """
    if base.has(kind, name):
        return name
    try:
        found: str = _find(base, base.of_kind(kind), kind, name).id
    except UnknownName as error:
        other = None if kind == "metric" and _records_with_words(base.metrics, name) else _other_kind(base, kind, name)
        raise other or _in_bundled(base, kind, name) or error from None
    return found


def find_record(base: FactBase, name: str) -> AnyRecord:
    """The record of any kind with that name; raises as `find_id` does."""
    try:
        return base.find(name) or _find(base, base.records, "record", name)
    except UnknownName as error:
        raise _in_bundled(base, "record", name) or error from None


def names_by_priority(record: AnyRecord) -> tuple[Sequence[str], ...]:
    """The record's names in order of priority: id; then name, title or alpha-3 code; then aliases."""
    # The fields alone: a fact of `sco_cli.load` has a title too, which is made of other records and is no name.
    names = [name for field in ("alpha3", "name", "title") if (name := vars(record).get(field))]
    return (record.id,), names, getattr(record, "aliases", ())


def all_names(record: AnyRecord) -> list[str]:
    """All names of the record, its id first."""
    return [name for names in names_by_priority(record) for name in names]


def ambiguous_names(records: Iterable[AnyRecord]) -> Iterator[tuple[AnyRecord, str, AnyRecord]]:
    """Names that several records share: yields (record, name, another record with that name).

    If the other record has the name with higher priority, a lookup finds it; otherwise it finds neither.
    """
    holders: dict[str, dict[str, tuple[int, AnyRecord, str]]] = {}
    for record in records:
        for priority, names in enumerate(names_by_priority(record)):
            for name in names:
                holders.setdefault(fold(name), {}).setdefault(record.id, (priority, record, name))
    for claims in holders.values():
        (_, first, _), *others = sorted(claims.values(), key=lambda claim: claim[0])
        yield from ((record, name, first) for _, record, name in others)


def label(record: AnyRecord) -> str:
    """The name of a record in messages: "Kazakhstan (KZ)" for a country, else the id."""
    return f"{record.name} ({record.code})" if record.kind == "country" else record.id


def _other_kind(base: FactBase, kind: str, name: str) -> UnknownName | None:
    """The error for the name of a country, place or organization where another of these kinds or a metric is meant."""
    for other in SUBJECT_KINDS if kind in (*SUBJECT_KINDS, "metric") else ():
        for record in _records_of_name(base.of_kind(other), name, normalize_spelling):
            article = "an" if other == "organization" else "a"
            command = command_text(base, "facts", f"--{other}", record.id)
            hint = f"it is {article} {other}: `{command}` lists its facts"
            return UnknownName(kind, name, (), hint)
    return None


def _in_bundled(base: FactBase, kind: str, name: str) -> UnknownName | None:
    """The error for a name that only the bundled base has, if the base extends that; it has what its facts refer to."""
    if base.info.extends is None:
        return None
    bundled = open_base([BUNDLED])
    try:
        record = find_record(bundled, name) if kind == "record" else bundled.get(find_id(bundled, kind, name))
    except (UnknownName, BadRequest):
        return None
    way = "add --facts bundled" if base.named_files else "name your file and the bundled base with --facts"
    return UnknownName(kind, name, (), f"{label(record)} is in the bundled base; {way}")


def _find(base: FactBase, records: Sequence[RecordT], kind: str, name: str) -> RecordT:
    """The record of that name. If there is none, other spellings of names and aliases are tried: "Egypt, Arab Rep."."""
    found = _records_of_name(records, name, fold)
    if not found:
        with_aliases = [record for record in records if hasattr(record, "aliases")]
        found = _records_of_name(with_aliases, name, normalize_spelling) or _records_of_two_names(with_aliases, name)
    if not found:
        raise _unknown(base, records, kind, name)
    first, *others = found
    if others:
        labels = ", ".join(label(record) for record in (first, *others))
        raise BadRequest(f'"{name}" could be any of {labels}; name one of them')
    return first


def _records_of_name(records: Iterable[RecordT], name: str, normalize: Callable[[str], str]) -> list[RecordT]:
    """The records for which the name has the highest priority; names are compared as `normalize` makes them."""
    wanted = normalize(name)
    matches: dict[int, list[RecordT]] = {}
    for record in records:
        for priority, names in enumerate(names_by_priority(record)):
            if any(normalize(known) == wanted for known in names):
                matches.setdefault(priority, []).append(record)
                break
    return matches[min(matches)] if matches else []


def _records_of_two_names(records: Sequence[RecordT], name: str) -> list[RecordT]:
    """The record that has both names in "Myanmar (Burma)"; none if the names are those of several records."""
    found = [_records_of_name(records, part, normalize_spelling) for part in split_names(name)]
    return found[0] if found and found[0] == found[1] and len(found[0]) == 1 else []


def _unknown(base: FactBase, records: Sequence[AnyRecord], kind: str, name: str) -> UnknownName:
    """The error for a name that no record has, with suggestions or a hint."""
    if kind in LISTING_COMMANDS:
        words, what = LISTING_COMMANDS[kind]
        hint = f"`{command_text(base, *words)}` {what}"
    else:
        hint = list_known([label(record) for record in records])
    country = country_outside(records, name) if kind in ("country", "record") else None
    if country is not None:
        # Its code and its name are no misspelling of those of another country.
        records = [record for record in records if record.kind != "country"]
        hint = f"{describe_outside(country)}; {hint}"
    elif with_words := _records_with_words(records, name):
        having_words = [label(record) for record in _best_first(base, kind, name, with_words)]
        if len(having_words) > 1:
            what = "all the words" if " " in name.strip() else f'"{name}"'
            names = f"these match {what}: {shorten_list(having_words, MAX_WITH_WORDS)}"
            return UnknownName(kind, name, (), names if len(having_words) <= MAX_WITH_WORDS else f"{names}; {hint}")
        return UnknownName(kind, name, tuple(having_words), hint)
    # The first record of a name, and the most important of its names, come last and so win.
    labels = {fold(known): label(record) for record in reversed(records) for known in reversed(all_names(record))}
    return UnknownName(kind, name, suggest(name, labels), hint)


def _records_with_words(records: Iterable[RecordT], name: str) -> list[RecordT]:
    """The records whose names have every word of the name, in any order; the shortest names first.

    A word may be the beginning of one in the names, or its singular or plural. A code of one or two letters has none.
    """
    words = fold(name[:MAX_NAME_LENGTH]).split()
    if max(map(len, words), default=0) <= MAX_CODE_LENGTH:
        return []
    patterns = [_word_pattern(word) for word in words]
    found: list[tuple[int, RecordT]] = []
    for record in records:
        names = [fold(known) for known in all_names(record)]
        if all(pattern.search("\n".join(names)) for pattern in patterns):
            found.append((min(map(len, names[1:]), default=len(names[0])), record))
    return [record for _, record in sorted(found, key=itemgetter(0))]


def _best_first(base: FactBase, kind: str, name: str, found: list[RecordT]) -> list[RecordT]:
    """Metrics whose id begins with the name first, and of these the ones with most figures and series; others as is."""
    if kind != "metric":
        return found
    uses = Counter([figure.metric for figure in base.figures] + [series.metric for series in base.series])
    wanted = fold(name)
    return sorted(found, key=lambda metric: (not fold(metric.id).startswith(wanted), -uses[metric.id]))


def _word_pattern(word: str) -> re.Pattern[str]:
    """The pattern of a word in folded names; a short one must be whole."""
    forms = [re.escape(word) + (r"(?!\w)" if len(word) <= MAX_CODE_LENGTH + 1 else "")]
    forms += [rf"{re.escape(form)}(?!\w)" for form in both_numbers(word)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})")


def describe_outside(country: IsoCountry) -> str:
    """The sentence about a country that no record is: "Japan (JP) is not in this base"."""
    return f"{country.names[0]} ({country.alpha2}) is not in this base"


def country_outside(records: Iterable[AnyRecord], name: str) -> IsoCountry | None:
    """The country of ISO 3166-1 with that code or usual name, if it is none of the records."""
    # A lazy import: only an unknown name needs the list.
    from sco_cli.models.iso_countries import iso_countries  # noqa: PLC0415

    wanted = normalize_spelling(name)
    known = {record.id for record in records}
    return next(
        (
            country
            for country in iso_countries().values()
            if country.alpha2 not in known
            and wanted in map(normalize_spelling, (country.alpha2, country.alpha3, *country.names))
        ),
        None,
    )
