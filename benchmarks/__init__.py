"""What this project can do, measured: one module a benchmark, see ``docs/benchmarks.md``."""
