"""Small fact bases for single tests."""

from __future__ import annotations


def base_with(facts: str) -> str:
    """Return the TOML of a fact base with the source "s" and these records."""
    return (
        '[base]\nid = "b"\ntitle = "B"\nas_of = "2025"\nlicence = "x"\n'
        '[[sources]]\nid = "s"\ntitle = "S"\npublisher = "P"\nkind = "news"\n' + facts
    )
