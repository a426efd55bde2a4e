"""Text becomes words: the same words for clauses, for queries and for the embedding model.

In: any string, of any length. Out: content words (Sudachi mode C, and the shorter A words inside a long one) in
normalised form, numbers of every script in one form, and the synonym groups each word belongs to.
It refuses to know what is a clause and what is a query.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version as installed_version
from typing import TYPE_CHECKING, Any, NamedTuple

from ..normalize import fold
from ..numbering import to_int

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme

CHUNK = 4_000  # characters given to Sudachi at once: it refuses 49,150 bytes, and a character may fold into eighteen
KNOWN_WORDS, KNOWN_LINES = 200_000, 10_000  # remembered before starting afresh
SENTENCE_END = re.compile(r"(?<=[。！？!?\n])")
SPACED_KANJI = re.compile(r"(?<![一-鿿])([一-鿿]) {1,4}(?=[一-鿿](?![一-鿿]))")  # 責 任, 報 告
# 三十日 is 30日 (Sudachi reads 晦日), 百万円 and 金壱百万円 are 100万円; 一部, 十分 and 参加 are words
KANJI_NUMBER = re.compile(
    r"[〇零一二三四五六七八九十百千壱弐参拾]{1,9}"
    r"(?=[万億年月日円%件名人個回台社条項号章節週倍割]|時間|分間|秒|営業日|[箇ヶヵかカケ][月年所国])"
)
KANJI_DECIMAL = re.compile(r"([〇一二三四五六七八九十]{1,5})・([〇一二三四五六七八九]{1,4})(?=%|割)")  # 十四・五％

KEPT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "接尾辞"})
STEM = "助動詞語幹"  # よう, そう: a noun by name only
EMPTY_FORMS = """為る 有る 居る 成る 出来る 言う 貰う 呉れる 下さる 頂く 致す 御座る 仕舞う 無い 良い
第 御 どう 若し 其の 此の"""
EMPTY_SURFACES = """こと もの ため とき よう ところ はず わけ ほか うち さん ちゃん
a an the of to in on at for by with from and or if is are was be been am do does did can could will would shall
may might must should have has had i we you they he she it my our your their its this that these those there
what when where which who whom how why much many not no any some"""
STOP_FORMS, STOP_SURFACES = frozenset(EMPTY_FORMS.split()), frozenset(EMPTY_SURFACES.split())


BESIDE = "\t"  # between two neighbours: no word holds it
MARKS = frozenset({"補助記号", "空白", "記号"})  # what ends a row of neighbours


class Word(NamedTuple):
    """A word in its normalised form, and the synonym groups it belongs to (`syn:022021`)."""

    form: str
    groups: tuple[str, ...]


class _Read(NamedTuple):
    """A run of text read: its content words, and every two morphemes that stand side by side."""

    words: list[Word]
    pairs: list[str]


class _Segmenter(threading.local):
    """One Sudachi tokenizer for each thread (it must not be shared), over one dictionary for the process."""

    def __init__(self) -> None:
        from sudachipy import SplitMode

        self.short: Any = SplitMode.A
        self.tokenizer = _dictionary().tokenizer(SplitMode.C)
        self.known: dict[tuple[int, str], tuple[tuple[Word, ...], str]] = {}  # words, and the form a neighbour sees
        self.lines: dict[str, _Read] = {}


@cache
def _dictionary() -> Dictionary:
    from sudachipy import Dictionary

    return Dictionary()


@cache
def _segmenter() -> _Segmenter:
    return _Segmenter()


def version() -> str:
    """The segmenter and dictionary that decide what a word is, for an index's fingerprint."""
    return f"sudachipy {installed_version('sudachipy')}, sudachidict-core {installed_version('sudachidict-core')}"


def tokens(text: str) -> list[str]:
    """The content words of a text in reading order, a long word followed by the shorter words inside it."""
    return [word.form for word in words(text)]


def synonyms(text: str) -> list[str]:
    """The synonym groups of the words of a text, in reading order."""
    return [group for word in words(text) for group in word.groups]


def words(text: str) -> list[Word]:
    """The content words of a text with their synonym groups: the one call behind both clauses and queries."""
    return [word for line in text.split("\n") for word in _line(line).words]


def pairs(text: str) -> list[str]:
    """Every two morphemes of a text that stand side by side, particles and endings too: what a bag of words does not see."""
    return [pair for line in text.split("\n") for pair in _line(line).pairs]


def _line(line: str) -> _Read:
    read = _segmenter().lines.get(line)
    return _read(line) if read is None else read


class Placed(NamedTuple):
    """A run of characters of a text, and the words that it is."""

    start: int
    end: int
    words: tuple[Word, ...]


