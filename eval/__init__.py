"""Offline evaluation: labels, measurements and benchmarks over the public names of `indexer`."""
