"""Clauses become an index: words, postings and vectors in one folder, built once and updated by document.

In: documents. Out: an `Index` to search. It refuses to know what a question is.
"""
