"""The commands that answer: ask.

In: options. Out: outcomes. It refuses to look for anything itself.
"""

from __future__ import annotations

import argparse
import json

from ..answering import records
from ..answering.answer import Asker
from ..exporting import lines
from ..searching import batches
from . import Outcome, docs
from .finding import one_of, open_session


def ask(options: argparse.Namespace) -> Outcome:
    """`yakkan ask QUESTION`, or one JSON line for each question of --batch FILE."""
    one_of(options, "ask")
    session = open_session(options)
    asker = Asker(session.index, session.embedder)
    if options.batch:
        asked = batches.read(options.batch, docs(options), options.k)
        found = asker.ask_many((each.asked.query, each.asked.docs) for each in asked)
        made = [{"id": each.id} | records.answer(one) for each, one in zip(asked, found, strict=True)]
        return Outcome(made, (json.dumps(each, ensure_ascii=False) for each in made), session.notes, as_lines=True)
    answer = records.answer(asker.ask(options.query, docs(options)))
    return Outcome(answer, lines.answer(answer), session.notes)
