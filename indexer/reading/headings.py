"""Which lines are headings: the first pass over the lines, before any 項 is looked for.

In: lines. Out: `Heading` values in reading order, and notices for numbers that do not run on. A line that
begins with 第38条 is a heading only if its number fits the run, nothing after it makes it a pointer, and
no better line for the same number comes later. It refuses to read bodies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..numbering import follows, sort_key
from ..types import Notice, Number, Span
from . import regulations
from .backmatter import is_date_line, special_heading
from .candidates import Candidates, goes_on_as_sentence
from .lines import Line
from .markers import Head, head
from .outside import Outside, deleted_articles, special, supplement_line
from .titles import Titled, bracketed, container_title, read_title, tidy

CONTAINERS = ("part", "chapter", "section", "subsection")


@dataclass(frozen=True)
class Heading:
    """One heading: the lines it takes (`first` up to `after`), what it says, and the body begun on its last line."""

    level: str
    value: Number
    label: str
    title: str
    marks: tuple[Span, ...]
    first: int
    after: int
    body: Line | None = None


@dataclass
class _Run:
    """What has been seen so far in the run of numbers now being read."""

    zone: str = "main"
    article: tuple[int, ...] = ()
    containers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    titles: dict[tuple[int, ...], str] = field(default_factory=dict)


class Outliner:
    """Walks the lines once and keeps the run of numbers; `headings` and `notices` hold what it found."""

    def __init__(self, lines: Sequence[Line], skip: range) -> None:
        self.lines, self.skip = lines, skip
        self.headings: list[Heading] = []
        self.notices: list[Notice] = []
        self.run = _Run()
        self.candidates = Candidates(lines, skip)

    def walk(self) -> list[Heading]:
        """All headings of the text in reading order."""
        i = self.skip.stop if len(self.skip) else 0
        free = i
        if len(self.skip) and self.skip.start:
            i = free = 0
        while i < len(self.lines):
            if i in self.skip:
                i = free = self.skip.stop
                continue
            made = self._heading(i, free)
            if made is None:
                i += 1
                continue
            self.headings.append(made)
            i = free = made.after
        return self.headings

    def _heading(self, i: int, free: int) -> Heading | None:
        line = self.lines[i]
        if deleted := deleted_articles(line):
            return self._deleted(i, *deleted)
        if not self._interrupts_sentence(i) and (words := supplement_line(line)) and self.run.zone != "history":
            return self._outside(words, i)
        opening = head(line.text)
        if opening is None:
            level = None if line.cells else special_heading(self.lines, i)
            return self._outside(special(line, level), i) if level and self._leads_outside(i, level) else None
        if self.run.zone == "history":
            return None
        return self._article(i, opening, free) if opening.level == "article" else self._container(i, opening)

    def _is_entry(self, i: int, level: str) -> bool:
        """True for 別紙1　仕様書 in a list of an article: the next article goes on with the number that is due."""
        if level not in ("appendix", "special") or self.run.zone != "main" or not self.run.article:
            return False
        return self.candidates.next_number(i) == (self.run.article[0] + 1,)

    # --- 附則, 別紙, 特約, 改定履歴, 前文

    def _outside(self, words: Outside, i: int) -> Heading:
        """The heading of a 附則, 別紙, 特約, 改定履歴 or 前文; numbers begin anew under it."""
        if words.level != "preamble":
            self.run = _Run(zone=words.level)
        return Heading(words.level, "", words.label, words.title, (words.mark,), i, i + 1, words.body)

    def _deleted(self, i: int, first: Number, last: Number, label: str) -> Heading | None:
        """第5条から第7条まで　削除: one heading that takes all its numbers."""
        if not follows(self.run.article, sort_key(first)):
            return None
        self.run.article = sort_key(last)
        line = self.lines[i]
        return Heading("article", first, label, "削除", (Span(line.start, line.end),), i, i + 1)

    def _leads_outside(self, i: int, level: str) -> bool:
        """True unless the line is an entry of a list, or a 前文 that comes too late."""
        return self._leaves_history(i) and not self._is_entry(i, level) and (level != "preamble" or not self.headings)

    def _leaves_history(self, i: int) -> bool:
        """True unless the line is one more entry of a 改定履歴: what follows it must be sentences."""
        if self.run.zone != "history":
            return True
        below = self.lines[i + 1 : i + 4]
        return any(line.ended for line in below) and not is_date_line(below[0])

    # --- 編, 章, 節, 款

    def _container(self, i: int, opening: Head) -> Heading | None:
        titled = container_title(self.lines, i, opening)
        if titled.pointer or not self._container_fits(i, opening, titled):
            return None
        value = sort_key(opening.value)
        for below in CONTAINERS[CONTAINERS.index(opening.level) + 1 :]:
            self.run.containers.pop(below, None)
        self.run.containers[opening.level] = value
        return self._made(i, opening, titled)

    def _container_fits(self, i: int, opening: Head, titled: Titled) -> bool:
        last = self.run.containers.get(opening.level)
        value = sort_key(opening.value)
        runs_on = value == (1,) or (last is not None and follows(last, value))
        if self._interrupts_sentence(i):
            return (
                runs_on
                and bool(titled.title)
                and not self.lines[titled.after - 1].full
                and self._before_heading(titled.after)
            )
        if runs_on:
            return True
        if last is not None and value <= last:
            return self._before_heading(titled.after)
        self._notice("number_gap", f"{opening.label}の前の番号が抜けています。", i)
        return True

    def _before_heading(self, at: int) -> bool:
        """True when a heading follows: a chapter's title is followed by a section or an article, a pointer is not."""
        if at >= len(self.lines):
            return False
        return bool(head(self.lines[at].text)) or bracketed(self.lines[at])

    # --- 条

    def _article(self, i: int, opening: Head, free: int) -> Heading | None:
        titled = read_title(self.lines, i, opening, free)
        if (
            self.candidates.bare_above
            and titled.style == "none"
            and titled.body
            and i > free
            and regulations.titular(self.lines[i - 1])
        ):
            titled = titled.under(self.lines[i - 1])
        if titled.pointer or not self._article_fits(i, opening, titled):
            return None
        value = sort_key(opening.value)
        self.run.article = value
        self.run.titles[value] = titled.title
        return self._made(i, opening, titled)

    def _article_fits(self, i: int, opening: Head, titled: Titled) -> bool:
        value, last = sort_key(opening.value), self.run.article
        if self._interrupts_sentence(titled.first) and not self._clean(titled):
            return False
        if self.candidates.listed(titled, value, i) or (
            titled.style == "comma" and self.candidates.come_later(value, i)
        ):
            return False
        behind = value == (1,) and not last and self.run.zone != "main"  # 第1条 behind the words of a 附則
        if behind and regulations.new_title(self.lines, self.headings[-1].after, titled.first):
            self._open_part(titled.first)
            return True
        if value == (1,) and (not last or self._starts_again(titled, i)):
            return self._begin_again(titled) if last else True
        if follows(last, value):
            return True
        if self._interrupts_sentence(titled.first) or (titled.style == "none" and not titled.body):
            return False
        return self._out_of_turn(i, opening, titled, value, last)

    def _out_of_turn(
        self, i: int, opening: Head, titled: Titled, value: tuple[int, ...], last: tuple[int, ...]
    ) -> bool:
        """Decides on a number that does not follow the last one, and says what is odd about it."""
        if value > last:
            due = (last[0] + 1,) if last else (1,)
            goes_on = self._has_body(titled) and self.candidates.next_number(i) == (value[0] + 1,)
            if self.candidates.come_later(due, i) and not goes_on:
                return False
            self._notice("number_gap", f"{opening.label}の前の条番号が抜けています。", i)
            return True
        if self.run.titles.get(value) == titled.title and titled.title:
            return False  # a list of articles that names one already read
        code = "number_double" if value == last else "out_of_turn"
        said = "同じ条番号が2度あります。" if value == last else "条番号の順序が前後しています。"
        self._notice(code, f"{opening.label}：{said}", i)
        return True

    def _has_body(self, titled: Titled) -> bool:
        """True when words stand under the heading, as they do not in a list of articles."""
        return titled.body is not None or (titled.after < len(self.lines) and not self._before_heading(titled.after))

    def _clean(self, titled: Titled) -> bool:
        """True when nothing on the line or on the next lets it be the middle of a sentence."""
        if titled.style not in ("bracket", "above", "plain") or (titled.body is not None and titled.style != "above"):
            return False
        if titled.after >= len(self.lines):
            return True
        return not goes_on_as_sentence(self.lines[titled.after])

    def _interrupts_sentence(self, i: int) -> bool:
        return i > 0 and i - 1 not in self.skip and self.lines[i - 1].open and not self._is_heading_line(i - 1)

    def _is_heading_line(self, i: int) -> bool:
        last = self.headings[-1] if self.headings else None
        return last is not None and last.first <= i < last.after and last.body is None

    # --- several regulations in one text

    def _starts_again(self, titled: Titled, i: int) -> bool:
        """True when 第1条 begins the run of numbers anew: a new regulation, or each chapter counts its own."""
        return not self._interrupts_sentence(titled.first) and self.candidates.come_later((2,), i)

    def _begin_again(self, titled: Titled) -> bool:
        above = self.headings[-1] if self.headings else None
        own_count = above is not None and above.level in CONTAINERS and above.after == titled.first
        chapter_goes_on = own_count and above is not None and above.value != 1
        if chapter_goes_on:
            self.run.article, self.run.titles = (), {}
        else:
            self._open_part(self._chapter_before() if own_count else titled.first)
        return True

    def _chapter_before(self) -> int:
        """The first line of the 編, 章 and 節 headings read last."""
        k = len(self.headings) - 1
        while (
            k > 0 and self.headings[k - 1].level in CONTAINERS and self.headings[k - 1].after == self.headings[k].first
        ):
            k -= 1
        return self.headings[k].first

    def _open_part(self, at: int) -> None:
        """Opens a further regulation in the same text: its title lines stand directly above line `at`."""
        floor = max((made.after for made in self.headings if made.after <= at), default=0)
        span = regulations.title_lines(self.lines, floor, at)
        below = [made for made in self.headings if made.first >= span.stop]
        self.headings = [made for made in self.headings if made.first < span.stop]
        titled = [self.lines[i] for i in span if i not in self.skip]  # the lines of a 目次 are no title
        marks = tuple(Span(line.start, line.end) for line in titled)
        self.headings.append(Heading("part", "", "", regulations.title(titled), marks, span.start, span.stop))
        self.headings += below
        self.run = _Run(containers={made.level: sort_key(made.value) for made in below})
        said = "条番号が第1条から始まり直しています。別の規程として読みました。"
        self.notices.append(Notice("second_regulation", said, Span(self.lines[at].start, self.lines[at].end)))

    # ---

    def _made(self, i: int, opening: Head, titled: Titled) -> Heading:
        printed = tidy(self.lines[i].raw[opening.at : opening.at + len(opening.label)])
        label = "".join(printed.split()) if printed.startswith("第") else printed  # 第 10 条 as 第 1 条: closed up
        return Heading(
            opening.level,
            opening.value,
            label,
            tidy(titled.title),
            titled.marks,
            titled.first,
            titled.after,
            titled.body,
        )

    def _notice(self, code: str, message: str, i: int) -> None:
        line = self.lines[i]
        self.notices.append(Notice(code, message, Span(line.start, line.end)))
