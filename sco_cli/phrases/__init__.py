"""Numbers in running text and the words that qualify them, in English, Russian and Chinese."""
