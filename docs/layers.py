"""Writes what LAYERS in tests/test_layers.py says: the picture reference/layers.svg and the page reference/files.md.

python docs/layers.py
"""

from __future__ import annotations

import ast
import html
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "sco_cli"
LAW = HERE.parent / "tests" / "test_layers.py"

ROW, GAP, PAD, LETTER = 26, 8, 8, 7.3
LEFT, WIDTH = 104, 660
COLOURS = {"": "#3f51b5", "formats": "#00695c", "exports": "#6d4c41", "styles": "#7b1fa2", "charts": "#ad1457"}
OTHER = "#37474f"
HOW = 'xmlns="http://www.w3.org/2000/svg" role="img" font-family="monospace" font-size="12"'

INTRODUCTION = """\
# Every file

What each file of the package is for, in the first line of its own words, from the top down. A file imports only from
layers below its own. This page is made from `tests/test_layers.py`, which holds the order, and from the files."""


def layers() -> list[list[str]]:
    """The layers of the test, from the ground up, without importing it."""
    for node in ast.parse(LAW.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "LAYERS":
            return [list(names) for names in ast.literal_eval(node.value)]
    raise LookupError(f"no LAYERS in {LAW}")


def files(pattern: str) -> list[str]:
    """The files that a name of a layer stands for."""
    if not pattern.endswith("/*"):
        return [pattern]
    folder = pattern.removesuffix("/*")
    named = {name for layer in layers() for name in layer}
    found = (f"{folder}/{path.stem}" for path in sorted((PACKAGE / folder).glob("*.py")))
    return [name for name in found if name not in named and not name.endswith("__init__")]


def purpose(name: str) -> str:
    """The first line of a file's docstring; nothing where it has none."""
    said = ast.get_docstring(ast.parse((PACKAGE / f"{name}.py").read_text("utf-8"))) or ""
    return said.partition("\n")[0]


def page() -> str:
    """The page with a row for each file."""
    rows = ["| layer | file | what it is for |", "|---|---|---|"]
    for number, names in reversed(list(enumerate(layers()))):
        rows += [f"| {number} | `{name}.py` | {purpose(name)} |" for pattern in names for name in files(pattern)]
    return INTRODUCTION + "\n\n" + "\n".join(rows) + "\n"


def picture() -> str:
    """The layers as rows of boxes, the ground at the bottom, one colour for each folder."""
    every = layers()
    height = len(every) * (ROW + GAP) + GAP
    parts = [
        f'<svg {HOW} viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">',
        f"<title>The {len(every)} layers of sco_cli: a file imports only from lower ones</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for number, names in enumerate(every):
        top = height - (number + 1) * (ROW + GAP)
        folder = names[0].partition("/")[0] if "/" in names[0] else ""
        middle = top + ROW / 2 + 4
        parts.append(f'<text x="26" y="{middle}" fill="#616161" text-anchor="end">{number}</text>')
        if folder:
            parts.append(f'<text x="{LEFT - 6}" y="{middle}" fill="#616161" text-anchor="end">{folder}</text>')
        left: float = LEFT
        for name in names:
            said = html.escape("one file each" if name.endswith("*") else name.removeprefix(f"{folder}/"))
            wide = len(said) * LETTER + 2 * PAD
            colour = COLOURS.get(folder, OTHER)
            parts += [
                f'<rect x="{left:g}" y="{top}" width="{wide:g}" height="{ROW}" rx="4" fill="{colour}"/>',
                f'<text x="{left + wide / 2:g}" y="{middle}" fill="#ffffff" text-anchor="middle">{said}</text>',
            ]
            left += wide + GAP
        assert left <= WIDTH, f"layer {number} is wider than the picture"
    return "\n".join([*parts, "</svg>"]) + "\n"


PAGES = {"files.md": page, "layers.svg": picture}
"""What makes each file in reference/, by its name."""


if __name__ == "__main__":
    (HERE / "reference").mkdir(exist_ok=True)
    for file, make in PAGES.items():
        (HERE / "reference" / file).write_text(make(), "utf-8")
