"""The base as a static site: a page for each record, listings, search, linked data. Pages are reports of commands."""
