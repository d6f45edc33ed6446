"""Files of others, read for a fact base: statistics, bibliographies, names of countries, reviewed claims."""
