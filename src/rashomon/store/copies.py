"""When two reports are one text: exact copies, and near copies that say nothing the other does not.

A text is compared sentence by sentence. Two sentences are the same if they have the same words in the same
order, or with one stretch of words moved, as a template does that puts "on Monday" first; which sentence
stands where does not matter. What the reports do not share must be boilerplate: it tells of nobody ("he",
"said", "was") and hardly a word of it occurs in what they do share. So a report with one word changed
("militants" to "terrorists"), another figure, another headline or a paragraph of its own is no copy: it says
something that the other does not.

Likely originals are found by a sketch: the smallest hashes of a text's sentences, which near copies mostly
share (Broder 1997, "On the resemblance and containment of documents"). ``docs/decisions/near-copies.md``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

SKETCH_SIZE = 8
"""Sentences kept of each text."""
LEAST_SHARED = 3
"""Sentences of two sketches, or half of the smaller one, that must be the same for a closer look."""
SENTENCE_WORDS = 5
"""Words from which a sentence goes into the sketch: shorter ones ("he said") are in many reports."""
SHARED_PART = 0.8
"""Part of either text's words that near copies must share."""
REWORDED = 0.5
"""Part of the words that two texts do not share as sentences, found in both, from which they are reworded."""
ON_TOPIC = 0.1
"""Part of a sentence's long words, found in what is shared, from which it is no boilerplate."""
LONG_WORD = 5
"""Letters from which a word tells what a text is about; figures do so at any length."""
_TELLING = frozenset("he she his her him they their them said says was were had who after".split())
"""Words of telling, which boilerplate hardly has: it speaks to the reader."""
_SITE = frozenset(
    """advertisement agencies alerts app article associated author click comment comments contact
    contributed cookies copyright correct correspondent disclaimer download edited editing editor email
    expressed facebook follow getty image images instagram journalism listen newsletter newsroom online
    our photo photograph photos podcast premium press principles privacy published read redistributed
    reporting reserved rewritten share sign standards stories story subscribe subscriber subscribers
    subscription syndicated terms twitter updated us visit website whatsapp writing you your youtube
    """.split()
)
"""Words of a site about itself and to its readers."""

_WORD = re.compile(r"\w+(?:'\w+)*|[\"'%$€£]")
_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]]*\s+|\s*\n\s*|\s+(?:[|•·—–-]|--)\s+")
_DATELINE = re.compile(r"^[A-Z]{3}[^\n]{0,60}?\s(?:[—–-]|--)\s", re.MULTILINE)
_QUOTES = {'"': "“”„‟«»″", "'": "‘’‚‛′ʼ`"}
"""Quotation marks of type, by those of a keyboard."""

Words = tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """A text as it is compared: its sentences without case, spacing and punctuation."""

    sentences: tuple[Words, ...]

    @cached_property
    def key(self) -> int:
        """The same number for every text that has the same words in the same order."""
        return hash_words(word for sentence in self.sentences for word in sentence)

    @cached_property
    def sketch(self) -> tuple[int, ...]:
        """A few numbers, most of which near copies share: the smallest hashes of its sentences' words."""
        hashes = {hash_words(sorted(words)) for words in self.sentences if len(words) >= SENTENCE_WORDS}
        return tuple(sorted(hashes)[:SKETCH_SIZE])


def read_wording(text: str, outlet: str | None = None) -> Wording:
    """Cut a text into sentences of words; quotation marks are words, datelines and the outlet's name are not.

    >>> read_wording("PARIS (AP) — It rained. “Again”, she said").sentences
    (('it', 'rained'), ('"', 'again', '"', 'she', 'said'))
    """
    plain = _level(_DATELINE.sub("", text) + "\n")
    sentences = (_read_words(part) for part in _SENTENCE_END.split(plain))
    left_out = (), _read_words(_level(outlet or ""))
    return Wording(tuple(words for words in sentences if words not in left_out))


def least_shared(wording: Wording) -> int:
    """Give the number of a sketch's sentences that a likely original shares at least."""
    return min(LEAST_SHARED, (len(wording.sketch) + 1) // 2)


def is_near_copy(one: Wording, other: Wording) -> bool:
    """Tell whether either of two texts says nothing that the other does not.

    >>> first = "On Monday police said the bridge was closed. Two lorries were stopped on the far side."
    >>> second = "Two lorries were stopped on the far side. Police said the bridge was closed on Monday."
    >>> is_near_copy(read_wording(first), read_wording(second + " Sign up here!"))
    True
    >>> is_near_copy(read_wording(first), read_wording(second.replace("Two", "Three")))
    False
    """
    pairs = [(one, _find_own(one, other)), (other, _find_own(other, one))]
    owned = {words for _, own in pairs for words in own}
    shared = {word for text, _ in pairs for words in text.sentences if words not in owned for word in words}
    return not _are_reworded(pairs[0][1], pairs[1][1]) and all(
        _count(own) <= (1 - SHARED_PART) * _count(text.sentences)
        and all(_is_boilerplate(words, shared) for words in own)
        for text, own in pairs
    )


def hash_words(words: Iterable[str]) -> int:
    """Hash words to a signed number of 64 bits, the same on any machine."""
    digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _level(text: str) -> str:
    """Take out of a text what differs by typesetting alone: case, forms of letters and of quotation marks."""
    plain = unicodedata.normalize("NFKC", text)
    for typed, several in _QUOTES.items():
        for one in several:
            plain = plain.replace(one, typed)
    return plain.casefold()


def _read_words(part: str) -> Words:
    return tuple('"' if word == "'" else word for word in _WORD.findall(part))


def _find_own(one: Wording, other: Wording) -> list[Words]:
    """Give the sentences of one text that the other has not, word for word or with a stretch moved."""
    theirs: dict[Words, list[Words]] = {}
    for words in set(other.sentences):
        theirs.setdefault(tuple(sorted(words)), []).append(words)
    exact = set(other.sentences)
    return [
        words
        for words in one.sentences
        if words not in exact
        and not any(_is_moved(words, each) for each in theirs.get(tuple(sorted(words)), ())[:SKETCH_SIZE])
    ]


def _is_moved(one: Words, other: Words) -> bool:
    """Tell whether a sentence is another of as many words with one stretch moved elsewhere.

    >>> _is_moved(tuple("on monday he said so".split()), tuple("he said so on monday".split()))
    True
    >>> _is_moved(tuple("dog bites man".split()), tuple("man bites dog".split()))
    False
    """
    start, end = 0, len(one)
    while start < end and one[start] == other[start]:
        start += 1
    while start < end and one[end - 1] == other[end - 1]:
        end -= 1
    doubled = f" {' '.join(one[start:end] * 2)} "
    return f" {' '.join(other[start:end])} " in doubled


def _are_reworded(own: Sequence[Words], others: Sequence[Words]) -> bool:
    """Tell whether the sentences that either text has alone say nearly the same in nearly the same words."""
    here, there = (Counter(word for words in each for word in words) for each in (own, others))
    return (here & there).total() > REWORDED * min(here.total(), there.total())


def _is_boilerplate(words: Words, shared: set[str]) -> bool:
    """Tell whether a sentence speaks of the site or to its readers, and not of what the text is about."""
    long = {word for word in words if len(word) >= LONG_WORD or word.isdecimal()} - _SITE
    is_on_topic = len(long & shared) > ON_TOPIC * len(long)
    return not _SITE.isdisjoint(words) and _TELLING.isdisjoint(words) and '"' not in words and not is_on_topic


def _count(sentences: Sequence[Words]) -> int:
    return sum(map(len, sentences))
