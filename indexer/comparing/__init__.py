"""Clauses against clauses: two editions of one text, and one clause in many texts.

In: read documents. Out: values that say what belongs together and what differs. It refuses to format anything.
"""
