"""The fact base for Python code: what `sco_cli.load` returns, whose facts know their standing, title and levels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from sco_cli.loading import loader
from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import Standing
from sco_cli.queries.levels import Levels, levels_of
from sco_cli.queries.standing import standing_of
from sco_cli.queries.titles import record_title

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord, Fact, FactRecord, Figure


class LoadedBase(FactBase):
    """A fact base whose facts know it, so that they have what follows from other records too.

    Every fact has a `standing` and a `title`, every figure has `levels`. The numbers of a figure have the unit and the
    range of its metric, so that they keep them in whatever is computed from them.

    >>> from sco_cli import load
    >>> claim = load().figure("kg-internet-penetration")
    >>> claim.title
    'Internet penetration (Kyrgyzstan): from 43% to over 70%'
    >>> claim.standing
    'refined'
    >>> print(claim.after, "of", claim.after.unit.removeprefix("% of "))
    over 70% of population
    >>> print(claim.levels.change)
    more than +27 percentage points (more than +62.7%)
    """

    def __init__(self, base: FactBase) -> None:
        """A copy of that base, which shares all of its records but the facts."""
        super().__init__(base.info, (_copy(base, record) for record in base.records), base.fields)
        for fact in self.facts:
            object.__setattr__(fact, "_base", self)

    def standing(self, fact: FactRecord) -> Standing:
        """What all the evidence of a fact makes of it, the first of these that applies.

        "contested": a source contradicts it. "refined": a source gives years or detail that it leaves out.
        "corroborated": sources of several origins say so. "repeated": the same words of the same origin. Else
        "single-source".
        """
        return standing_of(self, cast("Fact", fact))

    def title(self, record: AnyRecord | FactRecord) -> str:
        """A record of any kind on one line, as screens have it.

        >>> from sco_cli import load
        >>> base = load()
        >>> base.title(base.country("KG"))
        'Kyrgyzstan'
        """
        return record_title(self, cast("AnyRecord", record))

    def levels(self, figure: Figure) -> Levels:
        """The levels of a figure in the unit and the range of its metric, and the change.

        The change is computed from the levels before and after, or is the one that the source states.

        >>> from sco_cli import load
        >>> base = load()
        >>> change = base.levels(base.figure("kg-internet-penetration")).change
        >>> change.difference.unit, change.ratio.interval.low.value
        ('percentage points', Fraction(70, 43))
        """
        return levels_of(self, figure)


def load(*paths: str | Path) -> LoadedBase:
    """Load one fact base from TOML or JSON Lines files, by default the bundled one.

    A path may be `-` for standard input or `bundled` for the base that ships. Files that are named together are one
    base: their records may refer to one another.

    Raises BadFactBase with every problem found.

    >>> from sco_cli import BadFactBase, load
    >>> load("bundled").country("KG").name
    'Kyrgyzstan'
    >>> try:
    ...     load("nowhere.toml")
    ... except BadFactBase as error:
    ...     print(error)
    1 problem in the fact base
    nowhere.toml cannot be read: No such file or directory
    """
    return LoadedBase(loader.load(*paths))


def _copy(base: FactBase, record: AnyRecord) -> AnyRecord:
    """The record itself, or a copy of a fact; levels of the copy are in the unit of the metric."""
    if record.kind == "figure":
        return record.model_copy(update=dict(levels_of(base, record).present()))
    return record.model_copy() if record.is_fact else record
