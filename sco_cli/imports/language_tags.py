"""The tags of languages by BCP 47 whose language is a known one."""

from __future__ import annotations

import re

_TAG = re.compile("([a-z]{2,3})((?:-[A-Za-z0-9]{1,8})*)")

MAX_TAG = 35
"""Characters of a tag that any application has to take, by RFC 5646, section 4.4.1."""

_CODES = (
    # ISO 639-1: https://www.loc.gov/standards/iso639-2/php/code_list.php
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo "
    "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka "
    "kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng "
    "nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st "
    "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
    # Languages of ISO 639-3 without a code of two letters in which news are written.
    "ast bal bho brx ceb chr ckb cnr crh din doi dyu fil fur gsw haw hif hil hmn ilo kaa kab kok krc kri lij luo lus "
    "mai mni mos nds nso pap pcm sah sat scn shn syr tet tpi tyv udm umb war yue zgh"
)

LANGUAGES = frozenset(_CODES.split())


def language_tag(text: str) -> str:
    """The tag with its language in small letters and with hyphens; empty if it is none of a known language."""
    language, hyphen, rest = text.replace("_", "-").partition("-")
    tag = f"{language.lower()}{hyphen}{rest}"
    match = _TAG.fullmatch(tag) if len(tag) <= MAX_TAG else None
    return tag if match and match[1] in LANGUAGES else ""
