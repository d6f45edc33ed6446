"""Numbers in phrases and the words that qualify them, in English, Russian and Chinese."""
