"""How long indexing and searching take, beside rank-bm25 and a plain numpy scan: `python -m eval.bench_search`.

In: the sample documents, resampled into libraries of any size with words nobody has seen. Out: a table on the terminal.
It refuses to judge whether a hit is right.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from eval import speed
from indexer import (
    Asked,
    Clause,
    Document,
    Embedder,
    EncoderError,
    Index,
    Span,
    StaticEmbedder,
    open_embedder,
    passage,
    read_text,
    search,
    search_many,
    tokens,
    units,
    update_index,
)

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpus" / "samples"
QUESTIONS = ROOT / "eval" / "labels" / "dev-questions.jsonl"
PER_DOCUMENT = 1_500
SEED = 20_260_401
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロ"


def library(size: int) -> Iterator[Document]:
    """Documents of resampled paragraphs, about half of which hold a word made up for them."""
    pool = [
        (clause.text, document.by_id[clause.parent].heading)
        for path in sorted(SAMPLES.glob("*.txt"))
        for document in [read_text(path.read_text(encoding="utf-8"), path.stem)]
        for clause in document.clauses
        if clause.level == "paragraph" and clause.parent and len(clause.text) > 20
    ]
    chance = random.Random(SEED)  # noqa: S311  # a benchmark wants the same numbers every time
    for first in range(0, size, PER_DOCUMENT):
        yield _document(f"library-{first // PER_DOCUMENT}", min(PER_DOCUMENT, size - first), pool, chance)


def _document(doc_id: str, size: int, pool: list[tuple[str, str]], chance: random.Random) -> Document:
    clauses: list[Clause] = []
    length = 0
    for number in range(1, size + 1):
        text, heading = chance.choice(pool)
        if chance.random() < 0.5:
            at = chance.randrange(len(text))
            text = text[:at] + "".join(chance.choices(KANA, k=6)) + "、" + text[at:]
        span = Span(length, length + len(text))
        length += len(text)
        clauses.append(Clause(f"{doc_id}#a{number}", "article", number, "", heading, span, None))
        clauses.append(Clause(f"{doc_id}#a{number}.p1", "paragraph", 1, "", "", span, f"{doc_id}#a{number}", text))
    return Document(doc_id, f"{doc_id}規約", "", "", "", doc_id, tuple(clauses))


def questions() -> list[str]:
    """The development questions, as typed."""
    return [json.loads(line)["question"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def model(folder: Path, documents: list[Document]) -> tuple[Embedder, str]:
    """The model that ships, or a table of random vectors of its size where there is none yet."""
    try:
        return open_embedder(), "the model that ships"
    except EncoderError:
        words = sorted({word for clause in documents[0].clauses for word in tokens(clause.text)})
        rows = np.random.default_rng(SEED).standard_normal((len(words), 256)).astype(np.float16)
        folder.mkdir()
        np.save(folder / "vectors.npy", rows)
        (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
        (folder / "config.json").write_text(json.dumps({"name": "random", "dim": 256, "tf": "log"}), encoding="utf-8")
        return StaticEmbedder(folder), "random vectors of 256 numbers in the place of a model"


def timed(call: Callable[[str], object], asked: list[str]) -> tuple[float, float]:
    """The median and the 95th percentile of a call, in milliseconds on the clock."""
    return _percentiles(call, asked, time.perf_counter)


def _percentiles(call: Callable[[str], object], asked: list[str], clock: Callable[[], float]) -> tuple[float, float]:
    spent = []
    for question in asked:
        started = clock()
        call(question)
        spent.append(1000 * (clock() - started))
    return float(np.median(spent)), float(np.percentile(spent, 95))


def measure(size: int, rank: bool) -> dict[str, Any]:
    """All figures for one size, in this process."""
    with tempfile.TemporaryDirectory() as name:
        home, asked = Path(name), questions()
        documents = list(library(size))
        found: dict[str, Any] = {"clauses": size, "characters": sum(len(c.text) for d in documents for c in d.clauses)}
        embedder, found["model"] = model(home / "model", documents)
        started, processor = time.perf_counter(), time.process_time()
        update_index(home / "index", documents, embedder)
        found["index_s"] = time.perf_counter() - started
        found["index_cpu_s"] = time.process_time() - processor
        found["index_chars_per_s"] = found["characters"] / found["index_s"]
        found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found["disk_mb"] = sum(path.stat().st_size for path in (home / "index").rglob("*") if path.is_file()) / 1e6
        with Index(home / "index") as index:
            _queries(found, index, embedder, asked)
        found["start_s"] = _start(home / "index", embedder)
        found["numpy_p50_ms"], found["numpy_p95_ms"] = _scan(documents, embedder, asked[:50])
        if rank:
            found["rank_bm25_p50_ms"], found["rank_bm25_p95_ms"] = _rank_bm25(documents, asked[:30])
        return found


def _queries(found: dict[str, Any], index: Index, embedder: Embedder, asked: list[str]) -> None:
    for question in asked[:100]:  # files are mapped and libraries imported once; `start_s` is the price of the first
        search(index, question, embedder=embedder)
    found["p50_ms"], found["p95_ms"] = timed(lambda one: search(index, one, embedder=embedder), asked)
    # the processor's own time: what the clock would say on a machine that nobody else uses
    found["cpu_p50_ms"], found["cpu_p95_ms"] = _percentiles(
        lambda one: search(index, one, embedder=embedder), asked, time.process_time
    )
    found["words_p50_ms"], found["words_p95_ms"] = timed(lambda one: search(index, one), asked)
    started = time.perf_counter()
    search_many(index, [Asked(one) for one in asked], embedder)
    found["batch_ms"] = 1000 * (time.perf_counter() - started) / len(asked)


def _start(folder: Path, embedder: Embedder) -> float:
    """Seconds from the start of a new process to its first hit."""
    code = (
        "import sys; from pathlib import Path; from indexer.indexing.index import Index;"
        "from indexer.searching.search import search; from indexer.indexing.encoders import StaticEmbedder;"
        "index, embedder = Index(Path(sys.argv[1])), StaticEmbedder(Path(sys.argv[2]));"
        "print(search(index, '契約の解約', embedder=embedder)[0].clause.id)"
    )
    command = [sys.executable, "-c", code, str(folder), str(embedder_home(embedder))]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)  # noqa: S603  # our own code
    return time.perf_counter() - started


def embedder_home(embedder: Embedder) -> Path:
    """The folder a static model was read from."""
    return Path(getattr(embedder, "folder", "."))


def _passages(documents: list[Document]) -> list[str]:
    return [passage(unit.fields) for document in documents for unit in units(document)]


def _scan(documents: list[Document], embedder: Embedder, asked: list[str]) -> tuple[float, float]:
    """A plain numpy scan over float32 vectors, the question encoded: what dense search costs without an index."""
    vectors = embedder.encode_clauses(_passages(documents))

    def call(question: str) -> object:
        scores = vectors @ embedder.encode_queries([question])[0]
        return np.argsort(-scores)[:10]

    return timed(call, asked)


def _rank_bm25(documents: list[Document], asked: list[str]) -> tuple[float, float]:
    """rank-bm25 over the same words; the question's words are given to it."""
    from rank_bm25 import BM25Okapi

    ranker = BM25Okapi([tokens(text) for text in _passages(documents)])
    return timed(lambda question: np.argsort(-ranker.get_scores(tokens(question)))[:10], asked)


def main() -> None:
    """Measure each size in a process of its own and print one line for each figure."""
    options = argparse.ArgumentParser(description="index time, memory, disk and latency")
    options.add_argument("--sizes", default="1500,50000,500000")
    options.add_argument("--no-rank-bm25", action="store_true")
    options.add_argument("--write", action="store_true", help="keep the figures in speed.json")
    options.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one, not chosen.no_rank_bm25)))
        return
    found = []
    for size in chosen.sizes.split(","):
        command = [sys.executable, "-m", "eval.bench_search", "--one", size]
        command += ["--no-rank-bm25"] if chosen.no_rank_bm25 else []
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)  # noqa: S603  # our own code
        found.append(json.loads(done.stdout))
        for name, value in found[-1].items():
            print(f"{name:>20}  {value:,.2f}" if isinstance(value, float) else f"{name:>20}  {value}", flush=True)
        print()
    if chosen.write:
        print(f"written: {speed.write(found)}")


if __name__ == "__main__":
    main()
