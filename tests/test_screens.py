"""Whole screens, as a reader sees them: golden pictures over the small base, and what holds for all of them.

`pytest --update-screens` writes the pictures anew; look at each before you commit it.
"""

from __future__ import annotations

import pytest
from conftest import SMALL, TESTS, run_sco
from rich.cells import cell_len
from terminal import on_terminal, plain

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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", COMMANDS)
def test_no_line_is_wider_than_the_terminal_and_no_id_is_cut(name: str, width: int) -> None:
    shown = plain(screen(name, width))
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    assert "\u2026" not in shown
    for known in ("kz-paved", "mn-toll", "steppe-road", "sensor-road", "mayor-on-roads"):
        assert known in shown or known not in run_sco(*COMMANDS[name], "--facts", SMALL).out


def test_a_long_id_is_whole_at_every_width() -> None:
    for width in WIDTHS:
        assert "kz-chemical-park-digital-twin" in plain(on_terminal("projects", "--country", "KZ", width=width))


def test_colour_is_for_a_terminal_that_has_it() -> None:
    assert "\x1b[" in screen("metric", 80)
    assert "\x1b" not in screen("metric", 80, NO_COLOR="1")
    assert "\x1b" not in screen("metric", 80, NO_COLOR="1", FORCE_COLOR="1")
    assert "\x1b" not in screen("metric", 80, TERM="dumb")
    assert "\x1b[" in screen("metric", 80, NO_COLOR="")
    assert "\x1b" not in run_sco("metric", "paved", "--facts", SMALL, FORCE_COLOR="0").out
    assert "\x1b[" in run_sco("metric", "paved", "--facts", SMALL, FORCE_COLOR="1").out


def test_nothing_is_told_by_colour_alone() -> None:
    with_colour = plain(screen("facts", 80))
    assert with_colour.split() == screen("facts", 80, NO_COLOR="1").split()
    assert "contested" in with_colour


def test_a_pipe_has_one_record_a_line() -> None:
    lines = run_sco("facts", "--facts", SMALL).out.splitlines()
    assert len([line for line in lines if line.startswith("  ")]) == 1 + 8
    assert not [line for line in lines if line != line.rstrip()]


def test_what_a_base_says_is_shown_as_text() -> None:
    out = run_sco("projects", "--facts", SMALL).out
    assert "Sensors [sic] along :smile: the road" in out
    hostile = (
        '[base]\nid = "x"\ntitle = "\\u001b]52;c;eA==\\u0007 [/b] \\u202e \\u009b31m"\nas_of = "2025"\nlicence = "x"\n'
    )
    for chosen in ("table", "json"):
        ran = run_sco("--facts", "-", "--format", chosen, stdin=hostile)
        assert ran.code == 0
        assert not [letter for letter in ran.out if letter != "\n" and not letter.isprintable()]
        assert "[/b]" in ran.out


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_with_few_letters_is_written_to_all_the_same(encoding: str) -> None:
    ran = run_sco("metric", "paved", "--facts", SMALL, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (ran.code, ran.err) == (0, "")
    assert "over 70 %" in ran.out
    assert ("#####" in ran.out) == (encoding != "utf-8")
