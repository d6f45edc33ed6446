"""Time and memory of sco, measured as whole processes: `python -m benchmarks`."""
