"""What a figure tells: killed, injured, arrested …, by the words around it; or money, area, distance, age."""

from __future__ import annotations

from rashomon.extract.entries import FigureEntry
from rashomon.extract.lemmas import find_lemma
from rashomon.extract.quantities.counted import Counted
from rashomon.extract.quantities.measures import AGE, MONEY, Figure
from rashomon.extract.trees import Tree

PHRASE = 9
"""Words behind a figure within which its noun phrase ends and the verb of that stands."""
CHAIN = 5
"""Steps from a figure over "and", appositions and "of" to the words that tell its role."""
DISTANCE_FROM = frozenset(("kilometre", "mile", "nautical-mile", "metre", "yard"))
"""Units in which distances are told, not calibres."""
_LINKS = frozenset(("conj", "appos", "list", "dep"))
_OF = frozenset(("of", "among", "including", "to", "in"))
_TO = frozenset(("at", "to", "from", "by"))
_AMONG = frozenset(("among", "including"))
_NUMBERING = frozenset(("numbering", "totalling", "totaling"))
"""Verbs that join a figure to what it counts: "the wounded, numbering 92"."""
_IN_PHRASE = frozenset("NOUN PROPN ADJ DET PRON NUM".split())
_HAVE = frozenset(("have", "has", "had", "having"))
_SUBJECTS = ("nsubj", "csubj")
_TELLING = ("amod", "acl", "compound")
_TOLLS = frozenset(("number", "numbers", "total", "toll", "count", "figure", "tally"))
_COMPLEMENTS = ("xcomp", "acl", "amod", "advcl", "ccomp")


