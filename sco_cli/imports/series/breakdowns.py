"""Which columns of a plain table break values down: by sex, by age, by unit, by what is measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from sco_cli.imports.series.delimited import Grid
from sco_cli.imports.series.rows import Row
from sco_cli.text import fold

NAMES = frozenset(
    (
        *(
            "sex",
            "gender",
            "age",
            "age group",
            "unit",
            "units",
            "unit measure",
            "measure",
            "indicator",
            "series",
            "scale",
        ),
        *("frequency", "freq", "variant", "scenario", "area type", "residence", "urban rural", "subgroup", "variable"),
        *("indicator name", "indicator code", "series name", "series code", "item", "subject", "category", "breakdown"),
        *("пол", "возраст", "показатель", "性别", "年龄", "指标"),
    )
)
"""Names of columns that always break values down, folded."""

VALUES = frozenset(
    (
        *("f", "m", "t", "_t", "female", "male", "females", "males", "women", "men", "total", "both sexes", "all"),
        *("urban", "rural", "%", "percent", "thousand", "thousands", "million", "millions", "billion", "billions"),
    )
)
"""Values that tell such a column whatever its name is, folded."""

TEXTS = frozenset(
    (
        *(
            "comments",
            "remark",
            "remarks",
            "annotation",
            "annotations",
            "description",
            "source",
            "sources",
            "reference",
        ),
        *("url", "link", "id", "updated", "last updated"),
    )
)
"""Names of columns with texts on single values, which break nothing down, folded."""


def is_breakdown(grid: Grid, index: int, area: Callable[[Row], str], year: int | None) -> bool:
    """Whether a column breaks the values of a table down, by its name, by its values or by how they vary.

    A column that follows from the country alone, or from the year alone, such as the name of a region, does not. Nor
    does one in which each row has a text of its own.
    """
    name = fold(grid.header.cells[index].replace("_", " ").replace(".", " "))
    values = Counter(filter(None, grid.column(index)))
    if name in NAMES or (values and all(fold(value) in VALUES for value in values)):
        return True
    if name in TEXTS or len(values) == values.total():
        return False
    follows_country = _follows((area(row), row.cells[index]) for row in grid.rows)
    follows_year = year is not None and _follows((row.cells[year], row.cells[index]) for row in grid.rows)
    return not follows_country and not follows_year


def _follows(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether the second of each pair is the same wherever the first is."""
    seen: dict[str, str] = {}
    return all(seen.setdefault(first, second) == second for first, second in pairs)
