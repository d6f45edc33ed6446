"""Right-to-left names in charts: isolated, so that numbers and names beside them keep their order."""

from __future__ import annotations

import re
from pathlib import Path

from support.bases import base_with
from support.charts import draw_chart, read_spec, texts

from sco_cli.charts import direction, text_width
from sco_cli.charts.direction import END, START
from sco_cli.models.factbase import FactBase

EMIRATES = "الإمارات العربية المتحدة"
FACTS = f"""
[[metrics]]
id = "m"
name = "GDP"
definition = "D"
unit = "درهم"
[[countries]]
code = "AE"
alpha3 = "ARE"
name = "{EMIRATES}"
[[series]]
metric = "m"
country = "AE"
source = "s"
points = {{ 2015 = 10, 2017 = 13, 2024 = 14 }}
breaks = {{ 2017 = "مسح (2)" }}
"""


def test_right_to_left_names_are_isolated_in_every_line(tmp_path: Path) -> None:
    file = tmp_path / "base.toml"
    file.write_text(base_with(FACTS), "utf-8")
    for width in ("320", "800"):
        spec = read_spec(draw_chart(tmp_path, "metric", "m", "--facts", str(file), "--width", width))
        lines = [line for layer in spec["layer"] for line in layer["mark"].get("text", ())]
        assert any("\u2069 2016, 2018\u20132023" in text for text in texts(spec))
        for line in [*lines, spec["description"]]:
            assert not re.search("[\u0600-\u06ff]", re.sub("\u2068[^\u2068\u2069]*\u2069", "", line)), line
            assert line.count("\u2068") == line.count("\u2069")
    assert f"\u2068{EMIRATES}\u2069 14 \u2068درهم\u2069" in texts(spec)


def test_isolates_that_go_on_in_the_next_line_are_started_again() -> None:
    lines = text_width.wrap(f"in {START}one two three{END} and {START}four{END} five", 10, 60)
    assert len(lines) > 2
    assert all(line.count(START) == line.count(END) for line in lines)
    assert direction.remove_isolates(" ".join(lines)) == "in one two three and four five"
    assert direction.close_in_lines([f"a {START}b", "c", f"d{END} e", "f"]) == [
        f"a {START}b{END}",
        f"{START}c{END}",
        f"{START}d{END} e",
        "f",
    ]


def test_isolates_take_no_space() -> None:
    assert text_width.measure(f"{START}a{END}", 10) == text_width.measure("a", 10)


def test_a_base_without_right_to_left_names_is_not_copied(bundled: FactBase) -> None:
    assert direction.isolate_names(bundled) is bundled


def test_marks_of_direction_in_a_fact_base_stay_visible(small: FactBase) -> None:
    metric = direction.isolate_record(small.metric("paved").model_copy(update={"name": f"a{END}\u202e"}))
    assert metric.name == "a\\U000f0001\u202e"
