"""`python -m eval`: every measurement of quality, one after the other.

In: nothing. Out: tables on the terminal. It refuses to time anything: the bench_ modules do.
"""

from __future__ import annotations

import sys

from eval import search_quality

if __name__ == "__main__":
    sys.exit(search_quality.main(sys.argv[1:]))
