"""`python -m eval`: every measurement of quality, held against what we stand by.

In: the command line. Out: tables on the terminal, with --write a file in results/. It refuses to time anything: the bench_
modules do.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from eval import measuring, results


def main(arguments: Sequence[str]) -> int:
    """Measures, prints and gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m eval", description="measures reading, search, answers and comparison"
    )
    parser.add_argument("--quick", action="store_true", help="without the models found on disk")
    parser.add_argument("--write", action="store_true", help="write results/<date>-<commit>.json")
    options = parser.parse_args(arguments)
    if options.write and not measuring.clean():
        print("eval: only a clean commit can be written down; commit or undo what git status shows", file=sys.stderr)
        return 1
    result = measuring.everything(with_models=not options.quick)
    if options.write:
        print(f"written: {results.write(result)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
