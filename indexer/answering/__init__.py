"""Ranked clauses become an answer: the very words, where they stand, or an honest 規定なし.

In: an open index and a question. Out: answers whose every quote is cut from the source. It refuses to know how clauses are
found, and to print.
"""
