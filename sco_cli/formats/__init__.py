"""The output formats: each writes a report to a text stream."""
