"""The numbers of a text, what they are about, and what is on record about them; drafts of facts from a text."""
