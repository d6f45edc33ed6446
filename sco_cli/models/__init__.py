"""The format of a fact base: models of its records, types of their fields, its JSON Schema; and the base in memory."""
