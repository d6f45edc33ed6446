"""Articles in HTML and PDF, and text in any encoding, read by the libraries of the extra `text`."""
