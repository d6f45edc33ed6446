"""Exports of the whole fact base: SQLite, JSON Lines, Excel, a folder of Parquet files, or one of csv files."""
