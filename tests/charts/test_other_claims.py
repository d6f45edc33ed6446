"""The claims beside the one that a chart is about: none is left out without a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.bases import base_with
from support.charts import draw_chart, layers_of, read_spec, texts

from sco_cli.charts import chooser, theme
from sco_cli.models.factbase import FactBase

METRIC = """\
[[metrics]]
id = "m"
name = "M"
definition = "D"
unit = "%"
maximum = 100
[[countries]]
code = "AA"
alpha3 = "AAA"
name = "Aland"
[[series]]
metric = "m"
country = "AA"
source = "s"
points = { 2018 = 40, 2019 = 45, 2021 = 60, 2022 = 70 }
"""


def figure(record_id: str, numbers: str, *more: str) -> str:
    """The TOML of a claim about Aland."""
    lines = f'[[figures]]\nid = "{record_id}"\nmetric = "m"\ncountries = ["AA"]\nevidence = [{{ source = "s" }}]'
    return "\n".join((lines, numbers, *more)) + "\n"


MAIN = figure("main", "before = 41\nafter = { over = 65 }")


def draw(folder: Path, facts: str, *options: str) -> Any:
    """The specification of the chart of Aland."""
    file = folder / "base.toml"
    file.write_text(base_with(METRIC + facts))
    return read_spec(draw_chart(folder, "metric", "m", "-c", "AA", "--facts", str(file), *options))


def diamonds(spec: Any) -> list[Any]:
    """The marks of diamonds."""
    return [layer["mark"] for layer in layers_of(spec, "point") if layer["mark"].get("shape") == "diamond"]


def note(spec: Any, start: str) -> str:
    """The footnote that starts so; empty if there is none."""
    return next((text for text in texts(spec) if text.startswith(start)), "")


def test_the_kyrgyz_chart_draws_or_names_every_claim(bundled: FactBase) -> None:
    metric = bundled.metric("internet-penetration")
    spec = chooser.metric_chart(bundled, metric, ("KG",), 800).spec
    words = " ".join(texts(spec))
    claims = [claim for claim in bundled.figures if claim.metric == metric.id and "KG" in claim.countries]
    assert len(claims) >= 5
    for claim in claims:
        number = claim.value or claim.after
        assert number
        assert number.with_unit("% of population").text() in words, claim.id
        assert bundled.source(claim.evidence[0].source).publisher in words, claim.id


def test_a_claim_about_a_year_is_a_diamond_that_is_hollow_if_it_is_expected(tmp_path: Path) -> None:
    facts = MAIN + figure("known", "value = 50", 'period = "2020-06"')
    facts += figure("plan", "value = 90", 'period = "2024"', 'stage = "planned"')
    spec = draw(tmp_path, facts)
    filled, hollow = diamonds(spec)
    assert filled["fill"] == theme.CLAIM_COLOR.mark
    assert hollow["fill"] == theme.BACKGROUND
    assert {"50%", "90%, forecast"} <= set(texts(spec))
    assert note(spec, "Other claims (diamonds): ").startswith("Other claims (diamonds): 50%, June 2020 (")
    assert "; 90%, 2024, forecast (" in note(spec, "Other claims (diamonds): ")
    assert note(spec, "Other claims (not drawn)") == ""
    assert spec["layer"][-1]["encoding"]["y"]["value"] > 0
    years = layers_of(spec, "line")[0]["encoding"]["x"]["scale"]["domain"]
    assert years == [2018, 2024], "the claim about 2024 has its place after the last official value"


def test_what_limits_a_number_is_seen_at_its_diamond(tmp_path: Path) -> None:
    main = draw(tmp_path, MAIN)
    for numbers, bands, marks in (
        ("value = { under = 50 }", 1, 1),
        ("value = { at_least = 50 }", 1, 1),
        ("value = { between = [50, 55] }", 1, 2),
        ("value = { about = 50 }", 0, 0),
    ):
        spec = draw(tmp_path, MAIN + figure("other", numbers, 'period = "2020"'))
        assert len(layers_of(spec, "rect")) - len(layers_of(main, "rect")) == bands, numbers
        assert len(diamonds(spec)) == marks, numbers
        blurred = [layer for layer in layers_of(spec, "circle") if isinstance(layer["mark"]["color"], dict)]
        assert len(blurred) == (not marks), numbers


def test_a_claim_without_a_single_year_or_of_a_place_is_named(tmp_path: Path) -> None:
    facts = MAIN + figure("undated", "value = { under = 30 }") + figure("long", "value = 55", 'period = "2019/2020"')
    facts += figure("place", "value = 44", 'places = ["port"]')
    facts += '[[places]]\nid = "port"\nname = "Port"\nkind = "city"\ncountries = ["AA"]\n'
    spec = draw(tmp_path, facts)
    assert diamonds(spec) == []
    not_drawn = note(spec, "Other claims (not drawn): ")
    for words in ("under 30%, no year stated (", "55%, 2019\u20132020 (", "44%, Port ("):
        assert words in not_drawn


def test_years_limit_the_line_its_crossings_and_the_diamonds(tmp_path: Path) -> None:
    facts = MAIN + figure("early", "value = 44", 'period = "2018"') + figure("late", "value = 66", 'period = "2022"')
    whole, part = draw(tmp_path, facts), draw(tmp_path, facts, "--from", "2019", "--to", "2022")
    assert "rises past 41% between 2018 and 2019" in texts(whole)
    assert "rises past 41% between 2018 and 2019" not in texts(part)
    assert "rises past 65% in 2022" in texts(part)
    assert any("rises past 41% between 2018 and 2019" in text for text in texts(part)), (
        "the subtitle tells of all years"
    )
    assert (len(diamonds(whole)), len(diamonds(part))) == (2, 1)
    assert "44%, 2018" in note(part, "Other claims (not drawn): ")
    assert layers_of(part, "line")[0]["encoding"]["x"]["scale"]["domain"] == [2019, 2022]
    assert note(part, "Gaps") == "Gaps (years without a value): 2020."


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ("", ""),
        (figure("one", "change = { times = 2 }"), "1 claim on record is not drawn (sco metric m): Aland 1."),
        (
            figure("one", "value = 5").replace('countries = ["AA"]', "") + figure("two", "change = { times = 2 }"),
            "2 claims on record are not drawn (sco metric m): Aland 1.",
        ),
        (
            figure("one", "value = 5").replace('countries = ["AA"]', ""),
            "1 claim on record is not drawn (sco metric m).",
        ),
    ],
)
def test_a_chart_of_lines_counts_the_claims(figures: str, sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "base.toml"
    file.write_text(base_with(METRIC + figures))
    spec = read_spec(draw_chart(tmp_path, "metric", "m", "--facts", str(file)))
    assert note(spec, sentence[:12] or "1 claim") == sentence


def test_years_limit_lines_and_name_the_countries_without_a_value_in_them(tmp_path: Path) -> None:
    file = tmp_path / "base.toml"
    other = '[[countries]]\ncode = "BB"\nalpha3 = "BBB"\nname = "Bland"\n'
    other += '[[series]]\nmetric = "m"\ncountry = "BB"\nsource = "s"\npoints = { 2018 = 4, 2019 = 5 }\n'
    other += 'breaks = { 2018 = "another survey", 2019 = "another survey" }\n'
    file.write_text(base_with(METRIC + other))
    spec = read_spec(draw_chart(tmp_path, "compare", "BB", "AA", "--from", "2021", "--facts", str(file)))
    assert "No value in these years: Bland." in texts(spec)
    assert "M in Aland, 2021 to 2022" in texts(spec)
    both = read_spec(draw_chart(tmp_path, "compare", "BB", "AA", "--to", "2019", "--facts", str(file)))
    assert "M in Bland and Aland, 2018 to 2019" in texts(both)


def test_surveys_every_other_year_are_joined_and_their_years_are_told(bundled: FactBase) -> None:
    spec = chooser.metric_chart(bundled, bundled.metric("e-government-rank"), ("KG", "UZ"), 800).spec
    assert len(layers_of(spec, "line")) == 2
    assert note(spec, "Gaps") == ""
    assert note(spec, "Surveyed only in 2010, 2012, 2014")
