"""How a name sounds, roughly, so that マジックコネクト and MagicConnect are one name.

In: a word in Latin letters or katakana. Out: its consonants in one notation, or "" where there are too few to tell.
It refuses to know any name.
"""

from __future__ import annotations

import re
from functools import lru_cache

ENOUGH = 4  # consonants below which different names sound alike
ROWS = {
    "カキクケコ": "k", "ガギグゲゴ": "g", "サシスセソ": "s", "ザズゼゾ": "z", "ジヂ": "j", "タテト": "t", "チ": "t",
    "ツ": "t", "ダデド": "d", "ナニヌネノン": "n", "ハヒヘホフ": "f", "バビブベボヴ": "b", "パピプペポ": "p",
    "マミムメモ": "m", "ラリルレロ": "r",
}  # fmt: skip
KANA = {kana: sound for row, sound in ROWS.items() for kana in row}
# The spelling of a sound, in the order in which they are tried; what is not named here is silent
SPELLINGS = (
    (r"tch|ch(?=[eiau])", "t"), (r"ch", "k"), (r"sh", "s"), (r"ph|h(?=[aeiou])", "f"), (r"ck|[ckq]", "k"), (r"x", "ks"),
    (r"g(?=[eiy])|j", "j"), (r"g", "g"), (r"s", "s"), (r"z", "z"), (r"t", "t"), (r"d", "d"), (r"n", "n"), (r"f", "f"),
    (r"[bv]", "b"), (r"p", "p"), (r"m", "m"), (r"[lr]", "r"),
)  # fmt: skip
LATIN = re.compile("|".join(f"({spelling})" for spelling, _ in SPELLINGS))
TWICE = re.compile(r"(.)\1{1,9}")


@lru_cache(maxsize=10_000)
def sound(word: str) -> str:
    """The consonants of a word (conexio and コネクシオ are both knks)."""
    if word.isascii():
        found = "".join(SPELLINGS[(match.lastindex or 1) - 1][1] for match in LATIN.finditer(word.lower()))
    else:
        found = "".join(KANA.get(char, "") for char in word)
    once = TWICE.sub(r"\1", found)
    return once if len(once) >= ENOUGH else ""
