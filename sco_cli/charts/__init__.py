"""Charts of a metric or of several countries: Vega-Lite specifications, and svg, png or html rendered from them.

`chart_files` is the entry point. `chooser` picks one of the three chart types (`claim_chart`, `line_chart`,
`dumbbell_chart`), and `output` renders and writes it.
"""
