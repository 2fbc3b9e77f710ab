"""Where the marks of an account begin and end: numbers for its records, pieces for their text.

Marks overlap freely (a source inside a content, one content inside another, an event inside a cue), so the
text is cut at every boundary and each piece lists all the marks that cover it. Nothing here knows how a
piece is shown.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from rashomon.records import Account, Label, Place, Quantity, Span, Statement, Time

Role = Literal["content", "source", "cue", "event", "figure", "time", "place", "label"]
ROLES: tuple[Role, ...] = ("content", "source", "cue", "event", "figure", "time", "place", "label")
"""What words can be, outermost first where spans are the same."""
TOLD: tuple[Role, ...] = ("content", "source", "cue", "event")
"""Who says what, and what happens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that play a role in records (statements, events, figures …), each told by its number."""

    span: Span
    role: Role
    numbers: tuple[int, ...]
    depth: int
    """For a content: how many contents it stands in, itself included. 0 for the other roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text that no mark begins or ends inside of; marks are listed outermost first."""

    span: Span
    marks: tuple[Mark, ...]
    opening: tuple[Mark, ...]
    closing: tuple[Mark, ...]


def number_statements(account: Account) -> dict[str, int]:
    """Number an account's statements from 1, by where their cues stand; from id to number."""
    in_order = sorted(account.statements, key=lambda statement: (statement.cue.span, statement.id))
    return {statement.id: number for number, statement in enumerate(in_order, start=1)}


def number_records(account: Account) -> dict[Role, dict[str, int]]:
    """Number what has a place of its own in the text, each role from 1 in the order of the text."""
    places: dict[Role, list[tuple[Span, str]]] = {
        "event": [(one.anchor, one.id) for one in account.events],
        "figure": [(one.span, one.id) for one in account.quantities],
        "time": [(one.span, one.id) for one in account.times],
        "place": [(one.span, one.id) for one in account.places],
        "label": [(one.span, one.id) for one in account.labels],
    }
    return {
        role: {identity: number for number, (_, identity) in enumerate(sorted(several, key=itemgetter(0)), 1)}
        for role, several in places.items()
    }


def find_marks(account: Account, roles: Sequence[Role] = TOLD) -> list[Mark]:
    """List every mark of the account once, outermost first among those that begin together."""
    found: dict[tuple[Role, Span], list[int]] = {}
    for role, span, number in _list_parts(account):
        if role in roles and span[0] < span[1]:
            found.setdefault((role, span), []).append(number)
    depths = find_depths([span for role, span in found if role == "content"])
    marks = [
        Mark(
            span=span,
            role=role,
            numbers=tuple(sorted(set(owners))),
            depth=depths[span] if role == "content" else 0,
        )
        for (role, span), owners in found.items()
    ]
    return sorted(marks, key=_outermost_first)


def find_depths(spans: Iterable[Span]) -> dict[Span, int]:
    """Count for each span those that hold it, itself included.

    >>> find_depths([(0, 9), (2, 5), (4, 12), (4, 5)])
    {(0, 9): 1, (2, 5): 2, (4, 12): 1, (4, 5): 4}
    """
    depths: dict[Span, int] = {}
    ends: list[int] = []  # of the spans begun, from low to high
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        del ends[: bisect_right(ends, start)]
        insort(ends, end)
        depths[start, end] = len(ends) - bisect_left(ends, end)
    return depths


def sort_marks(regions: Sequence[Span], marks: Iterable[Mark]) -> list[list[Mark]]:
    """Give for each region (in order of text, none in another) the marks that touch it, in their order."""
    touching: list[list[Mark]] = [[] for _ in regions]
    ends = [end for _, end in regions]
    for mark in marks:
        at = bisect_right(ends, mark.span[0])
        while at < len(regions) and regions[at][0] < mark.span[1]:
            touching[at].append(mark)
            at += 1
    return touching


def cut(region: Span, marks: list[Mark]) -> Iterator[Piece]:
    """Cut a region (a paragraph, say) at every boundary of the marks that touch it.

    A mark that runs on beyond the region opens and closes with it. The pieces, joined, are the region.

    >>> inner = Mark(span=(3, 5), role="source", numbers=(2,), depth=0)
    >>> outer = Mark(span=(0, 5), role="content", numbers=(1,), depth=1)
    >>> [(piece.span, len(piece.marks)) for piece in cut((0, 8), [outer, inner])]
    [((0, 3), 1), ((3, 5), 2), ((5, 8), 0)]
    """
    start, end = region
    inside = [mark for mark in marks if mark.span[0] < end and start < mark.span[1]]
    bounds = sorted({start, end, *(edge for mark in inside for edge in mark.span if start < edge < end)})
    ahead = sorted(range(len(inside)), key=lambda index: inside[index].span[0], reverse=True)
    open_now: list[int] = []
    for left, right in itertools.pairwise(bounds):
        open_now = [index for index in open_now if inside[index].span[1] > left]
        while ahead and inside[ahead[-1]].span[0] <= left:
            insort(open_now, ahead.pop())
        covering = tuple(inside[index] for index in open_now)
        yield Piece(
            span=(left, right),
            marks=covering,
            opening=tuple(mark for mark in covering if max(mark.span[0], start) == left),
            closing=tuple(mark for mark in reversed(covering) if min(mark.span[1], end) == right),
        )


def _list_parts(account: Account) -> Iterator[tuple[Role, Span, int]]:
    """Give all words that play a role, with the number of the record in which they do."""
    statements, numbers = number_statements(account), number_records(account)
    for statement in account.statements:
        for role, span in _parts(statement):
            yield role, span, statements[statement.id]
    for event in account.events:
        yield "event", event.anchor, numbers["event"][event.id]
    several: tuple[tuple[Role, Sequence[Quantity | Time | Place | Label]], ...] = (
        ("figure", account.quantities),
        ("time", account.times),
        ("place", account.places),
        ("label", account.labels),
    )
    for role, records in several:
        for record in records:
            yield role, record.span, numbers[role][record.id]


def _parts(statement: Statement) -> Iterator[tuple[Role, Span]]:
    if statement.source is not None:
        yield "source", statement.source.span
    yield "cue", statement.cue.span
    for span in statement.content:
        yield "content", span


def _outermost_first(mark: Mark) -> tuple[int, int, int]:
    start, end = mark.span
    return start, -end, ROLES.index(mark.role)
