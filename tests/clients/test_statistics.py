"""Statistics of others: `sco import series` reads the same values as pandas and frictionless read by themselves."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.paths import ROOT
from support.runner import run_sco
from support.series_files import FILES, NAMED, Points, import_series, zipped

from sco_cli.loading.files import BUNDLED
from sco_cli.models.iso_countries import alpha2_of_alpha3, iso_countries

pytestmark = pytest.mark.slow

pandas = pytest.importorskip("pandas")
frictionless = pytest.importorskip("frictionless")

SOURCES = Path(os.environ.get("SCO_SHARED", ROOT.parent / "shared")) / "sources"
TABLES = sorted([SOURCES / "internet_users.csv", *(SOURCES / "series").glob("*.csv")]) if SOURCES.is_dir() else []
"""Tables of official statistics that the bundled base was made of."""


def alpha2(code: object) -> str | None:
    """The alpha-2 code of a code of either length; None for groups of countries."""
    text = {"EL": "GR", "UK": "GB"}.get(str(code), str(code))
    return text if text in iso_countries() else alpha2_of_alpha3().get(text)


def collect(rows: Iterator[tuple[Any, Any, Any]]) -> Points:
    """Values by country and year of rows of code, year and value; without groups of countries and missing values."""
    found: Points = {}
    for code, year, value in rows:
        country = alpha2(code)
        if country and not (isinstance(value, float) and math.isnan(value)):
            found.setdefault(country, {})[int(year)] = Decimal(str(value))
    return found


def tidy_rows(frame: Any, code: str, year: str, value: str) -> Iterator[tuple[Any, Any, Any]]:
    """The rows of a data frame as code, year and value."""
    yield from frame[[code, year, value]].itertuples(index=False, name=None)


def read_text_cells(path: Path, **settings: Any) -> Any:
    """A table whose cells are text, so that digits are compared; `NA` is Namibia."""
    return pandas.read_csv(path, dtype=str, keep_default_na=False, na_values=["", "..", ":", "NaN"], **settings)


def test_the_world_bank_layout_is_read_as_pandas_reads_it() -> None:
    frame = read_text_cells(FILES / "world_bank.csv", skiprows=4)
    years = [name for name in frame.columns if re.fullmatch("[0-9]{4}", name)]
    melted = frame.melt(["Country Code"], years, "year", "value")
    assert import_series(FILES / "world_bank.csv").points == collect(tidy_rows(melted, "Country Code", "year", "value"))


def test_our_world_in_data_is_read_as_pandas_reads_it() -> None:
    frame = read_text_cells(FILES / "owid.csv")
    for column in ("CO₂ emissions per person", "Land area"):
        found = import_series(FILES / "owid.csv", *NAMED, "--columns", f"value={column}")
        assert found.points == collect(tidy_rows(frame, "Code", "Year", column))


@pytest.mark.parametrize(("name", "separator", "area"), [("eurostat.csv", ",", "geo"), ("sdmx_2.csv", ";", "REF_AREA")])
def test_sdmx_is_read_as_pandas_reads_it(name: str, separator: str, area: str) -> None:
    frame = read_text_cells(FILES / name, sep=separator)
    annual = frame[frame["TIME_PERIOD"].str.fullmatch("[0-9]{4}")]
    if "ACTION" in frame.columns:
        annual = annual[annual["ACTION"] != "D"]
    assert import_series(FILES / name).points == collect(tidy_rows(annual, area, "TIME_PERIOD", "OBS_VALUE"))


def test_marks_of_numbers_are_read_as_pandas_is_told_to() -> None:
    frame = pandas.read_csv(
        FILES / "tidy_european.csv", sep=";", skiprows=1, decimal=",", thousands=".", na_values=["..", "n/a"]
    )
    melted = frame.melt(["country"], var_name="year", value_name="value")
    codes = {"Kazakhstan": "KZ", "Kyrgyzstan": "KG"}
    rows = ((codes[name], year, value) for name, year, value in tidy_rows(melted, "country", "year", "value"))
    found = import_series(FILES / "tidy_european.csv", *NAMED)
    assert found.points == {
        country: {year: value.normalize() for year, value in years.items()} for country, years in collect(rows).items()
    }


@pytest.mark.parametrize("name", ["broadband", "inline"])
def test_a_data_package_is_read_as_frictionless_reads_it(name: str) -> None:
    package = frictionless.Package(str(FILES / "package" / "datapackage.json"))
    rows = package.get_resource(name).read_rows()
    country, year, value = rows[0].field_names
    codes = {"Türkiye": "TR"}
    expected = collect(
        (codes.get(row[country], row[country]), row[year], row[value]) for row in rows if row[value] is not None
    )
    found = import_series(
        FILES / "package" / "datapackage.json", "--resource", name, *NAMED, "--columns", f"country={country}"
    )
    assert found.points == expected


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_tables_of_the_bundled_base_are_read_as_pandas_reads_them(path: Path) -> None:
    frame = read_text_cells(path)
    value = next(name for name in ("value", "value_percent") if name in frame.columns)
    found = import_series(path, *NAMED, facts=Path(BUNDLED))
    if found.says("choose with --where"):  # several breakdowns in one table
        assert {"series", "age", "area"} & {*frame.columns}
        return
    options = ("--decimal-point",) if found.says("--decimal-point") else ()
    found = import_series(path, *NAMED, *options, facts=Path(BUNDLED))
    assert found.code == 0
    assert found.points == collect(tidy_rows(frame, "iso2", "year", value))


@pytest.mark.parametrize(
    ("name", "metric"),
    [
        ("internet_users", "internet-penetration"),
        ("series/SP.POP.TOTL", "population"),
        ("series/IT.CEL.SETS.P2", "mobile-subscriptions"),
        ("series/IT.NET.BBND.P2", "fixed-broadband-subscriptions"),
        ("series/NY.GDP.PCAP.CD", "gdp-per-person"),
        ("series/EG.ELC.ACCS.ZS", "electricity-access"),
        ("series/EGDI", "e-government-index"),
    ],
)
@pytest.mark.skipif(not TABLES, reason="the sources of the fact base are not here")
def test_the_tables_revise_nothing_in_the_base_that_was_made_of_them(name: str, metric: str) -> None:
    result = run_sco(
        "import", "series", SOURCES / f"{name}.csv", "--metric", metric, "--source", "s", "--against", BUNDLED,
        "--format", "json",
    )  # fmt: skip
    assert (result.code, result.out) == (0, "[]\n")
    assert "27 series without a change" in result.err


def test_the_metadata_of_the_world_bank_are_read_as_pandas_reads_them(tmp_path: Path) -> None:
    names = ("world_bank.csv", "Metadata_Country.csv", "Metadata_Indicator.csv")
    archive = tmp_path / "api.zip"
    archive.write_bytes(zipped({name: (FILES / name).read_bytes() for name in names}))
    indicator = read_text_cells(FILES / "Metadata_Indicator.csv").iloc[0]
    countries = read_text_cells(FILES / "Metadata_Country.csv")
    found = import_series(archive)
    assert found.tables["metrics"][0]["definition"] == indicator["SOURCE_NOTE"].rstrip(".")
    groups = countries[countries["Region"].isna()]["TableName"]
    assert found.says(f"{len(groups)} groups of countries: {', '.join(groups)}")


@pytest.mark.parametrize("name", ["cp1251.csv", "utf16.tsv"])
def test_old_encodings_are_recognized_with_the_extra(name: str) -> None:
    pytest.importorskip("charset_normalizer")
    assert import_series(FILES / name, *NAMED).points["KZ"]
