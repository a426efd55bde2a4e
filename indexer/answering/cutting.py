"""Which run of a sentence's phrases is quoted: the shortest that says the answer.

In: a question and a sentence. Out: where the run begins and ends. Which runs may be quoted is a rule (`runs`); which of them
is, is learnt (cutting.toml, by training/fit_cutting.py). It refuses to choose the sentence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import get_args

import numpy as np

from ..searching.values import Value
from .clues import Asked
from .phrases import Role
from .runs import Floats, Parted, Run, read, runs

WEIGHTS = Path(__file__).with_name("cutting.toml")
ALIKE = 1.0  # what sharing characters counts beside lying within one another
SHORT = 8  # characters of a run that hardly says anything
MANY = 5  # phrases of one part after which more make no difference


@cache
def weights() -> dict[str, float]:
    """What each thing noticed is worth."""
    found: dict[str, float] = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return found


def cut(asked: Asked, text: str, values: tuple[Value, ...], start: int = 0) -> tuple[int, int]:
    """Where the run of a sentence's phrases that answers begins and ends; nothing before `start` is taken."""
    sentence = read(asked, text, values)
    found = [run for run in runs(asked, sentence, start) if text[run.start : run.end].strip()]
    if not found:
        return start, len(text)
    worth = weights()
    scores = [sum(worth.get(name, 0.0) * value for name, value in noticed(sentence, run).items()) for run in found]
    chosen = found[likeliest(found, np.array(scores))]
    return chosen.start, chosen.end


def likeliest(found: Sequence[Run], scores: Floats) -> int:
    """The run that agrees best with all of them, each as likely as its score says: least is lost where it is not the one."""
    starts, ends = np.array([run.start for run in found]), np.array([run.end for run in found])
    chances = np.exp(scores - scores.max())
    shared = np.clip(np.minimum.outer(ends, ends) - np.maximum.outer(starts, starts), 0, None)
    lengths = ends - starts
    within = shared == np.minimum.outer(lengths, lengths)
    alike = 2 * shared / np.add.outer(lengths, lengths)
    return int(np.argmax((within + ALIKE * alike) @ chances))


def noticed(sentence: Parted, run: Run) -> dict[str, float]:
    """What speaks for and against a run."""
    parts, span = sentence.phrases, slice(run.first, run.last + 1)
    before = parts[run.first - 1].role if run.first else ""
    held = [one.role for one in parts[span]]
    length, first = run.end - run.start, parts[run.first]
    met, lost = (float(part.max(axis=0).sum()) if part.size else 0.0 for part in (sentence.met[span], sentence.met))
    found = {f"after_{role}": float(before == role) for role in get_args(Role)}
    found |= {f"begins_{role}": float(held[0] == role) for role in get_args(Role)}
    found |= {f"holds_{role}": min(held.count(role), MANY) / MANY for role in get_args(Role)}
    found |= {f"ends_{ending}": float(run.ending == ending) for ending in ("value", "statement", "last")}
    return found | {
        "met": met,
        "left": lost - met,
        "named": float(any(sentence.named[span])),
        "suits": float(any(sentence.suits[span])),
        "value": float(any(run.start <= one.start < run.end for one in sentence.values)),
        "value_first": float(any(first.start <= one.start < first.end for one in sentence.values)),
        "length": float(np.log(max(length, 1))),
        "cut_off": float(np.log1p(max(parts[run.last].end - run.end, 0))) if run.ending == "value" else 0.0,
        "short": float(length < SHORT),
        "all": float(run.first == 0 and run.last == len(parts) - 1),
    }
