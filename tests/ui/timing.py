"""How long the server needs for a page: `python -m tests.ui.timing`.

In: the samples, and Streamlit's own test class, which runs a page as a visit does, without browser and network. Out: one line a view,
in milliseconds: the median and the slowest.
"""

from __future__ import annotations

import logging
import os
import statistics
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = (
    "途中でやめたらお金は戻る？", "支払いが遅れたときの利率は？", "裁判になったらどこの裁判所？", "解約は何日前まで？",
    "損害賠償の上限はいくら？", "再委託してもよい？", "料金はいつまでに払う？", "最低利用期間は？", "第10条", "秘密保持はいつまで？",
)  # fmt: skip
DOCUMENTS = ("hoshizora-cloud", "kawasemi-net", "minato-helpdesk", "tsubaki-rental", "yukishiro-forms")
AGAIN = 3  # times that each view is opened once more


def main() -> None:
    """Prints the table."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as index:
        os.environ |= {"YAKKAN_CORPUS": str(ROOT / "corpus" / "samples"), "YAKKAN_INDEX": index}
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        _say("the first page, which builds the index", [_run(at)])
        asked = [_ask(at, question) for question in QUESTIONS]
        _say("the first question", asked[:1])
        _say("a question, first time", asked[1:])
        _say("a question asked before", [_ask(at, question) for question in QUESTIONS * AGAIN])
        at.switch_page("ui/read.py").run()
        _say("a document, first time", [_open(at, doc) for doc in DOCUMENTS])
        _say("a document opened before", [_open(at, doc) for doc in DOCUMENTS * AGAIN])


def _ask(at: AppTest, question: str) -> float:
    at.text_input(key="q").set_value(question)
    return _run(at)


def _open(at: AppTest, doc: str) -> float:
    at.selectbox(key="doc").set_value(doc)
    return _run(at)


def _run(at: AppTest) -> float:
    """Milliseconds until the script has run to its end."""
    start = time.perf_counter()
    at.run()
    took = (time.perf_counter() - start) * 1000
    if at.exception:
        raise RuntimeError(at.exception[0].value)
    return took


def _say(view: str, took: list[float]) -> None:
    print(f"{view:42}  n={len(took):3}  median {statistics.median(took):6.0f} ms  slowest {max(took):6.0f} ms")


if __name__ == "__main__":
    main()
