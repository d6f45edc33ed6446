"""The codes of ISO 3166-1, and the file that a script makes of pycountry and of the CLDR."""

from __future__ import annotations

import json
import runpy

import pytest
from support.paths import ROOT

from sco_cli.models.iso_countries import FILE, alpha2_of_alpha3, is_user_assigned, iso_countries

SCRIPT = ROOT / "tools" / "iso_countries.py"


def test_every_country_has_two_codes_and_names_in_three_languages() -> None:
    assert len(iso_countries()) == len(alpha2_of_alpha3()) > 240
    for code, country in iso_countries().items():
        assert (len(code), len(country.alpha3), len(country.names) >= 3) == (2, 3, True)
        assert (code + country.alpha3).isupper()
        assert not is_user_assigned(code)
        assert not is_user_assigned(country.alpha3)
    assert iso_countries()["KZ"].names[:3] == ("Kazakhstan", "Казахстан", "哈萨克斯坦")
    assert "Korea, Republic of" in iso_countries()["KR"].names
    assert alpha2_of_alpha3()["KGZ"] == "KG"


@pytest.mark.parametrize(
    ("code", "is_free"),
    [
        *(("AA", True), ("QM", True), ("QL", False), ("XK", True), ("ZZ", True), ("ZY", False)),
        *(("AAA", True), ("XKX", True), ("QMA", True), ("QLZ", False), ("ZZZ", True), ("AAAA", False), ("xk", False)),
    ],
)
def test_some_codes_are_left_to_users(code: str, is_free: bool) -> None:
    assert is_user_assigned(code) == is_free


@pytest.mark.slow
@pytest.mark.skipif(not SCRIPT.exists(), reason="the tests are not run inside the repository")
def test_the_file_is_what_its_script_makes_but_for_names_that_have_changed_since() -> None:
    pytest.importorskip("babel")
    pytest.importorskip("pycountry")
    now = {(code, word) for code, words in runpy.run_path(str(SCRIPT))["countries"]().items() for word in words}
    known = {(code, word) for code, words in json.loads(FILE.read_text("utf-8")).items() for word in words}
    assert len(now & known) >= 0.98 * max(len(now), len(known))
