"""Bibliographies: BibTeX, BibLaTeX and CSL-JSON, read for the sources of a fact base."""
