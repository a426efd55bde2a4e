"""Documents that try to be more than text, for the journeys that hold every page to showing them as text."""

from __future__ import annotations

from pathlib import Path

SCRIPT = "<script>window.hacked=1</script>"
IMAGE = '<img src="x" onerror="window.hacked=1">'
MARKDOWN = (
    "**太字** ![図](http://127.0.0.1:9/x.png) [押す](javascript:window.hacked=1) :material/delete: $E=mc^2$ # 見出し"
)
CLOSING = "</section></style></textarea><svg onload=window.hacked=1><style>body{display:none}</style>"
TERMS = f"""悪意{SCRIPT}約款 {MARKDOWN}
株式会社{IMAGE}商会

第1条（{IMAGE}目的 {MARKDOWN}）
本約款は、株式会社{IMAGE}商会（以下「当社」といいます。）が提供する{SCRIPT}役務の条件を定めます。{MARKDOWN}
2　当社は、「{CLOSING}」（以下「印」といいます。）を第2条（{SCRIPT}）に従い用います。
第2条（解約{SCRIPT}）
契約者は、解約を希望する日の30日前までに{IMAGE}当社に通知することにより、利用契約を解約することができます。{CLOSING}
(1)　{MARKDOWN}
(2)　" onmouseover="window.hacked=1" x="
2　第99条{CLOSING}の定めは、印に適用しません。
第3条（管轄{MARKDOWN}）
本約款に関する訴訟は、高松地方裁判所{SCRIPT}を第一審の専属的合意管轄裁判所とします。
"""
SIDE = f"""title = '''悪意{SCRIPT}約款 {MARKDOWN}'''
provider = '''株式会社{IMAGE}商会 {MARKDOWN}'''
edition = '''{SCRIPT}版 {MARKDOWN}'''
"""


def write(folder: Path) -> Path:
    """The folder with two documents, one of them with hostile names in its corrections."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "evil.txt").write_text(TERMS, encoding="utf-8")
    (folder / "worse.txt").write_text(TERMS.replace("30日前", "60日前").replace("高松", "徳島"), encoding="utf-8")
    (folder / "worse.txt.toml").write_text(SIDE, encoding="utf-8")
    return folder
