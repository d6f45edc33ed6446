"""The whole fact base as SQLite, JSON Lines or a folder of CSV files."""
