"""Whether an event happened: from the words around it and from how its statement's source holds it.

Climbing from the event's word towards the top of its sentence, the first thing that decides is taken: a "not"
or "no", a modal verb, an "if", a verb or noun that it depends on (``data/statuses.toml``). What is told without
any of these happened, in the voice that tells it. Where a source denies, wants, plans or threatens its content,
so does the status of what that content is about.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rashomon.extract.events.clauses import Clauses
from rashomon.extract.trees import Tree
from rashomon.records import Statement

STATUSES = ("happened", "ongoing", "planned", "threatened", "hypothetical", "denied")
HIGHEST = 7
"""Words climbed from an event; what stands farther up decides no more."""
_NEGATIONS = frozenset("not n't never no nobody none neither nor without cannot".split())
_NEGATING = frozenset(("advmod", "det", "aux", "mark", "case", "nsubj", "nsubj:pass", "cc"))
_MODALS = {
    **dict.fromkeys(("will", "shall", "'ll", "wo", "would", "'d"), "planned"),
    **dict.fromkeys(("could", "may", "might", "should", "must", "can", "ca"), "hypothetical"),
}
_CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
_VERB_PASSES = frozenset(("xcomp", "ccomp", "obj", "nsubj:pass", "csubj", "csubj:pass", "advcl"))
_PREPOSITIONS = frozenset(("for", "to", "of", "from", "with", "into", "against"))
_PRESENT = frozenset(("is", "are", "'s", "'re", "am", "'m", "been"))
_PAST = frozenset(("had", "was", "were", "did", "'d", "has", "have", "'ve"))


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWords:
    """The lists of ``statuses.toml``, each word with its status."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    light: frozenset[str]


@cache
def load_status_words() -> StatusWords:
    """Read the package's lists."""
    text = (files("rashomon.extract") / "data" / "statuses.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    verbs, nouns, adjectives = (
        {word.replace("_", " "): status for status, words in tables[name].items() for word in words.split()}
        for name in ("verbs", "nouns", "adjectives")
    )
    light = frozenset(tables["light"]["verbs"].split())
    return StatusWords(verbs=verbs, nouns=nouns, adjectives=adjectives, light=light)


def is_negated(tree: Tree, word: int) -> bool:
    """Say whether "not", "never" or the like hangs on a word."""
    return any(
        tree.reading.lower[one] in _NEGATIONS and tree.deprels[one] in _NEGATING
        for one in tree.dependents(word)
    )