class Roles:
    """Tells the roles of one report's figures."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        lexicon = tree.reading.lexicon
        self._entries, self._verbs, self._plurals = lexicon.figures, lexicon.verbs, lexicon.plurals
        self._with_object = frozenset(key.split()[0] for key in self._entries if " " in key)

    def find(self, figure: Figure, counted: Counted) -> str:
        """Tell a figure's role; "other" where the words around it tell none."""
        told = self._told(figure, counted)
        if figure.dimension == MONEY:
            return "seized" if told == "seized" else "money"
        if figure.dimension == AGE:
            return "age"
        if figure.dimension == "area":
            return "area"
        if figure.dimension == "length":
            return "distance" if figure.unit in DISTANCE_FROM else "other"
        if figure.dimension in (None, "share", "mass", "volume"):
            return told or ("killed" if self._are_corpses(counted) else "other")
        return "other"

    def _are_corpses(self, counted: Counted) -> bool:
        """Tell "39 bodies" from "two UN bodies"."""
        words = counted.words
        return words is not None and self._tree.reading.lower[slice(*words)] == ["bodies"]

    def _told(self, figure: Figure, counted: Counted) -> str | None:
        node = counted.node
        role = self._just_before(figure) or self._next_to(figure, counted) or self._right_behind(figure)
        for _ in range(CHAIN):
            role = role or self._by_governor(node) or self._own(node, is_counted=node == counted.node)
            if role is None and figure.kind != "none":  # not "no news of the dead"
                role = self._by_dependents(node)
            if role is not None:
                return role
            if counted.noun is not None and counted.noun != node == counted.node:
                role = self._own(counted.noun, is_counted=True) or self._by_dependents(counted.noun)
            above = self._above(node)
            if above is None:
                return role
            node = above
        return role

    def _just_before(self, figure: Figure) -> str | None:
        """Read a verb right before: "and wounding | more than 60"."""
        before = figure.words[0] - 1
        if before < 0 or self._tree.upos[before] != "VERB":
            return None
        entry = self._entry(before)
        return entry.role if entry is not None and entry.part == "object" else None

    def _next_to(self, figure: Figure, counted: Counted) -> str | None:
        """Read the word right behind: "41 dead", "three killed"."""
        end = counted.words[1] if counted.follows and counted.words else figure.words[1]
        if end >= len(self._tree.upos) or self._tree.upos[end] not in ("ADJ", "VERB", "NOUN"):
            return None
        entry = self._entry(end)
        if entry is None or entry.part != "object" or self._tree.find(end, "obj", "nsubj") is not None:
            return None
        return entry.role

    def _right_behind(self, figure: Figure) -> str | None:
        """Read the verb behind a figure's noun phrase, whatever the tree says: "30 of them were hurt"."""
        tree, at = self._tree, figure.words[1]
        last = min(at + PHRASE, tree.reading.sentence_of(figure.numeral[0])[1])
        while at < last and self._is_in_phrase(at):
            at += 1
        verb = at
        while verb < last and tree.upos[verb] in ("AUX", "ADV"):
            verb += 1
        form = tree.reading.lower[verb] if at < verb < last else ""
        if not form or form.endswith("ing") or tree.reading.lower[verb - 1] in _HAVE:
            return None
        entry = self._verb(verb) or self._entries.get(find_lemma(form, "VERB", self._verbs, self._entries))
        is_told = entry is not None and entry.part == "object" and tree.find(verb, "obj") is None
        return entry.role if entry is not None and is_told else None

    def _is_in_phrase(self, word: int) -> bool:
        lower = self._tree.reading.lower[word]
        return lower == "of" or (self._tree.upos[word] in _IN_PHRASE and lower != "whose")

    def _by_governor(self, node: int) -> str | None:
        """Read the verb or adjective whose object or subject a word is."""
        tree, head, deprel = self._tree, self._tree.heads[node], self._tree.deprels[node]
        if head == node:
            return None
        is_subject = deprel.startswith(_SUBJECTS)
        if tree.upos[head] in ("VERB", "AUX"):
            is_passive = is_subject and (tree.is_passive(head) or tree.find(head, "cop") is not None)
            entry = self._verb(head)
            if entry is not None and self._is_counted(entry, deprel, is_passive):
                return entry.role
            if entry is not None and entry.part == "object" and is_subject and self._reads_passive(head):
                return entry.role
            if deprel == "obj" or is_subject:
                return self._complement(head, node)
            if deprel.startswith("obl") and self._case(node) in _TO:
                return self._told_of(head, node)
            return None
        if is_subject and tree.upos[head] in ("ADJ", "NOUN"):
            return self._own(head)
        return None

    def _reads_passive(self, verb: int) -> bool:
        """Say whether a verb without object is a participle, as in headlines: "Dozens killed in shelling"."""
        form = self._tree.reading.lower[verb]
        return not form.endswith(("s", "ing")) and self._tree.find(verb, "obj") is None

    def _is_counted(self, entry: FigureEntry, deprel: str, is_passive: bool) -> bool:
        if entry.part == "object":
            return deprel == "obj" or is_passive
        return (deprel.startswith(_SUBJECTS) and not is_passive) or deprel == "obl:agent"

    def _complement(self, verb: int, node: int) -> str | None:
        """Read what a verb says of its object: "leaving 27 dead", "were found dead"."""
        for word in self._tree.dependents(verb):
            if word <= node or self._tree.deprels[word] not in _COMPLEMENTS:
                continue
            entry = self._entry(word) if self._tree.upos[word] in ("ADJ", "VERB") else None
            if entry is not None and entry.part == "object" and self._tree.find(word, "obj") is None:
                return entry.role
        return None

    def _told_of(self, verb: int, node: int) -> str | None:
        """Read what a verb gives the figure of: "put the number of injured at 34", "the toll rose to 41"."""
        for word in self._tree.dependents(verb):
            is_behind = word > node and self._tree.reading.lower[word] in _TOLLS
            if (word < node or is_behind) and self._tree.deprels[word] in ("obj", "nsubj", "nsubj:pass"):
                role = self._by_dependents(word) or self._own(word)
                if role is not None:
                    return role
        return None

    def _by_dependents(self, node: int) -> str | None:
        """Read what hangs on a word: "dead hostages", "people killed by shells", "number of injured"."""
        for word in self._tree.dependents(node):
            deprel = self._tree.deprels[word]
            is_telling = deprel in _TELLING or (deprel == "nmod" and self._tree.reading.lower[node] in _TOLLS)
            if is_telling and self._tree.upos[word] != "PROPN":
                is_verb = self._tree.upos[word] == "VERB"
                entry = self._verb(word) if is_verb else self._entry(word)
                if entry is not None and self._tree.find(word, "obj") is None:
                    return entry.role
                if is_verb and (role := self._complement(word, node)) is not None:
                    return role
            if deprel == "acl:relcl":
                role = self._relative(word)
                if role is not None:
                    return role
        return None

    def _relative(self, verb: int) -> str | None:
        """Read a relative clause: "residents who fled", "soldiers who were killed"."""
        subject = self._tree.find(verb, "nsubj", "nsubj:pass")
        if subject is None or self._tree.reading.lower[subject] not in ("who", "that", "which"):
            return None
        return self._by_governor(subject)

    def _own(self, node: int, *, is_counted: bool = False) -> str | None:
        """Read a noun or adjective itself: "17 arrests", "a march of 500"; "two marches" counts no people."""
        entry = self._entry(node) if self._tree.upos[node] in ("NOUN", "ADJ", "PROPN") else None
        return None if entry is None or (is_counted and entry.part == "subject") else entry.role

    def _above(self, node: int) -> int | None:
        """Step from a figure to what it is part of or stands beside: "nine of them", "three, two of them"."""
        head, deprel = self._tree.heads[node], self._tree.deprels[node]
        if head == node:
            return None
        if deprel in _LINKS:
            return head
        if deprel.startswith(("nmod", "obl")):
            return head if self._case(node) in (_OF if deprel.startswith("nmod") else _AMONG) else None
        if deprel.startswith("acl") or deprel in ("nsubj", "parataxis"):
            return head if self._tree.upos[head] in ("NOUN", "PRON", "NUM") else None
        if self._tree.reading.lower[head] in _NUMBERING:
            return self._tree.heads[head]
        return None

    def _case(self, node: int) -> str | None:
        case = self._tree.find(node, "case")
        return None if case is None else self._tree.reading.lower[case]

    def _entry(self, word: int) -> FigureEntry | None:
        form, upos = self._tree.reading.lower[word], self._tree.upos[word]
        entry = self._entries.get(form) or self._entries.get(self._verbs.get(form, ""))
        if entry is not None:
            return entry
        irregular = self._plurals if upos in ("NOUN", "PROPN") else self._verbs
        return self._entries.get(find_lemma(form, upos, irregular, self._entries))

    def _verb(self, verb: int) -> FigureEntry | None:
        """Give a verb's entry; with its object where the two make the sense: "lose one's life"."""
        entry = self._entry(verb)
        if entry is not None:
            return entry
        if self._tree.reading.lower[verb + 1 : verb + 3] == ["to", "death"]:
            return self._entries.get("kill")  # "crushed to death"
        lemma = find_lemma(self._tree.reading.lower[verb], "VERB", self._verbs, self._with_object)
        if lemma not in self._with_object:
            return None
        for word in self._tree.dependents(verb):
            if self._tree.deprels[word] in ("obj", "obl", "xcomp", "compound:prt"):
                noun = find_lemma(self._tree.reading.lower[word], "NOUN", self._plurals)
                entry = self._entries.get(f"{lemma} {noun}")
                if entry is not None:
                    return entry
        return None
