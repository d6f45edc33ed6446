"""Draws the packages of sco_cli as layers, reference/packages.svg, and lists their files, reference/files.md.

python docs/packages.py

The layers come from the first import-linter contract in pyproject.toml, the descriptions from docstrings' first lines.
"""

from __future__ import annotations

import ast
import html
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import tomli

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PACKAGE = ROOT / "sco_cli"

WIDTH, MARGIN, TOP, GAP, PADDING = 880, 46, 34, 8, 14
"""The picture, the columns of the arrow, the rows of the sentence, the space between and inside boxes; in pixels."""

NAME_WIDTH, LINE_HEIGHT, LETTER_WIDTH = 118, 18, 6.8
"""In pixels; the last is the average in a wide sans-serif font, since it is not known which font readers have."""

TOP_COLOR, BOTTOM_COLOR, MODULE_COLOR = (0x39, 0x49, 0xAB), (0x00, 0x69, 0x5C), (0x54, 0x6E, 0x7A)
"""The colours of the first and the last layer, and of single modules; white text is readable on all."""

GREY = "#7a7a7a"
"""Readable on white and on black, since the picture has no background."""

STYLE = """\
text { font: 13px system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; fill: #fff }
.name { font: bold 14px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
.grey { fill: %s }"""

INTRODUCTION = """\
# Every file

Each file of the package with the first line of its docstring. Packages are in the order of their layers, from the top
down: a package imports only from those below it. `docs/packages.py` generates this page and [the picture of the
packages](../architecture.md#the-packages)."""


def layers() -> list[list[str]]:
    """The packages and modules of each layer, from the top down; several in a layer are independent siblings."""
    settings = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    return [re.findall(r"\w+", layer) for layer in settings["contracts"][0]["layers"]]


def is_package(name: str) -> bool:
    """Whether the name is that of a package, and not of a single module."""
    return (PACKAGE / name).is_dir()


def summary(path: Path) -> str:
    """The first line of the docstring of a file, or of a package's __init__ file; empty if it has none."""
    source = path / "__init__.py" if path.is_dir() else path
    return (ast.get_docstring(ast.parse(source.read_text("utf-8"))) or "").partition("\n")[0]


# ---- The page of the files ----


def files_page() -> str:
    """The page: a table of files for the top level and for every package."""
    names = [name for layer in layers() for name in layer if is_package(name)]
    folders = [PACKAGE, *(folder for name in names for folder in packages_in(PACKAGE / name))]
    return "\n\n".join([INTRODUCTION, *map(section, folders)]) + "\n"


def packages_in(folder: Path) -> Iterator[Path]:
    """The package in that folder, and the packages inside it."""
    yield folder
    for path in sorted(folder.iterdir()):
        if (path / "__init__.py").exists():
            yield from packages_in(path)


def section(folder: Path) -> str:
    """The heading of a package, its description, and a table of its files."""
    is_top = folder == PACKAGE
    paths = [path for path in sorted(folder.glob("*.py")) if is_top or path.name != "__init__.py"]
    rows = [f"| `{path.name}` | {summary(path).replace('|', chr(92) + '|')} |" for path in paths]
    name = folder.relative_to(PACKAGE.parent if is_top else PACKAGE).as_posix()
    description = "The top level." if is_top else summary(folder)
    return "\n".join([f"## `{name}`", "", description, "", "| file | what it is for |", "|---|---|", *rows])


# ---- The picture of the packages ----


def picture() -> str:
    """The layers as rows of boxes: one box for each package or module, with its name and description."""
    rows = layers()
    top = TOP
    shapes: list[str] = []
    for number, names in enumerate(rows):
        boxes = [box(name, len(names)) for name in names]
        height = max(len(lines) for lines, _ in boxes) * LINE_HEIGHT + PADDING
        width = (WIDTH - MARGIN - GAP * (len(names) - 1)) / len(names)
        for place, (name, (_, texts)) in enumerate(zip(names, boxes, strict=True)):
            left = MARGIN + place * (width + GAP)
            color = fill(name, number / (len(rows) - 1))
            shapes.append(
                f'<g transform="translate({left:g} {top})">'
                f'<rect width="{width:g}" height="{height}" rx="5" fill="{color}"/>{texts}</g>'
            )
        top += height + GAP
    return "\n".join([*frame(top), *shapes, "</svg>"]) + "\n"


def frame(height: int) -> list[str]:
    """The beginning of the picture: its title, its style, the sentence above the boxes, the arrow beside them."""
    sentence = "A package imports only from those below it. Packages side by side do not import one another."
    middle, end = MARGIN - 18, height - GAP
    center = (TOP + end) // 2 + 24  # half the length of the word
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}">',
        f"<title>The packages of sco_cli, from the top layer to the bottom. {sentence}</title>",
        f"<style>{STYLE % GREY}</style>",
        f'<text class="grey" x="{MARGIN}" y="20">{sentence}</text>',
        f'<path d="M{middle} {TOP}V{end - 8}" stroke="{GREY}" stroke-width="2"/>',
        f'<path d="M{middle - 6} {end - 10}h12l-6 10z" fill="{GREY}"/>',
        f'<text class="grey" transform="translate({middle - 8} {center}) rotate(-90)">imports</text>',
    ]


def box(name: str, siblings: int) -> tuple[list[str], str]:
    """The lines of text in a box, and the elements that draw them.

    With siblings beside it, a box has its name above the description, where the first line is left empty for it.
    """
    indent = PADDING if siblings > 1 else NAME_WIDTH
    width = (WIDTH - MARGIN - GAP * (siblings - 1)) / siblings - indent - PADDING
    description = summary(PACKAGE / name if is_package(name) else PACKAGE / f"{name}.py")
    lines = balanced_lines(description.rstrip(".").replace("`", ""), int(width / LETTER_WIDTH))
    if siblings > 1:
        lines.insert(0, "")
    texts = [f'<text class="name" x="{PADDING}" y="{PADDING + 6}">{name}</text>']
    texts += [
        f'<text x="{indent}" y="{PADDING + 6 + number * LINE_HEIGHT}">{html.escape(line, quote=False)}</text>'
        for number, line in enumerate(lines)
        if line
    ]
    return lines, "".join(texts)


def balanced_lines(text: str, max_letters: int) -> list[str]:
    """The text in as few lines as fit, and these as equal in length as they can be."""
    lines = textwrap.wrap(text, max_letters, break_on_hyphens=False)
    widths = range(len(text) // max(len(lines), 1) + 1, max_letters)
    candidates = (textwrap.wrap(text, width, break_on_hyphens=False) for width in widths)
    return next((candidate for candidate in candidates if len(candidate) == len(lines)), lines)


def fill(name: str, share: float) -> str:
    """The colour of a box; `share` is 0 in the top layer and 1 in the bottom one."""
    color = [round(start + (end - start) * share) for start, end in zip(TOP_COLOR, BOTTOM_COLOR, strict=True)]
    return "#{:02x}{:02x}{:02x}".format(*(color if is_package(name) else MODULE_COLOR))


PAGES = {"files.md": files_page, "packages.svg": picture}
"""The function that generates each file in reference/."""


if __name__ == "__main__":
    (DOCS / "reference").mkdir(exist_ok=True)
    for name, generate in PAGES.items():
        (DOCS / "reference" / name).write_text(generate(), "utf-8")
