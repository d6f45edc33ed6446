"""Charts of many figures, countries or years: drawn in time that grows with the input, or refused with the reason."""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path

import pytest
from support.bases import base_with
from support.charts import draw_chart, layers_of, read_spec, texts
from support.paths import SMALL
from support.runner import run_sco

from sco_cli.charts import chooser, dumbbell_chart, line_chart
from sco_cli.errors import BadRequest
from sco_cli.loading import loader
from sco_cli.models.factbase import FactBase

METRIC = '[[metrics]]\nid = "m"\nname = "M"\ndefinition = "D"\nunit = "t"\n'
COUNTRY = '[[countries]]\ncode = "AA"\nalpha3 = "AAA"\nname = "A"\n'


def base_of_years(folder: Path, number: int, *, with_claim: bool, step: int) -> FactBase:
    """A fact base with a series of that many years, every `step` years."""
    points = ", ".join(f"{1000 + step * index} = {1 + index * 37 % 101}" for index in range(number))
    claim = '[[figures]]\nid = "f"\nmetric = "m"\ncountries = ["AA"]\nbefore = 5\nafter = { over = 70 }\n'
    series = f'[[series]]\nmetric = "m"\ncountry = "AA"\nsource = "s"\npoints = {{ {points} }}\n'
    file = folder / f"{number}.toml"
    evidence = 'evidence = [{ source = "s" }]\n'
    file.write_text(base_with(METRIC + COUNTRY + (claim + evidence if with_claim else "") + series))
    return loader.load(str(file))


def calls_to_draw(base: FactBase) -> int:
    """The number of function calls that a chart of the metric takes."""
    profile = cProfile.Profile()
    profile.runcall(chooser.metric_chart, base, base.metric("m"), ["AA"], 800)
    calls: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return calls


@pytest.mark.slow
@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.parametrize("with_claim", [True, False])
def test_ten_times_the_years_take_at_most_fifteen_times_the_steps(with_claim: bool, step: int, tmp_path: Path) -> None:
    small, large = (base_of_years(tmp_path, number, with_claim=with_claim, step=step) for number in (400, 4000))
    assert calls_to_draw(large) <= 15 * calls_to_draw(small)


def test_a_series_of_many_gaps_has_one_layer_and_a_short_footnote(tmp_path: Path) -> None:
    points = ", ".join(f"{1000 + 3 * index} = 5, {1001 + 3 * index} = 6" for index in range(100))
    series = f'[[series]]\nmetric = "m"\ncountry = "AA"\nsource = "s"\npoints = {{ {points} }}\n'
    file = tmp_path / "base.toml"
    file.write_text(base_with(METRIC + COUNTRY + series))
    spec = read_spec(draw_chart(tmp_path, "metric", "m", "--facts", str(file)))
    assert len(layers_of(spec, "line")) == 1
    assert any(text.endswith("1056, 1059 and 79 more.") for text in texts(spec))


def test_too_many_figures_or_lines_are_refused(small: FactBase) -> None:
    figure, series = small.figures[0], small.series[0]
    metric = small.metric("paved")
    with pytest.raises(BadRequest, match="a readable chart has at most 200 figures, and these are 201: choose fewer"):
        dumbbell_chart.draw(small, metric, [figure] * (dumbbell_chart.MAX_FIGURES + 1), [], 800)
    with pytest.raises(BadRequest, match="a readable chart has at most 300 series, and these are 301: choose fewer"):
        line_chart.draw(small, metric, [series] * (line_chart.MAX_LINES + 1), [], 800)
    assert line_chart.draw(small, metric, [series] * line_chart.MAX_LINES, [], 800).spec["height"] > 4000


def test_a_failure_of_the_renderer_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vl_convert = pytest.importorskip("vl_convert")

    def fail(*_: object, **__: object) -> str:
        raise ValueError("Vega-Lite to SVG conversion failed: RangeError\n    at run")

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", fail)
    ran = run_sco("metric", "paved", "--facts", SMALL, "--chart", tmp_path / "x.svg")
    assert (ran.code, list(tmp_path.iterdir())) == (3, [])
    assert ran.err == "sco: cannot draw the chart: Vega-Lite to SVG conversion failed: RangeError\n"
