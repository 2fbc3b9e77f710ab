"""Quotations that go on over the end of a paragraph: whose they are, and that nothing reaches back.

As newspapers set them: a quotation of several paragraphs opens anew with each and is closed at the last. Of
the paragraphs of our train and dev stories that are one quotation, 52 of 52 behind an open quotation, and 29
of 41 behind others, belong to who spoke before; the rest to who signs below or goes on quoting in the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.extract.content_spans import joined, words_of
from rashomon.extract.cues import read_cue
from rashomon.extract.quotes import Quote
from rashomon.extract.reading import Reading
from rashomon.extract.trees import Tree
from rashomon.records import AttributionMark, Span

_DASHES = frozenset("—–-―")
SHORTEST_PARAGRAPH = 8
"""Words, marks included, from which a paragraph of quotation is more than a heading."""
_SIGNATURE = 3
"""Words of a paragraph within which the cue of a signature stands: "— @harbour_cat", "So ends page 11"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """A paragraph in words, with its outermost quotations."""

    words: Span
    quotes: list[Quote]
    opens: bool
    """Its first word is a quotation's."""
    is_quotation: bool
    """It is one quotation and nothing else."""

    @property
    def stays_open(self) -> bool:
        return bool(self.quotes) and not self.quotes[-1].closed


def end_reaching_back(reading: Reading, marks: Sequence[AttributionMark]) -> list[AttributionMark]:
    """Take from each attribution what stands in paragraphs before its cue's; nothing left, it is none."""
    paragraphs = _read_paragraphs(reading)
    kept = [_without_past(reading, paragraphs, mark) for mark in marks]
    return [mark for mark in kept if mark is not None]


def _read_paragraphs(reading: Reading) -> list[_Paragraph]:
    spans, quotes = reading.marks.words, [quote for quote in reading.quotes if not quote.depth]
    found: list[_Paragraph] = []
    for start, end in reading.report.paragraphs:
        words = bisect_left(spans, (start, 0)), bisect_left(spans, (end, 0))
        if words[0] == words[1]:
            continue
        first = bisect_left(quotes, start, key=lambda quote: quote.start)
        own = quotes[first : bisect_left(quotes, end, key=lambda quote: quote.start)]
        opens = bool(own) and own[0].start <= spans[words[0]][0]
        is_quotation = opens and own[0].end >= spans[words[1] - 1][1]
        found.append(_Paragraph(words=words, quotes=own, opens=opens, is_quotation=is_quotation))
    return found


def _place(paragraphs: Sequence[_Paragraph], word: int) -> int:
    return max(0, bisect_right(paragraphs, word, key=lambda paragraph: paragraph.words[0]) - 1)


def _without_past(
    reading: Reading, paragraphs: Sequence[_Paragraph], mark: AttributionMark
) -> AttributionMark | None:
    """Leave out what earlier paragraphs hold that is not its own; None if nothing is left."""
    if not paragraphs or not mark.content:
        return mark
    own = _place(paragraphs, mark.cue[0])
    if mark.content[0][0] >= paragraphs[own].words[0]:
        return mark
    kept: list[Span] = []
    for piece in mark.content:
        for start, end in _by_paragraph(paragraphs, piece):
            if _may_reach_back(reading, paragraphs, (_place(paragraphs, start), own), mark.cue):
                kept.append((start, end))
    return replace(mark, content=joined(kept)) if kept else None


def _by_paragraph(paragraphs: Sequence[_Paragraph], piece: Span) -> list[Span]:
    first, last = _place(paragraphs, piece[0]), _place(paragraphs, piece[1] - 1)
    inside = [paragraphs[place].words for place in range(first, last + 1)]
    return [
        (
            max(piece[0], start) if place else piece[0],
            min(piece[1], end) if place < last - first else piece[1],
        )
        for place, (start, end) in enumerate(inside)
    ]


def _may_reach_back(reading: Reading, paragraphs: Sequence[_Paragraph], places: Span, cue: Span) -> bool:
    """Say whether a cue in one paragraph may have content in another.

    In an earlier one only where it signs a quotation, or goes on with it.
    """
    there, own = places
    if there >= own:
        return True
    between = paragraphs[there:own]
    if not all(paragraph.is_quotation or paragraph.stays_open for paragraph in between):
        return False
    here = paragraphs[own]
    is_signature = reading.words[here.words[0]] in (*_DASHES, "So") and cue[0] - here.words[0] < _SIGNATURE
    return here.opens or is_signature


def carry_on(tree: Tree, marks: Sequence[AttributionMark]) -> list[AttributionMark]:
    """Give a paragraph's opening quotation that is nobody's to who spoke last in the paragraph before."""
    paragraphs = _read_paragraphs(tree.reading)
    outer = [index for index, mark in enumerate(marks) if tree.reading.quoted_by[mark.cue[0]] < 0]
    owners = {
        word: index for index in outer for start, end in marks[index].content for word in range(start, end)
    }
    talkers: dict[int, int] = {}
    for index in sorted(outer, key=lambda index: marks[index].cue):
        if _talks(tree.reading, marks[index]):
            talkers[_place(paragraphs, marks[index].cue[0])] = index
    added: dict[int, list[Span]] = {}
    before: int | None = None
    for place, here in enumerate(paragraphs):
        quoted = [words_of(tree, quote) for quote in here.quotes]
        owner = owners.get(sum(quoted[-1]) // 2) if quoted else None
        speaker = talkers.get(place) if owner is None else owner
        if before is not None and _goes_on(paragraphs, place) and sum(quoted[0]) // 2 not in owners:
            added.setdefault(before, []).append(quoted[0])
            speaker = before if here.is_quotation else speaker
        before = speaker
    return [
        replace(mark, content=joined((*mark.content, *added[index]))) if index in added else mark
        for index, mark in enumerate(marks)
    ]


def _talks(reading: Reading, mark: AttributionMark) -> bool:
    """Say whether an attribution is somebody's speech: not what he thinks or wants."""
    return mark.source is not None and read_cue(reading, mark).cue.kind == "statement"


def _goes_on(paragraphs: Sequence[_Paragraph], place: int) -> bool:
    """Say whether a paragraph opens with a quotation that goes on with that of the paragraph before."""
    here = paragraphs[place]
    if not place or not here.opens:
        return False
    return paragraphs[place - 1].stays_open or (
        here.is_quotation and here.words[1] - here.words[0] >= SHORTEST_PARAGRAPH
    )
