"""Walking the encoder's dependency trees: phrases around a head, what hangs on what.

Trees may be noisy: wrong, circular, crossing sentences. Every walk is bounded, so that cost grows with the
length of a report alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rashomon.extract.reading import Reading
from rashomon.records import Span

DEPTH = 24
"""Heads climbed at most; sentences of newspapers are rarely half as deep."""
REACH = 70
"""Words to either side of a head within which its phrase is looked for."""
MOST_DEPENDENTS = 64
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "ADJ", "DET"))
_NOUN_PARTS = frozenset(
    "det det:predet amod compound nmod nmod:poss nmod:desc nmod:unmarked flat flat:name appos nummod case cc "
    "cc:preconj conj fixed acl acl:relcl advmod punct name dep goeswith".split()
)
_AFTER_COMMA = frozenset(
    "appos conj flat list nmod:unmarked nmod:desc nummod amod cc punct compound dep".split()
)
_RELATIVES = frozenset(("who", "whom", "whose", "which", "where", "when"))
_OF_RELATIVES = frozenset(("of", "all", "some", "many", "most", "in", "to", "for"))
_MEASURES = frozenset("majority margin percent vote votes".split())
_TRAILING = frozenset(",;:—–-.(")
_OPENING = "“\"‘'"


class Tree:
    """A report's dependency trees, with each word's dependents at hand."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.heads, self.deprels, self.upos = reading.marks.heads, reading.marks.deprels, reading.marks.upos
        self._dependents = _find_dependents(self.heads)

    def dependents(self, word: int) -> list[int]:
        """Give the words that hang on a word directly, in order of text."""
        return self._dependents.get(word, [])

    def find(self, word: int, *deprels: str) -> int | None:
        """Give the first dependent with one of these labels."""
        return next((one for one in self.dependents(word) if self.deprels[one] in deprels), None)

    def climb(self, word: int) -> Iterator[int]:
        """Give a word, its head, that one's head, up to the root."""
        for _ in range(DEPTH):
            yield word
            above = self.heads[word]
            if above == word:
                return
            word = above

    def branch(self, word: int, top: int) -> int | None:
        """Give the dependent of ``top`` by which a word hangs on it, or None if it does not."""
        below = None
        for at in self.climb(word):
            if at == top:
                return below
            below = at
        return None

    def is_passive(self, verb: int) -> bool:
        """Say whether a verb is in the passive."""
        return self.find(verb, "aux:pass", "nsubj:pass") is not None

    def agents(self, verb: int) -> list[int]:
        """Give the words for who does what a verb in the passive says, after "by"."""
        return [word for word in self.dependents(verb) if self._is_agent(word)]

    def _is_agent(self, word: int) -> bool:
        """Say whether a word is an agent, not a means or measure: "by radio", "by a vote of 6 to 5"."""
        if self.deprels[word] not in ("obl:agent", "obl") or self.upos[word] not in NOMINAL:
            return False
        own, lower = self.dependents(word), self.reading.lower
        is_bare = self.upos[word] == "NOUN" and len(own) == 1 and not lower[word].endswith("s")
        return any(lower[case] == "by" for case in own) and not is_bare and lower[word] not in _MEASURES

    def phrase(self, head: int) -> Span:
        """Give the noun phrase around a head: title, "of", apposition; no relative clause after a comma."""
        first, last = self.reading.sentence_of(head)
        start, end = head, head + 1
        while start > max(first, head - REACH) and self._is_part(start - 1, head):
            start -= 1
        while end < min(last, head + REACH) and self._is_part(end, head) and not self._is_aside(end, head):
            end += 1
        return self.trimmed((start, end), head)

    def _is_part(self, word: int, head: int) -> bool:
        branch = self.branch(word, head)
        if branch is None or self.deprels[branch] not in _NOUN_PARTS:
            return False
        if self.deprels[branch] == "case":
            return branch > head  # the possessive, not the preposition in front
        return self.deprels[branch] != "conj" or self.upos[branch] in NOMINAL

    def _is_aside(self, word: int, head: int) -> bool:
        """Say whether a comma or dash here begins what tells more of a thing told: ", who"; ", in May"."""
        lower = self.reading.lower
        if lower[word] not in (",", "—", "–", "--", "-") or word + 1 >= len(lower):
            return False
        ahead = lower[word + 1 : word + 5]
        if ahead[0] in _RELATIVES or (
            ahead[0] in _OF_RELATIVES and any(one in ("whom", "which") for one in ahead)
        ):
            return True
        if lower[word] != ",":
            return False
        across = word + 1
        for at in self.climb(word + 1):
            if at <= word:
                break
            across = at
        return self.deprels[across] not in _AFTER_COMMA

    def trimmed(self, words: Span, head: int) -> Span:
        """Cut stops, "and" and an opened bracket off a phrase's ends; take in the bracket that closes one."""
        text, upos, (start, end) = self.reading.words, self.upos, words
        while end - 1 > head and (text[end - 1] in _TRAILING or upos[end - 1] == "CCONJ"):
            end -= 1
        while start < head and upos[start] in ("PUNCT", "CCONJ") and text[start] not in _OPENING:
            start += 1
        inside = text[start:end]
        if "(" in inside and ")" not in inside and text[end : end + 1] == [")"]:
            end += 1
        return start, end


@lru_cache(maxsize=1)
def _find_dependents(heads: tuple[int, ...]) -> dict[int, list[int]]:
    """Give the words that hang on each head; remembered, as several steps want a tree of the same report."""
    dependents: dict[int, list[int]] = {}
    for word, head in enumerate(heads):
        if head != word:
            found = dependents.setdefault(head, [])
            if len(found) < MOST_DEPENDENTS:
                found.append(word)
    return dependents
