"""Which patterns of the ontology hold at a word, and from which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.extract.events.clauses import Clause, Clauses
from rashomon.extract.events.ontology import Ontology, Trigger
from rashomon.extract.events.participants import Parties
from rashomon.extract.events.patterns import CONDITIONS, NOUN, PARTICLES, VERB, Choice, Part, Pattern
from rashomon.extract.events.statuses import is_negated
from rashomon.extract.trees import Tree
from rashomon.records import Span

WINDOW = 5
"""Words behind a head within which a part may stand that the tree hangs elsewhere."""
WIDEST_GAP = 3
"""Words between the words of one anchor at most; a part farther off is told by ``because`` alone."""
MOST_TRIGGERS = 64
_SKIPPED = frozenset(("DET", "ADJ", "NUM", "ADV", "PART", "PRON", "AUX"))
_WITH_NOUN = frozenset(
    ("compound", "amod", "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "nummod", "flat")
)
_VERB_PARTS = frozenset(
    (
        "obj",
        "nsubj:pass",
        "xcomp",
        "compound:prt",
        "advmod",
        "obl:unmarked",
        "iobj",
        "compound",
        "amod",
        "ccomp",
        "acl",
    )
)


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that holds: the word it turns on and all words that make it, in order.

    ``parties`` are those of them that stand for a class, like "somebody".
    """

    trigger: Trigger
    word: int
    words: tuple[int, ...]
    parties: frozenset[int] = frozenset()

    def anchor(self) -> Span:
        """Give the words that say the happening: the head and what is close to it, but nobody before it."""
        first = last = self.word
        at = self.words.index(self.word)
        for word in self.words[at + 1 :]:
            if word - last <= WIDEST_GAP:
                last = word
        for word in reversed(self.words[:at]):
            if first - word <= WIDEST_GAP and word not in self.parties:
                first = word
        return first, last + 1


def _may_hold(pattern: Pattern, around: frozenset[str]) -> bool:
    """Say whether the words that a pattern asks for stand in the sentence at all; most do not."""
    for part in pattern.parts:
        if part.preposition and "by" not in part.preposition and part.preposition.isdisjoint(around):
            return False
        if part.choice and not part.choice.classes and part.choice.words.isdisjoint(around):
            return False
    return True


