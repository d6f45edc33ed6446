"""What a text says in numbers, of what, and what is on record about it; drafts of facts from a text."""
