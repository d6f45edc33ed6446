"""One renderer a file: from a report to a stream of text."""
