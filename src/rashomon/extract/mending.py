"""Attributions mended before anything is made of them: doubtful ones out, the rest made whole by grammar.

The encoder marks word by word; now and then it breaks off in the midst of a phrase, misses a source that
grammar shows, or gives one saying to two cues. The rules are in ``doubts``, ``subjects``, ``source_spans``
and ``content_spans``; what each is worth is told in ``docs/decisions/mending.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rashomon.extract import addressees, content_spans, doubts, quoted_paragraphs, source_spans, subjects
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
RIVALS = 3
"""Cues to either side that an attribution is compared with."""
SAYING_REACH = 60
"""Words from cue to cue of one saying told twice."""
HALF, SAME = 0.5, 0.8
"""Shares of content that two cues of one group, of one saying have in common."""
UNSURE_AGAIN, UNSURE = 0.6, 0.5
"""Scores below which a second cue for one content is none, of the same source and of another."""


def mend(reading: Reading) -> Reading:
    """Give the reading with its names and attributions mended."""
    reading = replace(reading, marks=mend_names(reading))
    reading = join_sentences(reading)
    size = len(reading.words)
    marks = [mark for one in reading.marks.attributions if (mark := _inside(one, size)) is not None]
    marks = _behind_datelines(reading, marks)
    if marks:
        tree = Tree(reading)
        marks = [take_preposition(tree, end_cue(tree, mark)) for mark in marks]
        marks = [mark for mark in marks if not doubts.is_none(tree, mark)]
        marks = keep_one_of_group(tree, marks)
        names = {
            word: min(name.words[1], size)
            for name in reading.marks.names
            for word in range(max(0, name.words[0]) + 1, min(name.words[1], size))
        }
        marks = [_mend_source(tree, mark, names) for mark in marks]
        marks = [
            mark for mark in marks if not (doubts.is_nobodys(tree, mark) or doubts.is_unsure(tree, mark))
        ]
        marks = quoted_paragraphs.end_reaching_back(reading, marks)
        marks = content_spans.give_to_nearest(tree, marks)
        marks = [_mend_content(tree, mark) for mark in marks]
        marks = content_spans.end_denials(tree, marks)
        marks = content_spans.end_at_next_saying(tree, marks)
        marks = keep_one_of_saying(tree, marks)
        marks = content_spans.credit_lone_quotations(tree, marks)
        marks = quoted_paragraphs.carry_on(tree, marks)
    return replace(reading, marks=replace(reading.marks, attributions=tuple(marks)))


def join_sentences(reading: Reading) -> Reading:
    """Join sentences that a comma parts in the midst of a line: "It will not fall, |he said, nor sink"."""
    text, spans = reading.report.text, reading.marks.words
    joined_spans: list[Span] = []
    for start, end in reading.marks.sentences:
        if (
            joined_spans
            and start
            and start == joined_spans[-1][1]
            and reading.words[start - 1] == ","
            and "\n" not in text[spans[start - 1][1] : spans[start][0]]
        ):
            joined_spans[-1] = (joined_spans[-1][0], end)
        else:
            joined_spans.append((start, end))
    if len(joined_spans) == len(reading.marks.sentences):
        return reading
    marks = replace(reading.marks, sentences=tuple(joined_spans))
    return replace(reading, marks=marks, sentence_starts=[start for start, _ in joined_spans])


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


def _mend_source(tree: Tree, mark: AttributionMark, names: Mapping[int, int]) -> AttributionMark:
    frame = read_frame(tree, mark.cue)
    mark = addressees.yield_addressee(tree, mark, frame)
    mark = subjects.free_of_hearsay(tree, mark)
    mark = subjects.yield_subject(tree, mark, frame)
    if frame.subject == "speaker":
        mark = subjects.take_relative(tree, mark)
        mark = subjects.take_inverted_subject(tree, mark, frame.head)
    mark = source_spans.find_missing_source(tree, mark, frame)
    mark = source_spans.cut_tail(tree, source_spans.complete_source(tree, mark), frame.head)
    mark = source_spans.finish_words(tree, mark, names)
    mark = source_spans.drop_bare_article(tree, mark)
    return source_spans.keep_relative_only(tree, mark)


def end_cue(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Cut articles and possessors off a cue's end: "appeals to |the", "chose |their"."""
    start, end = mark.cue
    while (
        end - start > 1
        and (tree.upos[end - 1] == "DET" or tree.deprels[end - 1] == "nmod:poss")
        and tree.heads[end - 1] >= end
    ):
        end -= 1
    return mark if end == mark.cue[1] else replace(mark, cue=(start, end))


