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


_HEAD_STOPS = set(
    """of in on at for from with by to who which that near under over against about into after before behind
    as and""".split()
)
_INNER = {",", "(", "—", "–", ":", "“", '"'}


def find_head(words: list[str], start: int, end: int) -> int:
    """Return the word a noun phrase turns on: the last before its first "of", "in", comma or bracket.

    >>> find_head("the head of the State Police , Lirim Hoxha".split(), 0, 9)
    1
    """
    first = start
    for index in range(end - 1, start, -1):
        if words[index].lower() in ("'s", "’s", "'", "’") and index + 1 < end and index - start < 6:
            first = index + 1
            break
    last = first
    for index in range(first, end):
        if (
            index > first
            and (words[index].lower() in _HEAD_STOPS or words[index] in _INNER)
            and words[last][-1:].isalnum()
        ):
            break
        if words[index][-1:].isalnum():
            last = index
    return last
