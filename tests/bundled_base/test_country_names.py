"""The countries of the bundled base are found by the names that the lists of others give them."""

from __future__ import annotations

import runpy

import pytest
from support.paths import ROOT

from sco_cli.models.factbase import FactBase
from sco_cli.queries.lookup import find_country

SCRIPT = ROOT / "tools" / "country_names.py"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        # The World Bank.
        ("Egypt, Arab Rep.", "EG"),
        ("Iran, Islamic Rep.", "IR"),
        ("Kyrgyz Republic", "KG"),
        ("Lao PDR", "LA"),
        ("Turkiye", "TR"),
        # The United Nations and ISO 3166-1.
        ("Iran (Islamic Republic of)", "IR"),
        ("Iran, Islamic Republic of", "IR"),
        ("Lao People's Democratic Republic (the)", "LA"),
        ("United Arab Emirates (the)", "AE"),
        ("the Republic of the Union of Myanmar", "MM"),
        ("Иран (Исламская Республика)", "IR"),
        # The press.
        ("the Russian Federation", "RU"),
        ("Kirgizstan", "KG"),
        ("Kirghizia", "KG"),
        ("Byelorussia", "BY"),
        ("Emirates", "AE"),
        # Abbreviations, and two names.
        ("U.A.E.", "AE"),
        ("P. R. China", "CN"),
        ("Russian Fed.", "RU"),
        ("Lao P.D.R.", "LA"),
        ("Myanmar/Burma", "MM"),
        ("Turkey (Türkiye)", "TR"),
        # Other letters and apostrophes.
        ("O\u2018zbekiston", "UZ"),
        ("O`zbekiston Respublikasi", "UZ"),
        ("People\u2019s Republic of China", "CN"),
        ("\u0627\u064a\u0631\u0627\u0646", "IR"),  # with the Arabic letter yeh
        ("\u0627\u06cc\u0631\u0627\u0646", "IR"),  # with the Persian one
        ("\u067e\u0627\u0643\u0633\u062a\u0627\u0646", "PK"),  # with the Arabic letter kaf
        ("\u0645\u0635\u0640\u0631", "EG"),  # with a tatweel
        ("Объединённые Арабские Эмираты", "AE"),
        # Traditional characters.
        ("中國", "CN"),
        ("俄羅斯", "RU"),
        ("哈薩克斯坦", "KZ"),
        ("沙烏地阿拉伯", "SA"),
    ],
)
def test_a_country_is_found_by_the_names_that_others_use(bundled: FactBase, name: str, code: str) -> None:
    assert find_country(bundled, name).code == code


def test_a_country_has_no_more_aliases_than_can_be_read(bundled: FactBase) -> None:
    assert all(len(country.aliases) <= 20 for country in bundled.countries)


@pytest.mark.slow
@pytest.mark.skipif(not SCRIPT.exists(), reason="the tests are not run inside the repository")
def test_nearly_all_names_of_the_cldr_and_of_iso_3166_are_found(bundled: FactBase) -> None:
    pytest.importorskip("babel")
    pytest.importorskip("pycountry")
    script = runpy.run_path(str(SCRIPT))
    names = [name for country in bundled.countries for name in set(script["names"](country.code))]
    missing = [name for country in bundled.countries for name in script["missing_names"](bundled, country)]
    assert len(names) > 200
    assert len(missing) <= 0.02 * len(names), missing
