r"""Texts of TeX as Unicode: accents such as \"u and \c{c}, letters, signs, and what stands in mathematics as such.

A command that is not known stays as it is, for the reader to see.
"""

from __future__ import annotations

import re
import unicodedata

ACCENTS = dict(
    zip(
        "`'^\"~=.uvHckdbrt",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u0323\u0331\u030a\u0361",
        strict=True,
    )
)
"""The combining character of each accent, by its command."""

SIGNS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "aa": "å",
    "AA": "Å",
    "i": "i",
    "j": "j",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "textendash": "–",
    "textemdash": "—",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "S": "§",
    "P": "¶",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquotedbl": '"',
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbar": "|",
    "textunderscore": "_",
    "textless": "<",
    "textgreater": ">",
    "textbraceleft": "{",
    "textbraceright": "}",
    "lbrace": "{",
    "rbrace": "}",
    "textdegree": "°",
    "texteuro": "€",
    "euro": "€",
    "pounds": "£",
    "textsterling": "£",
    "textyen": "¥",
    "copyright": "©",
    "textregistered": "®",
    "texttrademark": "™",
    "times": "×",
    "pm": "±",
    "cdot": "·",
    "sim": "~",
    "leq": "≤",
    "geq": "≥",
    "le": "≤",
    "ge": "≥",
    "neq": "≠",
    "approx": "≈",
    "infty": "∞",
    "rightarrow": "→",
    "to": "→",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "theta": "θ",
    "lambda": "λ",
    "mu": "μ",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "phi": "φ",
    "chi": "χ",
    "omega": "ω",
    "Delta": "Δ",
    "Omega": "Ω",
    "guillemotleft": "«",
    "guillemotright": "»",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "BibTeX": "BibTeX",
    "and": "and",
    "quad": " ",
    "qquad": " ",
    "newline": " ",
    "slash": "/",
    "relax": "",
    "noopsort": "",
    "par": " ",
}
"""What commands of letters stand for."""

PASSED = frozenset(
    [
        "emph",
        "textit",
        "textbf",
        "textsc",
        "textrm",
        "textsf",
        "texttt",
        "textsl",
        "textup",
        "textnormal",
        "text",
        "mathrm",
        "mathit",
        "mathbf",
        "mathsf",
        "mbox",
        "uppercase",
        "em",
        "it",
        "bf",
        "sc",
        "rm",
        "sf",
        "tt",
        "sl",
        "itshape",
        "bfseries",
        "scshape",
        "upshape",
        "normalfont",
        "url",
        "href",
        "ensuremath",
        "hbox",
        "enquote",
        "mkbibquote",
    ]
)
"""Commands that say how their argument looks, and leave its words as they are."""

_TOKEN = re.compile(r"\\([A-Za-z]+)[ \t\n]*|\\(.)|(---?|``|''|`)|([_^])|([{}$~])", re.DOTALL)
_ARGUMENT = re.compile(
    r"[ \t\n]*(?:\{[ \t]{0,9}(?:\\([ij])(?![A-Za-z])[ \t]{0,9}|(.?))\}|\\([ij])(?![A-Za-z])[ \t]?|([^\\{}$]))",
    re.DOTALL,
)
_SCRIPT = re.compile(r"\{([^{}\\$]{0,40})\}|([^{}\\$\s])")
_LOWERED = str.maketrans("0123456789+-=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ")
_RAISED = str.maketrans("0123456789+-=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ")


def unknown_commands(text: str) -> list[str]:
    """The commands of a text that `to_unicode` leaves as they are, each once."""
    unknown: list[str] = []
    to_unicode(text, unknown)
    return list(dict.fromkeys(unknown))


def to_unicode(text: str, unknown: list[str] | None = None) -> str:
    """The text without braces and commands; blanks stay as they are.

    A command that is not known stays, with a blank before its argument, and is added to `unknown`.
    """
    unknown = [] if unknown is None else unknown
    if not re.search(r"[\\{}$~_^`']|--", text):
        return text
    parts: list[str] = []
    position = 0
    in_math = False
    while match := _TOKEN.search(text, position):
        parts.append(text[position : match.start()])
        position = match.end()
        word, sign, ligature, script, other = match.groups()
        command = word or sign or ""
        if command in ACCENTS and (sign or len(command) == 1):
            found = _ARGUMENT.match(text, position)
            if found:
                position = found.end()
                letter = found[1] or found[2] or found[3] or found[4] or ""
                parts.append(unicodedata.normalize("NFC", (letter or " ") + ACCENTS[command]))
            else:  # an accent on several letters, or on none
                unknown.append(f"\\{command}")
                parts.append(f"\\{command} ")
        elif word:
            is_known = word in SIGNS or word in PASSED
            parts.append(SIGNS.get(word, "") if is_known else f"\\{word} ")
            unknown += [] if is_known else [f"\\{word}"]
        elif sign:
            parts.append({" ": " ", "\n": " ", "-": "", "/": "", ",": " ", "\\": " ", "(": "", ")": ""}.get(sign, sign))
        elif ligature:
            parts.append({"--": "–", "---": "—", "``": '"', "''": '"', "`": "'"}[ligature])
        elif script:
            found = _SCRIPT.match(text, position) if in_math else None
            changed = _moved(script, found)
            parts.append(changed or script)
            position = found.end() if found and changed else position
        elif other == "$":
            in_math = not in_math
        elif other == "~":
            parts.append(" ")
    parts.append(text[position:])
    return "".join(parts)


def _moved(script: str, found: re.Match[str] | None) -> str:
    """What is lowered or raised, in characters that are; empty if there are none for it."""
    content = (found[1] if found[1] is not None else found[2]) if found else ""
    changed = content.translate(_LOWERED if script == "_" else _RAISED)
    return "" if set(changed) & set(content) else changed
