"""`sco publishers`: who published the sources."""

from __future__ import annotations

from collections import Counter

from sco_cli.cli.option_groups import TableOptions, expand_options
from sco_cli.cli.options import FactsOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.reports.columns import id_column
from sco_cli.reports.report import Column, RecordRow, Report, listing, spans
from sco_cli.text import count_noun

KEYS = dict.fromkeys(("kind", "id", "sources"))


def report(base: FactBase) -> Report:
    """Every publisher with the number of its sources, the most frequent first."""
    counts = Counter(source.publisher for source in base.sources).most_common()
    rows = [RecordRow({"kind": "publisher", "id": name, "sources": number}) for name, number in counts]
    number_column: Column[RecordRow] = Column("sources", "sources", align="right")
    title = spans(count_noun(len(rows), "publisher"))
    return listing(title, (id_column("publisher"), number_column), rows, "no source on record", KEYS)


@expand_options()
def command(table: TableOptions, facts: FactsOption = None, format: FormatOption = "table") -> None:
    """List publishers and how many sources each has.

    \b
    Examples:
      sco publishers
      sco publishers --limit 5 --format csv
      sco publishers --sort id --facts mine.toml
    """
    write_report(report(open_base(facts)), format, table)