class Matcher:
    """Looks the words of one report up in an ontology."""

    def __init__(self, ontology: Ontology, tree: Tree, clauses: Clauses, parties: Parties) -> None:
        self._ontology = ontology
        self._tree = tree
        self._reading = tree.reading
        self._clauses = clauses
        self._parties = parties
        self._lemmas = clauses.lemmas
        self._around: dict[int, frozenset[str]] = {}

    def at(self, word: int) -> list[Match]:
        """Give the patterns that hold at a word: the heaviest, several if they weigh the same.

        One that counts but perhaps is given only where no other holds.
        """
        triggers = self._triggers(word)
        if not triggers:
            return []
        around = self._words_around(word)
        likely = [one for one in triggers[:MOST_TRIGGERS] if _may_hold(one.pattern, around)]
        if not likely:
            return []
        is_noun = likely[0].pattern.kind == NOUN
        clause = self._clauses.of_noun(word) if is_noun else self._clauses.of_verb(word)
        found: list[Match] = []
        for trigger in likely:
            if found and trigger.rank < found[0].trigger.rank:
                break
            match = self._match(trigger, clause)
            if match is not None:
                found.append(match)
        return found

    def _words_around(self, word: int) -> frozenset[str]:
        """Give the words of a word's sentence, as they stand and in dictionary form."""
        start, end = self._reading.sentence_of(word)
        found = self._around.get(start)
        if found is None:
            lemmas = (self._lemmas.of(one) for one in range(start, end))
            found = self._around[start] = frozenset((*self._reading.lower[start:end], *lemmas))
        return found

    def _triggers(self, word: int) -> Sequence[Trigger]:
        """Give the patterns that may turn on a word; a participle may be tagged as an adjective."""
        upos, ontology = self._tree.upos[word], self._ontology
        if self._tree.deprels[word] in ("amod", "compound"):
            return ()
        if upos == "NOUN":
            return ontology.nouns.get(self._lemmas.as_noun(word), ())
        if upos == "VERB":
            return ontology.verbs.get(self._lemmas.as_verb(word), ())
        if upos == "ADJ":
            form, lemma = self._reading.lower[word], self._lemmas.as_verb(word)
            return ontology.adjectives.get(form) or (ontology.verbs.get(lemma, ()) if lemma != form else ())
        return ()

    def _match(self, trigger: Trigger, clause: Clause) -> Match | None:
        """Give a pattern with the words that make it hold, or None."""
        pattern = trigger.pattern
        if not self._allows(pattern.notes, clause):
            return None
        if pattern.actor and not any(
            self._is_choice(word, pattern.actor) for word in (*clause.subjects, *clause.agents)
        ):
            return None
        words = [clause.word]
        parties: set[int] = set()
        for part in pattern.parts:
            word = self._find_part(part, clause, words, pattern.kind)
            if word is None:
                return None
            words.append(word)
            if part.choice is not None and not self._is_word(word, part.choice):
                parties.add(word)
        return Match(trigger, clause.word, tuple(sorted(set(words))), frozenset(parties))

    def _allows(self, notes: frozenset[str], clause: Clause) -> bool:
        """Say whether the conditions of a pattern hold."""
        if not notes & CONDITIONS:
            return True
        conditions = {
            "active": not clause.is_passive,
            "passive": clause.is_passive,
            "transitive": bool(clause.objects),
            "intransitive": not clause.objects,
        }
        if not all(conditions[note] for note in notes & conditions.keys()):
            return False
        return "negated" not in notes or is_negated(self._tree, clause.word)

    def _find_part(self, part: Part, clause: Clause, found: list[int], kind: str) -> int | None:
        if part.choice is None:
            return self._find_preposition(part.preposition, clause, max(found))
        for word in self._candidates(part, clause, found, kind):
            if self._is_choice(word, part.choice):
                return word
        if kind == NOUN:
            return None
        if part.preposition:
            return self._find_behind_particle(part, clause, found)
        return self._find_near(part.choice, max(found))

    def _find_behind_particle(self, part: Part, clause: Clause, found: list[int]) -> int | None:
        """Find what a verb with a particle takes: "laid down their arms", "laid their arms down"."""
        particle = self._find_particle(part.preposition, clause, max(found))
        if particle is None:
            return None
        return self._find_part(Part(frozenset(), part.choice), clause, [*found, particle], VERB)

    def _find_particle(self, wanted: frozenset[str], clause: Clause, last: int) -> int | None:
        """Find a word right behind or on the head: the "down" of "laid their arms down"."""
        lower = self._reading.lower
        if last + 1 < len(lower) and lower[last + 1] in wanted:
            return last + 1
        return next(
            (one for one in self._tree.dependents(clause.word) if one > clause.word and lower[one] in wanted),
            None,
        )

    def _find_preposition(self, wanted: frozenset[str], clause: Clause, last: int) -> int | None:
        """Find a particle or preposition: right behind, on the head, or with a phrase that hangs on it."""
        lower = self._reading.lower
        particle = self._find_particle(wanted, clause, last)
        if particle is not None:
            return particle
        for preposition, word in clause.obliques:
            if preposition in wanted and preposition not in PARTICLES:
                return next((one for one in self._tree.dependents(word) if lower[one] == preposition), None)
        return None

    def _candidates(self, part: Part, clause: Clause, found: list[int], kind: str) -> Iterable[int]:
        """Give the words that hang where a part must: the objects of a verb, what stands before a noun."""
        deprels = self._tree.deprels
        if part.preposition:
            around = (clause, *(self._clauses.of_noun(word) for word in found if word != clause.word))
            words = [word for one in around for word in one.with_preposition(*part.preposition)]
            return [*words, *(clause.agents if "by" in part.preposition else ())]
        hanging = self._tree.dependents(clause.word)
        if kind == NOUN:
            return [word for word in hanging if word < clause.word and deprels[word] in _WITH_NOUN]
        measured = [
            word for one in clause.objects for word in self._clauses.of_noun(one).with_preposition("of")
        ]
        behind = [word for word in hanging if word > clause.word and deprels[word] in _VERB_PARTS]
        return [*clause.objects, *behind, *measured]

    def _find_near(self, choice: Choice, last: int) -> int | None:
        """Find a part a little farther on that the tree hangs on something else."""
        end = min(last + 1 + WINDOW, self._reading.sentence_of(last)[1])
        for word in range(last + 1, end):
            if self._is_word(word, choice):
                return word
            if self._tree.upos[word] not in _SKIPPED:
                return None
        return None

    def _is_choice(self, word: int, choice: Choice) -> bool:
        if self._is_word(word, choice):
            return True
        if not choice.classes:
            return False
        party = self._parties.at(word)
        return party is not None and any(party.is_of(name) for name in choice.classes)

    def _is_word(self, word: int, choice: Choice) -> bool:
        """Say whether a word is one of a choice; a verb must be its infinitive or end in -ing."""
        form = self._reading.lower[word]
        if form in choice.words:
            return True
        if self._tree.upos[word] == "VERB" and not form.endswith("ing"):
            return False
        return self._lemmas.of(word) in choice.words