def take_preposition(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Take into a cue the preposition with which the lexicon lists it: "provides |for", "warned |against"."""
    reading, at = tree.reading, mark.cue[1]
    if at >= len(reading.words) or tree.upos[at] != "ADP" or reading.lower[at] == "as":
        return mark
    if f"{reading.lemma(at - 1)} {reading.lower[at]}" not in reading.lexicon.cues:
        return mark
    content = tuple(rest for piece in mark.content for rest in content_spans.without(piece, (at, at + 1)))
    return replace(mark, cue=(mark.cue[0], at + 1), content=content) if content else mark


def _mend_content(tree: Tree, mark: AttributionMark) -> AttributionMark:
    mark = content_spans.drop_scraps(tree, mark)
    mark = content_spans.finish_phrase(tree, content_spans.take_front(tree, mark))
    mark = addressees.cut_addressee(tree, mark, read_frame(tree, mark.cue))
    return content_spans.complete_quotation(tree, mark)


def keep_one_of_group(tree: Tree, marks: Sequence[AttributionMark]) -> list[AttributionMark]:
    """Keep the surer of two cues in one verb group that share most of their content: "could finish |asking".

    Brings +0.2, +0.4.
    """
    return _without_worse(tree, marks, _is_better)


def keep_one_of_saying(tree: Tree, marks: Sequence[AttributionMark]) -> list[AttributionMark]:
    """Keep one of two cues that have the same content: "In a message he said", "sighed. “No,” he said".

    Of one source the verb, or the surer one if the other is not sure; of two sources the surer one if the
    other is likelier none.
    """
    return _without_worse(tree, marks, _says_better)


def _without_worse(
    tree: Tree,
    marks: Sequence[AttributionMark],
    is_better: Callable[[Tree, AttributionMark, AttributionMark], bool],
) -> list[AttributionMark]:
    ordered = sorted(marks, key=lambda mark: mark.cue)
    return [
        mark
        for at, mark in enumerate(ordered)
        if not any(
            is_better(tree, other, mark)
            for other in (*ordered[max(0, at - RIVALS) : at], *ordered[at + 1 : at + 1 + RIVALS])
        )
    ]


def _is_better(tree: Tree, other: AttributionMark, mark: AttributionMark) -> bool:
    if other.score <= mark.score or abs(other.cue[0] - mark.cue[0]) > GROUP_REACH:
        return False
    between = range(min(other.cue[1], mark.cue[1]), max(other.cue[0], mark.cue[0]))
    if any(tree.upos[word] not in ("AUX", "ADV", "PART", "PUNCT") for word in between):
        return False
    return _overlap(tree, other, mark) >= HALF


def _says_better(tree: Tree, other: AttributionMark, mark: AttributionMark) -> bool:
    if _holds(tree, mark, other):
        return True
    if shared(other.content, mark.cue) or shared(mark.content, other.cue):
        return False
    if abs(other.cue[0] - mark.cue[0]) > SAYING_REACH or _overlap(tree, other, mark) < SAME:
        return False
    is_same = mark.source is None or mark.source == other.source
    if is_same and _has_verb(tree, other) and not _has_verb(tree, mark):
        return True
    return other.score > mark.score and mark.score < (UNSURE_AGAIN if is_same else UNSURE)


def _holds(tree: Tree, mark: AttributionMark, other: AttributionMark) -> bool:
    """Say whether a preposition's cue without source has another saying whole: "In a message |Ruiz said"."""
    if mark.source is not None or tree.upos[mark.cue[0]] != "ADP" or _has_verb(tree, mark):
        return False
    return other.source is not None and all(shared(mark.content, part) for part in (other.cue, other.source))


def _has_verb(tree: Tree, mark: AttributionMark) -> bool:
    return any(tree.upos[word] == "VERB" for word in range(*mark.cue))


def _overlap(tree: Tree, one: AttributionMark, other: AttributionMark) -> float:
    """Give the share of words, marks left out, that two attributions' contents have in common."""
    words = [
        {word for start, end in mark.content for word in range(start, end) if tree.upos[word] != "PUNCT"}
        for mark in (one, other)
    ]
    return len(words[0] & words[1]) / max(1, len(words[0] | words[1]))
