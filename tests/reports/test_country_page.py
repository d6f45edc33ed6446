"""`sco country`: one page with the newest facts of each sort, and commands that list the others."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from support.bases import base_with
from support.paths import EXAMPLES, SMALL
from support.runner import Sco, run_sco
from support.terminal import on_terminal, strip_escapes

from sco_cli.cli.commands import country
from sco_cli.models.factbase import FactBase

COMMAND = re.compile(r"(?:(\d+) of )?(\d+)(?: sources?:)? +(sco (?:facts|projects|sources) .+)$")
"""A number of records on the page, and the command that lists them."""

MAX_LINES = {80: 60, 120: 40}
"""The greatest number of lines of a page, by the width of the terminal."""

PLACE = '[[countries]]\ncode = "NE"\nalpha3 = "NER"\nname = "Niger"\n'

METRICS = (
    "".join(
        f'[[areas]]\nid = "{area}"\nname = "{area}"\n[[metrics]]\nid = "{area}-m"\nname = "Metric of {area}"\n'
        f'definition = "d"\narea = "{area}"\n'
        for area in ("a", "b", "c", "d", "e")
    )
    + '[[metrics]]\nid = "none"\nname = "Metric of nothing"\ndefinition = "d"\n'
)


def figure(name: str, metric: str, keys: str = "", evidence: str = '{ source = "s" }') -> str:
    """Return a figure of Niger."""
    return (
        f'[[figures]]\nid = "{name}"\nmetric = "{metric}"\ncountries = ["NE"]\nvalue = 1\n{keys}\n'
        f"evidence = [{evidence}]\n"
    )


def publishers(*names: str) -> str:
    """Return sources, each with its name as its id."""
    return "".join(
        f'[[sources]]\nid = "{name}"\ntitle = "T"\npublisher = "{name.title()}"\nkind = "news"\n' for name in names
    )


def page(facts: str) -> str:
    """Return the page of Niger from a base with these records."""
    result = run_sco("country", "NE", "--facts", "-", stdin=base_with(PLACE + facts))
    assert (result.code, result.err) == (0, "")
    return result.out


@pytest.mark.parametrize("code", ["KG", "UZ", "KZ"])
def test_every_count_is_that_of_the_command_beside_it(code: str, sco: Sco) -> None:
    lines = sco("country", code, "--facts", EXAMPLES).out.splitlines()
    found = [match for line in lines if (match := COMMAND.search(line))]
    assert len(found) >= 3
    for _, total, command in (match.groups() for match in found):
        records = sco(*shlex.split(command)[1:], "--format", "jsonl").out.splitlines()
        assert len(records) == int(total), command


def test_json_and_csv_have_everything_with_and_without_all(sco: Sco) -> None:
    for format_name in ("json", "csv"):
        arguments = ("country", "MN", "--facts", SMALL, "--format", format_name)
        assert sco(*arguments) == sco(*arguments, "--all")


def test_all_shows_every_fact_source_and_break(bundled: FactBase, small: FactBase, sco: Sco) -> None:
    out = sco("country", "KZ", "--all", "--facts", SMALL).out
    assert all(fact.id in out for fact in small.facts if "KZ" in fact.countries)
    assert all(source.id in out for source in small.sources)
    assert "only roads of the state are counted" in out
    china = country.report(bundled, bundled.country("CN"), everything=True)
    assert len(china.blocks) > len(country.report(bundled, bundled.country("CN")).blocks)


def test_what_is_contested_comes_first_with_those_who_contest_it() -> None:
    against = ", ".join(
        f'{{ source = "{name}", stance = "contradicts", note = "n" }}' for name in ("ann", "bob", "cai", "dee")
    )
    contested = figure("x", "a-m", evidence=f'{{ source = "s" }}, {against}')
    others = "".join(figure(f"y{number}", "a-m", f'period = "202{number}"') for number in range(5))
    out = page(METRICS + publishers("ann", "bob", "cai", "dee") + others + contested)
    heading, line = out.splitlines()[3:5]
    assert heading == "Contested  1  sco facts --country NE --standing contested --facts -"
    assert line == "  figure  Metric of a: 1; contested by Ann, Bob and 2 others  x"
    assert out.count("Metric of a: 1") == 1, "a figure that is contested is not shown again"


def test_figures_are_the_newest_of_each_area_and_the_others_are_counted() -> None:
    facts = [figure(f"a{year}", "a-m", f'period = "20{year}"') for year in (21, 24, 23)]
    facts += [figure("b1", "b-m", 'period = "2030"\nstage = "planned"'), figure("b2", "b-m", 'period = "2019"')]
    facts += [figure("c1", "c-m"), figure("n1", "none"), figure("n2", "none"), figure("n3", "none")]
    out = page(METRICS + "".join(facts))
    lines = out[out.index("Figures by area") :].splitlines()
    assert lines == [
        "Figures by area, with examples  9  sco facts --country NE --kind figure --facts -",
        "  3  a: Metric of a, 2024: 1",
        "  2  b: Metric of b, 2019: 1",
        "  1  c: Metric of c: 1",
        "  3  no area: Metric of nothing: 1",
    ]
    out = page(METRICS + "".join([*facts, figure("d1", "d-m"), figure("e1", "e-m")]))
    assert out.splitlines()[-1] == "  4  in other areas: e 1, no area 3; to list one, add --area ID"


def test_with_few_areas_several_figures_of_each_are_shown() -> None:
    facts = "".join(figure(f"a{year}", "a-m", f'period = "20{year}"') for year in range(10, 20))
    lines = page(METRICS + facts).splitlines()
    assert lines[-4:] == [
        "  10  a: Metric of a, 2019: 1",
        "      Metric of a, 2018: 1",
        "      Metric of a, 2017: 1",
        "      Metric of a, 2016: 1",
    ]


def test_projects_have_their_organizations_and_many_countries_are_counted() -> None:
    codes = ("AM", "AZ", "BY", "CN")
    countries = "".join(
        f'[[countries]]\ncode = "{code}"\nalpha3 = "{three}"\nname = "{three}"\n'
        for code, three in zip(codes, ("ARM", "AZE", "BLR", "CHN"), strict=True)
    )
    project = (
        '[[organizations]]\nid = "o"\nname = "Cable Company"\n'
        '[[projects]]\nid = "p"\nname = "Cable"\nsummary = "S"\ncountries = ["NE", "AM", "AZ", "BY", "CN"]\n'
        'countries_open = true\nstage = "signed"\norganizations = ["o"]\nevidence = [{ source = "s" }]\n'
        '[[projects]]\nid = "q"\nname = "Mast"\nsummary = "S"\ncountries = ["NE"]\nevidence = [{ source = "s" }]\n'
    )
    assert page(countries + project).splitlines()[-3:] == [
        "Projects  2  sco projects --country NE --facts -",
        "  signed    Cable (NE, AM, AZ, 2 more and others); Cable Company",
        "  no stage  Mast; participants not stated",
    ]


@pytest.mark.parametrize(
    ("summary", "shown"),
    [("word " * 40, f"A: {'word ' * 15}[...]"), ("字" * 100, f"A: {'字' * 77} [...]")],
    ids=["words", "without blanks"],
)
def test_a_long_statement_is_cut_visibly(summary: str, shown: str) -> None:
    facts = (
        f'[[statements]]\nid = "t"\nspeaker = "A"\nsummary = "{summary.strip()}"\ncountries = ["NE"]\n'
        'evidence = [{ source = "s" }]\n'
    )
    assert page(facts).splitlines()[-1] == f"  statements 1  {shown}"


def test_official_series_have_their_years_and_no_change_across_a_break() -> None:
    series = "".join(
        f'[[series]]\nmetric = "{metric}"\ncountry = "NE"\nsource = "s"\npoints = {{ {points} }}\n{breaks}'
        for metric, points, breaks in (
            ("a-m", "2010 = 1, 2020 = 4.5", ""),
            ("b-m", "2010 = 1, 2019 = 3", 'breaks = { 2015 = "other", 2017 = "again" }\n'),
            ("c-m", "2012 = 1, 2020 = 3", ""),
            ("d-m", "2010 = 1", ""),
        )
    )
    rows = [re.split("  +", line.strip()) for line in page(METRICS + series).splitlines()[4:9]]
    assert [row[:4] for row in rows] == [
        ["metric", "latest", "years", "change"],
        ["Metric of a", "4.5", "2010\u20132020", "+3.5"],
        ["Metric of b", "3", "2010\u20132019", "breaks 2015, 2017"],
        ["Metric of c", "3", "2012\u20132020", "+2"],
        ["Metric of d", "1", "2010", "none"],
    ]


def test_the_status_has_the_years_of_earlier_ones(sco: Sco) -> None:
    assert sco("country", "MN", "--facts", SMALL).out.startswith(
        "Mongolia (MN)  partner since 1 September 2024 (observer from 2004)\n"
    )
    assert page("").splitlines() == ["Niger (NE)  no status on record", "  no facts on record about this country"]


@pytest.mark.slow  # it is about all facts of the bundled base
@pytest.mark.parametrize("width", MAX_LINES)
def test_every_country_fits_a_page(width: int, bundled: FactBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(country, "open_base", lambda _: bundled)
    for code in [record.code for record in bundled.countries]:
        lines = strip_escapes(on_terminal("country", code, width=width)).splitlines()
        assert len(lines) <= MAX_LINES[width], code


def test_the_page_of_a_country_without_facts_is_short(tmp_path: Path) -> None:
    path = tmp_path / "facts.toml"
    path.write_text(base_with(PLACE), "utf-8")
    assert len(on_terminal("country", "NE", "--facts", path).splitlines()) == 2
