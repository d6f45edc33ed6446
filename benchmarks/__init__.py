"""What sco costs in time and memory, as whole processes: `python -m benchmarks`."""
