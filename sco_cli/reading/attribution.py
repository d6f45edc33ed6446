"""The person or body that a sentence credits with what it says, where words such as "according to" make it plain."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAME = r"[^\W\d_a-zа-яё][\w.'’-]*(?:\s(?:[^\W\d_a-zа-яё][\w.'’-]*|al|bin|van|de|von)){1,3}"

_ACCORDING = re.compile(
    r"""
      \b(?:[Aa]ccording\sto|[Cc]iting)\s(?P<en>[^,.;:“”"()]{3,80}?)(?=[,.;:“”"()]|$)
    | \b(?:[Пп]о\s(?:данным|информации|словам|оценк(?:е|ам))|[Сс]о\sссылкой\sна)\s
        (?P<ru>[^,.;:«»"()]{3,80}?)(?=[,.;:«»"()]|$)
    | (?:根据|据)(?P<zh>[^，。；、]{2,24}?)(?:的)?(?:报道|统计|数据|消息|介绍|透露|称|显示|表示)
    """,
    re.VERBOSE,
)

_SAID = "said|says|told|noted|stated|announced|added|stressed|emphasi[sz]ed|highlighted"
_SAID_RU = "сказал|сообщил|заявил|отметил|подчеркнул|рассказал|добавил|уточнил"
_SAID_ZH = "表示|指出|介绍|说|称"

_SPEECH = re.compile(
    rf"""
      (?:{_SAID})\s(?P<after>{_NAME})
    | (?P<before>{_NAME})(?:,[^,“”"]{{2,100}},)?\s(?:{_SAID})\b
    | (?:{_SAID_RU})а?\s(?:[а-яё-]+\s){{0,6}}(?P<ruafter>{_NAME})
    | (?P<rubefore>{_NAME})(?:,[^,«»]{{2,100}},)?\s(?:{_SAID_RU})а?\b
    | (?:^|[，。“”])(?P<zhbefore>[\u4e00-\u9fff]{{2,4}})(?:{_SAID_ZH})(?=[，：:“,])
    """,
    re.VERBOSE,
)


class Attribution(NamedTuple):
    """The speaker of a sentence, and who or what it is credited to by other words; empty if that is not plain."""

    speaker: str
    credited: str


def find_attribution(sentence: str) -> Attribution:
    """Whom a sentence credits."""
    speech, according = _SPEECH.search(sentence), _ACCORDING.search(sentence)
    return Attribution(_first_group(speech), _first_group(according))


def _first_group(match: re.Match[str] | None) -> str:
    return next((" ".join(group.split()).rstrip(".") for group in match.groups() if group), "") if match else ""
