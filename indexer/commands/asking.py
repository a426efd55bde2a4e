"""The commands that answer: ask, replay.

In: options. Out: outcomes. It refuses to look for anything itself.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ..answering import llm, records
from ..answering import replay as replays
from ..answering.answer import asker
from ..answering.endpoint import llm_endpoint
from ..answering.provenance import provenance
from ..exporting import lines
from ..searching import batches
from . import Outcome, UsageError, docs
from .finding import one_of, open_session


def ask(options: argparse.Namespace) -> Outcome:
    """`yakkan ask QUESTION`, or one JSON line for each question of --batch FILE."""
    one_of(options, "ask")
    if options.batch and options.evidence:
        raise UsageError("--evidence は一つの質問のときだけ指定してください")
    session = open_session(options)
    asked_of = asker(session)
    if options.batch:
        asked = batches.read(options.batch, docs(options), options.k)
        found = asked_of.ask_many((each.asked.query, each.asked.docs) for each in asked)
        made = [{"id": each.id} | records.answer_record(one) for each, one in zip(asked, found, strict=True)]
        return Outcome(made, (json.dumps(each, ensure_ascii=False) for each in made), session.notes, as_lines=True)
    endpoint = llm_endpoint()
    notes = [f"質問と条項を {endpoint.host} に送ります。"] if endpoint else []
    if options.evidence:
        plain = asked_of.ask(options.query, docs(options))  # what a model said could not be had again
        replays.write(Path(options.evidence), records.evidence_record(plain, docs(options), provenance(session.index)))
    answer = records.answer_record(llm.ask_phrased(asked_of, options.query, docs(options), endpoint))
    return Outcome(answer, lines.answer(answer), [*session.notes, *notes])


def replay(options: argparse.Namespace) -> Outcome:
    """`yakkan replay FILE`: the question of an evidence record, asked again; a failure where the answer is another."""
    record = replays.read(Path(options.file))
    session = open_session(options)
    found = replays.replay_record(replays.replay(record, asker(session)))
    failures = [] if found["same"] else ["記録と違う答えになりました。"]
    return Outcome(found, lines.replayed(found), session.notes, failures)
