"""Whose word a stretch of text is: the innermost statement around it, or the outlet's own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from rashomon.records import Span, Statement

DEEPEST = 32
"""Contents open at one character that are looked at for the innermost; more is noise, cost stays linear."""


class Voices:
    """The statements of a report, asked for the one that vouches for a span."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._pieces = sorted(
            (start, -end, index) for index, one in enumerate(statements) for start, end in one.content
        )
        self.statements = statements

    def at(self, span: Span) -> Statement | None:
        """Give the innermost statement whose content holds all of ``span``; None: the outlet's own voice."""
        at = bisect_right(self._pieces, span[0], key=lambda piece: piece[0])
        best: tuple[int, int] | None = None
        for start, minus_end, index in reversed(self._pieces[max(0, at - DEEPEST) : at]):
            if -minus_end >= span[1] and (best is None or -minus_end - start < best[0]):
                best = (-minus_end - start, index)
        return None if best is None else self.statements[best[1]]
