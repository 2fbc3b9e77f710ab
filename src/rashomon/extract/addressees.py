"""Addressees: whom something is said to is neither who says it nor part of what is said."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.content_spans import without
from rashomon.extract.frames import ADDRESSED, Frame
from rashomon.extract.trees import Tree
from rashomon.records import AttributionMark, Span

_TO_SPEAKERS = frozenset(
    "accord according appear ascribe attribute clear credit evident feel impute know look matter obvious "
    "seem sound".split()
)
"""Words before a "to" that whose view it is follows: "attributed to Ruiz", "it seems to her"."""
_OPENS_SPEECH = frozenset('that whether if how why what who when where “ " ‘ „ «'.split())


def yield_addressee(tree: Tree, mark: AttributionMark, frame: Frame) -> AttributionMark:
    """Take whom something is said to for no source: "in a message to Ruiz", "asked Ruiz to leave"."""
    if mark.source is None or mark.source[0] <= mark.cue[0]:
        return mark
    is_told = _is_object(tree, frame, mark.source) and frame.lemma in ADDRESSED
    return replace(mark, source=None) if is_told or _is_behind_to(tree, mark, mark.source) else mark


def _is_object(tree: Tree, frame: Frame, source: Span) -> bool:
    head = tree.reading.head_of(source)
    is_own = tree.heads[head] == frame.head and tree.deprels[head] in ("obj", "iobj")
    return is_own and frame.subject == "speaker" and tree.find(frame.head, "nsubj") is not None


def _is_behind_to(tree: Tree, mark: AttributionMark, source: Span) -> bool:
    """Say whether "to" stands before a source, in the cue or right after it, and leads to no speaker."""
    to = source[0] - 1
    if tree.reading.lower[to] != "to" or not mark.cue[0] < to <= mark.cue[1]:
        return False
    words = range(mark.cue[0], to)
    is_given = any(tree.upos[word] in ("NOUN", "VERB") for word in words)
    return is_given and not any(tree.reading.lemma(word) in _TO_SPEAKERS for word in words)


def cut_addressee(tree: Tree, mark: AttributionMark, frame: Frame) -> AttributionMark:
    """Move who is told from the content to the cue: "warned |the council| that it might fall"."""
    if not mark.content or frame.lemma not in ADDRESSED or frame.subject != "speaker":
        return mark
    told = tree.find(frame.head, "obj", "iobj")
    start = mark.content[0][0]
    if told is None or start != mark.cue[1]:
        return mark
    phrase = tree.phrase(told)
    end = phrase[1]
    opens = end < len(tree.reading.lower) and tree.reading.lower[end] in _OPENS_SPEECH
    if phrase[0] != start or not opens or end >= mark.content[0][1]:
        return mark
    content = tuple(rest for piece in mark.content for rest in without(piece, (start, end)))
    return replace(mark, cue=(mark.cue[0], end), content=content)
