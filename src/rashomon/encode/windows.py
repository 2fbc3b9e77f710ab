"""Lays a text's words into windows of whole paragraphs, the unit that the encoder reads at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.records import Span

MOST_PIECES = 160
"""Longest window. 128 pieces cost 4 % more time a word (each run has a cost of its own), 256 cost 5 %."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``[first, last)`` of a text, with the places (word indices) where its paragraphs start."""

    first: int
    last: int
    paragraph_starts: tuple[int, ...]


def lay_windows(
    paragraphs: Sequence[Span], sizes: Sequence[int], cuts: Sequence[bool], most: int = MOST_PIECES
) -> list[Window]:
    """Group paragraphs (word spans) into windows of at most ``most`` pieces.

    ``sizes`` gives the number of pieces of each word, ``cuts`` says after which words a paragraph that is too
    long alone may be cut (ends of sentences, as far as they show); where there is none it is cut anywhere.
    Each paragraph costs one separator more and each window two, which ``most`` includes.
    """
    blocks: list[tuple[int, int, int, bool]] = []  # first word, last word, pieces, starts a paragraph
    for first, last in paragraphs:
        blocks.extend(_cut_block(first, last, sizes, cuts, most - 2))
    windows: list[Window] = []
    start, starts, filled = 0, list[int](), 0
    for first, _, size, is_start in blocks:
        if filled and filled + size + 1 > most:
            windows.append(Window(start, first, tuple(starts)))
            starts, filled = [], 0
        if not filled:
            start, filled = first, 1
        if is_start:
            starts.append(first)
        filled += size + 1
    if filled:
        windows.append(Window(start, blocks[-1][1], tuple(starts)))
    return windows


def _cut_block(
    first: int, last: int, sizes: Sequence[int], cuts: Sequence[bool], most: int
) -> list[tuple[int, int, int, bool]]:
    """Cut one paragraph into stretches of at most ``most`` pieces, at ends of sentences where possible."""
    stretches: list[tuple[int, int, int, bool]] = []
    start, size, cut, size_at_cut = first, 0, first, 0
    for word in range(first, last):
        while size + sizes[word] > most:
            if cut == start:
                cut, size_at_cut = word, size
            stretches.append((start, cut, size_at_cut, start == first))
            start, size, size_at_cut = cut, size - size_at_cut, 0
        size += sizes[word]
        if cuts[word]:
            cut, size_at_cut = word + 1, size
    if start < last:
        stretches.append((start, last, size, start == first))
    return stretches
