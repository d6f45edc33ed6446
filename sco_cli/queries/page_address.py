"""Addresses of pages, without the parts that differ between addresses of the same page."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

TRACKING_PARAMETERS = frozenset(
    (
        *("_ga", "_gl", "_hsenc", "_hsmi", "_openstat", "dclid", "fbclid", "gbraid", "gclid", "gclsrc", "igsh"),
        *("igshid", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "spm", "srsltid", "ttclid", "twclid", "wbraid"),
        *("yclid", "ysclid"),
    )
)
"""Parameters by which sites and advertisers follow their readers; so are those that begin with `utm_`."""

_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile("[A-Za-z0-9._~-]")


@lru_cache(maxsize=10_000)
def page_address(url: str) -> str:
    """The address in a form that is the same for all addresses of a page; of no use as an address itself.

    Left out are http or https, "www.", the standard port, a slash at the end, parameters for tracking, and the
    fragment, but not one that is the route of a page made in the browser, "#/roads". Parameters are sorted, and letters
    and escapes are normalized by RFC 3986, section 6.2.2. A text that is no address is returned as it is.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # such as a bracket that is not closed
        return url
    host = re.sub(r":(80|443)?$", "", parts.netloc.rpartition("@")[2].lower()).rstrip(".").removeprefix("www.")
    path = _normalize_escapes(parts.path).rstrip("/")
    parameters = sorted(parameter for parameter in parts.query.split("&") if not _is_tracking(parameter))
    fragment = parts.fragment.partition(":~:")[0]
    route = fragment if fragment.startswith(("/", "!/")) else ""
    return f"{host}{path}?{_normalize_escapes('&'.join(parameters))}#{route}"


def _is_tracking(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in TRACKING_PARAMETERS or name.startswith("utm_") or not name


def _normalize_escapes(text: str) -> str:
    """Escapes of letters that need none are those letters, and others are in capitals."""
    return _ESCAPE.sub(lambda escape: _unescape(escape[0]), text)


def _unescape(escape: str) -> str:
    letter = chr(int(escape[1:], 16))
    return letter if _UNRESERVED.fullmatch(letter) else escape.upper()