class Statuses:
    """Tells the status of the events of one report."""

    def __init__(self, tree: Tree, clauses: Clauses) -> None:
        self._tree = tree
        self._clauses = clauses
        self._lower = tree.reading.lower
        self._words = load_status_words()

    def of(self, word: int, voice: Statement | None, *, is_negation: bool = False) -> str:
        """Tell the status of the event that a word says, told in this voice.

        ``is_negation`` says that a "not" at the word is part of what happened.
        """
        own, is_topmost = self._climb(word)
        if own == "denied" and is_negation:
            return "happened"
        if own is not None:
            return own
        if voice is not None and is_topmost:
            told = self._by_voice(voice)
            if told is not None:
                return told
        return "ongoing" if self._is_progressive(word) else "happened"

    def _climb(self, word: int) -> tuple[str | None, bool]:
        """Give the status that the sentence's words decide, and whether the event is what is told."""
        tree = self._tree
        for at in list(tree.climb(word))[:HIGHEST]:
            own = self._at(at)
            if own is not None:
                return own, True
            above, deprel = tree.heads[at], tree.deprels[at]
            if above == at or deprel in ("parataxis", "root"):
                return self._of_title(at), True
            status, goes_on = self._from_above(at, above, deprel)
            if status is not None or not goes_on:
                return status, deprel in ("ccomp", "conj") or status is not None
        return None, False

    def _at(self, word: int) -> str | None:
        """Tell what hangs on a word itself: negation, modal, condition, an adjective like "planned"."""
        tree, lower, found = self._tree, self._lower, None
        for one in tree.dependents(word):
            deprel, form = tree.deprels[one], lower[one]
            if form in _NEGATIONS and deprel in _NEGATING:
                return "denied"
            if deprel == "aux" and form in _MODALS:
                found = found or _MODALS[form]
            elif form in _CONDITIONS and deprel == "mark":
                found = "hypothetical"
            elif deprel in ("amod", "compound"):
                found = found or self._words.adjectives.get(form)
            elif deprel in ("nsubj", "nsubj:pass", "obj") and self._is_none(one):
                return "denied"
        return found

    def _is_none(self, noun: int) -> bool:
        return any(self._lower[one] in ("no", "neither") for one in self._tree.dependents(noun) if one < noun)

    def _from_above(self, at: int, above: int, deprel: str) -> tuple[str | None, bool]:
        """Tell what the word above passes on, and whether to climb farther."""
        tree = self._tree
        if deprel == "conj":
            return None, not self._has_subject(at)
        lemma = tree.reading.lemma(above)
        if tree.upos[above] in ("NOUN", "PROPN"):
            passes = deprel == "acl" or (deprel == "nmod" and self._clauses.preposition(at) in _PREPOSITIONS)
            return (self._words.nouns.get(lemma) if passes else None), False
        if deprel in ("obl", "nmod"):
            passes = self._clauses.preposition(at) in _PREPOSITIONS
            return (self._words.verbs.get(lemma) if passes else None), False
        if (
            deprel in ("nsubj", "nsubj:pass", "obj", "xcomp")
            and tree.upos[at] == "NOUN"
            and lemma in self._words.light
        ):
            return None, True
        return self._from_verb(at, above, deprel, lemma)

    def _from_verb(self, at: int, above: int, deprel: str, lemma: str) -> tuple[str | None, bool]:
        if deprel not in _VERB_PASSES:
            return None, False
        if deprel == "advcl":
            return ("planned" if self._clauses.is_infinitive(at) else None), False
        status = self._words.verbs.get(self._with_particle(above, lemma)) or self._words.verbs.get(lemma)
        if status is None:
            return None, deprel == "xcomp"
        if status == "denied" or not self._is_past(at, deprel):
            return self._turned(status, above), False
        return None, False

    def _turned(self, status: str, governor: int) -> str:
        """A governor that is itself negated turns what it passes on: "did not plan to"."""
        return "denied" if status != "denied" and self._at(governor) == "denied" else status

    def _with_particle(self, verb: int, lemma: str) -> str:
        particle = self._tree.find(verb, "compound:prt")
        return lemma if particle is None else f"{lemma} {self._lower[particle]}"

    def _is_past(self, verb: int, deprel: str) -> bool:
        """Say whether a clause with a tense of its own stands in the past."""
        if deprel != "ccomp" or self._clauses.is_infinitive(verb):
            return False
        auxiliaries = [
            self._lower[one]
            for one in self._tree.dependents(verb)
            if self._tree.deprels[one] in ("aux", "aux:pass", "cop")
        ]
        if auxiliaries:
            return auxiliaries[0] in _PAST
        form = self._lower[verb]
        return form != self._tree.reading.lemma(verb) and not form.endswith(("s", "ing"))

    def _of_title(self, word: int) -> str | None:
        """An infinitive at the top is a headline's future: "Minister to visit"."""
        return "planned" if self._clauses.is_infinitive(word) and self._has_subject(word) else None

    def _has_subject(self, word: int) -> bool:
        return self._tree.find(word, "nsubj", "nsubj:pass") is not None

    def _by_voice(self, voice: Statement) -> str | None:
        """Tell how the source of a statement holds what it is about."""
        if voice.polarity == "denied":
            return "denied"
        if voice.cue.kind in ("intention", "attitude", "decree") and voice.polarity == "asserted":
            first = voice.cue.lemma.split()[0]
            known = self._words.verbs.get(voice.cue.lemma) or self._words.verbs.get(first)
            return (
                known
                or self._words.nouns.get(first)
                or ("planned" if voice.cue.kind == "intention" else None)
            )
        return None

    def _is_progressive(self, verb: int) -> bool:
        if not self._lower[verb].endswith("ing") or self._tree.upos[verb] != "VERB":
            return False
        return any(
            self._lower[one] in _PRESENT
            for one in self._tree.dependents(verb)
            if self._tree.deprels[one] in ("aux", "aux:pass")
        )
