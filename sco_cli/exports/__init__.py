"""Exports of the whole fact base: SQLite, JSON Lines, Excel, Parquet, linked data, or a folder of csv files."""
