"""Writes `sco_cli/models/iso_countries.json`: the codes of ISO 3166-1, with the usual names in three languages.

The codes come from pycountry, the names from the Unicode CLDR by way of Babel. Both libraries are needed here only, and
not when sco runs.
"""

from __future__ import annotations

import json
from pathlib import Path

import pycountry
from babel import Locale

TARGET = Path(__file__).parent.parent / "sco_cli" / "models" / "iso_countries.json"

LOCALES = [Locale(language) for language in ("en", "ru", "zh")]


def main() -> None:
    """Write the file, a country a line."""
    lines = (f"{json.dumps(code)}: {json.dumps(entry, ensure_ascii=False)}" for code, entry in countries().items())
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def countries() -> dict[str, list[str]]:
    """The alpha-3 code of each alpha-2 code, and the names in English, Russian and Chinese."""
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    return {code: [codes[code], *(locale.territories[code] for locale in LOCALES)] for code in sorted(codes)}


if __name__ == "__main__":
    main()
