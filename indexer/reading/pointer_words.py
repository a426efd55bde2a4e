"""The words pointers are made of, as patterns over folded text: 第N条, 前二項, 次の各号, 別記-1, 及び, 乃至.

In: nothing. Out: compiled patterns, each linear in the length of the text. It refuses to put them
together: how a pointer grows is the grammar in pointers.py.
"""

from __future__ import annotations

import re

UNITS = dict(
    zip("編章節款条項号", ("part", "chapter", "section", "subsection", "article", "paragraph", "item"), strict=True)
)
RANK = {unit: rank for rank, unit in enumerate(("annex", *UNITS.values(), "mark"))}

_N = r"(?:[0-9](?: ?[0-9]){0,3}|[〇一二三四五六七八九十百千]{1,7})"
_NUMBER = rf"(?:{_N}|\({_N}\))"  # 第3項, 第(3)項
# what shows that 条, 項 or 号 ends a longer word: 条件, 条例, 項目, 号機, 号被保険者
_NO_WORD = r"(?![件例約目機室館車棟線被]|文[書言面])"
_AND = r"(?:、|,|・|/|及び|および|並びに|ならびに|又は|または|若しくは|もしくは|あるいは|或いは|かつ|且つ|と)"
_TO = r"(?:から|乃至|ないし|至|[~～]|-)"
_MARK = r"(?:[①-⑳]|\((?:[ァ-ヶ]|[0-9]{1,2}|[a-z])\))"

_ANNEX_NUMBER = (
    r"(?:[0-9]{1,2}|[A-Z](?![A-Za-z])|[①-⑳]|[一二三四五六七八九十]{1,3}(?![一-龥]))"
    r"(?! ?[0-9部枚通年月日週条項号つ個頁章営時円%])"
)
# 第12条の2 but not 第12条の2倍, 第12条の一部, 第12条の2項; there is no 条の一
BRANCH = re.compile(
    rf" ?[のノ] ?(?![1一](?![0-9十百])){_N}"
    r"(?! ?[0-9部定切般方人者名社年月日時分秒回度倍つ個種箇件か台円%条項号章節点週ヶヵカケ桁段行級段割番以])"
)
HEAD = re.compile(
    rf"(?P<list>第 ?{_N}(?: ?{_AND} ?第? ?{_N}){{1,9}})(?= ?[条項号章]{_NO_WORD})"  # 第1、第2及び第3項
    rf"|第 ?(?P<number>{_NUMBER}) ?(?P<unit>[編章節款条項号]){_NO_WORD}"
    r"|(?<![0-9第前各全計.,〇一二三四五六七八九十-])(?<![次下記]の)"
    rf"(?P<bare>[0-9]{{1,2}}) ?(?P<bare_unit>[項条]){_NO_WORD}"  # ３項に規定する
    rf"|(?<![以午事生従名])前 ?(?P<count>{_N}) ?(?P<count_unit>[章節条項号]){_NO_WORD}"
    rf"|(?P<all>前各)(?P<all_unit>[条項号]){_NO_WORD}"
    r"|(?P<next>(?:次|以下|下記|左|後記)の各)(?P<next_unit>[項号])(?!目)"
    r"|(?P<each>各号)"
    rf"|前(?P<former>{_MARK})"  # 前(ア)以外の製品
    rf"|(?P<mark>{_MARK})(?= ?{_TO} ?{_MARK}|に(?:定め|掲げ|規定|該当|準)|の規定)"  # ①から④に準ずる
    r"|(?P<provision>(?<![一-龥])本条項)(?!目)"
    r"|(?<![以午事生従名日目基見資謄標製原正副根脚絵台共合協順逐])"  # not 以前項目, 見本号, 共同条
    rf"(?P<word>[前次本同])(?P<word_unit>[編章節款条項号]){_NO_WORD}"
    r"|(?<![特個区差選種識判離性送類級月日年者人先国男女地業目途分格毎])"  # not 個別表示, 区別表
    r"(?P<annex>別[紙記表添図])(?![示現面情明載述録憶入])"
    rf"(?: ?-? ?第? ?(?P<annex_number>{_ANNEX_NUMBER}))?"
    rf"|(?P<special>(?<!この)(?<!本)附則|特約(?:条項)?(?= ?第? ?{_N} ?[条項]))"
)
STEP = re.compile(
    rf" ?(?:の ?)?(?:第? ?(?P<number>{_NUMBER}) ?(?P<unit>[章節款条項号]){_NO_WORD}"
    r"|同(?P<same>[項号])|各(?P<each>[項号])(?!目))"
)
BRACKETED_ITEM = re.compile(rf" ?(?:の ?)?\((?P<number>{_N})\)号?")  # 第2条第1項(3)
# 第1号(ア), 第1号イ, 第1号①; 第1号インターネット is none
CHILD_MARK = re.compile(rf" ?(?:の ?)?(?P<mark>{_MARK}|[ア-ン](?![ァ-ヶー])|[a-z](?![A-Za-z]))")
CIRCLED = re.compile(r" ?(?:の ?)?(?P<mark>[①-⑳])")  # 第3条第1項②
ANNEX_RUN_ON = re.compile(rf"第? ?(?P<number>{_ANNEX_NUMBER})")
RUN_ON = re.compile(rf"(?P<number>{_NUMBER}) ?(?P<unit>[章節条項号]){_NO_WORD}")
_PARTS = r"(?: ?の?(?:本文|ただし書き?|但し?書き?|前段|後段|柱書き?|規定|定め))?"
GAP_AND = re.compile(rf"(?:まで)?(?: ?\([^()]{{0,80}}\))?{_PARTS} ?(?:{_AND} ?){{1,2}}")
GAP_TO = re.compile(rf"(?: ?\([^()]{{0,80}}\))? ?{_TO} ?")
GAP_OPENED = re.compile(r" ?(?:の ?)?| ?\((?:ただし|但し)?、? ?")
GAP_REMARK = re.compile(r" ?\([^()]{0,120}\) ?")
NUMBERS = re.compile(_N)
# （以下「X」といいます。）, （第2項を除く。）, （…を含みます。）: a bracket that is a remark and no title
REMARK = re.compile(
    r"以下|除[くきい]|含[むみま]|とい[いう]|。|に限|限る|準用|参照|読み替え|同じ|ただし|但し|※|http|[年月日]法律"
    rf"|[前本次同][条項号]|第 ?{_N} ?[条項号]|をいう|を指"
)
# 第5条から第7条まで 削除: a line that stands where the articles stood
DELETED = re.compile(
    rf"(?:^|(?<=\n)) ?第 ?({_N}) ?条 ?(?:{_TO}|{_AND}) ?第 ?({_N}) ?条(?:まで)? ?(?:は、?)? ?\(?削 ?除"
)
