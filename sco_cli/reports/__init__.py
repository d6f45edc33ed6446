"""The value between a command and a format: blocks for people, records for machines, and what they share."""
