"""Which sentence of one text is which of another, and which of their words are the same.

The pair that shares most words comes first, and its words are used up; what is left of a sentence may be
paired again. So a sentence cut in two, two put into one, and one turned round are each other's in parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nsmallest

from rashomon.compare.sentences import FUNCTION_WORDS, Sentence

LEAST_WORDS = 2
"""Words of weight that two sentences share to be one made of the other; of two or three words one."""
LEAST_PART = 0.3
"""Part of the words of both that they share."""
COVERED = 0.5
"""Or part of the shorter one's words, where the other goes on."""
MOST_LIKELY = 8
"""Sentences that one is compared with word by word."""
FAR = 4
"""Words to the next shared ones from which one alone, or some of no weight, are alike by chance."""
_USED_HERE, _USED_THERE = "\0", "\1"

Run = tuple[int, int, int]
"""Words alike: where they begin in the one and in the other sentence, and how many they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """Two sentences, by their places in their texts, of which one is made of the other; runs are in order."""

    one: int
    other: int
    runs: tuple[Run, ...]

    @property
    def size(self) -> int:
        """How many words they share."""
        return sum(length for _, _, length in self.runs)


def align_sentences(one: Sequence[Sentence], other: Sequence[Sentence]) -> list[Aligned]:
    """Pair the sentences of two texts, in the order of the first."""
    here, there = ([list(sentence.words) for sentence in text] for text in (one, other))
    pairs = {(a, b): found for a, b in _likely(here, there) if (found := _align(a, b, here[a], there[b]))}
    chosen: list[Aligned] = []
    while pairs:
        a, b = min(pairs, key=lambda key: (-pairs[key].size, abs(key[0] - key[1]), key))
        chosen.append(pairs[a, b])
        _use_up(chosen[-1], here[a], there[b])
        for key in [key for key in pairs if key[0] == a or key[1] == b]:
            again = _align(*key, here[key[0]], there[key[1]])
            if again is None:
                del pairs[key]
            else:
                pairs[key] = again
    return sorted(chosen, key=lambda found: (found.one, found.runs))


def _likely(here: Sequence[Sequence[str]], there: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Give for each sentence those that share most words of weight with it, if they share enough."""
    weights = [set(words) - FUNCTION_WORDS for words in there]
    for a, words in enumerate(here):
        own = set(words) - FUNCTION_WORDS
        shared = ((len(own & theirs), b) for b, theirs in enumerate(weights))
        enough = (
            (-count, abs(a - b), b)
            for count, b in shared
            if count >= max(1, min(LEAST_WORDS, len(own), len(weights[b]))) or words == there[b]
        )
        yield from ((a, b) for _, _, b in nsmallest(MOST_LIKELY, enough))


def _align(a: int, b: int, here: Sequence[str], there: Sequence[str]) -> Aligned | None:
    blocks = [(0, 0, len(here))] if here == there and here else _find_blocks(here, there)
    telling = [run for run in blocks if run[2] > 1 or here[run[0]] not in FUNCTION_WORDS]
    runs = _without_strays(_on_one_side(telling, here, there), here, there)
    left = sum(word != _USED_HERE for word in here), sum(word != _USED_THERE for word in there)
    shared = [word for run in runs for word in _words(run, here)]
    weight = sum(word not in FUNCTION_WORDS for word in shared)
    is_alike = 2 * len(shared) >= LEAST_PART * sum(left) or len(shared) >= COVERED * min(left)
    is_whole = len(shared) == len(here) == len(there)
    if not is_whole and (not runs or not is_alike or weight < min(LEAST_WORDS, min(left) // 2)):
        return None
    return Aligned(one=a, other=b, runs=tuple(runs))


def _find_blocks(here: Sequence[str], there: Sequence[str]) -> list[Run]:
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    return [(at, to, length) for at, to, length in matcher.get_matching_blocks() if length]


def _words(run: Run, here: Sequence[str]) -> Sequence[str]:
    return here[run[0] : run[0] + run[2]]


def _on_one_side(runs: Sequence[Run], here: Sequence[str], there: Sequence[str]) -> list[Run]:
    """Give those runs, of most words, that no words used up stand between."""
    sides: list[list[Run]] = []
    for run in runs:
        last = sides[-1][-1] if sides else run
        between = *here[last[0] : run[0]], *there[last[1] : run[1]]
        if sides and _USED_HERE not in between and _USED_THERE not in between:
            sides[-1].append(run)
        else:
            sides.append([run])
    return max(sides, key=lambda side: sum(length for _, _, length in side)) if sides else []


def _without_strays(runs: list[Run], here: Sequence[str], there: Sequence[str]) -> list[Run]:
    """Take away what stands far before or behind all else and hardly tells anything, but at both texts' ends.

    >>> _without_strays([(1, 1, 4), (6, 6, 1), (7, 14, 1)], list("abcdefghi"), list("abcdefxxxxxxxxhx"))
    [(1, 1, 4), (6, 6, 1)]
    """
    telling = [
        (run[2] > 1 and not FUNCTION_WORDS.issuperset(_words(run, here)))
        or run[:2] == (0, 0)
        or (run[0] + run[2], run[1] + run[2]) == (len(here), len(there))
        for run in runs
    ]
    start, end = 0, len(runs)
    while end - start > 1 and not telling[start] and _gap(runs[start], runs[start + 1]) > FAR:
        start += 1
    while end - start > 1 and not telling[end - 1] and _gap(runs[end - 2], runs[end - 1]) > FAR:
        end -= 1
    return runs[start:end]


def _gap(one: Run, other: Run) -> int:
    return max(other[0] - one[0], other[1] - one[1]) - one[2]


def _use_up(found: Aligned, here: list[str], there: list[str]) -> None:
    """Blot out the words of two sentences from the first to the last that they share."""
    first, last = found.runs[0], found.runs[-1]
    for words, at, blot in ((here, 0, _USED_HERE), (there, 1, _USED_THERE)):
        start, end = first[at], last[at] + last[2]
        words[start:end] = [blot] * (end - start)
