"""Puts character spans on words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rashomon.records import Span


def words_under(words: Sequence[Span], start: int, end: int) -> list[int]:
    """Return the indices of the words that share at least one character with ``[start, end)``."""
    first = bisect_right([word[1] for word in words], start)
    last = bisect_left([word[0] for word in words], end)
    return list(range(first, last))
