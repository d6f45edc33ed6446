"""Places that are no countries: in titles of figures, as a filter, and when a country is asked for by their name."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.bases import base_with
from support.runner import run_sco

from sco_cli.loading.loader import load
from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import Filters, select
from sco_cli.queries.titles import record_title

RECORDS = """
[[countries]]
code = "MN"
alpha3 = "MNG"
name = "Mongolia"

[[countries]]
code = "KZ"
alpha3 = "KAZ"
name = "Kazakhstan"

[[organizations]]
id = "road-company"
name = "Road Company"

[[places]]
id = "salt-flats"
name = "Salt Flats"
aliases = ["Соль"]
kind = "zone"
countries = ["MN"]

[[places]]
id = "road-union"
name = "Road Union"
aliases = ["RU"]
kind = "bloc"
countries = ["MN", "KZ"]

[[areas]]
id = "roads"
name = "Roads"

[[metrics]]
id = "trade"
name = "Trade"
unit = "USD"
definition = "Goods"
area = "roads"

[[metrics]]
id = "union-trade"
name = "Trade of the Road Union"
unit = "USD"
definition = "Goods"

[[metrics]]
id = "ru-trade"
name = "Trade inside the RU"
unit = "USD"
definition = "Goods"

[[metrics]]
id = "length"
name = "Length"
unit = "km"
definition = "Length of a road"
of_projects = true

[[projects]]
id = "steppe-road"
name = "Steppe road"
summary = "A road."
countries = ["MN"]
evidence = [{ source = "s" }]

[[projects]]
id = "mongolia-road"
name = "Roads of Mongolia"
summary = "Roads."
evidence = [{ source = "s" }]
"""


def load_figure(path: Path, keys: str) -> FactBase:
    """Load a base with one figure of value 5 that has these keys, on a line each."""
    figure = f'[[figures]]\nid = "f"\n{keys}\nvalue = 5\nperiod = "2024"\nevidence = [{{ source = "s" }}]\n'
    file = path / "facts.toml"
    file.write_text(base_with(RECORDS + figure), "utf-8")
    return load(file)


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        ('metric = "trade"\ncountries = ["MN"]', "Trade (Mongolia), 2024: 5 USD"),
        ('metric = "trade"\ncountries = ["MN"]\nplaces = ["salt-flats"]', "Trade, Salt Flats, 2024: 5 USD"),
        (
            'metric = "trade"\ncountries = ["MN", "KZ"]\nplaces = ["salt-flats"]',
            "Trade, Salt Flats (Mongolia and Kazakhstan), 2024: 5 USD",
        ),
        ('metric = "trade"\nplaces = ["road-union"]', "Trade, Road Union, 2024: 5 USD"),
        ('metric = "union-trade"\nplaces = ["road-union"]', "Trade of the Road Union, 2024: 5 USD"),
        ('metric = "ru-trade"\nplaces = ["road-union"]', "Trade inside the RU, 2024: 5 USD"),
        (
            'metric = "trade"\nplaces = ["salt-flats", "road-union"]',
            "Trade, Salt Flats and Road Union, 2024: 5 USD",
        ),
        (
            'metric = "trade"\ncountries = ["MN"]\norganizations = ["road-company"]',
            "Trade, Road Company (Mongolia), 2024: 5 USD",
        ),
        (
            'metric = "trade"\nplaces = ["salt-flats"]\norganizations = ["road-company"]',
            "Trade, Salt Flats, 2024: 5 USD",
        ),
        ('metric = "trade"\nproject = "steppe-road"', "Trade, 2024: 5 USD"),
        (
            'metric = "length"\ncountries = ["MN"]\nproject = "steppe-road"\norganizations = ["road-company"]',
            "Length, Steppe road (Mongolia), 2024: 5 km",
        ),
        ('metric = "length"\ncountries = ["MN"]', "Length (Mongolia), 2024: 5 km"),
        (
            'metric = "length"\ncountries = ["MN"]\nproject = "mongolia-road"',
            "Length, Roads of Mongolia, 2024: 5 km",
        ),
    ],
)
def test_the_title_of_a_figure_names_what_is_measured(tmp_path: Path, keys: str, title: str) -> None:
    base = load_figure(tmp_path, keys)
    assert record_title(base, base.figure("f")) == title


def test_a_place_filters_the_facts_that_name_it(tmp_path: Path) -> None:
    base = load_figure(tmp_path, 'metric = "trade"\nplaces = ["road-union"]')
    assert [fact.id for fact in select(base, base.facts, Filters(place=("road-union",)))] == ["f"]
    assert select(base, base.facts, Filters(place=("salt-flats",))) == []
    assert select(base, base.records, Filters(place=("road-union",))) == [base.figure("f")]
    assert select(base, base.facts, Filters(country=("MN",))) == [base.project("steppe-road")], "its members are not it"


def test_a_figure_belongs_to_the_area_of_its_metric(tmp_path: Path) -> None:
    base = load_figure(tmp_path, 'metric = "trade"')
    assert select(base, base.facts, Filters(area=("roads",))) == [base.figure("f")]
    base = load_figure(tmp_path, 'metric = "length"')
    assert select(base, base.facts, Filters(area=("roads",))) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("country СОЛЬ", 'no country "СОЛЬ"; it is a place: `sco facts --place salt-flats` lists its facts'),
        ("facts --country road-union", 'no country "road-union"; it is a place: `sco facts --place road-union`'),
        ("facts --organization mongolia", 'no organization "mongolia"; it is a country: `sco facts --country MN`'),
        ("facts --place MN", 'no place "MN"; it is a country: `sco facts --country MN` lists its facts'),
        ("facts --place road-company", "it is an organization: `sco facts --organization road-company`"),
        ("facts --place salt-flat", "did you mean salt-flats?"),
        ("facts --place nowhere-at-all", "choose from salt-flats, road-union"),
        ("facts --area salt-flats", 'no area "salt-flats"; '),
    ],
)
def test_the_name_of_something_else_leads_to_it(tmp_path: Path, arguments: str, message: str) -> None:
    load_figure(tmp_path, 'metric = "trade"')
    result = run_sco(*arguments.split(), SCO_FACTS=str(tmp_path / "facts.toml"))
    assert (result.code, result.out) == (2, "")
    assert message in result.err
