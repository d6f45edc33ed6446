"""Sources from RIS, which databases and reference managers export: a tag and a value on each line."""

from __future__ import annotations

import re

from sco_cli.imports.references import drafts
from sco_cli.imports.references.drafts import Bibliography, Draft

KEYS = {
    "TI": ("title", drafts.text),
    "PB": ("publisher", drafts.text),
    "PY": ("published", drafts.source_date),
    "UR": ("url", drafts.url),
}
"""The key of a source for each tag, and the function that reads the value."""


def read(content: str, name: str) -> Bibliography:
    """The sources of a file; each entry begins with the tag TY."""
    found = Bibliography("RIS")
    for number, entry in enumerate(re.split("(?m)^TY  - ", content)[1:], start=1):
        draft = Draft("", f"{name}, entry {number}")
        for tag, value in re.findall("(?m)^([A-Z][A-Z0-9])  - (.*)$", entry):
            if tag in KEYS:
                draft.take(KEYS[tag][0], value, KEYS[tag][1])
            elif tag != "ER":
                draft.left_out[tag] += 1
        drafts.finish(draft, "")
        found.drafts.append(draft)
    return found
