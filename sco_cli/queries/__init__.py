"""Lookup, filters, search, levels, standing, titles, official series, and the differences between two bases."""
