"""Names that people use for countries and that neither ISO 3166-1 nor the CLDR has: of parts, and of former times.

Former names are those of ISO 3166-3 (https://www.iso.org/iso-3166-country-codes.html), of the World Factbook
(https://www.cia.gov/the-world-factbook/field/country-name/) and, in Russian, of maps of their time; those of parts are
in common use for the whole. Such a name is only suggested, for it may mean something else than the country of today.
A name that was that of several countries of today, such as Yugoslavia, is not here.
"""

from __future__ import annotations

from functools import cache

from sco_cli.queries.name_variants import normalize_spelling

USUAL_NAMES = {
    "AE": ("UAE", "Emirates"),
    "BF": ("Upper Volta", "Верхняя Вольта"),
    "BJ": ("Dahomey",),
    "BW": ("Bechuanaland",),
    "BY": ("Belorussia", "Byelorussia", "Белоруссия"),
    "BZ": ("British Honduras",),
    "CD": ("Zaire", "Заир"),
    "CI": ("Ivory Coast", "Берег Слоновой Кости"),
    "ET": ("Abyssinia",),
    "GB": ("England", "Scotland", "Wales", "Northern Ireland", "Англия", "Шотландия", "Уэльс", "英格兰", "苏格兰"),
    "GH": ("Gold Coast",),
    "GY": ("British Guiana",),
    "IR": ("Persia", "Персия"),
    "KG": ("Kirghizia", "Kirgizia"),
    "KH": ("Kampuchea", "Кампучия"),
    "LK": ("Ceylon", "Цейлон"),
    "LS": ("Basutoland",),
    "MD": ("Moldavia",),
    "MK": ("Macedonia", "Македония"),
    "MM": ("Burma", "Бирма"),
    "MW": ("Nyasaland",),
    "NL": ("Holland", "Голландия"),
    "SR": ("Dutch Guiana",),
    "SZ": ("Swaziland", "Свазиленд"),
    "TH": ("Siam", "Сиам"),
    "TL": ("East Timor",),
    "TM": ("Turkmenia", "Туркмения"),
    "TR": ("Turkey",),
    "TZ": ("Tanganyika", "Zanzibar"),
    "VA": ("Vatican",),
    "WS": ("Western Samoa",),
    "ZM": ("Northern Rhodesia",),
    "ZW": ("Rhodesia", "Southern Rhodesia", "Родезия"),
}
"""The names of each country by its alpha-2 code."""


@cache
def alpha2_by_usual_name() -> dict[str, str]:
    """The alpha-2 code of the country of each name, in the spelling of `normalize_spelling`."""
    return {normalize_spelling(name): alpha2 for alpha2, names in USUAL_NAMES.items() for name in names}
