"""From files to a valid fact base, or to every problem in them with its place; and the cache of the bundled base."""
