"""Words of clauses: dictionary forms that the ontology and the status lists know, and participles."""

from __future__ import annotations

from collections.abc import Container

from rashomon.extract.lemmas import find_lemma
from rashomon.extract.reading import Reading

PARTICIPLES = frozenset(
    "beaten bitten broken chosen drawn driven forbidden forgiven given hidden known overthrown seen shown "
    "slain stolen sworn taken thrown torn withdrawn woken worn woven written".split()
)
"""Forms that are no past tense: with no auxiliary they are passive."""
TRANSITIVE = frozenset(
    "abduct accuse acquit appoint arrest assassinate award behead capture charge convict deport detain "
    "displace evict expel extradite free hold indict injure jail kidnap kill murder name oust pardon rape "
    "release rescue sack seize sentence shoot stab suspect torture wound".split()
)
"""Verbs that have an object unless they are in the passive."""


class Lemmas:
    """Gives words their dictionary forms, each form once."""

    def __init__(self, reading: Reading, known: Container[str]) -> None:
        self._reading = reading
        self._known = known
        self._found: dict[tuple[str, bool], str] = {}

    def of(self, word: int) -> str:
        """Give a word's dictionary form, by its part of speech as a verb or a noun."""
        return self.as_verb(word) if self._reading.marks.upos[word] in ("VERB", "AUX") else self.as_noun(word)

    def as_verb(self, word: int) -> str:
        """Give the dictionary form of a word as a verb."""
        return self._find(self._reading.lower[word], is_verb=True)

    def as_noun(self, word: int) -> str:
        """Give the dictionary form of a word as a noun."""
        return self._find(self._reading.lower[word], is_verb=False)

    def _find(self, form: str, *, is_verb: bool) -> str:
        found = self._found.get((form, is_verb))
        if found is None:
            lexicon = self._reading.lexicon
            irregular = lexicon.verbs if is_verb else lexicon.plurals
            found = find_lemma(form, "VERB" if is_verb else "NOUN", irregular, self._known)
            self._found[form, is_verb] = found
        return found
