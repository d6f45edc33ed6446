"""Rules that compare a valid fact base with the wordings and texts of its sources, and the check that applies them."""
