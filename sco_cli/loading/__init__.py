"""From a path to a fact base, or to every problem in it with its place; and the cache of the base that ships."""
