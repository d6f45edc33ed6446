"""Charts as elements of a page."""

from __future__ import annotations

import re

import pytest

from sco_cli.site import inline_svg

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" class="marks" '
    'width="80" height="40" viewBox="0 0 80 40" role="img" aria-labelledby="t d">'
    '<title id="t">A &lt;b&gt; &amp; c</title>'
    '<desc id="d">More</desc><g fill="none" class="root" role="graphics-object" aria-label="x">'
    '<path class="background" d="M0,0h1v1"/><g class="empty"><path d="" display="none"/></g>'
    '<g role="graphics-symbol"><path d="M0,0h9" stroke="#222222"/><rect fill="url(#g)" width="1" height="1"/></g></g>'
    '<defs><linearGradient id="g"><stop offset="0" stop-color="#d55e00"/></linearGradient></defs></svg>'
)


def test_only_what_is_seen_and_the_texts_of_the_root_are_left() -> None:
    assert inline_svg.inline(CHART, "c1") == (
        '<svg width="80" height="40" viewBox="0 0 80 40" role="img" aria-labelledby="c1-t c1-d">'
        '<title id="c1-t">A &lt;b&gt; &amp; c</title><desc id="c1-d">More</desc><g fill="none">'
        '<g><path d="M0,0h9" stroke="#222222" /><rect fill="url(#c1-g)" width="1" height="1" /></g></g>'
        '<defs><linearGradient id="c1-g"><stop offset="0" stop-color="#d55e00" /></linearGradient></defs></svg>'
    )


def test_a_drawn_chart_keeps_its_marks_and_has_no_style(tmp_path_factory: pytest.TempPathFactory) -> None:
    pytest.importorskip("vl_convert")
    from support.runner import run_sco

    file = tmp_path_factory.mktemp("chart") / "chart.svg"
    assert run_sco("metric", "internet-penetration", "--country", "KG", "--chart", str(file)).code == 0
    drawn = file.read_text("utf-8")
    inlined = inline_svg.inline(drawn, "c1")
    for mark in ("<text", "<line", "<rect", 'stroke="#d55e00"'):
        assert inlined.count(mark) == drawn.count(mark)
    assert not re.search(r' (?:style|class|aria-(?!labelledby)[a-z]+)=|role="graphics', inlined)
    assert set(re.findall(r'id="([^"]+)"', inlined)) >= set(re.findall(r"url\(#([^)]+)\)", inlined))
