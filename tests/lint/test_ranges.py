"""`sco check` on figures that are a range, and on figures and series of an unknown metric."""

from __future__ import annotations

import json

from support.bases import base_with
from support.runner import run_sco

METRIC = '[[metrics]]\nid = "m"\nname = "M"\ndefinition = "D"\nunit = "t"\n'
RANGE = (
    '[[figures]]\nid = "f"\nmetric = "m"\nvalue = { between = [2, 3] }\n'
    'evidence = [{ source = "s", wording = "over 2 t" }]\n'
)


def test_a_range_whose_wording_has_a_qualifier_is_reported_without_a_fix() -> None:
    result = run_sco("check", "-", "--format", "json", stdin=base_with(METRIC + RANGE))
    (problem,) = json.loads(result.out)
    assert (problem["rule"], problem["fix"]) == ("hedge", None)
    assert problem["reason"] == 'the quotation says "over 2 t", but the figure says 2 to 3'


def test_a_figure_of_an_unknown_metric_is_not_compared_with_its_wording() -> None:
    result = run_sco("check", "-", "--format", "json", stdin=base_with(RANGE))
    assert [problem["reason"] for problem in json.loads(result.out)] == ['there is no metric "m"']


def test_a_series_of_an_unknown_metric_is_not_looked_through_for_patterns() -> None:
    series = (
        '[[countries]]\ncode = "KZ"\nalpha3 = "KAZ"\nname = "Kazakhstan"\n[[series]]\nmetric = "m"\ncountry = "KZ"\n'
    )
    series += 'source = "s"\npoints = { 2019 = 4, 2020 = 4, 2021 = 4 }\n'
    result = run_sco("check", "-", "--format", "json", stdin=base_with(series))
    assert [problem["reason"] for problem in json.loads(result.out)] == ['there is no metric "m"']
