"""References to sources, and one citation style a file."""
