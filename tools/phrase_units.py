"""Writes `sco_cli/phrases/tables/units.json`: the names of currencies and units of measure in three languages.

The names come from the Unicode CLDR by way of Babel, the dimensions and factors from pint. Both libraries are needed
here only, and not when sco runs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pint
from babel import Locale

TARGET = Path(__file__).parent.parent / "sco_cli" / "phrases" / "tables" / "units.json"

LOCALES = [Locale(language) for language in ("en", "ru", "zh")]

CURRENCIES = (
    *("USD", "EUR", "CNY", "RUB", "KZT", "KGS", "TJS", "UZS", "BYN", "PKR", "INR", "IRR", "TRY", "AED", "SAR", "QAR"),
    *("AZN", "AMD", "MNT", "AFN", "TMT", "GEL", "LKR", "NPR", "MVR", "MMK", "KHR", "LAK", "EGP", "KWD", "BHD", "BDT"),
    *("IQD", "OMR", "ILS", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "HKD", "SGD", "KRW", "THB", "MYR", "IDR", "VND"),
)
"""The currencies of the organization's members, partners, observers and neighbours, and those of world trade."""

AMBIGUOUS_NOUNS = {
    "won",
    "real",
    "pound",
    "pounds",
    "baht",
    "rand",
    "mark",
    "marks",
    "kip",
    "kips",
    "kyats",
    "вон",
    "вона",
}
"""Names of currencies that are rather other words where no country is named with them."""

OTHER_WORDS = {
    "a",
    "а",
    "в",
    "г",
    "in",
    "mi",
    "ми",
    "码",
    "巴",
    "升",
    "克",
    "瓦",
    "°",
    "сша",
    "оаэ",
    "так",
    "таки",
    "стерлингов",
    "фунт",
    "фунта",
    "фунтов",
    "бат",
    "бата",
    "кип",
    "кипа",
    "l",
    "л",
    "yd",
    "j",
    "ac",
    "dong",
}
"""Names of units that are rather other words, or a part of longer names."""

MORE_CURRENCY_NAMES = {
    "USD": [
        "$us",
        "u.s. dollar",
        "u.s. dollars",
        "us dollars",
        "american dollars",
        "долл",
        "долл.",
        "доллар",
        "доллара",
        "долларов",
        "долларам",
        "долларами",
        "доллару",
        "u.s.$",
        "美金",
        "美元",
    ],
    "CNY": ["rmb", "renminbi", "元", "人民币元", "元人民币", "юаня", "юани", "юаням", "块", "￥"],
    "RUB": ["rouble", "roubles", "russian roubles", "руб", "руб.", "рублей", "рублям", "рублями", "р."],
    "BYN": ["rouble", "roubles", "belarusian roubles", "руб", "руб.", "бел. руб."],
    "KZT": ["тг", "тг.", "₸", "тенге"],
    "KGS": ["kyrgyz som", "kyrgyz soms", "сомов", "сомами", "кыргызских сомов"],
    "UZS": [
        "soum",
        "soums",
        "sum",
        "sums",
        "so'm",
        "so‘m",
        "uzbek soum",
        "uzbek soums",
        "uzbek sums",
        "uzbek som",
        "soms",
    ],
    "INR": ["rs", "rs.", "re.", "indian rupees"],
    "PKR": ["rs", "rs.", "re."],
    "LKR": ["rs", "rs."],
    "NPR": ["rs", "rs."],
    "MNT": ["togrog", "togrogs", "tögrög", "₮"],
    "AZN": ["₼", "azerbaijani manats"],
    "AMD": ["֏"],
    "TRY": ["₺", "liras"],
    "GBP": ["pounds sterling", "pound sterling", "фунтов стерлингов", "фунта стерлингов", "sterling"],
    "EUR": ["euros", "евро"],
    "MYR": ["rm"],
    "SGD": ["s$", "s $"],
    "AED": ["dhs", "dh", "迪拉姆", "дирхам", "дирхама", "дирхамов"],
    "HKD": ["港币"],
    "IRT": ["toman", "tomans", "туман", "тумана", "туманов", "土曼"],
    "TMT": ["manats"],
}
"""Names that the CLDR does not have, or has only with a country."""

