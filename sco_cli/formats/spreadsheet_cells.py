"""Cells of csv and tsv that are safe in a spreadsheet: text never runs as a formula, and no cell swallows others.

An apostrophe is put before a text whose first character, after blanks, is one with which a formula can begin, unless
the text is a number with its unit; in tsv, which has no quoting, also before a text that begins with a quotation mark.
"""

from __future__ import annotations

import re
from decimal import Decimal

from sco_cli.text import escape_unsafe

Cell = str | int | float | Decimal | None

FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Spreadsheets run text that starts with these as a formula, in some locales also with the four of full width.

https://owasp.org/www-community/attacks/CSV_Injection
"""

QUOTATION_MARK = '"'
"""A reader of tsv that knows quotes takes all up to the next one, over any number of rows, for one cell."""

_NUMBER_WITH_UNIT = re.compile(
    r"""
    [-+][0-9]+(?:[.,\ \xa0\u2009\u202f][0-9]+)*     # digits in groups, with a decimal point
    (?:[eE][-+]?[0-9]+)?                            # a power of ten
    (?:[\ \xa0\u202f]?[%\u2030\xb0])?               # percent, per mille or degrees
    (?:
      (?:(?=[^\x00-\x7f])|[\ ])                     # an ASCII letter after a digit could be a part of the number
      (?:[A-Za-z.\ ]|[^\x00-\x7f\uff00-\uffef]|(?<=[^\W\d_])[-/](?=[^\W\d_]))*
    )?
    """,
    re.VERBOSE,
)
"""A number with a sign, and after a blank words and units of letters: "-41.25", "+34%", "-17 USD/t", "+7 727 258".

No spreadsheet can run it: in no grammar of formulas does a word follow a number. And if one did, the words have no
digits and no brackets, so they refer to no cell and call no function; a hyphen and a slash are between letters only.
"""


def escape_cell(cell: Cell) -> Cell:
    """The cell as it can be written to a file: spreadsheets do not run it as a formula, terminals do not act on it."""
    if cell is None:  # as more than half of the cells of an export are
        return None
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, Decimal):
        return f"{cell:f}"  # as in JSON, never as 1E-7
    if not isinstance(cell, str):
        return cell
    text = cell
    if not (cell.isascii() and cell.isprintable()):
        text = "\n".join(map(escape_unsafe, cell.split("\n")))
    return f"'{text}" if _is_formula(text) else text


def escape_unquoted_cell(cell: Cell) -> str:
    """The cell for a file without quoting: on one line, without tabs, and safe in readers that know quotes, too."""
    escaped = escape_cell(cell)
    text = "" if escaped is None else str(escaped).replace("\n", " ")
    return f"'{text}" if text.lstrip().startswith(QUOTATION_MARK) else text


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text."""
    start = text.lstrip()
    return start.startswith(FORMULA_STARTS) and not _NUMBER_WITH_UNIT.fullmatch(start)
