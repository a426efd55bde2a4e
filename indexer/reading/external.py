"""Which pointers lead out of the document: 著作権法第27条, 「倉庫約款」第35条, （平成13年法律第137号）第4条.

In: the folded words before a pointer, and the names by which the document calls itself.
Out: the name of the other text, or None. It refuses to know any law or contract by name.
"""

from __future__ import annotations

import re

from ..normalize import fold, normalize
from ..types import Document

_LONGEST_KIND = 12
REACH = 160  # how far before a pointer the name of its text may begin

_KIND = (
    r"(?:法律?|令|条例|規則|規程|約款|規約|契約書?|協定書?|条約|憲章|憲法|定款|覚書|合意書|議定書|条件書?|書|ポリシー|ガイドライン"
    r"|基準|指針|細則|要領|要項|要綱|規格|料金表|方針|マニュアル|ルール)"
)
_ENDS = re.compile(rf"{_KIND}等?(?: ?の)? ?$")
_NAME = re.compile(rf"([^\s、。,.()「」『』・:;]*?{_KIND})等?(?: ?の)? ?$")
_SEVERAL = re.compile(r"及び|および|又は|または|並びに|若しくは|[条項号]の?(?=[一-龥])")
_OPENING_KANA = re.compile(r"^[ぁ-ん].*[ぁ-ん](?=[^ぁ-ん])")  # に掲載するガイドライン
_LATIN = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]+$")  # GDPR第6条
_NO_TEXT = re.compile(r"(?:方|手|用|作|文|技|工|製|解|寸|商慣習|同書|次の約束)法$|[命指]令書?$|(?:下|上|前)記?書$")
# 本約款, この利用規約, 当規約; 日本…, 基本契約, 不当な…法律 and 当社約款 name something else
_SELF = re.compile(rf"(?<![一-龥])(?:本|この|当(?!社|該|事))[^\s、。,()「」ぁ-ん]{{0,16}}?{_KIND}等?(?: ?の)? ?$")
_QUOTED = re.compile(r"[「『]([^「」『』]{1,60})[」』]等?(?: ?の)? ?$")
_SHORT_NAME = re.compile(rf"{_KIND}」?\((?:[^()「」]|\([^()]{{0,40}}\)){{0,60}}以下、? ?「([^「」]{{1,40}})」")
_CALLED = re.compile(
    rf"(?<![一-龥])(?:この|本|当(?!社|該|事))[^\s、。,()「」ぁ-ん]{{0,30}}?{_KIND} ?\(以下、? ?(?:単に)?「([^「」]{{1,40}})」"
)
_LAW_NUMBER = re.compile(r"[年月日](?:法律|政令|条例|[省府院庁]令|規則|告示|条約|勅令)第")
_NUMBERED_BEFORE = re.compile(
    r"(?:法律|政令|[省府院庁]令|勅令|条例|告示|規則|規程|通達|訓令|公告|特許|登録|許可|届出|認可|商標|議案|様式|番号) ?$"
)


class OtherTexts:
    """Tells the document's own names from those of other texts."""

    def __init__(self, document: Document) -> None:
        folded = fold(document.text)
        titles = (document.title, *document.aliases)
        self._own = {normalize(title).text for title in titles if title}
        self._own |= {normalize(match[1]).text for match in _CALLED.finditer(folded)}
        self._own_ends = tuple(self._own)
        self._short = {match[1] for match in _SHORT_NAME.finditer(folded)} - self._own
        self._short_ends = tuple(sorted(self._short, key=len, reverse=True))

    def named_before(self, text: str, start: int) -> str | None:
        """The name of the other text that a pointer at `start` belongs to."""
        before, law_number = _without_brackets(text[max(0, start - REACH) : start])
        if quoted := _QUOTED.search(before):
            name = quoted[1]
            return name if law_number or self._is_other(name) else None
        if before.replace(" ", "").removesuffix("の").endswith(self._own_ends):
            return None
        if _ENDS.search(before[-_LONGEST_KIND:]):
            named = _NAME.search(before[-60:])
            if _SELF.search(before[-60:]):
                return None
            if named and not _NO_TEXT.search(named[1]):
                return _OPENING_KANA.sub("", _SEVERAL.split(named[1])[-1])
        if latin := _LATIN.search(before[-30:]):
            return latin[0]
        short = before.rstrip(" の").endswith(self._short_ends) and next(
            name for name in self._short_ends if before.rstrip(" の").endswith(name)
        )
        return short or ("法令" if law_number else None)

    def _is_other(self, name: str) -> bool:
        plain = normalize(name).text
        if plain in self._own or _SELF.search(name):
            return False
        return name in self._short or _NAME.search(name) is not None


def is_own_name(words: str) -> bool:
    """True for 「本約款の」 and its like at the end of the words: what follows is this document's."""
    return _SELF.search(words) is not None


def is_other_number(text: str, start: int) -> bool:
    """True where 第N号 is the number of a law, a patent or a form and no 号 of a clause."""
    return _NUMBERED_BEFORE.search(text[max(0, start - 12) : start]) is not None


def _without_brackets(before: str) -> tuple[str, bool]:
    """The words with the brackets at their end cut off, and whether one of them held a law's number."""
    law_number = False
    for _ in range(3):
        stripped = before.rstrip(" の")
        if not stripped.endswith(")"):
            break
        opening = _opening(stripped)
        if opening is None:
            break
        law_number = law_number or _LAW_NUMBER.search(stripped[opening:]) is not None
        before = stripped[:opening]
    return before, law_number


def _opening(words: str) -> int | None:
    depth = 0
    for at in range(len(words) - 1, -1, -1):
        depth += (words[at] == ")") - (words[at] == "(")
        if depth == 0:
            return at
    return None
