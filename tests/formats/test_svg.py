"""The picture of a terminal: each run of text is as wide as its cells, in every script."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pytest
from rich.cells import cell_len

from sco_cli.formats import svg
from sco_cli.reports.report import Paragraph, Report, Span, spans

CELL = 12.2
"""The width of a cell, in pixels."""


def runs(*texts: str) -> list[ET.Element]:
    """Return the runs of text in the picture of a paragraph."""
    stream = io.StringIO()
    svg.render(Report((Paragraph(spans(*texts, Span("end", "strong"))),), []), stream)
    elements = ET.fromstring(stream.getvalue()).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314  # made by sco
    return [element for element in elements if element.get("textLength") and (element.text or "").strip()]


@pytest.mark.parametrize(
    ("text", "cells", "is_stretched"),
    [
        ("Latin <&> Кириллица", 19, False),
        ("经济“富矿”", 10, False),
        ("디지털 경제", 11, False),
        ("数据 5G", 7, False),
        ("Cafe\u0301", 4, True),
        ("التعاون", 7, True),
        ("\u0939\u093f\u0928\u094d\u0926\u0940", None, True),
        ("👨\u200d👩\u200d👧 🚂", None, True),
        ("🚂", 2, False),
    ],
)
def test_a_run_of_text_is_as_wide_as_its_cells(text: str, cells: int | None, is_stretched: bool) -> None:
    first, last = runs(text)
    assert (first.text or "").replace("\xa0", " ") == text
    width = cell_len(text) if cells is None else cells
    assert float(first.get("textLength", "")) == pytest.approx(width * CELL)
    assert float(last.get("x", "")) == pytest.approx(float(first.get("x", "")) + width * CELL), "the next run follows"
    # Spaces between letters would separate those that a font joins.
    assert first.get("lengthAdjust") == ("spacingAndGlyphs" if is_stretched else None)
