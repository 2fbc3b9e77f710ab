"""Whom "he", "she" and "they" stand for by grammar: the subject above, or that of the sentence before.

After centering theory (Grosz, Joshi and Weinstein 1995): a pronoun goes on with the subject.
Of the pronouns of the train and dev stories that are sources, the subject above was right 81 times and wrong
once, that of the sentence before 131 times and wrong three times.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from rashomon.extract.chains import Chains
from rashomon.extract.phrases import Phrase
from rashomon.extract.reading import Reading
from rashomon.extract.trees import Tree

SUBJECT = 0.92
"""How sure such a join is."""
MOST_BEFORE = 24
"""Mentions before a pronoun that are looked at."""
CLIMBS = 6
"""Governing words looked at for a subject."""
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_NOT_ONE = frozenset("no one each every neither either any".split())
"""First words of phrases that stand for nobody in particular: "No witness", "one of them"."""
_SUBJECT_FORMS = frozenset(("he", "she"))


class Antecedents:
    """Finds for a mention "he", "she" or "they" the mention that grammar makes its antecedent.

    In a clause in front it is the subject that follows: "Asked what he thought, Ruiz said".
    """

    def __init__(self, reading: Reading, phrases: Sequence[Phrase]) -> None:
        self._reading = reading
        self._tree = Tree(reading)
        self._phrases = phrases
        self._by_head: dict[int, int] = {}
        for index, phrase in enumerate(phrases):
            self._by_head.setdefault(phrase.head, index)

    def subject_above(self, index: int) -> int | None:
        """Give the subject of the nearest clause above in the sentence that has one before the pronoun."""
        phrase, tree = self._phrases[index], self._tree
        if phrase.noun not in _SUBJECT_FORMS | {"they"}:
            return None
        first = self._reading.sentence_of(phrase.head)[0]
        quote = self._reading.quoted_by[phrase.head]
        verb = tree.heads[phrase.head]
        for _ in range(CLIMBS):
            above = tree.heads[verb]
            if above == verb or above < first:
                return None
            subject = tree.find(above, *_SUBJECTS)
            is_fronted = tree.deprels[verb] == "advcl" and verb < above
            if subject is not None and first <= subject and (subject < phrase.head or is_fronted):
                return self._mention(subject, index) if self._reading.quoted_by[subject] == quote else None
            verb = above
        return None

    def subject_before(self, index: int, sentence: int) -> int | None:
        """Give the subject of the sentence that begins with a word, if a pronoun may stand for it."""
        if self._phrases[index].noun not in _SUBJECT_FORMS:
            return None
        tree, (start, end) = self._tree, self._reading.sentence_of(sentence)
        root = next((word for word in range(start, end) if tree.heads[word] == word), None)
        subject = None if root is None else tree.find(root, *_SUBJECTS)
        return None if subject is None else self._mention(subject, index)

    def only_person(self, index: int, chains: Chains, askers: Set[int]) -> int | None:
        """Give the one person told of before a pronoun in its sentence, else in the sentence before.

        Persons in quotations, those who ask and those of another gender do not count; of two, neither.
        """
        phrase, reading = self._phrases[index], self._reading
        if phrase.noun not in _SUBJECT_FORMS or reading.quoted_by[phrase.head] >= 0:
            return None
        start = reading.sentence_of(phrase.head)[0]
        for _ in range(2):
            found = [one for one in self._persons(index, start, chains) if one not in askers]
            if found:
                is_one = len({chains.find(one) for one in found}) == 1
                return found[0] if is_one and self._is_person(found[0]) else None
            if not start:
                return None
            start = reading.sentence_of(start - 1)[0]
        return None

    def _persons(self, index: int, start: int, chains: Chains) -> list[int]:
        """Give the mentions of persons from a word on that stand before a pronoun, nearest first."""
        found: list[int] = []
        for before in range(index - 1, max(-1, index - MOST_BEFORE), -1):
            if self._phrases[before].words[0] < start:
                break
            is_quoted = self._reading.quoted_by[self._phrases[before].words[0]] >= 0
            if self._phrases[chains.first_of(before)].form == "pronoun":
                continue  # "her" of whom nothing is told yet
            could_be = self._phrases[before].kind == "person" and self._phrases[before].number != "plural"
            if could_be and not is_quoted and chains.may_join(before, index):
                found.append(self._with_apposition(before))
        return found

    def _mention(self, word: int, pronoun: int) -> int | None:
        """Give the mention that turns on a word if it is one person, or for "they" a body or many."""
        index = self._by_head.get(word)
        if index is None:
            return None
        index = self._with_apposition(index)
        fits = self._are_many if self._phrases[pronoun].noun == "they" else self._is_person
        return index if fits(index) else None

    def _are_many(self, index: int) -> bool:
        phrase = self._phrases[index]
        is_many = phrase.kind is None and phrase.number == "plural"  # "loggers", whom no lexicon knows
        is_body = phrase.kind in ("organization", "group", "person") and phrase.number != "singular"
        return phrase.noun == "they" or is_many or (is_body and phrase.label != "PER")

    def _is_person(self, index: int) -> bool:
        phrase = self._phrases[index]
        if phrase.form == "pronoun":
            return phrase.gender in ("male", "female")
        is_one = phrase.kind == "person" and phrase.number == "singular" and not phrase.is_coordinated
        return is_one and self._reading.lower[phrase.words[0]] not in _NOT_ONE

    def _with_apposition(self, index: int) -> int:
        """Give the mention around one that turns on its apposition: "supporter |Ana Ruiz"."""
        start, end = self._phrases[index].words
        for outer in range(index - 1, max(-1, index - 4), -1):
            first, last = self._phrases[outer].words
            inner = self._phrases[outer].head
            hangs = self._tree.branch(inner, self._phrases[index].head) is not None
            if first <= start and last >= end and last - first > end - start and hangs:
                return outer
        return index