MEASURES = {
    "mass-tonne": "tonne",
    "mass-kilogram": "kilogram",
    "mass-gram": "gram",
    "mass-milligram": "milligram",
    "mass-ounce": "ounce",
    "length-kilometer": "kilometer",
    "length-meter": "meter",
    "length-centimeter": "centimeter",
    "length-millimeter": "millimeter",
    "length-mile": "mile",
    "length-yard": "yard",
    "length-foot": "foot",
    "length-inch": "inch",
    "length-nautical-mile": "nautical_mile",
    "area-square-kilometer": "kilometer ** 2",
    "area-square-meter": "meter ** 2",
    "area-hectare": "hectare",
    "area-acre": "acre",
    "area-square-mile": "mile ** 2",
    "area-square-foot": "foot ** 2",
    "volume-cubic-kilometer": "kilometer ** 3",
    "volume-cubic-meter": "meter ** 3",
    "volume-cubic-foot": "foot ** 3",
    "volume-liter": "liter",
    "volume-milliliter": "milliliter",
    "volume-barrel": "oil_barrel",
    "volume-gallon": "gallon",
    "power-gigawatt": "gigawatt",
    "power-megawatt": "megawatt",
    "power-kilowatt": "kilowatt",
    "power-watt": "watt",
    "power-horsepower": "horsepower",
    "energy-kilowatt-hour": "kilowatt_hour",
    "energy-kilojoule": "kilojoule",
    "energy-joule": "joule",
    "digital-petabyte": "petabyte",
    "digital-terabyte": "terabyte",
    "digital-gigabyte": "gigabyte",
    "digital-megabyte": "megabyte",
    "digital-kilobyte": "kilobyte",
    "digital-gigabit": "gigabit",
    "digital-megabit": "megabit",
    "frequency-gigahertz": "gigahertz",
    "frequency-megahertz": "megahertz",
    "frequency-kilohertz": "kilohertz",
    "frequency-hertz": "hertz",
    "speed-kilometer-per-hour": "kilometer / hour",
    "speed-meter-per-second": "meter / second",
    "speed-mile-per-hour": "mile / hour",
    "temperature-celsius": "kelvin",
    "temperature-fahrenheit": "delta_degree_Fahrenheit",
    "electric-volt": "volt",
    "electric-ampere": "ampere",
    "pressure-megapascal": "megapascal",
    "pressure-bar": "bar",
}
"""The units of measure by their names in the CLDR, and in pint. A temperature is told from other units only."""

MORE_NAMES = {
    "tonne": ["tonnes", "tonne", "mt", "tons", "ton", "тонн", "тонне", "吨", "公吨"],
    "1000 tonne": ["kt", "kilotonne", "kilotonnes", "килотонн", "ktpa"],
    "kilogram": ["公斤", "kilos", "килограммов"],
    "kilovolt": ["kv", "кв", "千伏", "kilovolts", "киловольт*"],
    "kilometer": ["kilometre", "kilometres", "kms", "千米", "километров*", "километр*"],
    "meter": ["metre", "metres"],
    "meter ** 2": [
        "sqm",
        "sq m",
        "sq. m",
        "m2",
        "м2",
        "кв. м",
        "кв. метров",
        "square metre",
        "square metres",
        "平方米",
        "平米",
    ],
    "kilometer ** 2": ["sq km", "sq. km", "km2", "км2", "кв. км", "square kilometre", "square kilometres"],
    "meter ** 3": ["m3", "м3", "куб. м", "cubic metre", "cubic metres", "cu m", "立方米", "立方", "кубометр*"],
    "hectare": ["ha", "га", "公顷", "гектарн*"],
    "hectare / 15": ["mu", "亩"],
    "liter": ["litre", "litres"],
    "megawatt_hour": ["mwh", "megawatt-hour", "megawatt-hours", "megawatt hours", "мвт·ч", "мвт-ч", "мвтч", "兆瓦时"],
    "gigawatt_hour": ["gwh", "gigawatt-hours", "gigawatt hours", "гвт·ч", "гвт-ч", "吉瓦时"],
    "terawatt_hour": ["twh", "terawatt-hours", "terawatt hours", "твт·ч", "твт-ч", "太瓦时"],
    "kilowatt_hour": ["квт·ч", "квт-ч", "квтч", "kilowatt-hours", "kilowatt hours", "度电", "千瓦时"],
    "terawatt": ["tw", "terawatts", "твт"],
    "kilowatt": ["千瓦", "киловаттн*"],
    "megawatt": ["兆瓦", "мегаваттн*"],
    "gigawatt": ["吉瓦", "гигаваттн*"],
    "oil_barrel": ["bbl", "bpd", "bbls"],
    "gigabit / second": ["gbps", "gbit/s", "гбит/с"],
    "megabit / second": ["mbps", "mbit/s", "мбит/с"],
    "kilometer / hour": ["kph", "kmh", "km/hr"],
    "horsepower": ["bhp", "л.с.", "л. с."],
}
"""Names that the CLDR does not have, by the expression in pint."""


