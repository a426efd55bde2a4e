"""What is measured, one idea a file: per-question tallies in, never a mean that hides how many there were.

In: labels, and what a run gave. Out: tallies. It refuses to run anything and to print.
"""
