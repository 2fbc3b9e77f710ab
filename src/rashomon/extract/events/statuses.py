"""Whether an event happened: from the words around it and from how its statement's source holds it.

Climbing from the event's word towards the top of its sentence, the first thing that decides is taken: a "not"
or "no", a modal verb, an "if", a verb or noun that it depends on (``data/statuses.toml``). What is told
without any of these happened, in the voice that tells it. Where a source denies, wants, plans or threatens
its content, so does the status of what that content is about.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rashomon.extract.events.clauses import Clauses
from rashomon.extract.trees import Tree
from rashomon.records import Span, Statement

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
_LIGHT_PASSES = frozenset(("nsubj", "nsubj:pass", "obj", "xcomp"))
_PASSED_BY_NOUNS = frozenset(("for", "to", "of", "from", "with", "into", "against", "on", "about"))
_PASSED_BY_VERBS = frozenset(("for", "to", "from", "with", "into", "against"))
_PRESENT = frozenset(("is", "are", "'s", "'re", "am", "'m", "been"))
_PAST = frozenset(("had", "was", "were", "did", "'d", "has", "have", "'ve"))


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWords:
    """The lists of ``statuses.toml``, each word with its status."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    light: frozenset[str]
    claims: frozenset[str]
    false: frozenset[str]
    states: frozenset[str]
    warning: frozenset[str]
    going_on: frozenset[str]
    lasting: frozenset[str]

    def all(self) -> frozenset[str]:
        """Give every verb and noun of the lists, to undo endings by."""
        return (
            frozenset(self.verbs)
            | frozenset(self.nouns)
            | self.light
            | self.claims
            | self.states
            | self.going_on
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """A status and the words (of the text, in characters) that decide it; none where nothing does."""

    status: str
    spans: tuple[Span, ...] = ()


@cache
def load_status_words() -> StatusWords:
    """Read the package's lists."""
    text = (files("rashomon.extract") / "data" / "statuses.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    verbs, nouns, adjectives = (
        {word.replace("_", " "): status for status, words in tables[name].items() for word in words.split()}
        for name in ("verbs", "nouns", "adjectives")
    )
    return StatusWords(
        verbs=verbs,
        nouns=nouns,
        adjectives=adjectives,
        light=frozenset(tables["light"]["verbs"].split()),
        claims=frozenset(tables["claims"]["nouns"].split()),
        false=frozenset(tables["claims"]["false"].split()),
        states=frozenset(tables["states"]["verbs"].split()),
        warning=frozenset(tables["warning"]["verbs"].split()),
        going_on=frozenset(tables["lasting"]["verbs"].split()),
        lasting=frozenset(phrase.replace("_", " ") for phrase in tables["lasting"]["phrases"].split()),
    )


def is_negated(tree: Tree, word: int) -> bool:
    """Say whether "not", "never" or the like hangs on a word."""
    return any(
        tree.reading.lower[one] in _NEGATIONS and tree.deprels[one] in _NEGATING
        for one in tree.dependents(word)
    )


_Found = tuple[str, int] | None
"""A status and the word that decides it."""


class Statuses:
    """Tells the status of the events of one report."""

    def __init__(self, tree: Tree, clauses: Clauses) -> None:
        self._tree = tree
        self._clauses = clauses
        self._lower = tree.reading.lower
        self._words = load_status_words()

    def of(
        self, word: int, voice: Statement | None, *, is_negation: bool = False, is_speech: bool = False
    ) -> Standing:
        """Tell the status of the event that a word says, told in this voice.

        ``is_negation`` says that a "not" at the word is part of what happened, ``is_speech`` that the event
        is a demand or the like, which was made even if it is rejected.
        """
        own, is_topmost = self._climb(word)
        if own is not None and own[0] == "denied" and (is_negation or (is_speech and self._is_taken(word))):
            return Standing("happened")
        if own is not None:
            return self._as_threat(own, voice) or Standing(own[0], (self._span(own[1]),))
        told = self._by_voice(voice) if voice is not None and is_topmost and own is None else None
        if told is not None and voice is not None:
            return Standing(told, (voice.cue.span,))
        going_on = None if is_speech else self._going_on(word)
        return Standing("happened") if going_on is None else Standing("ongoing", (self._span(going_on),))

    def _span(self, word: int) -> Span:
        return self._tree.reading.marks.words[word]

    def _as_threat(self, own: tuple[str, int], voice: Statement | None) -> Standing | None:
        """Tell what will be as a threat, where it is unless somebody yields, or is said in warning."""
        status, decider = own
        if status != "planned" or self._lower[decider] not in _MODALS:
            return None
        for one in self._tree.dependents(self._tree.heads[decider]):
            mark = self._tree.find(one, "mark") if self._tree.deprels[one] == "advcl" else None
            if mark is not None and self._lower[mark] == "unless":
                return Standing("threatened", (self._span(mark),))
        if voice is None or voice.polarity != "asserted":
            return None
        is_warning = voice.cue.lemma.split()[0] in self._words.warning
        return Standing("threatened", (voice.cue.span,)) if is_warning else None

    def _is_taken(self, word: int) -> bool:
        """Say whether a noun is what a verb turns away: "rejected the demand"."""
        is_object = self._tree.deprels[word] in ("obj", "nsubj:pass")
        return is_object and not is_negated(self._tree, word) and self._tree.upos[word] == "NOUN"

    def _climb(self, word: int) -> tuple[_Found, bool]:
        """Give what the sentence's words decide, and whether the event is what its clause is about."""
        tree = self._tree
        for at in list(tree.climb(word))[:HIGHEST]:
            own = self._at(at)
            above, deprel = tree.heads[at], tree.deprels[at]
            is_top = above == at or deprel in ("parataxis", "root")
            if own is not None and not (self._is_would(own[1]) and not is_top):
                return own, True
            if is_top:
                return own or self._of_title(at), True
            found, goes_on = self._from_above(at, above, deprel)
            if found is not None or own is not None or not goes_on:
                return found or own, deprel in ("ccomp", "conj")
        return None, False

    def _is_would(self, word: int) -> bool:
        """Say whether a word is "would", which yields to what its clause depends on: "feared it would"."""
        return self._lower[word] in ("would", "'d")

    def _at(self, word: int) -> _Found:
        """Tell what hangs on a word itself: negation, modal, condition, an adjective like "planned"."""
        tree, lower = self._tree, self._lower
        found: _Found = None
        for one in tree.dependents(word):
            deprel, form = tree.deprels[one], lower[one]
            if form in _NEGATIONS and (deprel in _NEGATING or deprel == "obj"):
                return "denied", one
            if deprel in ("nsubj", "nsubj:pass", "obj"):
                none = next((no for no in tree.dependents(one) if lower[no] in ("no", "neither")), None)
                if none is not None:
                    return "denied", none
            found = found or self._weaker(one, deprel, form)
        return found

    def _weaker(self, word: int, deprel: str, form: str) -> _Found:
        if deprel == "aux" and form in _MODALS:
            return _MODALS[form], word
        if deprel == "mark" and form in _CONDITIONS:
            return "hypothetical", word
        if deprel in ("amod", "compound") and form in self._words.adjectives:
            return self._words.adjectives[form], word
        return None

    def _from_above(self, at: int, above: int, deprel: str) -> tuple[_Found, bool]:
        """Tell what the word above passes on, and whether to climb farther."""
        tree = self._tree
        if deprel == "conj" or tree.find(at, "cc") is not None:
            return None, not self._has_subject(at)
        is_noun = tree.upos[above] in ("NOUN", "PROPN")
        lemmas = self._clauses.lemmas
        lemma = lemmas.as_noun(above) if is_noun else lemmas.as_verb(above)
        if is_noun:
            return self._from_noun(at, above, deprel, lemma), False
        if deprel in ("obl", "nmod"):
            passes = self._clauses.preposition(at) in _PASSED_BY_VERBS
            status = self._words.verbs.get(lemma)
            return ((status, above) if passes and status else None), False
        if deprel in _LIGHT_PASSES and tree.upos[at] == "NOUN" and lemma in self._words.light:
            return None, True
        if deprel in ("ccomp", "csubj", "csubj:pass") and self._lower[above] in self._words.false:
            return ("denied", above), False
        return self._from_verb(at, above, deprel, lemma)

    def _from_noun(self, at: int, noun: int, deprel: str, lemma: str) -> _Found:
        """Tell what a noun passes on: "plans for", "a plan to", "rejected claims that"."""
        if deprel in ("acl", "ccomp") and not self._clauses.is_infinitive(at):
            if self._lower[at].endswith("ing") and self._lower[at - 1] == ",":
                return None  # "dismissed reports of cholera, saying"
            if lemma in self._words.claims or self._lower[noun] in self._words.false:
                return self._of_claim(noun)
            passes = self._has_subject(at) and not self._is_past(at, "ccomp")
            status = self._words.nouns.get(lemma) if passes else None
            return (status, noun) if status else None  # "a demand that"
        if deprel == "nmod" and self._clauses.preposition(at) not in _PASSED_BY_NOUNS:
            return None
        if lemma in self._words.claims:
            return self._of_claim(noun)
        status = self._words.nouns.get(lemma)
        return (status, noun) if status and deprel in ("acl", "nmod", "xcomp") else None

    def _of_claim(self, noun: int) -> _Found:
        """Tell whether a claim is turned away: a lie, one rejected, one that is said to be false."""
        if self._lower[noun] in self._words.false:
            return "denied", noun
        tree, above = self._tree, self._tree.heads[noun]
        if self._lower[above] in self._words.false:
            return "denied", above
        is_object = tree.deprels[noun] in ("obj", "nsubj:pass", "obl")
        if is_object and self._words.verbs.get(self._clauses.lemmas.of(above)) == "denied":
            return None if is_negated(tree, above) else ("denied", above)
        return None

    def _from_verb(self, at: int, above: int, deprel: str, lemma: str) -> tuple[_Found, bool]:
        if deprel not in _VERB_PASSES:
            return None, False
        status = self._words.verbs.get(self._with_particle(above, lemma)) or self._words.verbs.get(lemma)
        if deprel == "advcl":
            if not self._clauses.is_infinitive(at):
                return None, False
            return (status or "planned", above), False
        if status is None:
            return None, deprel == "xcomp"
        if status == "denied":
            return self._of_denying(above), False
        if self._is_past(at, deprel):
            return None, False
        turned = self._at(above)
        return (turned if turned is not None and turned[0] == "denied" else (status, above)), False

    def _of_denying(self, verb: int) -> _Found:
        """Tell what a verb like "stop" passes on: denial, unless it did not take place itself."""
        if is_negated(self._tree, verb):
            return None
        own, passes = self._at(verb), self._tree.deprels[verb] in _VERB_PASSES
        above = self._clauses.lemmas.of(self._tree.heads[verb])
        outer = own[0] if own is not None else self._words.verbs.get(above) if passes else None
        is_open = outer in ("planned", "threatened", "hypothetical")
        return ("hypothetical" if is_open else "denied"), verb

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
        return form != self._clauses.lemmas.as_verb(verb) and not form.endswith(("s", "ing"))

    def _of_title(self, word: int) -> _Found:
        """An infinitive at the top is a headline's future: "Minister to visit"."""
        is_future = self._clauses.is_infinitive(word) and self._has_subject(word)
        return ("planned", word) if is_future else None

    def _has_subject(self, word: int) -> bool:
        return self._tree.find(word, "nsubj", "nsubj:pass") is not None

    def _by_voice(self, voice: Statement) -> str | None:
        """Tell how the source of a statement holds what it is about."""
        if voice.polarity == "denied":
            return "denied"
        if voice.cue.kind in ("intention", "attitude", "decree") and voice.polarity == "asserted":
            first = voice.cue.lemma.split()[0]
            known = self._words.verbs.get(voice.cue.lemma) or self._words.verbs.get(first)
            known = known or self._words.nouns.get(first)
            return known or ("planned" if voice.cue.kind == "intention" else None)
        return None

    def _going_on(self, word: int) -> int | None:
        """Give the word that tells that something goes on; None if nothing does."""
        return self._lasts(word) if self._tree.upos[word] == "NOUN" else self._verb_going_on(word)

    def _verb_going_on(self, verb: int) -> int | None:
        """Give what tells that a verb goes on: "is shelling", "were being held", "is held"."""
        tree, lower = self._tree, self._lower
        held = {
            lower[one]: one
            for one in tree.dependents(verb)
            if one < verb and tree.deprels[one].startswith("aux")
        }
        present = next((one for form, one in held.items() if form in _PRESENT), None)
        if "being" in held:
            return held["being"] if len(held) > 1 else None  # not "after being beaten"
        if lower[verb].endswith("ing"):
            return present if "had" not in held else None
        if self._clauses.lemmas.as_verb(verb) not in self._words.states:
            return None
        if "has" in held or "have" in held:
            return self._since(verb)
        return present if present is not None and tree.deprels[present] == "aux:pass" else None

    def _since(self, verb: int) -> int | None:
        """Give the "since" that tells from when on: "have besieged the city since March"."""
        tree = self._tree
        for one in tree.dependents(verb):
            mark = tree.find(one, "case", "mark") if one > verb or tree.deprels[one] == "obl" else None
            if mark is not None and self._lower[mark] == "since":
                return mark
        return None

    def _lasts(self, noun: int) -> int | None:
        """Give what tells that a noun for a happening goes on: "in custody", "the curfew is in force"."""
        tree, lower = self._tree, self._lower
        case, above = tree.find(noun, "case"), tree.heads[noun]
        if case is not None and f"{lower[case]} {self._clauses.lemmas.as_noun(noun)}" in self._words.lasting:
            return case
        is_to_come = any(lower[one] in _MODALS for one in tree.dependents(above))
        if above == noun or tree.deprels[noun] != "nsubj" or is_to_come:
            return None
        if self._clauses.lemmas.as_verb(above) in self._words.going_on and tree.upos[above] == "VERB":
            return above
        case = tree.find(above, "case")
        is_under = case is not None and f"{lower[case]} {lower[above]}" in self._words.lasting
        return above if is_under else None
