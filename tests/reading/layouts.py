"""Random terms of service as trees, and the many ways in which real ones are printed.

In: hypothesis draws. Out: a tree, a layout, and the text that prints the one in the other. It knows nothing of the reader.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from unicodedata import east_asian_width

from hypothesis import strategies as st

from indexer.numbering import AIUEO, CIRCLED, IROHA, to_kanji

FRAGMENTS = (
    "契約者は", "当社は", "前項の規定にかかわらず", "第3条（利用の申込み）第2項に定めるところにより", "書面による承諾を得た場合を除き", "年14.6％の割合で",
    "支払期日の翌日から起算して10日以内に", "2倍に相当する額を", "(1)及び(2)の区分に応じて", "Smart Plan for Businessの利用に際し", "本サービスの全部又は一部を", "当社が別に定める方法により",
    "3 ヶ月前までに", "第12条、第13条及び第15条の定めに従い", "「御見積書」・「御申込書」に特段の定めがある場合は", "相手方に対して", "遅滞なく",
)  # fmt: skip
STARTERS = (
    "契約者は",
    "当社は",
    "前項の規定にかかわらず",
    "第3条（利用の申込み）第2項に定めるところにより",
    "(1)及び(2)の区分に応じて",
    "「御見積書」・「御申込書」に特段の定めがある場合は",
    "Smart Plan for Businessの利用に際し",
)
ENDINGS = (
    "通知するものとします。",
    "支払うものとします。",
    "責任を負いません。",
    "変更することができます。",
    "この限りではありません。",
)
ENTRIES = (
    "法令に違反する行為",
    "料金の支払を怠ったとき",
    "破産手続開始の申立てがあったとき",
    "その他当社が不適当と判断した場合",
    "虚偽の事実を届け出ること",
)
TITLES = (
    "目的",
    "定義",
    "利用の申込み",
    "料金等",
    "契約の解除",
    "損害賠償",
    "秘密の保持",
    "譲渡の禁止",
    "契約者の氏名、住所等の変更",
    "責任の制限",
)


@dataclass
class Tree:
    """A clause to be printed: its level, title, words and children."""

    level: str
    title: str = ""
    words: str = ""
    children: list[Tree] = field(default_factory=list)


@dataclass(frozen=True)
class Layout:
    """One way of printing."""

    digits: str
    heading: str
    paragraph: str
    first_numbered: bool
    item: str
    subitem: str
    wrap: int
    spaced: bool
    footers: bool
    contents: bool


layouts = st.builds(
    Layout,
    digits=st.sampled_from(["half", "full", "kanji", "blanks"]),
    heading=st.sampled_from(["bracket", "mixed", "blank", "plain", "above", "below", "colon", "markdown"]),
    paragraph=st.sampled_from(["．", ". ", " ", "　", "circled", "dai", "."]),
    first_numbered=st.booleans(),
    item=st.sampled_from(["（１）", "(1)", "1)", "一　", "イ　"]),
    subitem=st.sampled_from(["（ア）", "ア　", "①", "a. ", "i) "]),
    wrap=st.sampled_from([0, 0, 60, 84]),
    spaced=st.booleans(),
    footers=st.booleans(),
    contents=st.booleans(),
)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """One or more sentences of contract Japanese, with things in them that look like numbers of clauses."""
    made = ""
    for _ in range(draw(st.integers(1, 3))):
        fragments = [draw(st.sampled_from(STARTERS)), *draw(st.lists(st.sampled_from(FRAGMENTS), max_size=5))]
        made += "、".join(fragments) + "、" + draw(st.sampled_from(ENDINGS))
    return made


@st.composite
def articles(draw: st.DrawFn, count: int) -> Tree:
    """One 条 with its 項, 号 and their children."""
    node = Tree("article", draw(st.sampled_from(TITLES)))
    for _ in range(draw(st.integers(1, count))):
        paragraph = Tree("paragraph", words=draw(sentences()))
        for _ in range(draw(st.sampled_from([0, 0, 0, 2, 4]))):
            item = Tree("item", words=draw(st.sampled_from(ENTRIES)))
            item.children = [
                Tree("subitem", words=draw(st.sampled_from(ENTRIES)))
                for _ in range(draw(st.sampled_from([0, 0, 2, 3])))
            ]
            paragraph.children.append(item)
        node.children.append(paragraph)
    return node


@st.composite
def documents(draw: st.DrawFn) -> list[Tree]:
    """A document: articles, or chapters of articles, some with sections."""
    chapters = draw(st.integers(0, 3))
    if not chapters:
        return draw(st.lists(articles(4), min_size=2, max_size=7))
    made = []
    for _ in range(chapters):
        chapter = Tree("chapter", draw(st.sampled_from(["総則", "料金", "雑則", "契約"])))
        inside = draw(st.lists(articles(3), min_size=1, max_size=4))
        if draw(st.booleans()) and len(inside) > 1:
            chapter.children = [
                Tree("section", "通則", children=inside[:1]),
                Tree("section", "細則", children=inside[1:]),
            ]
        else:
            chapter.children = inside
        made.append(chapter)
    return made


class Printer:
    """Prints a document in a layout and says which clauses must be read back."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.article = 0
        self.lines: list[str] = []
        self.expected: list[tuple[str, str]] = []  # local id, own words
        self.contents: list[str] = []

    def text(self, nodes: list[Tree]) -> str:
        """The whole document as printed."""
        for k, node in enumerate(nodes, start=1):
            self._node(node, k, "")
        top = ["ひばりサービス利用規約"]
        if self.layout.contents and len(self.contents) > 3:
            top += ["目次", *(f"{line}……{k}" for k, line in enumerate(self.contents, start=1))]
        return self._paged([*top, *self.lines])

    def _paged(self, lines: list[str]) -> str:
        out = []
        for k, line in enumerate(lines, start=1):
            out.append(line)
            if self.layout.wrap and self.layout.footers and k % 25 == 0:
                out.append(f"- {k // 25} -")
        return ("\n\n" if self.layout.spaced else "\n").join(out) + "\n"

    def _digits(self, value: int) -> str:
        if self.layout.digits == "kanji":
            return to_kanji(value)
        if self.layout.digits == "full":
            return str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        return f" {value}" if self.layout.digits == "blanks" else str(value)

    def _node(self, node: Tree, k: int, path: str) -> None:
        if node.level in ("chapter", "section"):
            local = f"ch{k}" if node.level == "chapter" else f"{path}.s{k}"
            line = f"第{self._digits(k)}{'章' if node.level == 'chapter' else '節'}　{node.title}"
            self.lines.append(line)
            self.contents.append(line)
            self.expected.append((local, ""))
            for j, child in enumerate(node.children, start=1):
                self._node(child, j, local)
        else:
            self._article(node)

    def _article(self, node: Tree) -> None:
        self.article += 1
        local, label = f"a{self.article}", f"第{self._digits(self.article)}条"
        self.expected.append((local, ""))
        self.contents.append(f"{label}（{node.title}）")
        body_prefix = self._heading(label, node.title)
        for k, paragraph in enumerate(node.children, start=1):
            self._paragraph(paragraph, k, f"{local}.p{k}", body_prefix if k == 1 else "", len(node.children))

    def _heading(self, label: str, title: str) -> str:
        """Prints the heading and gives what stands before the body on its line."""
        style = self.layout.heading
        if style == "above":
            self.lines.append(f"（{title}）")
            return f"{label} "
        if style == "below":
            self.lines += [label, f"（{title}）"]
            return ""
        shapes = {
            "bracket": f"{label}（{title}）",
            "mixed": f"{label} ({title}）",
            "colon": f"{label}：{title}",
            "markdown": f"{label}（{title}）",
        }
        self.lines.append(shapes.get(style, f"{label}　{title}"))
        return ""

    def _paragraph(self, node: Tree, k: int, local: str, prefix: str, count: int) -> None:
        self.expected.append((local, node.words))
        numbered = k > 1 or (
            self.layout.first_numbered and count > 1 and not prefix and self.layout.paragraph not in ("circled",)
        )
        self._print(prefix + (self._label(k) if numbered else "") + node.words)
        for i, item in enumerate(node.children, start=1):
            self.expected.append((f"{local}.i{i}", item.words))
            self._print(_counted(self.layout.item, i) + item.words)
            for s, sub in enumerate(item.children, start=1):
                self.expected.append((f"{local}.i{i}.s{s}", sub.words))
                self._print(_counted(self.layout.subitem, s) + sub.words)

    def _label(self, k: int) -> str:
        style = self.layout.paragraph
        if style == "circled":
            return f"{CIRCLED[k - 1]} "
        if style == "dai":
            return f"第{k}項　"
        full = str(k).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        return f"{full}{style}" if style in "．　" else f"{k}{style}"

    def _print(self, line: str) -> None:
        """Prints one clause, hard-wrapped where the layout is."""
        if not self.layout.wrap:
            self.lines.append(line)
            return
        row, columns = "", 0
        for char in line:
            wide = 2 if east_asian_width(char) in "WFA" else 1
            if columns + wide > self.layout.wrap and char not in "、。）":
                self.lines.append(row)
                row, columns = "", 0
            row, columns = row + char, columns + wide
        self.lines.append(row)


def _counted(style: str, k: int) -> str:
    shapes = {
        "（１）": f"（{str(k).translate(str.maketrans('0123456789', '０１２３４５６７８９'))}）",
        "(1)": f"({k}) ",
        "1)": f"{k}) ",
        "一　": f"{to_kanji(k)}　",
        "イ　": f"{IROHA[k - 1]}　",
        "（ア）": f"（{AIUEO[k - 1]}）",
        "ア　": f"{AIUEO[k - 1]}　",
        "①": CIRCLED[k - 1],
        "a. ": f"{'abcdefgh'[k - 1]}. ",
        "i) ": f"{('i', 'ii', 'iii', 'iv', 'v')[k - 1]}) ",
    }
    return shapes[style]
