"""Every entry of the tables has an effect on what is read: none is misspelt, out of reach, or hidden by another one.

Each test writes a phrase with each entry of a section. An entry that does nothing is listed in the failure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple, cast

import pytest
import tomli

from sco_cli.phrases import passage
from sco_cli.phrases.numbers import NumberMention, find_numbers
from sco_cli.phrases.tables import FOLDER, LANGUAGES, Phrases, Qualifiers, tables

FILES: dict[str, dict[str, Any]] = {
    language: tomli.loads((FOLDER / f"{language}.toml").read_text("utf-8")) for language in LANGUAGES
}
UNITS: dict[str, Any] = json.loads((FOLDER / "units.json").read_text("utf-8"))


class Entry(NamedTuple):
    """A word or phrase of a section, the key that it stands under, and the language of the file.

    `text` is without the `*` that stands for any ending.
    """

    language: str
    section: str
    key: str
    text: str

    def write(self, en: str, ru: str = "", zh: str = "") -> str:
        """The template of the language with the entry in it. Russian has the English one, if there is no other."""
        return {"en": en, "ru": ru or en, "zh": zh or en.replace(" ", "")}[self.language].replace("_", self.text)


def entries(section: str, *keys: str) -> Iterator[Entry]:
    """The entries of a section in all languages: all, or those under some keys."""
    for language, file in FILES.items():
        for key, words in file.get(section, {}).items():
            if not keys or key in keys:
                yield from (Entry(language, section, key, word.replace("*", "")) for word in words)


HEDGES = [entry for section in ("hedges", "hedges_of_measures", "no_hedges") for entry in entries(section)]


def last_number(text: str) -> NumberMention | None:
    return next(reversed(find_numbers(text)), None)


def qualifiers_in(text: str) -> str:
    """The qualifiers of the last number of a text, as in the key of a table."""
    number = last_number(text)
    return " ".join(number.qualifiers) or "exact" if number else "no number"


def is_whole(text: str) -> bool:
    """Whether the whole text is one number with its hedge."""
    number = last_number(text)
    return number is not None and number.text == text


def is_hedge(entry: Entry) -> bool:
    text = entry.write("_ 70 %", zh="_70%")
    return qualifiers_in(text) == entry.key and (is_whole(text) or entry.key == "exact")


def is_hedge_after(entry: Entry) -> bool:
    text = entry.write("70 % _", zh="70%_")
    return qualifiers_in(text) == entry.key and is_whole(text)


def is_distant_hedge(entry: Entry) -> bool:
    return qualifiers_in(entry.write("_减少70%")) == entry.key


def is_no_hedge(entry: Entry) -> bool:
    """Whether no hedge is read, and one would be without the entry."""
    text = entry.write("_ 70 %", zh="_70%")
    if qualifiers_in(text) != "exact":
        return False
    others = [
        (other.text, ("none" if other.section == "no_hedges" else "", tuple(other.key.split())))
        for other in HEDGES
        if other.text[-1] in entry.text and other != entry
    ]
    hedges = cast("Phrases[tuple[str, Qualifiers]]", Phrases(others, backward=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passage, "tables", lambda: tables()._replace(hedges=hedges))
        return qualifiers_in(text) != "exact"


def is_no_hedge_after(entry: Entry) -> bool:
    """Whether no hedge is read, and the beginning of the entry alone is one."""
    beginnings = [entry.text[:length] for length in range(1, len(entry.text))]
    return qualifiers_in(f"70{entry.text}") == "exact" and any(
        qualifiers_in(f"70{text}") != "exact" for text in beginnings
    )


def is_preposition(entry: Entry) -> bool:
    with_noun = {"en": "_ 70 agreements", "ru": "_ 70 соглашений", "zh": "_70"}[entry.language]
    if entry.key == "nouns":
        with_noun = {"en": "under 70 _", "ru": "под 70 _", "zh": ""}[entry.language]
    without = {"en": "_ 70 trees", "ru": "_ 70 деревьев", "zh": ""}[entry.language]
    return qualifiers_in(with_noun.replace("_", entry.text)) == "exact" and (
        entry.key == "nouns" or qualifiers_in(without.replace("_", entry.text)) != "exact"
    )


def is_negation(entry: Entry) -> bool:
    """Whether the words deny a bound, let a negation pass, or end it, in one of the places where such words stand."""
    templates = {
        "words": [("_ exceed 70 %", "_ превысил 70 %", "_高于70%")],
        "carriers": [
            ("never _ above 70 %", "никогда не _ свыше 70 %", "从未_高于70%"),
            ("never been _ above 70 %", "никогда не был _ свыше 70 %", "从未能_高于70%"),
        ],
        "attainment": [("never _ 70 %", "никогда не _ 70 %", "从未_70%")],
        "end_of_negation": [("not _ 70 %", "не _ 70 %", "不_70%"), ("never _ 70 %", "никогда не _ 70 %", "没有_70%")],
    }
    qualifiers = {"attainment": "under", "end_of_negation": "exact"}.get(entry.key, "at_most")
    read = [last_number(entry.write(*template)) for template in templates[entry.key]]
    return any(
        number and not number.is_negated and (" ".join(number.qualifiers) or "exact") == qualifiers for number in read
    )


def is_link(entry: Entry) -> bool:
    return qualifiers_in(entry.write("more than _ 70 %", "свыше _ 70 %", "超过_70%")) == "over"


def is_number_word(entry: Entry) -> bool:
    number = last_number(entry.write("_ %"))
    return number is not None and number.values == (Fraction(entry.key),) and len(find_numbers(entry.text + " %")) == 1


def is_chinese_digit(entry: Entry) -> bool:
    value = int(entry.key)
    number = last_number(f"百分之{entry.text}" if value < 10 else f"五{entry.text}人")
    return number is not None and number.values == (Fraction(value if value < 10 else value * 5),)


def is_scale(entry: Entry) -> bool:
    number = last_number(f"$3 {entry.text}" if entry.section == "scales" else f"$3{entry.text}")
    return number is not None and number.values == (Fraction(3 * int(entry.key)),)


def is_fraction(entry: Entry) -> bool:
    """Whether it makes a fraction: "one third", "five halves", "две третьих", "треть"."""
    under = int(entry.key)
    over = (under - 1 if under > 2 else 5) if entry.language == "en" and entry.text.endswith("s") else 1
    count = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}[over]
    number = last_number(entry.write(f"{count} _ of it", "одна _"))
    return number is not None and (number.values, number.unit.kind) == ((Fraction(over, under),), "share")


def is_ordinal(entry: Entry) -> bool:
    every, third = ("_", {"en": "third", "ru": "третий"}) if entry.section == "every" else ("", {"en": "", "ru": ""})
    text = f"{entry.text} {third[entry.language]}" if every else entry.write("every _", "каждый _")
    number = last_number(text)
    under = 3 if every else int(entry.key)
    return number is not None and (number.values, number.unit.kind) == ((Fraction(1, under),), "share")


def is_hedge_before_scale(entry: Entry) -> bool:
    return qualifiers_in(entry.write("5 _ million", "5 _ млн")) == entry.key


def is_fraction_after(entry: Entry) -> bool:
    number = last_number(entry.write("two _ million", "два _ миллиона"))
    return number is not None and number.values == ((2 + Fraction(entry.key)) * 1_000_000,)


def is_decimal_part(entry: Entry) -> bool:
    number = last_number(entry.write("three point two _ percent", "три целых две _ процента"))
    return number is not None and number.values == (3 + Fraction(2, int(entry.key)),)


def is_part(entry: Entry) -> bool:
    number = last_number(entry.write("fifth _", "пятая _ дорог"))
    return number is not None and (number.values, number.unit.kind) == ((Fraction(1, 5),), "share")


def is_multiple(entry: Entry) -> bool:
    number = last_number(entry.write("exports _", "экспорт _", "出口_"))
    return number is not None and (number.values, number.unit.kind, number.role, number.direction) == (
        (Fraction(entry.key),),
        "times",
        "change",
        1 if Fraction(entry.key) > 1 else -1,
    )


def is_change(entry: Entry) -> bool:
    """Whether a number beside it is the size of a change in the direction of its key."""
    if entry.key == "other":
        number = last_number(f"exports {entry.text} 70 %")
        return number is not None and number.role == ""
    direction = {"up": 1, "after_number": 1, "down": -1, "after_number_down": -1, "neutral": 0}[entry.key]
    templates = ("exports _ by 70 %", "экспорт _ на 70 %", "出口_70%")
    if entry.key.startswith("after"):
        templates = ("a 70 % _", "на 70 % _", "70%_")
    number = last_number(entry.write(*templates))
    if number is not None and entry.text[-1] in "至到":
        return number.role == "after" or (number.role, number.direction) == ("change", direction)
    return number is not None and (number.role, number.direction) == ("change", direction)


def is_role(entry: Entry) -> bool:
    """Whether the words give a number the role of their key in one of the places where such words stand."""
    templates = {
        "before": [
            ("it rose _ 43 % to 70 %", "доля выросла _ 43 % до 70 %", "占比_43%提高到70%"),
            ("it was 70 % _ 43 %", "доля была 70 % _ 43 %", "占比70%_43%"),
        ],
        "after": [
            ("it rose from 43 % _ 70 %", "доля выросла с 43 % _ 70 %", "占比从43%_70%"),
            ("it rose by 7 points _ 70 %", "доля выросла на 7 п. п., _ 70 %", "占比提高7个百分点,_70%"),
        ],
        "between": [("_ 43 and 70 %", "_ 43 и 70 %", "_43和70%之间")],
        "range": [("between 43 _ 70 %", "между 43 _ 70 %", "介于43_70%")],
    }
    for template in templates.get(entry.key, ()):
        read = find_numbers(entry.write(*template))
        values = {number.role: number.values for number in read}
        if entry.key in ("between", "range"):
            found = any(number.highs == (Fraction(70),) and number.values == (Fraction(43),) for number in read)
        elif entry.key == "before":
            found = values.get("before") == (Fraction(43),)
        else:
            found = values.get("after") == (Fraction(70),)
        if found:
            return True
    return False


def has_no_certain_number(*texts: str) -> bool:
    """Whether in one of the texts no number is certain to be one of the claim."""
    return any(all(number.kind != "number" for number in find_numbers(text)) for text in texts)


def is_label(entry: Entry) -> bool:
    return has_no_certain_number(entry.write("see _ 70 people", "см. _ 70 человек", "见_70"))


def is_label_after(entry: Entry) -> bool:
    return has_no_certain_number(
        entry.write("at 7 _ people", "к 7 _ человек"), entry.write("at 7_ people", "к 7_ человек")
    )


def is_month(entry: Entry) -> bool:
    name = entry.text.capitalize()
    return all(has_no_certain_number(text) for text in (f"5 {name}", f"{name} 2024"))


def is_word_before_year(entry: Entry) -> bool:
    """Whether a number after it is a year where it could be one of things."""
    number = last_number(entry.write("_ 1990 workers", "_ 1990 рабочих"))
    return number is not None and number.kind == "year"


def is_proportion(entry: Entry) -> bool:
    number = last_number(entry.write("7 _ 10"))
    return number is not None and (number.values, number.unit.kind) == ((Fraction(7, 10),), "share")


def is_classifier(entry: Entry) -> bool:
    number = last_number(entry.write("三_"))
    return number is not None and number.values[0] % 3 == 0


def is_factor(entry: Entry) -> bool:
    number = last_number(entry.write("rose by _ 7"))
    return number is not None and (number.values[0], number.unit.kind) == (Fraction(7), "times")


def is_unit(entry: Entry) -> bool:
    """Whether it is read as a unit of its kind, after a blank or directly after the digits."""
    kind, _, factor = entry.key.partition(" ")
    texts = [f"{number}{blank}{entry.text}" for number in (7, 100) for blank in ("", " ")]
    read = [(text, last_number(text)) for text in texts]
    unit = (kind, Fraction(UNITS["times"].get(factor, factor) or 1))
    return any(
        number and number.text == text and (number.unit.kind, number.unit.factor) == unit for text, number in read
    )


CHECKS: dict[str, Callable[[Entry], bool]] = {
    "hedges": is_hedge,
    "hedges_of_measures": is_hedge,
    "hedges_after": is_hedge_after,
    "distant_hedges": is_distant_hedge,
    "no_hedges": is_no_hedge,
    "no_hedges_after": is_no_hedge_after,
    "prepositions": is_preposition,
    "negation": is_negation,
    "links": is_link,
    "numbers": is_number_word,
    "digits": is_chinese_digit,
    "scales": is_scale,
    "letters": is_scale,
    "fractions": is_fraction,
    "decimal_parts": is_decimal_part,
    "parts": is_part,
    "with_fraction": is_fraction_after,
    "hedges_before_scale": is_hedge_before_scale,
    "every": is_ordinal,
    "ordinals": is_ordinal,
    "multiples": is_multiple,
    "changes": is_change,
    "changes_beside": is_change,
    "roles": is_role,
    "labels": is_label,
    "labels_after": is_label_after,
    "months": is_month,
    "years": is_word_before_year,
    "pairs": is_proportion,
    "classifiers": is_classifier,
    "factors": is_factor,
    "units": is_unit,
}


@pytest.mark.parametrize("section", CHECKS)
def test_every_entry_has_the_effect_of_its_section(section: str) -> None:
    without_effect = [entry for entry in entries(section) if not CHECKS[section](entry)]
    listed = [f"{entry.language} {entry.section} {entry.key}: {entry.text}" for entry in without_effect]
    assert not listed, "\n".join(["without the effect of their section:", *listed])


def test_every_section_of_the_tables_is_tested() -> None:
    assert {section for file in FILES.values() for section in file} == {*CHECKS, "lists"}  # see test_word_lists.py


def test_no_entry_is_given_twice_in_a_section() -> None:
    for section in CHECKS:
        keys = ("negation", "roles", "changes")
        texts = [(entry.key if section in keys else "", entry.text) for entry in entries(section)]
        assert [text for text in set(texts) if texts.count(text) > 1] == [], section


def test_every_name_of_a_currency_means_it() -> None:
    without_effect = []
    for code, names in UNITS["currencies"].items():
        for name in names:
            number = last_number(f"7 {name}")
            if not (
                number and number.unit.kind == "money" and code in number.unit.names and number.values == (Fraction(7),)
            ):
                without_effect.append(f"{code}: {name}")
    assert not without_effect


def test_every_name_of_a_measure_means_it() -> None:
    without_effect = []
    for expression, entry in UNITS["measures"].items():
        for name in entry["names"]:
            number = last_number(f"7 {name}")
            unit = ("measure", frozenset([entry["dimension"] or expression]), Fraction(entry["factor"]))
            if (
                number is None
                or (number.unit.kind, number.unit.names, number.unit.factor) != unit
                or number.values != (Fraction(7),)
            ):
                without_effect.append(f"{expression}: {name}")
    assert not without_effect
