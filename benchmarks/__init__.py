"""One module a question: `python -m benchmarks.NAME`. Prints figures, judges nothing."""
