"""Names as they are compared across accounts: spelling, order, initials, transliteration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from rashomon.compare.stems import fold, split_words

ALIKE = 0.88
"""Jaro-Winkler similarity from which two words may be one name's spellings ("Abdelaziz", "Abdulaziz")."""

_JOINTS = frozenset("the of for and in at on de la al el ul von van der den bin ibn".split())
_VOWELS = frozenset("aeiouy'")


@lru_cache(maxsize=16384)
def name_words(name: str) -> tuple[str, ...]:
    """Cut a name into words without case, accents and joints.

    >>> name_words("The People's Liberation Front of Ossa")
    ('people', 'liberation', 'front', 'ossa')
    """
    words = (word for part in split_words(fold(name)) for word in part.split("'"))
    return tuple(word for word in words if word and word not in _JOINTS)


def initials(words: Iterable[str]) -> str:
    """Give the first letters of a name's words.

    >>> initials(("people", "liberation", "front"))
    'plf'
    """
    return "".join(word[0] for word in words)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Give what transliterations of a name keep: its first letter and the consonants behind it, none twice.

    >>> skeleton("abdelaziz") == skeleton("abdulaziz"), skeleton("mohammed") == skeleton("muhamad")
    (True, True)
    """
    kept: list[str] = []
    for letter in word:
        if (not kept or letter not in _VOWELS) and (not kept or letter != kept[-1]):
            kept.append(letter)
    return "".join(kept)


def sounds_alike(one: str, other: str) -> bool:
    """Say whether two words may be spellings of one name.

    >>> sounds_alike("abdelaziz", "abdulaziz"), sounds_alike("karim", "rahim")
    (True, False)
    """
    if one == other:
        return True
    if min(len(one), len(other)) < 4 or one[0] != other[0]:
        return False
    return JaroWinkler.similarity(one, other) >= ALIKE


def shared_words(one: Iterable[str], other: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pair the words of two names that are, or may be, the same, each once."""
    left = list(other)
    for word in one:
        match = next((each for each in left if each == word), None)
        match = match or next((each for each in left if sounds_alike(word, each)), None)
        if match is not None:
            left.remove(match)
            yield word, match
