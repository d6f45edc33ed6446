"""Small fact bases, invented for one test each."""

from __future__ import annotations


def base_with(facts: str) -> str:
    """A small fact base with these facts."""
    return (
        '[base]\nid = "b"\ntitle = "B"\nas_of = "2025"\nlicence = "x"\n'
        '[[sources]]\nid = "s"\ntitle = "S"\npublisher = "P"\nkind = "news"\n' + facts
    )
