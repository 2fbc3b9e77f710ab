"""A report's text with marks in it: every mark an element that a link can lead to, marks inside marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rashomon.records import Span

Parts = list["str | Marked"]


@dataclass(slots=True, kw_only=True)
class Marked:
    """Marked words; ``id`` is None where they go on a mark that another one cuts in two."""

    id: str | None
    note: str
    depth: int
    parts: Parts = field(default_factory=list["str | Marked"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is to be marked: a span, the id of its element, and what it is for."""

    span: Span
    id: str
    note: str


def mark_paragraph(text: str, region: Span, notes: Iterable[Note], seen: set[str]) -> Parts:
    """Give the parts of a paragraph, each plain text or a mark with parts of its own.

    A mark that crosses the end of another one is cut there. ``seen`` are ids that are given already; those
    of the marks are added.

    >>> parts = mark_paragraph("one two", (0, 7), [Note(span=(4, 7), id="m", note="n")], set())
    >>> [part if isinstance(part, str) else part.parts for part in parts]
    ['one ', ['two']]
    """
    start, end = region
    clipped = [
        Note(span=(max(one.span[0], start), min(one.span[1], end)), id=one.id, note=one.note)
        for one in notes
        if one.span[0] < end and start < one.span[1]
    ]
    return _mark(text, region, clipped, seen, depth=1)


def _mark(text: str, region: Span, notes: Sequence[Note], seen: set[str], *, depth: int) -> Parts:
    parts: Parts = []
    at, waiting = region[0], sorted(notes, key=_outermost_first)
    while waiting:
        outer, *waiting = waiting
        start, end = outer.span
        if at < start:
            parts.append(text[at:start])
        inner, waiting = _split(waiting, end)
        marked = Marked(id=None if outer.id in seen else outer.id, note=outer.note, depth=depth)
        seen.add(outer.id)
        marked.parts = _mark(text, outer.span, inner, seen, depth=depth + 1)
        parts.append(marked)
        at = end
    if at < region[1]:
        parts.append(text[at : region[1]])
    return parts


def _split(notes: Iterable[Note], end: int) -> tuple[list[Note], list[Note]]:
    """Part notes at a place: what lies before it, and what after; a note across it is in both."""
    before: list[Note] = []
    after: list[Note] = []
    for one in notes:
        if one.span[0] < end:
            before.append(Note(span=(one.span[0], min(one.span[1], end)), id=one.id, note=one.note))
        if one.span[1] > end:
            after.append(Note(span=(max(one.span[0], end), one.span[1]), id=one.id, note=one.note))
    return before, sorted(after, key=_outermost_first)


def _outermost_first(note: Note) -> tuple[int, int, str]:
    return note.span[0], -note.span[1], note.id


def count_marks(parts: Iterable[str | Marked]) -> Iterator[Marked]:
    """Give all marks of some parts, outer before inner."""
    for part in parts:
        if isinstance(part, Marked):
            yield part
            yield from count_marks(part.parts)
