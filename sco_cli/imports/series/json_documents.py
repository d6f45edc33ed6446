"""JSON files whose numbers stay as they are written."""

from __future__ import annotations

import json
from typing import Any

from sco_cli.imports.series.statistics import unknown_format


def parse_json(place: str, text: str) -> Any:
    """The document in a text; numbers become their digits as text. Raises BadRequest if it is none."""
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except RecursionError as error:
        raise unknown_format(place, "it is nested too deeply") from error
    except ValueError as error:
        reason = str(error)
        if reason.startswith("Extra data"):
            raise unknown_format(
                place, "it holds several JSON documents, one after the other; give them one by one"
            ) from error
        line = getattr(error, "lineno", 1)
        raise unknown_format(f"{place}:{line}", f"it is not JSON: {getattr(error, 'msg', reason)}") from error
