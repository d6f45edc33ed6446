"""`sco compare`: what countries have in common, related metrics in a row, and what only one of them has."""

from __future__ import annotations

import json
import re
from typing import Any

from support.bases import base_with
from support.commands import json_answer
from support.paths import EXAMPLES, SMALL
from support.runner import Sco, run_sco

COUNTRIES = "".join(
    f'[[countries]]\ncode = "{code}"\nalpha3 = "{three}"\nname = "{name}"\n'
    for code, three, name in (("NE", "NER", "Niger"), ("ML", "MLI", "Mali"))
)


def metric(name: str, title: str) -> str:
    """Return a metric in USD."""
    return f'[[metrics]]\nid = "{name}"\nname = "{title}"\ndefinition = "d"\nunit = "USD"\n'


def figure(name: str, of: str, country: str, keys: str = "") -> str:
    """Return a figure of a country."""
    return (
        f'[[figures]]\nid = "{name}"\nmetric = "{of}"\ncountries = ["{country}"]\nvalue = 1\n{keys}\n'
        'evidence = [{ source = "s" }]\n'
    )


def compare(facts: str, *options: str) -> str:
    """Compare Niger and Mali by a base with these records."""
    result = run_sco("compare", "NE", "ML", "--facts", "-", *options, stdin=base_with(COUNTRIES + facts))
    assert (result.code, result.err) == (0, "")
    return result.out


def aspects(facts: str) -> list[dict[str, Any]]:
    """Return the aspects of the comparison of Niger and Mali."""
    found: list[dict[str, Any]] = json.loads(compare(facts, "--format", "json"))["aspects"]
    return found


def test_compare_shows_countries_side_by_side() -> None:
    view = json_answer("compare", "KG", "Uzbekistan", "kz", facts=EXAMPLES)
    assert [side["id"] for side in view["countries"]] == ["KG", "UZ", "KZ"]
    by_id = {row["id"]: row for row in view["aspects"]}
    assert by_id["status"]["UZ"] == "member"
    assert by_id["internet-penetration-2019"]["KG"] == "40%"
    assert by_id["internet-penetration-2024"]["KZ"] == "75% (break 2023)"
    assert by_id["railway-cost"]["KZ"].startswith("about 32,000 USD/t -> at most 1,234.5 USD/t (2024")


def test_from_and_to_limit_the_years_of_series(sco: Sco) -> None:
    def official(*options: str) -> dict[str, tuple[str | None, str | None]]:
        view = json_answer("compare", "KZ", "MN", *options, facts=SMALL)
        rows = [row for row in view["aspects"] if "official series" in row["aspect"]]
        assert [len(side["series"]) for side in view["countries"]] == [1, 1 if rows[-1]["MN"] else 0]
        return {row["id"]: (row["KZ"], row["MN"]) for row in rows}

    assert official() == {"paved-2019": ("40.1%", "10%"), "paved-2024": ("75% (break 2023)", "11.5%")}
    assert official("--from", "2023") == {"paved-2023": ("44.2%", None), "paved-2024": ("75%", "11.5%")}
    assert official("--from", "2020", "--to", "2022") == {"paved-2020": ("41%", None), "paved-2022": ("60%", None)}
    assert "Official series, to 2020\n" in sco("compare", "KZ", "MN", "--to", "2020", "--facts", SMALL).out
    refused = sco("compare", "KZ", "MN", "--from", "2090", "--facts", SMALL)
    assert (refused.code, refused.out) == (2, "")
    assert "these countries have no official values from 2090" in refused.err


def test_compare_refuses_a_single_country(sco: Sco) -> None:
    result = sco("compare", "KG", "Kirghizia")
    assert (result.code, result.out) == (2, "")
    assert "sco country" in result.err


def test_figures_that_one_country_has_are_listed_with_the_command_for_all(sco: Sco) -> None:
    lines = sco("compare", "KZ", "MN", SCO_FACTS=str(SMALL)).out.splitlines()
    start = lines.index("Metrics with figures on Mongolia (MN) only  1 metric  sco facts --country MN --kind figure")
    assert (
        lines[start + 1] == "  Toll  about 32 USD/t -> 15 USD/t (2024, contested); 8 USD/t (Salt Flats Free Zone, 2024)"
    )
    view = json_answer("compare", "KZ", "MN", facts=SMALL)
    assert [[row["id"] for row in side["figures_of_one"]] for side in view["countries"]] == [
        ["kz-paved"],
        ["mn-toll", "mn-toll-bureau"],
    ]
    [toll] = [row for row in view["aspects"] if row["id"] == "toll"]
    assert (toll["KZ"], toll["MN"][:14]) == (None, "about 32 USD/t")


def test_many_metrics_of_one_country_are_counted_on_the_screen_and_whole_for_programs() -> None:
    facts = "".join(metric(f"m{number}", f"Number {number}") for number in range(8))
    facts += "".join(figure(f"f{number}", f"m{number}", "NE") for number in range(8))
    lines = compare(facts).splitlines()
    start = lines.index(
        "Metrics with figures on Niger (NE) only  6 of 8 metrics  sco facts --country NE --kind figure --facts -"
    )
    assert len(lines[start + 1 :]) == 6
    assert "Only Mali" not in "".join(lines)
    assert len([row for row in aspects(facts) if row["id"].startswith("m")]) == 8


def test_the_best_documented_metrics_come_first_with_their_relatives() -> None:
    facts = metric("members", "Trade of all with members") + metric("other", "Other") + metric("coal", "Coal")
    facts += metric("family", "Trade of all with the family")
    facts += figure("f1", "other", "NE") + figure("f2", "members", "NE") + figure("f3", "family", "NE")
    facts += "".join(figure(f"coal-{number}", "coal", "NE") for number in range(3))
    rows = [row["id"] for row in aspects(facts)]
    assert rows[-4:] == ["coal", "members", "family", "other"]


def test_related_metrics_of_different_countries_stand_in_the_table_of_all() -> None:
    facts = metric("members", "Trade of all with members") + metric("family", "Trade of all with the family")
    out = compare(facts + figure("f1", "members", "NE") + figure("f2", "family", "ML"))
    assert "Only" not in out
    assert [re.split("  +", line.strip()) for line in out.splitlines()[-2:]] == [
        ["Trade of all with members", "1 USD (no year stated)", "none on record"],
        ["Trade of all with the family", "none on record", "1 USD (no year stated)"],
    ]


def test_a_cell_has_the_newest_of_many_figures_and_counts_the_others() -> None:
    facts = metric("m", "Number") + figure("x", "m", "ML")
    facts += "".join(figure(f"f{year}", "m", "NE", f'period = "{year}"') for year in (2016, 2019, 2017, 2018, 2015))
    assert "1 USD (2019); 1 USD (2018); 1 USD (2017); and 2 more" in compare(facts)
    [row] = [row for row in aspects(facts) if row["id"] == "m"]
    assert row["NE"].count("1 USD") == 5
