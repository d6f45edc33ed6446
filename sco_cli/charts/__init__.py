"""Charts of a metric or of several countries, as Vega-Lite, and their rendering."""