def main() -> None:
    """Write the file."""
    tables = {"currencies": dict(currencies()), "measures": measures(), "times": times()}
    TARGET.write_text(json.dumps(tables, ensure_ascii=False, indent=2, sort_keys=True) + "\n", "utf-8")


def currencies() -> Iterator[tuple[str, list[str]]]:
    """Each currency with its names: those with the country, the bare noun, and signs."""
    for code in CURRENCIES:
        names = {code.lower()}
        for locale in LOCALES:
            data: Any = locale._data  # noqa: SLF001  # Babel has no other access to plural forms
            full_names = [*dict(data["currency_names_plural"].get(code, {})).values(), locale.currencies[code]]
            for full in full_names:
                names |= {full.lower(), *nouns(full, locale)}
            for table in ("currency_symbols", "currency_narrow_symbols"):
                symbol = data.get(table, {}).get(code) if table in data else None
                if symbol and not symbol.isalpha():
                    names.add(symbol.lower())
        names |= set(MORE_CURRENCY_NAMES.get(code, ()))
        yield code, sorted(names - OTHER_WORDS - {""})
    yield "IRT", sorted(MORE_CURRENCY_NAMES["IRT"])  # ten rials, without a code in ISO 4217


def nouns(full_name: str, locale: Locale) -> Iterator[str]:
    """The name of a currency without its country: "tenge" of "Kazakhstani tenge"."""
    if locale.language == "zh":
        countries = sorted(locale.territories.values(), key=len, reverse=True)
        rest = next((full_name.removeprefix(name) for name in countries if full_name.startswith(name)), "")
        if len(rest) > 1:
            yield rest
    elif " " in full_name:
        noun = full_name.lower().split(" ")[-1].strip("()")
        if noun not in AMBIGUOUS_NOUNS:
            yield noun


TIMES = ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century")


def times() -> dict[str, str]:
    """The seconds of each length of time; a quarter is of a year."""
    registry: Any = pint.UnitRegistry(non_int_type=Fraction)
    own = {"quarter": "year / 4", "decade": "10 * year", "century": "100 * year"}
    units = {name: registry(own.get(name, name)).to("second") for name in TIMES}
    return {name: str(Fraction(unit.magnitude)) for name, unit in units.items()}


def measures() -> dict[str, dict[str, Any]]:
    """Each unit of measure with its dimension, its factor in base units, and its names."""
    registry: Any = pint.UnitRegistry(non_int_type=Fraction)
    table: dict[str, dict[str, Any]] = {}
    for name, expression in MEASURES.items():
        table.setdefault(expression, {"names": set()})["names"].update(unit_names(name))
    for expression, names in MORE_NAMES.items():
        table.setdefault(expression, {"names": set()})["names"].update(names)
    for expression, entry in table.items():
        quantity = (1 * registry(expression)).to_base_units()
        entry["dimension"] = " ".join(f"{name}{power}" for name, power in sorted(quantity.dimensionality.items()))
        entry["factor"] = str(Fraction(quantity.magnitude).limit_denominator(10**12))
        entry["names"] = sorted(entry["names"])
    return table


SHARED_NAMES = {"digital-gigabit": {"gb"}, "digital-megabit": {"mb"}}
"""Short names that rather mean another unit, here bytes."""


def unit_names(name: str) -> Iterator[str]:
    """The names of a unit in every language, form and length, without the number."""
    for locale in LOCALES:
        patterns: Any = locale._data["unit_patterns"][name]  # noqa: SLF001
        for length in ("long", "short", "narrow"):
            for pattern in dict(patterns.get(length, {})).values():
                forms = pattern.values() if isinstance(pattern, dict) else [pattern]
                for form in forms:
                    text = re.sub(r"\{0\}", "", str(form)).strip().lower()
                    if text not in OTHER_WORDS | SHARED_NAMES.get(name, set()) and not text.startswith(
                        ("/", "per ", "на ", "每", "″", "′", "#")
                    ):
                        yield text


if __name__ == "__main__":
    main()
