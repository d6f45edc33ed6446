"""`sco read TEXT`: the numbers of a text, each beside what is on record about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from sco_cli.cli.filters import resolve_names
from sco_cli.cli.messages import print_messages
from sco_cli.cli.option_groups import TableOptions, expand_options
from sco_cli.cli.options import (
    BomOption,
    CountryOption,
    FactsOption,
    FormatOption,
    MetricOption,
    SourceOfTextOption,
    TextDateOption,
    check_words,
    choice_option,
)
from sco_cli.cli.output import write_report
from sco_cli.cli.texts import NumberFinder, open_whole_base, read_texts
from sco_cli.models.factbase import FactBase
from sco_cli.quantities.interval import Interval
from sco_cli.quantities.quantity import POINTS, Quantity
from sco_cli.queries.lookup import find_id
from sco_cli.queries.standing import standing_of
from sco_cli.reading.comparison import VERDICTS, Difference
from sco_cli.reading.on_record import Finding, RecordBeside
from sco_cli.reports.readings import TEMPLATE, FindingRow
from sco_cli.reports.report import (
    Block,
    Column,
    Fields,
    Heading,
    Paragraph,
    Report,
    Span,
    Table,
    Text,
    Title,
    listing,
    spans,
)
from sco_cli.reports.table_options import apply_table_options
from sco_cli.text import count_noun, join_names

if TYPE_CHECKING:
    from sco_cli.reading.readings import Reading
    from sco_cli.reports.report import Role

ROLES: dict[str | None, Role] = {"differs": "contested", "same": "accent", "entered": "accent"}
"""How a verdict looks; the word says it in any case."""

NO_MATCH = "no numbers match"
"""In place of the numbers if filters leave out all of them."""

MAX_NAMED_TEXTS = 3
"""More texts are counted in the title and not named."""

MAX_RECORDS = 3
"""Records on record that a screen shows of one number; formats for machines have all."""


def report(rows: Sequence[FindingRow], names: Sequence[str], total: int) -> Report:
    """The numbers of texts as a listing, one a row; `total` are those before filters."""
    columns: list[Column[FindingRow]] = [
        Column("id", "place"),
        Column("wording", "number", no_wrap=False),
        Column("countries", "countries"),
        Column("period", "period"),
        Column("metric", "metric"),
        Column("verdict", "verdict"),
        Column("on_record", "on record", _shown_ids, no_wrap=False),
    ]
    texts = join_names(names) if len(names) <= MAX_NAMED_TEXTS else count_noun(len(names), "text")
    numbers = count_noun(total, "number") if total else "no numbers"
    title = spans(f"{len(rows):,} of " if len(rows) < total else None, f"{numbers} in {texts}")
    return listing(title, columns, rows, NO_MATCH if total else "", TEMPLATE)


def _shown_ids(row: FindingRow) -> Text:
    records = row.finding.records
    return spans(join_names([beside.record.id for beside in records]) if records else "none")


def with_sentences(base: FactBase, answer: Report, rows: Sequence[FindingRow], *, show_all: bool) -> Report:
    """The report with each sentence of the text, in which the numbers are marked, and below it what is on record.

    Without rows it is the same. Unless `show_all`, sentences without a verdict are left out and counted.
    """
    if not rows:
        return answer
    shown = [row for row in rows if show_all or row.finding.verdict]
    blocks: list[Block] = [block for block in answer.blocks if isinstance(block, Title)]
    for _, group in groupby(shown, key=lambda row: (row.finding.reading.file, row.finding.reading.sentence)):
        blocks += _sentence_blocks(base, [row.finding for row in group])
    left_out = len(rows) - len(shown)
    missing = any(row.finding.verdict is None and row.finding.reading.metric is None for row in shown)
    told = f"; --all shows {'all' if not shown else f'{left_out:,} more, without a verdict'}" if left_out else ""
    blocks.append(Paragraph(spans(Span(_summary([row.finding for row in rows]), "strong"), Span(told, "dim"))))
    if missing:
        named = "sco recognizes a metric only by its name in `sco metrics` or by an alias"
        blocks.append(Paragraph(spans(Span(named, "dim"))))
    return answer._replace(blocks=tuple(blocks))


def _sentence_blocks(base: FactBase, findings: Sequence[Finding]) -> Iterator[Block]:
    first = findings[0].reading
    paragraph = f", paragraph {first.paragraph}" if first.paragraph else ""
    yield Heading(spans(Span(f"{first.file}:{first.line}{paragraph}", "dim")))
    yield Paragraph(_marked(findings))
    yield Fields(tuple(row for finding in findings for row in _finding_rows(base, finding)))


def _marked(findings: Sequence[Finding]) -> Text:
    """The sentence with its numbers in bold."""
    sentence = findings[0].reading.sentence
    parts: list[str | Span] = []
    end = 0
    for start, stop in sorted({(finding.reading.start, finding.reading.stop) for finding in findings}):
        parts += [sentence[end:start], Span(sentence[start:stop], "strong")]
        end = stop
    return spans(*parts, sentence[end:])


def _finding_rows(base: FactBase, finding: Finding) -> Iterator[tuple[str, Text]]:
    """The number with its verdict and what is on record, one record per line; those behind the verdict come first."""
    verdict = Span(
        finding.verdict or _no_verdict(base, finding.reading),
        ROLES.get(finding.verdict, "plain") if finding.verdict else "dim",
    )
    records = sorted(finding.records, key=lambda beside: beside.verdict != finding.verdict)
    shown = [_shown_record(base, finding, beside) for beside in records[:MAX_RECORDS]]
    yield finding.reading.wording, spans(verdict, "  ", shown[0]) if shown else spans(verdict)
    for record in shown[1:]:
        yield "", record
    if more := len(records) - len(shown):
        yield "", spans(Span(f"and {count_noun(more, 'more record')}", "dim"))


def _no_verdict(base: FactBase, reading: Reading) -> str:
    """In place of a verdict on a number that is set beside nothing: what the text does not name, or that it does.

    If it names both, the sentence denies the number, or is about a part of the country.
    """
    subject = reading.likely_subject
    countries = [base.country(code).name if base.has("country", code) else code for code in subject.countries]
    names = ", ".join([*countries, *(base.place(place).name for place in subject.places)])
    metric = base.metric(reading.metric).name if reading.metric else ""
    if names and metric:
        return f"not compared ({names}; metric: {metric}): the text denies it, or is about a part of the country"
    if names:
        return f"no metric recognized ({names})"
    return f"no country recognized (metric: {metric})" if metric else "no metric or country recognized"


def _shown_record(base: FactBase, finding: Finding, beside: RecordBeside) -> Text:
    """A record in words: "official 72% in 2020; the text is 12 percentage points lower", and its id.

    A claim that a source contradicts is marked, and so is a forecast: a number that is the same may be wrong as well.
    """
    if beside.quantity is None:
        return spans(Span(beside.record.id, "dim"), f": {beside.reason}" if beside.reason else None)
    is_change = finding.reading.role == "change"
    text = beside.quantity.change_text(2) if is_change else beside.quantity.text(2)
    what = "official " if beside.record.kind == "series" else ""
    year = f" in {beside.year}" if beside.year and not is_change else ""
    assumed = ", the latest year (the text gives none)" if beside.is_assumed else ""
    also = f" ({beside.verdict})" if beside.verdict != finding.verdict else ""
    distance = (
        f"; {difference_text(beside.difference)}" if beside.difference and beside.difference.value and not also else ""
    )
    reason = f": {beside.reason}" if beside.reason else ""
    figure = beside.record if beside.record.kind == "figure" else None
    forecast = ", forecast" if figure and figure.stage == "planned" else ""
    contested = Span(", contested", "contested") if figure and standing_of(base, figure) == "contested" else None
    return spans(
        f"{what}{text}{year}{assumed}{forecast}",
        contested,
        f"{distance}{also}{reason}",
        "  ",
        Span(beside.record.id, "dim"),
    )


def difference_text(difference: Difference) -> str:
    """By how much the text is higher or lower: "the text is 12 percentage points lower", "the text is 3.4% higher"."""
    unit = POINTS if difference.unit == "points" else difference.unit
    distance = Quantity("exact", Interval.point(abs(difference.value)), unit)
    return f"the text is {distance.text(1)} {'higher' if difference.value > 0 else 'lower'}"


def _summary(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.verdict for finding in findings)
    told = [
        f"{counts[verdict]:,} {'differ' if verdict == 'differs' and counts[verdict] > 1 else verdict}"
        for verdict in VERDICTS
        if counts[verdict]
    ]
    return f"{count_noun(len(findings), 'number')}: {', '.join(told) if told else 'no verdicts'}"


@expand_options()
def command(
    *,
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TEXT",
            help='Plain-text, HTML or PDF files, or folders of them; "-" is standard input.',
        ),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="WORDS", help="The text itself instead of a file.")
    ] = None,
    source: SourceOfTextOption = None,
    date: TextDateOption = None,
    verdict: Annotated[
        list[str] | None,
        choice_option(
            "--verdict",
            known=VERDICTS,
            help=f"Show only numbers with this verdict: {', '.join(VERDICTS)}. Repeat for several.",
        ),
    ] = None,
    country: CountryOption = None,
    metric: MetricOption = None,
    all: Annotated[bool, typer.Option("--all", help="Also show numbers without a verdict.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if any number differs, even if it is not shown.")
    ] = False,
    table: TableOptions,
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """Check every number in a text against the fact base.

    Verdicts: entered (the base has this claim), same (equal, to as many digits as the text gives), compatible
    (the bounds overlap), differs (by how much), not comparable (why), seen before (a figure has this number, but the
    text names no metric), nothing on record.

    \b
    Examples:
      sco read --text "In 2020, internet penetration in Kyrgyzstan was 72 percent"
      sco read article.txt
      sco read article.html --verdict differs --strict
    """
    check_words("verdict", verdict or (), VERDICTS)
    base = open_whole_base(facts)
    of_source = find_id(base, "source", source) if source is not None else None
    countries, metrics = set(resolve_names(base, "country", country)), set(resolve_names(base, "metric", metric))
    read = read_texts(NumberFinder(base, of_source, date), texts or (), text)
    wanted = [
        FindingRow(base, finding)
        for finding in read.findings
        if (not countries or countries & {*finding.reading.likely_subject.countries})
        and (not metrics or finding.reading.metric in metrics)
    ]
    rows = [row for row in wanted if not verdict or row.finding.verdict in verdict]
    answer = report(rows, read.names, len(read.findings))
    if table.columns is None:
        answer = apply_table_options(answer, table.sort, table.limit)
        ordered = next((block.rows for block in answer.blocks if isinstance(block, Table)), ())
        write_report(with_sentences(base, answer, ordered, show_all=all or bool(verdict)), format, bom=bom)
    else:
        write_report(answer, format, table, bom=bom)
    if read.errors:
        print_messages([line for error in read.errors for line in error.lines()])
        raise typer.Exit(read.errors[0].exit_code)
    if strict and any(row.finding.verdict == "differs" for row in wanted):
        raise typer.Exit(1)
