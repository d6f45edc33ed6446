"""A country on one page: the few facts of each sort that matter first, and commands that list the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.queries.recency import recency
from sco_cli.queries.standing import count_standings
from sco_cli.queries.titles import countries_suffix
from sco_cli.reports.columns import command_span, contested_by, organization_names, standing_counts, standing_text
from sco_cli.reports.fact_fields import FieldRows
from sco_cli.reports.records import FactRow, FigureRow
from sco_cli.reports.report import Block, Fields, Heading, Paragraph, Span, Text, spans
from sco_cli.reports.series_tables import SeriesRow, latest_values_table
from sco_cli.text import count_noun, join_names

MAX_CONTESTED = 3
MAX_PROJECTS = 3
MAX_FIGURES = 4
MAX_OTHER_FACTS = 2
"""The numbers of facts that are shown, with which a page of ten official series has at most 40 lines of 120 columns."""

MAX_COUNTRIES = 4
"""More countries than these are counted in the title of a fact."""

MAX_TITLE_LENGTH = 80
"""A longer title of a statement, project or event is cut."""

NO_AREA = "no area"


class _Group(NamedTuple):
    """The facts of an area or kind: how many there are, and the newest of them."""

    name: str
    total: int
    newest: Sequence[FactRow]


def page_blocks(
    base: FactBase, code: str, facts: Sequence[FactRow], series: Sequence[SeriesRow], source_count: int
) -> Iterator[Block]:
    """The blocks of the page below its title, from all facts and official series of the country with that code."""
    list_facts = partial(command_span, base, "facts", "--country", code)
    yield Paragraph(_counts_text(base, code, facts, source_count))
    rows = sorted(facts, key=lambda row: recency(base, row.fact), reverse=True)
    contested = [row for row in rows if row.standing == "contested"]
    if contested:
        yield _heading("Contested", len(contested), MAX_CONTESTED, list_facts("--standing", "contested"))
        yield Fields(tuple(_contested_fields(base, code, contested[:MAX_CONTESTED])))
    shown = {row.fact.id for row in contested[:MAX_CONTESTED]}
    rows.sort(key=lambda row: row.fact.id in shown)  # others come before what is on the page already
    if series:
        right = spans(
            Span(f"{count_noun(len(series), 'metric')}  ", "dim"), command_span(base, "series", "--country", code)
        )
        yield Heading(spans("Official series"), right)
        yield latest_values_table(base, series)
    projects = [row for row in rows if row.fact.kind == "project"]
    if projects:
        yield _heading("Projects", len(projects), MAX_PROJECTS, command_span(base, "projects", "--country", code))
        yield Fields(tuple(_project_fields(base, code, projects[:MAX_PROJECTS])))
    figures = [row for row in rows if isinstance(row, FigureRow)]
    if figures:
        yield from _figure_blocks(base, code, figures, list_facts("--kind", "figure"))
    others = _grouped((f"{row.fact.kind}s", row) for row in rows if row.fact.kind not in ("project", "figure"))
    if others:
        kinds = list(dict.fromkeys(row.fact.kind for rows_of_kind in others.values() for row in rows_of_kind))
        command = list_facts(*(word for kind in kinds for word in ("--kind", kind)))
        total = sum(map(len, others.values()))
        yield _heading("Other facts", total, MAX_OTHER_FACTS, command)
        yield Fields(tuple(_group_fields(code, _choose(others, MAX_OTHER_FACTS))))


def _counts_text(base: FactBase, code: str, rows: Sequence[FactRow], source_count: int) -> Text:
    """How many facts there are of each standing, and how many sources."""
    if not rows:
        return spans(Span("no facts on record about this country", "dim"))
    standings = count_standings(row.standing for row in rows)
    counts = standing_counts(standings)
    sources = count_noun(source_count, "source")
    return spans(
        f"{count_noun(len(rows), 'fact')}: {counts}. {sources}: ", command_span(base, "sources", "--country", code)
    )


def _heading(name: str, total: int, limit: int, command: Span) -> Heading:
    """A heading that says how many of all facts follow, and which command lists all of them."""
    count = f"{min(total, limit)} of {total}" if total > limit else str(total)
    return Heading(spans(name), spans(Span(f"{count}  ", "dim"), command))


def _contested_fields(base: FactBase, code: str, rows: Sequence[FactRow]) -> FieldRows:
    """Each fact by its kind, with the publishers that contradict it."""
    fields: FieldRows = []
    for row in rows:
        by_whom = spans("; ", standing_text("contested"), f" by {contested_by(base, row.fact)}")
        fields.append(
            (row.fact.kind, spans(_title(code, row), by_whom, Span(f"  {row.fact.id}", "dim", record=row.fact.id)))
        )
    return fields


def _project_fields(base: FactBase, code: str, rows: Sequence[FactRow]) -> FieldRows:
    """Each project by its stage, with the organizations that take part."""
    fields: FieldRows = []
    for row in rows:
        names = organization_names(base, row)
        who = f"; {join_names(names)}" if names else Span("; participants not stated", "dim")
        fields.append(
            ((getattr(row.fact, "stage", None) or "no stage").replace("-", " "), spans(_title(code, row), who))
        )
    return fields


def _figure_blocks(base: FactBase, code: str, rows: Sequence[FigureRow], command: Span) -> Iterator[Block]:
    """The areas with the most figures, each with its number of figures and the newest of them; and the other areas."""
    groups = _grouped((base.metric(row.fact.metric).area or NO_AREA, row) for row in rows)
    shown = _choose(groups, MAX_FIGURES)
    is_one_each = all(len(group.newest) == 1 for group in shown)
    heading = f"Figures by area{', with examples' if is_one_each else ''}"
    yield _heading(heading, len(rows), len(rows), command)
    fields = [row for group in shown for row in _area_fields(base, code, group)]
    others = [name for name in groups if name not in {group.name for group in shown}]
    if others:
        total = sum(len(groups[name]) for name in others)
        counts = ", ".join(f"{name} {len(groups[name])}" for name in others)
        fields.append((str(total), spans("in other areas: ", counts, Span("; to list one, add --area ID", "dim"))))
    yield Fields(tuple(fields))


def _area_fields(base: FactBase, code: str, group: _Group) -> Iterator[tuple[str, Text]]:
    """The newest figures of an area, the first with the name of the area; its number of figures is the label."""
    name = Span(group.name) if group.name == NO_AREA else Span(base.area(group.name).name, record=group.name)
    first, *others = (_title(code, row) for row in group.newest)
    yield str(group.total), spans(name, ": ", first)
    yield from (("", title) for title in others)


def _grouped(named: Iterator[tuple[str, FactRow]]) -> dict[str, list[FactRow]]:
    """Rows in groups by name, the largest first, and last what has no area."""
    groups: dict[str, list[FactRow]] = {}
    for name, row in named:
        groups.setdefault(name, []).append(row)
    return dict(sorted(groups.items(), key=lambda item: (item[0] == NO_AREA, -len(item[1]))))


def _choose(groups: Mapping[str, Sequence[FactRow]], limit: int) -> list[_Group]:
    """The groups with `limit` rows at most: the first of each group, then the second of each, and so on."""
    ranked = sorted((rank, position) for position, rows in enumerate(groups.values()) for rank in range(len(rows)))
    chosen = [position for _, position in ranked[:limit]]
    return [
        _Group(name, len(rows), rows[: chosen.count(position)])
        for position, (name, rows) in enumerate(groups.items())
        if position in chosen
    ]


def _group_fields(code: str, groups: Sequence[_Group]) -> FieldRows:
    """The facts that are shown of each group, with its name; beside the first, how many there are."""
    return [
        (group.name if index else f"{group.name} {group.total}", _title(code, row))
        for group in groups
        for index, row in enumerate(group.newest)
    ]


def _title(code: str, row: FactRow) -> Text:
    """The title of a fact, with its countries unless it is about this one only; long ones without numbers are cut."""
    fact = row.fact
    others = [] if fact.countries == (code,) and not fact.countries_open else [*fact.countries]
    countries = [", ".join(others)] if others else []
    if len(others) > MAX_COUNTRIES:
        countries = [", ".join(others[: MAX_COUNTRIES - 1]), f"{len(others) - MAX_COUNTRIES + 1} more"]
    if isinstance(row, FigureRow):
        return spans(Span(row.title.text(countries, short=True), record=fact.id))
    suffix = countries_suffix(countries, is_open=fact.countries_open)
    return spans(Span(_shorten(row.whole_title), record=fact.id), Span(suffix, "dim"))


def _shorten(title: str) -> str:
    """The title, cut if it is long: between words or, in a script without blanks, anywhere."""
    if len(title) <= MAX_TITLE_LENGTH:
        return title
    beginning = title[: MAX_TITLE_LENGTH + 1]
    end = beginning.rfind(" ", MAX_TITLE_LENGTH // 2)
    return f"{beginning[: end if end > 0 else MAX_TITLE_LENGTH]} [...]"
