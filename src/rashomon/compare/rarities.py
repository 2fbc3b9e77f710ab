"""How rare a word is in a story, and by that how much two sets of words have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

_ONE = 2**32
"""What the rarest counts. In whole numbers sums are the same in any order, and so is what depends on them."""


class Rarities:
    """Says of each word how few records have it: 1 for one or two, less the more do."""

    def __init__(self, having: Iterable[Iterable[str]]) -> None:
        counts = Counter(chain.from_iterable(having))
        self._weights = {word: min(_ONE, 2 * _ONE // count) for word, count in counts.items()}
        self._sums: dict[frozenset[str], int] = {}

    def rarest(self, words: Iterable[str]) -> float:
        """Give how rare the rarest of some words is.

        >>> rarities = Rarities([["mayor", "fire"], ["fire"], ["fire"], ["fire"]])
        >>> rarities.rarest(["fire"]), rarities.rarest(["fire", "mayor"])
        (0.5, 1.0)
        """
        return max(map(self._weights.__getitem__, words)) / _ONE

    def overlap(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Give how much of what either has both have, the rarer the more it counts.

        >>> rarities = Rarities([["mayor", "fire"], ["fire"], ["fire"], ["fire"]])
        >>> round(rarities.overlap(frozenset(["mayor", "fire"]), frozenset(["fire"])), 2)
        0.33
        """
        both = one & other
        if not both:
            return 0.0
        shared = sum(map(self._weights.__getitem__, both))
        return shared / (self._sum(one) + self._sum(other) - shared)

    def _sum(self, words: frozenset[str]) -> int:
        """Add up a set once, however many others it is compared with."""
        if words not in self._sums:
            self._sums[words] = sum(map(self._weights.__getitem__, words))
        return self._sums[words]
