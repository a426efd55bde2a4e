"""Ways to rank the clauses of a document for a question: baselines, single kinds of evidence, what ships, other models.

In: an open shelf and questions. Out: clause ids, best first. It refuses to know which are right.
"""
