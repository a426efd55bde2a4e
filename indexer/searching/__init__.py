"""A query becomes ranked clauses: what it names, what it asks for, and why a clause is there.

In: questions and an index. Out: hits. It refuses to build the index.
"""
