"""A report's text with marks in it: every mark an element that a link can lead to, marks inside marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rashomon.records import Span

Parts = list["str | Marked"]


@dataclass(slots=True, kw_only=True)
class Marked:
    """Marked words; ``id`` is None where they go on a mark that another one cuts in two."""

    id: str | None
    note: str
    depth: int
    """How many marks that stand out it is in, itself included."""
    is_quiet: bool = False
    parts: Parts = field(default_factory=list["str | Marked"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is to be marked: a span, the id of its element, what it is for, and if it is to be quiet."""

    span: Span
    id: str
    note: str
    is_quiet: bool = False


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
        replace(one, span=(max(one.span[0], start), min(one.span[1], end)))
        for one in notes
        if one.span[0] < end and start < one.span[1]
    ]
    return _mark(text, region, clipped, seen, depth=0)


def _mark(text: str, region: Span, notes: Sequence[Note], seen: set[str], *, depth: int) -> Parts:
    parts: Parts = []
    at, waiting = region[0], sorted(notes, key=_outermost_first)
    while waiting:
        outer, *waiting = waiting
        start, end = outer.span
        if at < start:
            parts.append(text[at:start])
        inner, waiting = _split(waiting, end)
        deeper = depth + (not outer.is_quiet)
        marked = Marked(
            id=None if outer.id in seen else outer.id, note=outer.note, depth=deeper, is_quiet=outer.is_quiet
        )
        seen.add(outer.id)
        marked.parts = _mark(text, outer.span, inner, seen, depth=deeper)
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
            before.append(replace(one, span=(one.span[0], min(one.span[1], end))))
        if one.span[1] > end:
            after.append(replace(one, span=(max(one.span[0], end), one.span[1])))
    return before, sorted(after, key=_outermost_first)


def _outermost_first(note: Note) -> tuple[int, int, str]:
    return note.span[0], -note.span[1], note.id
