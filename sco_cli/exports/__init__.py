"""Exports of the whole fact base: SQLite, JSON Lines, or a folder of csv files."""
