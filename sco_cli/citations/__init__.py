"""References to the sources of facts, and the citation styles that format them."""
