"""Text for people: escaping unsafe characters, folding names for comparison, suggestions, lists in a sentence."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

NormalizationForm = Literal["NFC", "NFKC", "NFKD"]

UNSAFE = re.compile(
    # Control and format characters, line separators, lone surrogates.
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff0-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    # Letters, marks and symbols without a glyph.
    "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\U0001d159"
    # Noncharacters, and the planes from 4 to 14, which have no other characters than tags and variation selectors.
    "\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U000e00ff\U000e01f0-\U000effff"
    "\U000ffffe\U000fffff\U0010fffe\U0010ffff]"
)
"""Characters that a terminal obeys, that change the order of others, that nobody sees, or that no file may hold.

These are control characters, format characters (Unicode's category Cf, without the Arabic, Syriac and Kaithi signs that
have a glyph), what renderers hide (its property Default_Ignorable_Code_Point: https://www.unicode.org/reports/tr44/ ),
lone surrogates, and noncharacters, which XML and HTML do not allow. Joiners and variation selectors are not among them:
see `escape_unsafe`.
"""

_JOINERS = "\u200c\u200d"

_JOINER_OR_SELECTOR = re.compile(f"[{_JOINERS}\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")

_EMOJI_SELECTORS = ("\ufe0e", "\ufe0f")
"""The variation selectors of text and emoji, which may stand between an emoji and a joiner."""

_JOINED = (
    ("\u0590", "\u180a"),  # from Hebrew and Arabic to the scripts of India and Mongolian
    ("\u1810", "\u1cff"),
    ("\u2190", "\u2bff"),  # symbols, such as the heart and the sign for a woman in emoji
    ("\ua800", "\uabff"),
    ("\ufb1d", "\ufdff"),
    ("\ufe70", "\ufefc"),
    ("\U00010800", "\U00011fff"),
    ("\U0001e800", "\U0001fbff"),
)
"""Ranges of the letters that a joiner beside them may change, and of emoji."""

_IDEOGRAPHS = (("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003fffd"))

_WITH_VARIANTS = (("0", "9"), ("#", "#"), ("*", "*"), ("\xa9", "\xa9"), ("\xae", "\xae"), ("\u1000", "\U0003fffd"))
"""Ranges of the characters that have standardized variants: https://www.unicode.org/reports/tr37/ and emoji."""

_BLANKS = {"\n": " ", "\t": " ", "\r": " "}

SENTENCE_END = r"""[.!?…。！？:;](?:["'”’»）)\]]|\[\d+\])*$"""  # noqa: RUF001  # Chinese punctuation
"""A pattern of the end of a sentence in Latin, Cyrillic or Chinese script.

Quotation marks, brackets and footnotes may follow it.
"""

IDEOGRAPH = "[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
"""A pattern of what stands without spaces in Chinese: its characters and punctuation."""

WORD_SEPARATORS = " \t\r\n-_\u2010\u2011\u2013\u2014"
"""Characters that separate words in names; all of them count as a space in a comparison."""

APOSTROPHES = "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u055a\u2018\u2019\u201b\u2032\u2035\ua78c"
"""Characters that people write for an apostrophe, such as the okina of Uzbek; all of them count as one."""

_INVISIBLE = "\u00ad\u0640\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Soft hyphens, the Arabic tatweel, zero-width characters and direction marks, which names are compared without."""

_ARABIC_LETTERS = {"\u06cc": "\u064a", "\u0649": "\u064a", "\u06a9": "\u0643", "\u06c1": "\u0647", "\u06be": "\u0647"}
"""Letters of Persian and Urdu, and the alef maksura of Egypt, as the Arabic letters that are typed for them."""

_FOLDED = str.maketrans(
    {
        **dict.fromkeys(WORD_SEPARATORS, " "),
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys(_INVISIBLE, ""),
        **_ARABIC_LETTERS,
        "×": "x",
    }
)

_FOLDED_ASCII = tuple((chr(code), instead) for code, instead in _FOLDED.items() if chr(code).isascii())
"""The same for texts in ASCII: `str.replace` takes less time than `str.translate` if few letters are replaced."""

MAX_MARKS = 30
"""More combining marks than this in a row are sorted before Unicode normalization; no writing has so many.

https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format has the same number.
"""

_MANY_MARKS = re.compile(rb"[^\0]{%d,}" % (MAX_MARKS + 1))

_DECOMPOSED_MARKS = str.maketrans({"\u0f73": "\u0f71\u0f72", "\u0f75": "\u0f71\u0f74", "\u0f81": "\u0f71\u0f80"})
"""The characters that do not count as combining marks, but are canonically equivalent to two of them."""

_COMPATIBLE_MARKS = str.maketrans({"\uff9e": "\u3099", "\uff9f": "\u309a"})
"""The characters that do not count as combining marks, but are compatible with one."""

SUGGESTION_CUTOFF = 0.75
"""Lowest similarity of a suggestion; at difflib's default of 0.6, Pakistan is suggested for "Khazakstan"."""

SUGGESTION_MARGIN = 0.12
"""A further suggestion may be less similar than the best one by this much."""

MAX_SUGGESTIONS = 2

_THREE_CAPITALS = re.compile("[A-Z]{3}")

MAX_LISTED = 30
"""Most names in the hint that lists what is known."""

MAX_NAME_LENGTH = 100
"""Only this many characters of an unknown name are compared: similarity is costly to compute."""

MAX_COMPARED_NAMES = 1000
"""Among more names than this, only those with the same first two letters are compared."""


def escape_unsafe(text: str) -> str:
    """The text on one line, with every unsafe character as an escape such as `\\x1b`, `\\u202e` or `\\U0001bca0`.

    A joiner or a variation selector is escaped too where it has no effect on the characters beside it.
    """
    if text.isascii() and text.isprintable():  # as nearly all texts are, which takes much less time to see
        return text
    text = UNSAFE.sub(lambda match: _BLANKS.get(match.group()) or _escape(match.group()), text)
    return _JOINER_OR_SELECTOR.sub(lambda match: match.group() if _has_effect(match) else _escape(match.group()), text)


def _escape(character: str) -> str:
    """The escape of a character, as Python and TOML write it: the letter after the backslash gives its length."""
    code = ord(character)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _has_effect(match: re.Match[str]) -> bool:
    """Whether a joiner or variation selector can change how the characters beside it look."""
    character, text = match.group(), match.string
    before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
    if character in _JOINERS:
        if before in _EMOJI_SELECTORS:
            before = text[max(match.start() - 2, 0) : match.start() - 1]
            before = before if _is_in(before, _WITH_VARIANTS) else ""
        return _is_in(before, _JOINED) or _is_in(after, _JOINED)
    if character > "\uffff":
        return _is_in(before, _IDEOGRAPHS)
    return _is_in(before, _WITH_VARIANTS) and not _JOINER_OR_SELECTOR.match(before)


def _is_in(character: str, ranges: tuple[tuple[str, str], ...]) -> bool:
    return any(first <= character <= last for first, last in ranges)


def normalize(form: NormalizationForm, text: str) -> str:
    """The text in a normalization form of Unicode, in time in proportion to its length.

    `unicodedata.normalize` sorts the marks behind a letter by insertion, which takes hours for a million of them.
    """
    # A longer run of marks has one at one of these places.
    if any(map(_may_combine, text[MAX_MARKS :: MAX_MARKS + 1])):
        text = _sort_many_marks(text.translate(_COMPATIBLE_MARKS) if "K" in form else text)
    return unicodedata.normalize(form, text)


def _may_combine(character: str) -> bool:
    code = ord(character)
    return unicodedata.combining(character) > 0 or code in _DECOMPOSED_MARKS or code in _COMPATIBLE_MARKS


def _sort_many_marks(text: str) -> str:
    """The canonically equivalent text in which many marks in a row are in canonical order."""
    text = text.translate(_DECOMPOSED_MARKS)
    parts, end = [], 0
    for run in _MANY_MARKS.finditer(bytes(map(unicodedata.combining, text))):
        parts += [text[end : run.start()], *sorted(text[run.start() : run.end()], key=unicodedata.combining)]
        end = run.end()
    return "".join([*parts, text[end:]])


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """The text in the form in which names are compared: no case, no accents, hyphens and underscores as spaces.

    All apostrophes are the same, and invisible characters count for nothing.
    """
    return " ".join(fold_letters(text).split())


def fold_letters(text: str) -> str:
    """The text folded letter by letter, with its white space as it is; a letter may become several, or none."""
    if text.isascii():  # as most texts are, which have no accents
        text = text.lower()
        for letter, instead in _FOLDED_ASCII:
            text = text.replace(letter, instead)
        return text
    # An acute accent that stands alone is decomposed to a space and an accent, and so is replaced before.
    decomposed = normalize("NFKD", text.replace("\u00b4", "'"))
    for mark in filter(unicodedata.combining, set(decomposed)):
        decomposed = decomposed.replace(mark, "")
    return decomposed.casefold().translate(_FOLDED)


def suggest(name: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """The labels of the known names that are most similar to an unknown one, best first; at most `MAX_SUGGESTIONS`.

    `labels` maps each known name to the label to show for it. A name of one or two letters, or of three capitals, is a
    code and gets no suggestion, and known names of one or two letters are not suggested: every code is similar to
    another, and "USA" is no misspelling of "RUS" or "SA".
    """
    wanted = fold(name[:MAX_NAME_LENGTH])
    if len(wanted) <= 2 or _THREE_CAPITALS.fullmatch(name.strip()):
        return ()
    folded = {folded_name: label for known, label in labels.items() if len(folded_name := fold(known)) > 2}
    if len(folded) > MAX_COMPARED_NAMES:
        folded = {known: label for known, label in folded.items() if known[:2] == wanted[:2]}
    matches = difflib.get_close_matches(wanted, folded, n=5, cutoff=SUGGESTION_CUTOFF)
    similarity = {known: difflib.SequenceMatcher(None, known, wanted).ratio() for known in matches}
    similar = [known for known in matches if similarity[known] >= similarity[matches[0]] - SUGGESTION_MARGIN]
    similar += sorted((known for known in folded if wanted in known.split() or known.startswith(wanted)), key=len)
    return tuple(dict.fromkeys(folded[known] for known in similar))[:MAX_SUGGESTIONS]


def did_you_mean(suggestions: Sequence[str], form: str = "{}") -> str:
    """The question that offers the suggestions, inserted into `form`; empty if there are none."""
    if not suggestions:
        return ""
    *first, last = suggestions
    return form.format(f"did you mean {', '.join(first)} or {last}?" if first else f"did you mean {last}?")


def list_known(known: Sequence[str]) -> str:
    """The hint that lists what is known, at most `MAX_LISTED` of it."""
    return f"choose from {shorten_list(known, MAX_LISTED)}" if known else "the fact base has none"


def shorten_list(names: Sequence[str], limit: int, separator: str = ", ") -> str:
    """The first names, at most `limit`, and how many more there are: "a, b and 3 more"."""
    more = f" and {len(names) - limit:,} more" if len(names) > limit else ""
    return f"{separator.join(names[:limit])}{more}"


def join_names(names: Iterable[str]) -> str:
    """Names in a sentence: "Egypt", "Egypt and China", "China, Egypt and others". There is at least one."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def count_noun(number: int, noun: str) -> str:
    """A number of things: "1 project", "3 countries", "1,250 values"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("ry") else noun if noun.endswith("s") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
