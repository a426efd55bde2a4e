"""Values: what stands in a sentence, in one notation, with the characters it was read from."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.searching.values import find

CASES = [
    ("解約日の３ヵ月前までに書面で申し出る", "deadline", "3ヶ月前まで"),
    ("満了する日の一年前から六箇月前までの間に", "deadline", "一年前から六箇月前まで"),
    ("満了する日の二箇月前までに", "deadline", "2ヶ月前まで"),
    ("受け取った日から 10 営業日以内に検査する", "deadline", "10営業日以内"),
    ("希望する月の前月15日までに届け出る", "deadline", "前月15日まで"),
    ("完済の日まで年 14.6 ％の割合で計算した額", "rate", "年14.6%"),
    ("年利9パーセントの遅延損害金", "rate", "年9%"),
    ("72 時間以上その状態が連続したとき", "hours", "連続72時間以上"),
    ("継続して12時間を超えて使えないとき", "hours", "連続12時間超"),
    ("違約金として金5万円を支払う", "amount", "50,000円"),
    ("手数料は1,500円とする", "amount", "1,500円"),
    ("上限は未払いの合計で5万4,000円です", "amount", "54,000円"),
    ("保険の額は1億2,000万円とする", "amount", "120,000,000円"),
    ("鍵の費用二万七千五百円は借主の負担とする", "amount", "27,500円"),
    ("金壱百万円を預ける", "amount", "1,000,000円"),
    ("費用は十〇百円とする", "amount", "十〇百円"),
    ("当日の取消しは料金の半額とする", "amount", "半額"),
    ("自ら次の行為をせず、利用者にもさせないものとします", "permission", "不可"),
    ("３か月分の月額料金を上限とする", "amount", "3ヶ月分の月額料金"),
    ("残りの期間に対応する利用料金に相当する額を支払う", "amount", "残りの期間に対応する利用料金に相当する額"),
    ("更新料は賃料の〇・五箇月分とする", "amount", "0.5ヶ月分"),
    ("1通につき0.5円を加える", "amount", "0.5円"),
    ("月の途中で始めても日割りにはなりません", "amount", "日割りなし"),
    ("日割計算は行わない", "amount", "日割りなし"),
    ("日割り計算した額を支払う", "amount", "日割り"),
    ("その品物の代金の額を上限として償う", "amount", "品物の代金の額"),
    ("賃料の日割額の一・五倍を支払う", "multiple", "1.5倍"),
    ("送り返す費用はお客様の負担です", "bearer", "お客様の負担"),
    ("責任を免れるものではない", "liability", "責任を負う"),
    ("責任を免れるものとする", "liability", "責任を負わない"),
    ("責任を負うものではない", "liability", "責任を負わない"),
    ("その額の３倍を請求する", "multiple", "3倍"),
    ("月額料金の30分の1を乗じる", "multiple", "30分の1"),
    ("名古屋地方裁判所を専属的合意管轄裁判所とする", "court", "名古屋地方裁判所"),
    ("当社の本店所在地を管轄する地方裁判所とする", "court", "当社の本店所在地を管轄する地方裁判所"),
    ("一般社団法人日本商事仲裁協会の規則により", "arbitration", "一般社団法人日本商事仲裁協会"),
    ("解釈は日本国の法令による", "law", "日本法"),
    ("平日の午前10時から午後5時まで受け付ける", "clock", "午前10時から午後5時まで"),
    ("8文字以上とする", "count", "8文字以上"),
    ("送料は借主の負担とする", "bearer", "借主の負担"),
    ("受け取った料金は返還しません", "refund", "返金なし"),
    ("使わなかった月の料金を返還します", "refund", "返金あり"),
    ("差額を払い戻すものとする", "refund", "返金あり"),
    ("料金を返還する義務を負わない", "refund", "返金なし"),
    ("当社は責任を負いません", "liability", "責任を負わない"),
    ("損害を賠償するものとします", "liability", "責任を負う"),
    ("貸主の書面による承諾なく転貸してはならない", "permission", "不可（書面の承諾があれば可）"),
    (
        "転貸することはできない。ただし、事前に承諾を得た場合は、この限りでない。",
        "permission",
        "不可（承諾があれば可）",
    ),
    ("承諾を得ることなく業務を委託することができる", "permission", "可（承諾は不要）"),
    ("同意を得て構内に立ち入ることができる", "permission", "可（同意が必要）"),
    ("当社は、料金を改めることができる", "permission", "可"),
    ("誰かを識別できない状態に加工して使うことができる", "permission", "可"),
    ("品質に適合しないことが見つかったときは、作り直しを求めることができる", "permission", "可"),
    ("使うことができないときは、貸主に修理を求めることができる", "permission", "可"),
    ("持ち出すときは、あらかじめ書面による承諾を得るものとする。", "permission", "可（書面の承諾が必要）"),
    ("看板を掲げるときは、管理者の許可を受ける。", "permission", "可（許可が必要）"),
    ("会員（退会した者を含む）に修理の費用を負担していただきます", "bearer", "会員の負担"),
    ("賠償の額は、受け取った報酬の総額を上限とする", "amount", "報酬の総額"),
    ("開始の月の料金は日割計算とする", "amount", "日割り"),
    ("検収は納入の後２週間以内に行う", "deadline", "2週間以内"),
    ("請求のあった月の末日までに支払います", "deadline", "請求のあった月の末日まで"),
    ("翌月5営業日までに請求し", "deadline", "翌月5営業日まで"),
    ("気づいたその日のうちに伝える", "deadline", "その日のうち"),
    ("登録できる支店は20社を上限とする", "count", "20社まで"),
    ("付き添いは一日につき二名まで入れます", "count", "2名まで"),
    ("預り金には利息を付けません", "rate", "無利息"),
    ("演奏は、午前十時から午後七時までとする", "clock", "午前十時から午後七時まで"),
    ("その時間に応じた料金は、請求しません", "amount", "請求なし"),
    ("休む月の会費も減額しない", "amount", "減額なし"),
    ("借主は、借りた橇を遅滞なく自己の費用で返す", "bearer", "借主の負担"),
    ("苦情は、契約者の費用と責任で片づける", "bearer", "契約者の負担"),
    ("往復の運賃は、甲が支払う", "bearer", "甲の負担"),
    ("印紙の代金は折半とする", "bearer", "折半"),
    ("甲及び乙は、各自の費用を各自負担する", "bearer", "各自の負担"),
    ("毎年3月末日までに納める", "deadline", "3月末日まで"),
    ("受付は、午前九時から午後五時三十分までとする", "clock", "午前九時から午後五時三十分まで"),
    ("図面の著作権は、代金の完済の時に乙から甲に移る", "bearer", "甲に帰属"),
    ("受け取った入会金は、初日の前に申し出た場合を除き、お返ししません", "refund", "返金なし"),
    ("差し引いた後の残額を会員に返します", "refund", "返金あり"),
    ("生じた手数料は加盟店に戻さない", "refund", "返金なし"),
    ("試しに使う間は三週間とする", "period", "3週間"),
]


@pytest.mark.parametrize(("text", "kind", "value"), CASES)
def test_reads(text: str, kind: str, value: str) -> None:
    found = [(one.kind, one.value) for one in find(text)]
    assert (kind, value) in found


@pytest.mark.parametrize(
    "text",
    [
        "2025年4月1日",
        "令和6年12月18日",
        "12月29日から",
        "十分な注意",
        "第3条第2項",
        "平成15年法律第57号",
        "",
        "一切",
        "第三者",
    ],
)
def test_dates_and_numbers_of_other_things_are_no_values(text: str) -> None:
    assert [one for one in find(text) if one.kind in ("period", "deadline", "amount", "rate")] == []


@pytest.mark.parametrize(
    "text",
    [
        "第三者に使わせることができないわけではない",
        "いつでも使えることを保証するものではない",
        "24時間365日の見張りを保証するものではなく",
        "動く割合99.9％を保証しません",
        "申込みを承諾しないことがあります",
        "申込みを承諾しない、又は承諾を延ばすことがあります",
        "使うことができるものであり、権利を取得するものでない",
        "責任を負わないものではない",
    ],
)
def test_what_is_taken_back_is_no_value(text: str) -> None:
    assert [one for one in find(text) if one.kind not in ("promptness", "period")] == []


@pytest.mark.parametrize(
    "text",
    [
        "当社は、契約者に、自己の費用で機器を撤去させることができる。",
        "契約者及び当社は、それぞれ自己の費用で行う。",
        "サーバーは自己の費用で置く。",
        "費用は契約者以外の者が支払う。",
        "契約者が持つ口座は渡せない。",
        "契約者が支払う必要はありません。",
        "甲が支払う報酬は乙が定める。",
        "会員が支払わなければ、退会とする。",
        "折半しない。",
        "著作権は乙に移転しない。",
        "費用は契約者の負担としない。",
        "事業を他の会社に移ることがある。",
        "預り金は無利息ではない。",
        "会費を減額しないことがあります。",
        "敷金を返す必要はない。",
        "資料を契約者に返します。",
        "お返しすることはできません。",
    ],
)
def test_what_another_bears_or_the_sentence_takes_back_is_no_value(text: str) -> None:
    assert not {one.kind for one in find(text)} & {"bearer", "refund", "amount", "rate"}


def test_the_nearest_subject_bears_its_own_cost() -> None:
    assert ("bearer", "契約者の負担") in [
        (one.kind, one.value) for one in find("当社は、契約者が自己の費用で設置した機器を撤去する。")
    ]


@pytest.mark.parametrize(
    ("text", "refunds"),
    [
        ("契約者は、当社に利用機器を返還するものとします。", []),
        ("利用者は、鍵（合鍵を含みます。）を管理室に返却しないときは、交換の費用を支払う。", []),
        ("機器を返却した後、当社は保証金を返還する。", ["返金あり"]),
        ("物件を引き渡し、受領済みの料金を返還する。", ["返金あり"]),
        ("受領した会費は返還しません。", ["返金なし"]),
    ],
)
def test_things_that_go_back_are_no_refund(text: str, refunds: list[str]) -> None:
    assert [one.value for one in find(text) if one.kind == "refund"] == refunds


@settings(deadline=None)  # the first text of all compiles the patterns
@given(
    st.text(
        alphabet="0123456789０１年月日ヶか前まで以内間%％円倍時分一二三十百、。承諾書面なくできない当社は ｶﾞ①",
        max_size=60,
    )
)
def test_spans_lie_in_the_text_and_in_order(text: str) -> None:
    found = find(text)
    assert all(0 <= one.start < one.end <= len(text) and one.value for one in found)
    figures = [one for one in found if one.kind != "permission"]
    assert all(left.end <= right.start for left, right in pairwise(figures))


@pytest.mark.parametrize(
    "piece", ["1", "一", "1年", "承諾", "の", "料金", "10時", "月額料金に相当する", "折半", "1社", "契約者は自己の"]
)
def test_long_lines_are_read_in_no_time(piece: str) -> None:
    begun = time.perf_counter()
    find(piece * (200_000 // len(piece)))
    assert time.perf_counter() - begun < 2
