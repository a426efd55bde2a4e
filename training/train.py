"""Trains the embedding model that ships: `python -m training.train --data FOLDER`.

In: the general pairs of FOLDER and the written questions. Out: the model's folder, ready to be read.
It refuses to know the questions it is measured on: `training/measure.py` reads them, and nothing here does.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .bags import Floats, Vocabulary, words_and_pairs
from .drawing import Drawn, General, Glossary, Questions
from .export import write
from .general import Spelt, pairs
from .model import START, Parts, Table
from .written import Facet, facets, glossary

OUT = Path(__file__).parents[1] / "indexer" / "models" / "yakkan-static"


@dataclass(frozen=True, slots=True)
class Plan:
    """Every number the training depends on."""

    dimension: int = 384
    vocabulary: int = 50_000
    pair_least: int = 5  # written texts that hold a pair of neighbours, for it to have a row
    pair_start: float = 0.05  # the length of its first row: what it adds is learnt, and nothing else
    general_steps: int = 700
    general_batch: int = 512
    general_rate: float = 2e-3
    question_steps: int = 2000
    question_batch: int = 256
    question_rate: float = 2e-3
    apart_batch: int = 128
    apart_share: float = 1.0  # one question against clauses of its own topic, beside one against all topics
    general_share: float = 0.25  # general pairs mixed into the second stage, so that nothing is forgotten
    glossary_batch: int = 256
    glossary_share: float = 0.2
    warm_up: int = 50
    seeds: tuple[int, ...] = (4, 5, 6)  # of two trios tried, the better on the dev half
    faintest: float = 0.0  # rows shorter than this are left out of the file


def train(
    plan: Plan, general: Sequence[Spelt], written: Sequence[Facet], terms: Sequence[tuple[str, str]]
) -> tuple[list[str], Floats]:
    """The tokens and the table: the second stage run once for each seed, and the tables averaged."""
    torch.set_num_threads(1)  # the same sums in the same order on every machine
    spoken = [words_and_pairs(text) for text in _texts(written, terms)]
    vocabulary = Vocabulary(spoken, (text for pair in general for text in pair[:2]), plan.vocabulary, plan.pair_least)
    table = _first_table(plan, vocabulary, len(general))
    pairs_drawn = General(general, vocabulary)
    _seed(plan.seeds[0], pairs_drawn)
    _descend(table, plan, plan.general_steps, plan.general_rate, lambda: pairs_drawn.loss(table, plan.general_batch))
    learnt = {name: value.clone() for name, value in table.state_dict().items()}
    folded: list[Floats] = []
    for seed in plan.seeds:
        table.load_state_dict(learnt)
        sources = (Questions(written, vocabulary), pairs_drawn, Glossary(terms, vocabulary))
        _seed(seed, *sources)
        _descend(table, plan, plan.question_steps, plan.question_rate, partial(_mixed, table, plan, *sources))
        folded.append(table.folded())
    return vocabulary.tokens, np.mean(folded, axis=0, dtype=np.float32)


def _first_table(plan: Plan, vocabulary: Vocabulary, texts: int) -> Table:
    """Random rows, as long as their tokens are rare; those of pairs as good as nothing."""
    idf = np.log(10_000 + texts) - np.log(vocabulary.texts_with)
    lengths = START * idf.clip(0.5, 9.0).astype(np.float32)
    lengths[vocabulary.words :] = plan.pair_start
    dice = np.random.default_rng(plan.seeds[0])
    return Table(lengths, Parts(vocabulary.tokens), plan.dimension, dice)


def _mixed(table: Table, plan: Plan, questions: Questions, general: General, lexicon: Glossary) -> Tensor:
    """The loss of the second stage."""
    asked, known = questions.loss(table, plan.question_batch), general.loss(table, plan.question_batch)
    asked = asked + plan.apart_share * questions.apart(table, plan.apart_batch)
    return asked + plan.general_share * known + plan.glossary_share * lexicon.loss(table, plan.glossary_batch)


def _descend(table: Table, plan: Plan, steps: int, rate: float, loss: Callable[[], Tensor]) -> None:
    """Adam over the rows each batch touched; the rate climbs shortly, then falls to nothing."""
    optimizer = torch.optim.SparseAdam(list(table.parameters()), lr=rate)
    started, total = time.monotonic(), 0.0
    for step in range(steps):
        optimizer.param_groups[0]["lr"] = rate * min(1.0, (step + 1) / plan.warm_up) * (1 - step / steps)
        found = loss()
        optimizer.zero_grad()
        found.backward()  # type: ignore[no-untyped-call]
        optimizer.step()  # type: ignore[no-untyped-call]
        total += found.item()
        if step % 100 == 99:
            print(f"step {step + 1}: loss {total / 100:.3f}, {time.monotonic() - started:.0f} s", flush=True)
            total = 0.0


def _seed(seed: int, *sources: Drawn) -> None:
    for number, source in enumerate(sources):
        source.throw(seed * 10 + number)


def _texts(written: Sequence[Facet], terms: Sequence[tuple[str, str]]) -> list[str]:
    found = [text for facet in written for texts in facet[3:] for text in texts]
    return found + [text for term in terms for text in term]


def main() -> None:
    """Train on the pairs of --data and write the model to --out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds pairs.jsonl.xz")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the model")
    arguments = parser.parse_args()
    plan = Plan()
    tokens, table = train(plan, pairs(arguments.data), facets(), glossary())
    kept = write(arguments.out, tokens, table, plan.faintest)
    print(f"{kept:,} of {len(tokens):,} tokens, {plan.dimension} dimensions: {arguments.out}")


if __name__ == "__main__":
    main()
