"""A bibliography that several tests read and cite."""

from __future__ import annotations

HEAD = '[base]\nid = "b"\ntitle = "B"\nas_of = "2030"\nlicence = "x"\n'
"""The table [base] of a fact base that has nothing else yet."""

IN_A_JOURNAL = """\
authors = [
  { family = "Li", given = "Na" },
  { family = "Gogh", given = "Jean-Paul", particle = "van" },
  { name = "World Bank" },
]
container = "Journal of Roads"
volume = "12"
issue = "3"
pages = "45-67"
"""
"""The keys of a paper that say who wrote it and where it stands: two persons, one with a particle, and a body."""
