"""The format of a fact base: fields, entities, facts, closed lists, the base in memory, its JSON Schema."""
