"""Tables whose columns were lost in the text: where one begins, and whether a line is still in it.

In: lines. Out: yes or no. It refuses to rebuild cells: the lines are kept whole, in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import Line
from .markers import head, markers
from .titles import bracketed

# What stands in the head of a column: 用語 用語の意味, 項目 内容, 品名 型番 月額料金(税別)
COLUMN = re.compile(
    r"[^。、]{0,10}(?:用語|意味|意義|定義|項目|内容|区分|種別|種類|名称|料金|費用|金額|価格|単価|単位|数量|備考|対象|条件|期間|期限|時間|時間帯|日数|サービス|機種|型番|型式|機器|品目|品名|商品|"
    r"プラン|コース|説明|適用|摘要|番号|仕様|上限|割合|料率|利率|基準|水準|目標|目標値|指標|返金率|減額率|役割|担当|窓口|連絡先|方法|場所|回数|容量|No\.?|#)(?:\s?\([^)]{0,20}\))?"
)
GAP = re.compile(r"\s+")


def is_header(line: Line) -> bool:
    """True for a line that is nothing but the heads of columns: 用語 用語の意味."""
    if line.ended or len(line.text) > 60 or "、" in line.text:
        return False
    cells = [cell for cell in GAP.split(line.text) if cell]
    return 2 <= len(cells) <= 6 and all(COLUMN.fullmatch(cell) for cell in cells)


def starts(lines: Sequence[Line], k: int) -> bool:
    """True when a table begins on line `k`: a header, a caption above one, or a run of short gapped rows."""
    line = lines[k]
    if is_header(line):
        return True
    if line.ended or not line.short or head(line.text):
        return False
    if k + 1 < len(lines) and is_header(lines[k + 1]) and not markers(line.text):
        return True
    before = lines[k - 1] if k else None
    return (before is None or before.ended) and _rows_follow(lines, k)


def _rows_follow(lines: Sequence[Line], k: int) -> bool:
    """True for a list of things: at least three short lines, most of them in columns: RX-100 RX-100 plus."""
    window = []
    for line in lines[k : k + 6]:
        if line.ended or not line.short or head(line.text) or bracketed(line) or line.text[-1:] in "、,:":
            break
        window.append(line)
    if len(window) < 3 or any(_listed(line) for line in window[:2]):
        return False
    gapped = sum(bool(GAP.search(line.text)) for line in window)
    return gapped >= 0.6 * len(window)


def _listed(line: Line) -> bool:
    return any(marker.style not in ("alpha", "space", "roman", "bare") for marker in markers(line.text))
