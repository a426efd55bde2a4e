"""`python -m eval`: everything measured, shown beside the last committed result, and held against what we stand by.

In: the command line. Out: tables on the terminal and an exit status; with --write a file in results/ and the tables of the
pages. It refuses to time anything: the bench_ modules do.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from eval import check_labels, expected, measuring, report, results

FAILED = 1


def main(arguments: Sequence[str]) -> int:
    """Measures, prints and gives the exit status: 1 where labels are wrong or a figure is below what is expected."""
    options = _options(arguments)
    wrong = check_labels.main([])
    if wrong or (options.write and not _may_write()):
        return FAILED
    before = results.latest()
    result = measuring.everything(with_models=not options.quick)
    if not options.quick:
        print(report.tables(result))
    if before is not None:
        print("\n".join(report.beside(before, result)))
    short = expected.shortfalls(result)
    print("\n".join(f"better than expected, could be raised: {line}" for line in expected.surpluses(result)))
    print("\n".join(f"below what is expected: {line}" for line in short) or "all that is expected is reached")
    print(f"{len(result.figures)} figures in {result.seconds:.0f} s")
    if options.write:
        print(f"written: {results.write(result)}")
        report.write()
    return FAILED if short else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval", description="measures reading, search, answers, comparison")
    parser.add_argument("--quick", action="store_true", help="without the models found on disk, and without the tables")
    parser.add_argument("--write", action="store_true", help="write results/<date>-<commit>.json and the tables")
    return parser.parse_args(arguments)


def _may_write() -> bool:
    if measuring.clean():
        return True
    print("eval: only a clean commit can be written down: commit, or undo, what git status shows", file=sys.stderr)
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
