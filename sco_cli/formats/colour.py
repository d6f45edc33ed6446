"""Whether output has colour: the rule for terminals and pipes."""

from __future__ import annotations

import os
from collections.abc import Mapping


def has_colour(*, is_terminal: bool, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a stream has colour: a terminal has, and a pipe if FORCE_COLOR is set, unless NO_COLOR is.

    A terminal with TERM=dumb has no colour.
    """
    is_forced = environ.get("FORCE_COLOR", "0") not in ("", "0")
    return (is_terminal or is_forced) and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
