"""How recent a fact is, to show the newest of many first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sco_cli.models import period, period_edtf
from sco_cli.models.factbase import FactBase

if TYPE_CHECKING:
    from sco_cli.models.facts import Fact


def recency(base: FactBase, fact: Fact) -> tuple[bool, date]:
    """A key by which facts are sorted: a greater one is that of a newer fact.

    A fact is as new as the end of its period or, without a period, as the publication of the newest source that states
    it. What lies in the future, because it is planned or begins after the day that the base is as of, is older than
    everything else: it has not happened yet.
    """
    if fact.period is None:
        published = [
            base.source(evidence.source).published for evidence in fact.evidence if evidence.stance == "states"
        ]
        day = max((period_edtf.parse_period(text).first for text in published if text), default=date.min)
        return not _is_planned(fact), day
    stated = period.parse(fact.period)
    return not _is_planned(fact) and stated.first <= period.parse(base.info.as_of).last, stated.last


def _is_planned(fact: Fact) -> bool:
    return getattr(fact, "stage", None) == "planned"
