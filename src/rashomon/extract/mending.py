"""Attributions mended before anything is made of them: doubtful ones out, the rest made whole by grammar.

The encoder marks word by word; now and then it breaks off in the midst of a phrase, misses a source that
grammar shows, or gives one saying to two cues. The rules are in ``doubts``, ``subjects``, ``source_spans``
and ``content_spans``; what each is worth is told in ``docs/decisions/mending.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract import content_spans, doubts, quoted_paragraphs, source_spans, subjects
from rashomon.extract.content_spans import joined, shared
from rashomon.extract.frames import read_frame
from rashomon.extract.name_spans import mend_names
from rashomon.extract.places.datelines import find_datelines
from rashomon.extract.reading import Reading
from rashomon.extract.trees import Tree
from rashomon.records import AttributionMark, Span

LONGEST_CUE = 40
"""Words; a longer cue is noise and is not mended."""
GROUP_REACH = 6
"""Words from cue to cue within one verb group."""


def mend(reading: Reading) -> Reading:
    """Give the reading with its names and attributions mended."""
    reading = replace(reading, marks=mend_names(reading))
    size = len(reading.words)
    marks = [mark for one in reading.marks.attributions if (mark := _inside(one, size)) is not None]
    marks = _behind_datelines(reading, marks)
    marks = [mark for mark in marks if not doubts.is_none(reading, mark)]
    if marks:
        tree = Tree(reading)
        marks = keep_one_of_group(tree, marks)
        marks = [_mend_source(tree, mark) for mark in marks]
        marks = [mark for mark in marks if not doubts.is_nobodys(reading, mark)]
        marks = quoted_paragraphs.end_reaching_back(reading, marks)
        marks = content_spans.give_to_nearest(tree, marks)
        marks = [_mend_content(tree, mark) for mark in marks]
        marks = content_spans.end_denials(tree, marks)
        marks = content_spans.credit_lone_quotations(tree, marks)
        marks = quoted_paragraphs.carry_on(tree, marks)
    return replace(reading, marks=replace(reading.marks, attributions=tuple(marks)))


def _inside(mark: AttributionMark, size: int) -> AttributionMark | None:
    """Bring an attribution inside the text; None if its cue is not there, or too long to be one."""
    if not 0 <= mark.cue[0] < mark.cue[1] <= size or mark.cue[1] - mark.cue[0] > LONGEST_CUE:
        return None
    content = joined(inside for piece in mark.content if (inside := _clamp(piece, size)) is not None)
    source = None if mark.source is None else _clamp(mark.source, size)
    if source == mark.source and content == mark.content:
        return mark
    return replace(mark, source=source, content=content)


def _clamp(span: Span, size: int) -> Span | None:
    start, end = max(0, span[0]), min(size, span[1])
    return (start, end) if start < end else None


def _behind_datelines(reading: Reading, marks: list[AttributionMark]) -> list[AttributionMark]:
    """Begin behind a dateline what begins within it."""
    datelines = [dateline.words for dateline in find_datelines(reading)]
    return [replace(mark, content=_cut(mark.content, datelines)) for mark in marks] if datelines else marks


def _cut(content: tuple[Span, ...], datelines: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for start, end in content:
        start = next((dash + 1 for first, dash in datelines if first <= start <= dash), start)
        if start < end:
            kept.append((start, end))
    return tuple(kept)


def _mend_source(tree: Tree, mark: AttributionMark) -> AttributionMark:
    frame = read_frame(tree, mark.cue)
    mark = subjects.free_of_hearsay(tree, mark)
    mark = subjects.yield_subject(tree, mark, frame)
    if frame.subject == "speaker":
        mark = subjects.take_relative(tree, mark)
        mark = subjects.take_inverted_subject(tree, mark, frame.head)
    mark = source_spans.find_missing_source(tree, mark, frame)
    mark = source_spans.cut_tail(tree, source_spans.complete_source(tree, mark), frame.head)
    mark = source_spans.finish_words(tree, mark)
    return source_spans.keep_relative_only(tree, mark)


def _mend_content(tree: Tree, mark: AttributionMark) -> AttributionMark:
    mark = content_spans.drop_scraps(tree, mark)
    mark = content_spans.finish_phrase(tree, mark)
    return content_spans.complete_quotation(tree, mark)


def keep_one_of_group(tree: Tree, marks: Sequence[AttributionMark]) -> list[AttributionMark]:
    """Keep the surer of two cues in one verb group that share most of their content: "could finish |asking".

    Brings +0.2, +0.4.
    """
    ordered = sorted(marks, key=lambda mark: mark.cue)
    return [
        mark
        for at, mark in enumerate(ordered)
        if not any(
            _is_better(tree, other, mark)
            for other in (*ordered[max(0, at - 2) : at], *ordered[at + 1 : at + 3])
        )
    ]


def _is_better(tree: Tree, other: AttributionMark, mark: AttributionMark) -> bool:
    if other.score <= mark.score or abs(other.cue[0] - mark.cue[0]) > GROUP_REACH:
        return False
    between = range(min(other.cue[1], mark.cue[1]), max(other.cue[0], mark.cue[0]))
    if any(tree.upos[word] not in ("AUX", "ADV", "PART", "PUNCT") for word in between):
        return False
    both = sum(shared(other.content, piece) for piece in mark.content)
    total = sum(end - start for start, end in (*mark.content, *other.content))
    return 2 * both >= total - both
