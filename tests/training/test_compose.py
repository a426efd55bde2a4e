"""Composed documents: what is asked about stands where the labels say."""

import random

from indexer import read_text
from training.compose import documents, printed, questions
from training.written import facets


def test_the_labels_name_the_clause_that_was_placed():
    asked = facets(names=["everyday-siblings.jsonl"])[:40]
    clauses = {query: facet.clauses for facet in asked for query in facet.queries}
    seen = 0
    for articles in documents(asked, facets()[:80], random.Random(1)):
        document = read_text(printed("試しの規約", articles), "composed")
        for row in questions("composed", articles):
            (where,) = row["relevant"]
            text = document.by_id[f"composed#{where}"].text
            assert any(text[:12] in clause.replace("\n", "　") for clause in clauses[row["question"]]), row
            seen += 1
    assert seen == sum(len(facet.queries) for facet in asked)
