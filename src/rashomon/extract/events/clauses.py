"""Who does what to whom by the grammar: subjects, objects, agents and circumstances of verbs and nouns.

What a clause leaves out is looked for where English leaves it: with the first of coordinated verbs, with the
verb that governs an infinitive, with the noun that a participle or relative clause tells of; then with the
encoder's predicates and roles.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from rashomon.extract.events.words import PARTICIPLES, TRANSITIVE, Lemmas
from rashomon.extract.mentions import POSSESSIVES, RELATIVES
from rashomon.extract.trees import NOMINAL, Tree

DEEPEST = 5
"""Clauses climbed for a subject that is left out."""
MOST_JOINED = 12
"""Members of one coordination that are told."""
ROLE_SURE = 0.5
"""How sure the head of roles must be of what the tree does not show."""
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_SHARING = ("conj", "xcomp", "advcl", "ccomp")
_CLAUSAL = ("VERB", "ADJ", "AUX", "NOUN")
_OBJECTS = ("obj", "iobj")
_OBLIQUES = frozenset(("obl", "nmod", "obl:agent", "obl:arg", "nmod:arg", "advcl", "acl"))
_OF_SOURCES = frozenset(("according", "per"))
"""Words before whose word something is; their "to" is none that somebody does something to."""
_OF_ACTS = frozenset(("of", "for"))
"""Words between a noun and an act that it is about: "the hope of leaving"; who hopes leaves."""
_AIMING = frozenset(("on", "upon", "against", "at"))
_BESIDE = frozenset(("along", "together"))
_ADDRESSING = frozenset("appeal call plead press push rely wait".split())
_SUBJECT_CONTROL = frozenset("promise threaten vow pledge offer".split())


@dataclass(slots=True)
class Clause:
    """A verb or noun with the heads of what stands to it.

    ``receivers`` are indirect objects, which are among the ``objects`` too; ``obliques`` have their
    preposition; ``bare`` are those without, which may be objects that the tree mistook.
    """

    word: int
    subjects: list[int] = field(default_factory=list[int])
    objects: list[int] = field(default_factory=list[int])
    receivers: list[int] = field(default_factory=list[int])
    bare: list[int] = field(default_factory=list[int])
    agents: list[int] = field(default_factory=list[int])
    obliques: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    is_passive: bool = False

    def with_preposition(self, *prepositions: str) -> list[int]:
        """Give the heads that stand with one of these prepositions."""
        return [word for preposition, word in self.obliques if preposition in prepositions]


class Clauses:
    """The clauses of a report, each read once."""

    def __init__(self, tree: Tree, lemmas: Lemmas, happenings: Container[str] = ()) -> None:
        """Read ``tree``; ``happenings`` are nouns that can have an agent ("an attack by")."""
        self.lemmas = lemmas
        self._happenings = happenings
        self._agents_of_nouns: dict[int, list[int]] = {}
        self._tree = tree
        self._lower = tree.reading.lower
        self._verbs: dict[int, Clause] = {}
        self._nouns: dict[int, Clause] = {}
        self._marked = {mark.word: mark for mark in tree.reading.marks.predicates}

    def of_verb(self, verb: int, depth: int = 0) -> Clause:
        """Give a verb's subjects, objects, agents and obliques, coordinated ones each."""
        known = self._verbs.get(verb)
        if known is not None:
            return known
        clause = Clause(word=verb, is_passive=self._is_passive(verb))
        self._verbs[verb] = clause  # also what a circle of heads finds
        self._take_dependents(clause)
        self._hand_agents_down(clause)
        if depth < DEEPEST:
            self._take_left_out(clause, depth)
        self._take_marked(clause)
        self._read_as_participle(clause)
        return clause

    def of_noun(self, noun: int) -> Clause:
        """Give a noun's owner as subject and what stands with prepositions; "by" gives agents."""
        known = self._nouns.get(noun)
        if known is not None:
            return known
        clause = Clause(word=noun)
        self._nouns[noun] = clause
        for word in self._tree.dependents(noun):
            if self._tree.deprels[word] == "nmod:poss":
                clause.subjects += self.joined(word)
            else:
                self._take_oblique(clause, word)
        possessor = self._possessor_before(noun)
        if possessor is not None and not clause.subjects:
            clause.subjects += self.joined(possessor)
        governor = self._tree.heads[noun]
        if governor != noun and self._tree.upos[governor] == "VERB":
            self.of_verb(governor)
            clause.agents += self._agents_of_nouns.get(noun, [])
        return clause

    def _possessor_before(self, noun: int) -> int | None:
        """Give whose a noun is by the 's right before it, wherever the tree hangs it."""
        if noun < 2 or self._lower[noun - 1] not in POSSESSIVES:
            return None
        owner = self._tree.heads[noun - 1]
        return owner if owner < noun and self._tree.deprels[owner] == "nmod:poss" else None

    def joined(self, word: int) -> list[int]:
        """Give a head and those joined to it by "and"; a relative pronoun gives what it stands for."""
        tree = self._tree
        word = self._antecedent(word)
        found = [word]
        for other in tree.dependents(word):
            if tree.deprels[other] == "conj" and tree.upos[other] in NOMINAL and len(found) < MOST_JOINED:
                found.append(other)
        return found

    def preposition(self, word: int) -> str:
        """Give the preposition that a head stands with, or nothing; of several the last.

        "Along with" and "together with" are "alongside".
        """
        tree = self._tree
        found = ""
        for one in tree.dependents(word):
            if tree.deprels[one] == "case" and one < word:
                found = self._lower[one]
                if found in _OF_SOURCES:
                    return found
                if found == "with" and self._lower[one - 1] in _BESIDE:
                    return "alongside"
        return found

    def _antecedent(self, word: int) -> int:
        tree = self._tree
        if self._lower[word] not in RELATIVES:
            return word
        for above in tree.climb(word):
            if tree.deprels[above] in ("acl:relcl", "advcl:relcl"):
                told = tree.heads[above]
                return self._noun_before(word, told) if tree.upos[told] == "VERB" else told
        return word

    def _noun_before(self, pronoun: int, verb: int) -> int:
        """Give what a relative pronoun means whose clause the tree hangs on the verb: the noun before it."""
        at = pronoun - 1
        while at > verb and self._tree.upos[at] == "PUNCT":
            at -= 1
        noun = self._tree.branch(at, verb) if at > verb else None
        return noun if noun is not None and self._tree.upos[noun] in NOMINAL else verb

    def _is_passive(self, verb: int) -> bool:
        """Say whether a verb is in the passive: with its auxiliary, or without one in a headline."""
        tree = self._tree
        held = [tree.deprels[word] for word in tree.dependents(verb) if word < verb]
        if "aux:pass" in held:
            return True
        return "nsubj:pass" in held and "aux" not in held and self._fronted(verb) is None

    def _fronted(self, verb: int) -> int | None:
        """Give the relative pronoun that is the object, whatever the tree says: "which the courts banned"."""
        tree = self._tree
        held = [word for word in tree.dependents(verb) if word < verb and tree.deprels[word] in _SUBJECTS]
        is_fronted = (
            len(held) > 1 and self._lower[held[0]] in RELATIVES and tree.find(verb, "aux:pass") is None
        )
        return held[0] if is_fronted else None

    def _take_dependents(self, clause: Clause) -> None:
        tree, fronted = self._tree, self._fronted(clause.word)
        for word in tree.dependents(clause.word):
            deprel = tree.deprels[word]
            if word == fronted:
                clause.objects += self.joined(word)
            elif deprel in _SUBJECTS or deprel in _OBJECTS:
                self._take_core(clause, word, deprel)
            elif deprel == "obl:agent" and self.preposition(word) == "by":
                clause.agents += self.joined(word)
            elif deprel in ("ccomp", "xcomp"):
                self._take_raised(clause, word)
            else:
                self._take_oblique(clause, word)

    def _hand_agents_down(self, clause: Clause) -> None:
        """Give a noun for a happening the agent right behind it: "killed in an attack by rebels"."""
        tree = self._tree
        for agent in tuple(clause.agents):
            by = next((one for one in tree.dependents(agent) if self._lower[one] == "by"), 0)
            noun = by - 1
            if noun < 0 or tree.heads[noun] != clause.word or tree.upos[noun] != "NOUN":
                continue
            if self.lemmas.as_noun(noun) in self._happenings:
                own = [one for one in clause.agents if one == agent or tree.heads[one] == agent]
                clause.agents = [one for one in clause.agents if one not in own]
                self._agents_of_nouns.setdefault(noun, []).extend(own)

    def _take_core(self, clause: Clause, word: int, deprel: str) -> None:
        """Take a subject or object; a second subject, behind the verb, is an object that the tree mistook."""
        joined = self.joined(self._told(word))
        is_second = word > clause.word and (deprel == "nsubj:pass" or bool(clause.subjects))
        if clause.is_passive and self.preposition(word) == "by":
            clause.agents += joined
        elif clause.is_passive or is_second or deprel in _OBJECTS:
            clause.objects += joined
        else:
            clause.subjects += joined
        if deprel == "iobj" and not clause.is_passive:
            clause.receivers += joined
        elif clause.is_passive and deprel in _OBJECTS:
            clause.receivers = clause.receivers or [one for one in clause.objects if one not in joined]

    def _told(self, word: int) -> int:
        """Give the noun where the tree takes its participle for what acts: "a man accused of theft fled"."""
        is_verb = self._tree.upos[word] == "VERB" and self._tree.deprels[word] in _SUBJECTS
        subject = self._tree.find(word, *_SUBJECTS) if is_verb else None
        return word if subject is None or subject > word else subject

    def _take_raised(self, clause: Clause, inner: int) -> None:
        """Take "the army" of "accused the army of looting", "urged the army to leave" as the verb's own."""
        subject = self._tree.find(inner, "nsubj", "nsubj:pass")
        if subject is None or clause.objects or clause.is_passive or not clause.word < subject < inner:
            return
        if self.is_infinitive(inner) or self._lower[inner].endswith("ing"):
            clause.objects += self.joined(subject)

    def _take_oblique(self, clause: Clause, word: int) -> None:
        if self._tree.deprels[word] not in _OBLIQUES:
            return
        if self._tree.upos[word] == "VERB":
            if self._marker(word) in _AIMING:  # "fired on men leaving": men leave and are fired on
                subject = self._tree.find(word, *_SUBJECTS)
                clause.obliques += [] if subject is None else [(self._marker(word), subject)]
            return
        preposition = self.preposition(word)
        if not preposition:
            is_behind = self._tree.deprels[word] == "obl" and word > clause.word
            clause.bare += self.joined(word) if is_behind else []
            return
        for one in self.joined(word):
            if preposition == "by" and (clause.is_passive or self._tree.upos[clause.word] != "VERB"):
                clause.agents.append(one)
            else:
                clause.obliques.append((self.preposition(one) or preposition, one))

    def _take_left_out(self, clause: Clause, depth: int) -> None:
        tree, verb = self._tree, clause.word
        deprel, above = tree.deprels[verb], tree.heads[verb]
        if above == verb:
            return
        if deprel == "acl:relcl":
            self._take_relative(clause, above)
        elif deprel == "acl":
            self._take_noun_told(clause, above, depth)
        elif deprel in _SHARING and tree.upos[above] in _CLAUSAL and not self._has_own_subject(verb):
            self._take_from_above(clause, self.of_verb(above, depth + 1), deprel)

    def _take_marked(self, clause: Clause) -> None:
        """Fill places that the tree leaves empty with what the encoder's head of roles is sure of."""
        mark = self._marked.get(clause.word)
        if mark is None:
            return
        told = {*clause.subjects, *clause.objects, *clause.agents}
        has_actor, has_object = bool(clause.subjects or clause.agents), bool(clause.objects)
        for role in mark.roles:
            if role.score < ROLE_SURE or role.word in told or not 0 <= role.word < len(self._lower):
                continue
            if self._tree.upos[role.word] not in NOMINAL:
                continue
            if role.role == "ARG0" and not has_actor:
                clause.agents.append(role.word)
            elif role.role == "ARG1" and not has_object:
                clause.objects.append(role.word)

    def _read_as_participle(self, clause: Clause) -> None:
        """Read as passive a verb that must have an object and has none: "Two men arrested in Lima"."""
        tree, form = self._tree, self._lower[clause.word]
        has_object = any(tree.upos[word] != "ADJ" for word in clause.objects)  # "shot dead" has none
        if clause.is_passive or has_object or not clause.subjects or form.endswith(("ing", "s")):
            return
        lemma = self.lemmas.as_verb(clause.word)
        is_participle = form in PARTICIPLES or (lemma in TRANSITIVE and form != lemma)
        if not is_participle or tree.find(clause.word, "aux") is not None:
            return
        clause.is_passive = True
        clause.objects, clause.subjects = clause.subjects, []
        clause.agents += clause.with_preposition("by")

    def _has_own_subject(self, verb: int) -> bool:
        return self._tree.find(verb, *_SUBJECTS) is not None

    def _take_relative(self, clause: Clause, noun: int) -> None:
        """Give the noun that a relative clause tells of the place that is free in it."""
        if noun in clause.subjects or noun in clause.objects:
            return
        if not self._has_own_subject(clause.word):
            (clause.objects if clause.is_passive else clause.subjects).extend(self.joined(noun))
        elif not clause.objects and not clause.is_passive:
            clause.objects += [noun]

    def _take_noun_told(self, clause: Clause, noun: int, depth: int) -> None:
        """A participle tells of its noun: "fighters holding", "men held"; an infinitive has its owner's."""
        tree, verb = self._tree, clause.word
        if self.says_that(verb) or (self._has_own_subject(verb) and not self.is_nonfinite(verb)):
            return  # "the claim that six died": the noun has no part in it
        is_act = noun + 1 < verb and self._lower[noun + 1] in _OF_ACTS and tree.heads[noun + 1] == verb
        if self.is_infinitive(verb) or is_act:
            owner = self.of_noun(noun).subjects
            governor = tree.heads[noun]
            if owner:
                clause.subjects += owner
            elif governor != noun and tree.upos[governor] == "VERB":
                above = self.of_verb(governor, depth + 1)
                held = above.objects if is_act and tree.deprels[noun] not in _OBJECTS else []
                clause.subjects += held or above.subjects
        elif self._lower[verb].endswith("ing"):
            clause.subjects = clause.subjects or self.joined(noun)
        else:
            clause.is_passive = True
            clause.objects = clause.objects or self.joined(noun)
            clause.agents += [word for preposition, word in clause.obliques if preposition == "by"]

    def _take_from_above(self, clause: Clause, above: Clause, deprel: str) -> None:
        verb = clause.word
        if deprel == "conj":
            above = self._interrupted(above)
            if above.is_passive and not clause.objects and self._may_be_participle(verb):
                clause.is_passive = True
                clause.objects, clause.agents = list(above.objects), clause.agents or list(above.agents)
            else:
                clause.subjects = list(above.objects if above.is_passive else above.subjects)
            return
        if deprel == "ccomp" and not self.is_nonfinite(verb):
            return
        held = self._held(above, self.lemmas.of(above.word), deprel)
        if clause.is_passive:
            clause.objects = clause.objects or list(held)
        else:
            clause.subjects = list(held)

    def _interrupted(self, above: Clause) -> Clause:
        """Give the clause that goes on behind its source: "Troops left, he said, but held the bridge"."""
        tree, verb = self._tree, above.word
        is_inserted = verb + 1 < len(self._lower) and self._lower[verb + 1] == ","
        content = tree.find(verb, "ccomp", "parataxis") if is_inserted else None
        return above if content is None or content > verb else self.of_verb(content)

    def _held(self, above: Clause, governor: str, deprel: str) -> list[int]:
        """Give whose act the infinitive or participle under a verb is: "urged X to", "X promised to"."""
        if governor in _ADDRESSING:
            addressed = above.with_preposition("on", "upon", "to", "for", "with")
            if addressed:
                return addressed
        controls_by_object = deprel in ("xcomp", "ccomp") and governor not in _SUBJECT_CONTROL
        if (controls_by_object and above.objects) or above.is_passive:
            return above.objects
        return above.subjects

    def _may_be_participle(self, verb: int) -> bool:
        return self._lower[verb].endswith(("ed", "en", "wn", "ught", "nt", "t")) and not self._tree.find(
            verb, "aux"
        )

    def is_infinitive(self, verb: int) -> bool:
        """Say whether a verb stands with "to"."""
        tree = self._tree
        return any(
            self._lower[word] == "to" and tree.deprels[word] in ("mark", "aux")
            for word in tree.dependents(verb)
        )

    def says_that(self, verb: int) -> bool:
        """Say whether a verb's clause begins with "that"."""
        return self._marker(verb) == "that"

    def is_nonfinite(self, verb: int) -> bool:
        """Say whether a verb stands with "to" or is a participle: "leaving", "having left"."""
        aux = self._tree.find(verb, "aux", "aux:pass")
        first = verb if aux is None else aux
        return self.is_infinitive(verb) or self._lower[first].endswith("ing")

    def _marker(self, verb: int) -> str:
        marker = self._tree.find(verb, "mark")
        return "" if marker is None else self._lower[marker]
