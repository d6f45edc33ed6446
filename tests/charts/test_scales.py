"""Logarithmic scales: their ranges and labels, what is drawn on them, and what they have no place for."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.bases import base_with
from support.charts import draw_chart, layers_of, read_spec, texts
from support.paths import SMALL
from support.runner import run_sco

from sco_cli.charts import scales, text_width, theme
from sco_cli.charts.scales import Scale
from sco_cli.models.entities import Metric


def two_series(first: str, second: str) -> str:
    """A fact base with a metric and series of two countries at the years 2020 and 2022."""
    return base_with(
        '[[metrics]]\nid = "m"\nname = "M"\ndefinition = "D"\nunit = "t"\n'
        + "".join(
            f'[[countries]]\ncode = "{code}"\nalpha3 = "{code}X"\nname = "{code}"\n'
            f'[[series]]\nmetric = "m"\ncountry = "{code}"\nsource = "s"\npoints = {{ {points} }}\n'
            for code, points in (("AA", first), ("BB", second))
        )
    )


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ("0.01 100000", "0.01 0.1 1 10 100 1000 10000 100000"),
        ("31 93", "20 50 100"),
        ("1 2", "1 2"),
        ("5", "2 5"),
        ("3 1e20", "10 10000 10000000 1e10 1e13 1e16 1e19"),
    ],
)
def test_a_logarithmic_axis_is_labelled_at_1_2_5_or_powers_of_ten(values: str, ticks: str) -> None:
    low, high = scales.log_range([Fraction(value) for value in values.split()])
    assert scales.log_ticks(low, high, 8) == [Fraction(tick) for tick in ticks.split()]


@given(
    st.lists(st.fractions(min_value=Fraction(1, 10**30)).filter(bool), min_size=1, max_size=5),
    st.integers(min_value=2, max_value=12),
)
def test_a_logarithmic_axis_holds_all_values_and_has_labels(values: list[Fraction], max_ticks: int) -> None:
    low, high = scales.log_range(values)
    assert 0 < low <= min(values) <= max(values) <= high
    assert low < high
    ticks = scales.log_ticks(low, high, max_ticks)
    assert ticks == sorted(ticks)
    assert low <= ticks[0] <= ticks[-1] <= high
    assert len(ticks) <= max(max_ticks, 5)  # 2, 5, 10, 20, 50, which has one power of ten


def test_equal_ratios_are_equal_distances() -> None:
    scale = Scale.logarithmic([Fraction(1), Fraction(1000)], 300, 0, 50)
    assert [scale.pixel(value) for value in (1, 10, 100, 1000)] == [300, 200, 100, 0]
    assert scale.pixel(0) == 300, "the band of a level that may be 0 ends at the axis"


def test_ranks_run_from_the_first_at_the_top(tmp_path: Path) -> None:
    file = tmp_path / "base.toml"
    text = two_series("2020 = 3, 2021 = 40", "2020 = 88, 2021 = 63").replace('unit = "t"', 'unit = "of 193 countries"')
    claim = '[[figures]]\nid = "f"\nmetric = "m"\ncountries = ["AA"]\nvalue = { under = 50 }\n'
    file.write_text(f'{text}{claim}evidence = [{{ source = "s" }}]\n')
    lines = layers_of(read_spec(draw_chart(tmp_path, "metric", "m", "--facts", str(file))), "line")
    channel = lines[0]["encoding"]["y"]
    assert channel["scale"] == {"domain": [1, 100], "nice": False, "zero": False, "reverse": True}
    assert channel["axis"]["values"] == [1, 20, 40, 60, 80, 100]
    [band, *_] = layers_of(read_spec(draw_chart(tmp_path, "metric", "m", "-c", "AA", "--facts", str(file))), "rect")
    assert band["encoding"]["y"] == {"value": 0}, "a rank under 50 is one nearer to the top"
    assert band["mark"]["color"]["y2"] == 1


@pytest.mark.parametrize(
    ("values", "ticks"), [("1", "1 2"), ("2 4", "1 2 3 4"), ("7 12", "1 2 4 6 8 10 12"), ("5 193", "1 50 100 150")]
)
def test_the_labelled_ranks_are_the_first_and_round_ones(values: str, ticks: str) -> None:
    metric = Metric.model_validate(
        {"id": "m", "name": "M", "definition": "d", "unit": "of 193 countries", "maximum": 193}
    )
    scale = Scale.of_metric(metric, [Fraction(value) for value in values.split()], 0, 400, 50)
    assert scale.ticks == [Fraction(tick) for tick in ticks.split()]
    assert scale.pixel(1) == 0


def test_series_of_unlike_size_are_drawn_on_a_logarithmic_scale(tmp_path: Path) -> None:
    file = tmp_path / "base.toml"
    file.write_text(two_series("2020 = 0.02, 2022 = 0.05", "2020 = 1000000, 2022 = 3000000"))
    spec = read_spec(draw_chart(tmp_path, "metric", "m", "--scale", "log", "--facts", str(file)))
    channel = layers_of(spec, "circle")[0]["encoding"]["y"]
    assert channel["scale"] == {"domain": [0.02, 5000000], "nice": False, "type": "log"}
    assert channel["axis"]["values"] == [0.1, 1, 10, 100, 1000, 10000, 100000, 1000000]
    assert channel["axis"]["labelExpr"] == (
        "datum.value >= 1000000 ? format(datum.value / 1000000, ',~r') + ' million' : "
        "format(datum.value / 1, ',~r') + ''"
    )
    assert "t, logarithmic scale" in texts(spec)
    assert "logarithmic" in spec["description"]
    linear = read_spec(draw_chart(tmp_path, "compare", "AA", "BB", "--scale", "linear", "--facts", str(file)))
    assert linear == read_spec(draw_chart(tmp_path, "compare", "AA", "BB", "--facts", str(file)))
    assert "t" in texts(linear)


@pytest.mark.parametrize("metric", ["paved", "toll", "traffic"])
def test_every_type_of_chart_has_a_logarithmic_scale(metric: str, tmp_path: Path) -> None:
    spec = read_spec(draw_chart(tmp_path, "metric", metric, "-c", "MN", "--scale", "log", "--facts", str(SMALL)))
    assert any(text.endswith("logarithmic scale") for text in texts(spec))


@pytest.mark.parametrize(("points", "value"), [("2020 = 0", "0"), ("2020 = 5, 2022 = -3.5", "-3.5")])
def test_a_value_of_0_or_below_has_no_place_on_a_logarithmic_scale(points: str, value: str, tmp_path: Path) -> None:
    file = tmp_path / "base.toml"
    file.write_text(two_series("2020 = 1", points))
    picture = tmp_path / "x.json"
    ran = run_sco("metric", "m", "--facts", file, "--chart", picture, "--scale", "log")
    assert (ran.code, ran.out, picture.exists()) == (2, "", False)
    assert f"a logarithmic scale cannot show 0 or less, and one value is {value}; leave out --scale log" in ran.err


def test_an_unknown_scale_is_refused() -> None:
    ran = run_sco("metric", "paved", "--chart", "x.json", "--scale", "logs")
    assert (ran.code, ran.err) == (2, 'sco: no scale "logs"; did you mean log?\n')


def test_the_first_label_of_a_logarithmic_axis_has_space_to_its_left(tmp_path: Path) -> None:
    file = tmp_path / "base.toml"
    figure = '[[figures]]\nid = "f"\nmetric = "m"\nvalue = 250000000\nevidence = [{ source = "s" }]\n'
    file.write_text(base_with(f'[[metrics]]\nid = "m"\nname = "M"\ndefinition = "D"\n{figure}'))
    arguments = ("metric", "m", "--width", "400", "--facts", str(file))
    logarithmic = read_spec(draw_chart(tmp_path, *arguments, "--scale", "log"))
    label_width = text_width.measure("200 million", theme.SMALL_SIZE)
    assert (
        logarithmic["padding"]["left"]
        >= label_width / 2
        > read_spec(draw_chart(tmp_path, *arguments))["padding"]["left"]
    )