def placed(text: str) -> list[Placed]:
    """The content words of a text with where they stand; a number in kanji stays what is printed."""
    segmenter, found, line_start = _segmenter(), list[Placed](), 0
    for line in text.split("\n"):
        at = line_start
        for chunk in _chunks(fold(line.encode("utf-8", "replace").decode("utf-8"))):
            found += _placed(segmenter, chunk, at)
            at += len(chunk)
        line_start += len(line) + 1
    return found


def _placed(segmenter: _Segmenter, chunk: str, at: int) -> Iterator[Placed]:
    """The words of a run of text; each morpheme is as long as its surface."""
    for morpheme in _morphemes(segmenter, chunk):
        end = at + len(morpheme.surface())
        if words_here := _entry(segmenter, morpheme):
            yield Placed(at, end, words_here)
        at = end


def _read(line: str) -> _Read:
    """A new line read; it may be asked for again: as an item, within its paragraph, by a model."""
    segmenter = _segmenter()
    if len(segmenter.known) > KNOWN_WORDS:
        segmenter.known.clear()
    if len(segmenter.lines) > KNOWN_LINES:
        segmenter.lines.clear()
    found = _Read([], [])
    for chunk in _chunks(_clean(line)):
        _segment(segmenter, chunk, found)
    segmenter.lines[line] = found  # only now: what breaks off in the middle is not remembered
    return found


def _clean(text: str) -> str:
    """The text in one width, with 責 任 closed up, counted numbers in digits and nothing Sudachi cannot encode."""
    folded = fold(text.encode("utf-8", "replace").decode("utf-8"))
    closed = SPACED_KANJI.sub(r"\1", folded).replace("パーセント", "%")
    return KANJI_NUMBER.sub(_digits, KANJI_DECIMAL.sub(lambda match: f"{to_int(match[1])}.{to_int(match[2])}", closed))


def _digits(match: re.Match[str]) -> str:
    value = to_int(match[0])
    return match[0] if value is None else str(value)


def _chunks(text: str) -> Iterator[str]:
    """The text cut at sentence ends into runs Sudachi accepts; a longer sentence is cut where it must be."""
    if len(text) <= CHUNK:
        yield text
        return
    held = ""
    for sentence in SENTENCE_END.split(text):
        if len(held) + len(sentence) > CHUNK:
            yield held
            held = ""
        for start in range(0, max(0, len(sentence) - CHUNK), CHUNK):
            yield sentence[start : start + CHUNK]
        held += sentence[max(0, len(sentence) - 1) // CHUNK * CHUNK :] if len(sentence) > CHUNK else sentence
    yield held


def _segment(segmenter: _Segmenter, chunk: str, found: _Read) -> None:
    """The words of a run of text and its pairs, added to what was found before it."""
    known, before = segmenter.known, ""
    for morpheme in _morphemes(segmenter, chunk):
        key = (morpheme.word_id(), morpheme.surface())
        entry = known.get(key)
        if entry is None:
            entry = known[key] = (_entry(segmenter, morpheme), _form(morpheme))
        said, form = entry
        found.words.extend(said)
        if before and form:
            found.pairs.append(before + BESIDE + form)
        before = form


def _form(morpheme: Morpheme) -> str:
    """What a neighbour sees of a morpheme; nothing of a mark."""
    return "" if morpheme.part_of_speech()[0] in MARKS else str(morpheme.normalized_form()).lower()


def _morphemes(segmenter: _Segmenter, chunk: str) -> Iterator[Morpheme]:
    """What Sudachi finds too long after all is halved."""
    from sudachipy.errors import SudachiError

    try:
        yield from segmenter.tokenizer.tokenize(chunk)
    except SudachiError:  # ligatures such as ﷺ grow eighteenfold inside Sudachi
        half = len(chunk) // 2
        for part in (chunk[:half], chunk[half:]) if half else ():
            yield from _morphemes(segmenter, part)


def _entry(segmenter: _Segmenter, morpheme: Morpheme) -> tuple[Word, ...]:
    whole = _word(morpheme)
    inside = [_word(short) for short in morpheme.split(segmenter.short, add_single=False)]
    return tuple(word for word in (whole, *inside) if word is not None)


def _word(morpheme: Morpheme) -> Word | None:
    """The word of a morpheme, or None where it carries no content."""
    kind, form, surface = morpheme.part_of_speech(), morpheme.normalized_form().lower(), morpheme.surface()
    empty = kind[0] not in KEPT or STEM in kind or form in STOP_FORMS or surface.lower() in STOP_SURFACES
    if empty or (form != "%" and not any(char.isalnum() for char in form)):
        return None
    if kind[1] == "数詞" or kind[0] in ("接頭辞", "接尾辞"):  # 1 and 一 have different groups, 反 and 的 mean little
        return Word(form, ())
    return Word(form, tuple(f"syn:{group:06}" for group in morpheme.synonym_group_ids()))
