"""How much of their own wording the reports of a story share.

Wording is counted in bonds: neighbouring words, not quoted, not both of no weight, a name or figure being one
word. Two sentences share wording if they have enough bonds in common. What other texts of the story say in
the same words too is what the matter is called ("leaving the scene of an accident") and counts for nothing.
How the thresholds were chosen: ``docs/decisions/origins.md``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.sentences import Bond, Sentence

SENTENCE_BONDS = 2
"""Bonds that two sentences have in common at least."""
SENTENCE_PART = 0.2
"""Part of the bonds of the sentence with fewer that they have in common at least."""
LEAST_BONDS = 8
"""Bonds that two reports have in common at least, in so far as they count."""
LEAST_PART = 0.075
"""Part of the bonds of the report with fewer: our derived reports have 9.8 % or more, others up to 4.8 %.

Real reports of one happening (ECB+) with less than that mostly share phrases, from 10 % on mostly sentences.
"""
SURE_PART = 0.25
"""Part from which two reports share their text whatever others say."""
COMMON = 4
"""Texts of a story, those of a pair among them, that have a bond which then counts for nothing."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """Two reports, by their places in the story, that share text, and how many bonds of it."""

    one: int
    other: int
    bonds: int


def find_reuse(texts: Sequence[Sequence[Sentence]]) -> list[Reuse]:
    """Find the pairs of texts that share wording, in order of their places.

    Sentences that are the same in many texts are compared once, and only with those that share bonds.
    """
    numbers = {bond: at for at, bond in enumerate(sorted(_bonds_of(texts)))}
    masks = [[_write_bits(numbers[bond] for bond in sentence.bonds) for sentence in text] for text in texts]
    wholes = [_join(own) for own in masks]
    shared = {pair: bits for pair, bits in _share(masks) if _part(bits, pair, wholes) >= LEAST_PART}
    sure = {pair for pair, bits in shared.items() if _part(bits, pair, wholes) >= SURE_PART}
    own = ~_find_common(wholes, _family_of(len(texts), sorted(sure)))
    telling = {pair: bits if pair in sure else bits & own for pair, bits in shared.items()}
    return [
        Reuse(one=pair[0], other=pair[1], bonds=bits.bit_count())
        for pair, bits in telling.items()
        if bits.bit_count() >= LEAST_BONDS and _part(bits, pair, wholes) >= LEAST_PART
    ]


def _bonds_of(texts: Sequence[Sequence[Sentence]]) -> set[Bond]:
    return {bond for text in texts for sentence in text for bond in sentence.bonds}


def _write_bits(numbers: Iterable[int]) -> int:
    """Write a set of small numbers as the bits of one, so that sets are compared quickly."""
    return _join(1 << number for number in numbers)


def _read_bits(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _join(masks: Iterable[int]) -> int:
    joined = 0
    for mask in masks:
        joined |= mask
    return joined


def _part(bits: int, pair: Pair, wholes: Sequence[int]) -> float:
    return bits.bit_count() / max(1, min(wholes[at].bit_count() for at in pair))


def _share(masks: Sequence[Sequence[int]]) -> Iterator[tuple[Pair, int]]:
    """Give what each pair of texts has in common in sentences that share wording."""
    holders: dict[int, set[int]] = defaultdict(set)
    for at, own in enumerate(masks):
        for mask in own:
            holders[mask].add(at)
    near = _find_near(sorted(holders))
    for one, own in enumerate(masks):
        shared: dict[int, int] = defaultdict(int)
        for mask in sorted(set(own)):
            for alike in near[mask]:
                for other in holders[alike]:
                    shared[other] |= mask & alike
        yield from (((one, other), bits) for other, bits in sorted(shared.items()) if other > one)


def _find_near(masks: Sequence[int]) -> Mapping[int, Sequence[int]]:
    """Give for each sentence those that share wording with it, itself among them."""
    having: dict[int, list[int]] = defaultdict(list)
    for mask in masks:
        for bond in _read_bits(mask):
            having[bond].append(mask)
    near: dict[int, list[int]] = {}
    for mask in masks:
        counts = Counter(other for bond in _read_bits(mask) for other in having[bond])
        near[mask] = [
            other
            for other, count in counts.items()
            if count >= SENTENCE_BONDS and count >= SENTENCE_PART * min(mask.bit_count(), other.bit_count())
        ]
    return near


def _family_of(size: int, pairs: Iterable[Pair]) -> list[int]:
    """Give each text the smallest place of those it is joined with, over others too."""
    family = list(range(size))
    for one, other in pairs:
        kept, gone = sorted((family[one], family[other]))
        family = [kept if each == gone else each for each in family]
    return family


def _find_common(wholes: Sequence[int], family: Sequence[int]) -> int:
    """Give the bonds that several families of texts have."""
    by_family: dict[int, int] = defaultdict(int)
    for whole, own in zip(wholes, family, strict=True):
        by_family[own] |= whole
    counts = Counter(bond for whole in by_family.values() for bond in _read_bits(whole))
    return _write_bits(bond for bond, count in counts.items() if count >= COMMON)
