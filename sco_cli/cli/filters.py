"""The filters that a user means: from names, codes, dates and levels as typed to ids and values of the fact base."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sco_cli.cli.option_groups import FilterOptions
from sco_cli.cli.options import check_words
from sco_cli.errors import BadRequest
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.models.period import Period
from sco_cli.queries import lookup
from sco_cli.queries.commands import command_text
from sco_cli.queries.filters import Filters
from sco_cli.queries.wanted_level import WantedLevel
from sco_cli.text import fold


def resolve_filters(base: FactBase, options: FilterOptions, kinds: Collection[str] | None = None) -> Filters:
    """The filters for `queries.filters.select`; `kinds` are those that `--kind` takes, by default those of facts.

    Raises UnknownName or BadRequest for what the base does not know, for a time that ends before it begins, and for
    options that contradict each other.
    """
    country, place, area, organization, source, metric = (
        resolve_names(base, kind, names)
        for kind, names in (
            ("country", options.country),
            ("place", options.place),
            ("area", options.area),
            ("organization", options.organization),
            ("source", options.source),
            ("metric", options.metric),
        )
    )
    kind = [word.lower() for word in options.kind or ()]
    check_words("kind", kind, base.fact_kinds if kinds is None else kinds)
    since, until = _time("--since", options.since, "--until", options.until)
    published_since, published_until = _publication(options)
    return Filters(
        country=country,
        place=place,
        kind=tuple(kind),
        area=area,
        organization=organization,
        stage=tuple(options.stage or ()),
        standing=tuple(options.standing or ()),
        speaker=_spellings("speaker", options.speaker or (), (statement.speaker for statement in base.statements)),
        source=source,
        publisher=_spellings(
            "publisher",
            options.publisher or (),
            (source.publisher for source in base.sources),
            hint=f"`{command_text(base, 'sources')}` lists the publishers and sources",
        ),
        metric=metric,
        since=since,
        until=until,
        published_since=published_since,
        published_until=published_until,
        level=_level(base, options),
    )


def resolve_names(base: FactBase, kind: str, names: Sequence[str] | None) -> tuple[str, ...]:
    """The ids of the records of a kind that go by those names, each once. Raises UnknownName or BadRequest."""
    return tuple(dict.fromkeys(lookup.find_id(base, kind, name) for name in names or ()))


def _publication(options: FilterOptions) -> tuple[Period | None, Period | None]:
    """Since when and until when something was published. Raises BadRequest for `--published` with another time."""
    if not options.published:
        return _time("--published-since", options.published_since, "--published-until", options.published_until)
    if options.published_since or options.published_until:
        raise BadRequest("use either --published or --published-since and --published-until, not both")
    published = period.parse(options.published)
    return published, published


def _time(first: str, since: str | None, last: str, until: str | None) -> tuple[Period | None, Period | None]:
    """The beginning and the end of a time by the options of these names. Raises BadRequest if it ends too early."""
    start, end = period.parse_optional(since), period.parse_optional(until)
    if start and end and start.first > end.last:
        raise BadRequest(f"{first} {start} is after {last} {end}")
    return start, end


def _level(base: FactBase, options: FilterOptions) -> WantedLevel | None:
    if options.value is None:
        if options.may:
            raise BadRequest("--may needs --value LEVEL")
        return None
    # A lazy import: few commands are given a level, and the tables of words beside numbers take long to read.
    from sco_cli.queries.typed_level import read_level  # noqa: PLC0415

    return read_level(base, options.value, may=options.may)


def _spellings(what: str, names: Sequence[str], known: Iterable[str], hint: str = "") -> tuple[str, ...]:
    """The known names that are the same but for case, accents and hyphens, as the base has them. Raises UnknownName."""
    if not names:
        return ()
    by_folded: dict[str, list[str]] = {}
    for name in dict.fromkeys(known):
        by_folded.setdefault(fold(name), []).append(name)
    labels = [name for spellings in by_folded.values() for name in spellings]
    check_words(what, [name for name in names if fold(name) not in by_folded], labels, hint)
    return tuple(dict.fromkeys(spelling for name in names for spelling in by_folded[fold(name)]))
