"""The things that are measured on one shelf of documents, a file each: search, answers, comparison, reading.

In: an open shelf and its labels. Out: `Measured` tallies with their outcomes. It refuses to judge whether they suffice.
"""
