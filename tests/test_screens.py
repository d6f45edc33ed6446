"""Whole screens, as a reader sees them: golden pictures over the small base, and what holds for all of them.

`pytest --update-screens` writes the pictures anew; look at each before you commit it.
"""

from __future__ import annotations

import pytest
from conftest import SMALL, TESTS
from support.terminal import on_terminal, plain

COMMANDS = {
    "overview": (),
    "countries": ("countries",),
    "country": ("country", "KZ"),
    "compare": ("compare", "KZ", "MN"),
    "sources": ("sources",),
    "projects": ("projects", "--country", "KZ"),
    "metrics": ("metrics",),
    "metric": ("metric", "paved"),
    "metric-about": ("metric", "toll"),
    "metric-change": ("metric", "traffic"),
    "facts": ("facts",),
    "show-figure": ("show", "mn-toll"),
    "show-project": ("show", "steppe-road"),
    "show-source": ("show", "gazette"),
    "cite": ("cite", "kz-paved", "mn-toll-bureau"),
    "cite-bibtex": ("cite", "kz-paved", "mn-toll-bureau", "--style", "bibtex"),
}
WIDTHS = (40, 60, 80, 120, 200)


def screen(name: str, width: int, **environ: str) -> str:
    """What the command shows on a terminal of that width."""
    return on_terminal(*COMMANDS[name], "--facts", SMALL, width=width, **environ)


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_screen_looks_as_it_was_approved(name: str, width: int, request: pytest.FixtureRequest) -> None:
    picture = TESTS / "screens" / f"{name}-{width}.txt"
    shown = "".join(f"{line.rstrip()}\n" for line in plain(screen(name, width)).splitlines())
    if request.config.getoption("--update-screens"):
        picture.parent.mkdir(exist_ok=True)
        picture.write_text(shown, "utf-8")
    assert shown == picture.read_text("utf-8")


def test_a_long_id_is_whole_at_every_width() -> None:
    for width in WIDTHS:
        assert "kz-chemical-park-digital-twin" in plain(on_terminal("projects", "--country", "KZ", width=width))
