"""Complete terminal output of the commands over the small base, compared with golden files in tests/screens.

`pytest --update-screens` rewrites the golden files; review the diff before you commit it.
"""

from __future__ import annotations

import pytest
from support.paths import DATA, SMALL
from support.terminal import on_terminal, strip_escapes

COMMANDS = {
    "overview": (),
    "countries": ("countries",),
    "country": ("country", "KZ"),
    "country-contested": ("country", "MN"),
    "country-all": ("country", "KZ", "--all"),
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
    """Return what the command prints on a terminal of that width, with escape sequences."""
    return on_terminal(*COMMANDS[name], width=width, SCO_FACTS=str(SMALL), **environ)


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_output_equals_its_golden_file(name: str, width: int, request: pytest.FixtureRequest) -> None:
    golden = DATA / "screens" / f"{name}-{width}.txt"
    output = "".join(f"{line.rstrip()}\n" for line in strip_escapes(screen(name, width)).splitlines())
    if request.config.getoption("--update-screens"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(output, "utf-8")
    assert output == golden.read_text("utf-8")


def test_a_long_id_is_not_split_at_any_width() -> None:
    for width in WIDTHS:
        assert "kz-chemical-park-digital-twin" in strip_escapes(on_terminal("projects", "--country", "KZ", width=width))
