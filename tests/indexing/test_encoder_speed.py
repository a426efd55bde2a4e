"""How long the model that ships takes, in processor time, so that a busy machine does not matter."""

import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path

import pytest

from indexer.indexing.encoders import MODELS, SHIPPED, StaticEmbedder
from indexer.indexing.units import passage, units
from indexer.reading import read_file

FOLDER = MODELS / SHIPPED
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="no weights in this checkout")


@pytest.fixture(scope="module")
def passages() -> list[str]:
    """The passages of the samples, no line of them twice, so that nothing is remembered."""
    found = [passage(unit.fields) for path in sorted(SAMPLES.glob("*.txt")) for unit in units(read_file(path))]
    many = enumerate(islice(cycle(found), 2_000))
    return [text.replace("\n", f"（{number}号）\n") + f"（{number}号）" for number, text in many]


def test_a_question_takes_less_than_a_millisecond() -> None:
    model = StaticEmbedder(FOLDER)
    model.encode_queries(["まず辞書を開く"])
    asked = [f"{number}日前に言えば、払ったお金は戻ってきますか？" for number in range(500)]
    begun = time.process_time()
    for one in asked:
        model.encode_queries([one])
    assert (time.process_time() - begun) / len(asked) < 0.001


def test_ten_thousand_clauses_take_seconds(passages: list[str]) -> None:
    """Three alone on a machine; five are allowed on two cores. Beside other tests a core does half as much."""
    model = StaticEmbedder(FOLDER)
    took = list[float]()
    for part in range(4):  # the quickest of four: what runs on the same core slows the others
        begun = time.process_time()
        model.encode_clauses(passages[part::4])
        took.append(time.process_time() - begun)
    assert min(took) * 10_000 / (len(passages) / 4) < 7


def test_importing_the_encoder_takes_less_than_a_third_of_a_second() -> None:
    code = (
        "import time; begun = time.process_time(); import indexer.indexing.encoders; print(time.process_time() - begun)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(told.stdout) < 0.3
