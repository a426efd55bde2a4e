"""Values go out: as the records of the command line's JSON.

In: documents, clauses, hits. Out: plain values that json can print. It refuses to compute anything.
"""
