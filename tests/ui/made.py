"""Short terms of invented providers that the pages are given."""

from __future__ import annotations

TERMS = (
    "{name}利用規約\n株式会社{name}\n\n第1章　総則\n\n第1条（目的）\n本規約は、{name}の利用の条件を定めます。\n\n"
    "第2条（解約）\n契約者は、解約を希望する日の{days}日前までに、次の事項を届け出ます。\n(1) 名称\n(2) 希望する日\n\n"
    "第4条（管轄）\n本規約に関する紛争は、{court}地方裁判所を第一審の専属的合意管轄裁判所とします。\n"
)
AOZORA = TERMS.format(name="青空見守り", days=40, court="金沢").encode()
MIDORI = TERMS.format(name="緑巡回", days=55, court="高松").encode()
