"""Who acts and who suffers: from the clause of an event's word and the frame of its pattern.

Actors are subjects, agents and owners; recipients are objects and what stands behind "on", "against", "to" and
the like, on the verb or on the noun that goes with it. A thing that is no party stands for whose it is ("the
army's jets", "an Indian proposal"). For demands, threats and promises the recipient may stand in what is
demanded, threatened or promised.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.extract.events.clauses import Clause, Clauses
from rashomon.extract.events.matching import Match
from rashomon.extract.events.participants import Parties, Party
from rashomon.extract.events.patterns import NOUN
from rashomon.extract.events.statuses import load_status_words
from rashomon.extract.trees import Tree

TOWARDS = (
    "on",
    "upon",
    "against",
    "at",
    "to",
    "toward",
    "towards",
    "with",
    "from",
    "for",
    "into",
    "over",
    "between",
)
"""Prepositions behind which a recipient stands, the surest first."""
JOINING = ("with", "between", "among", "alongside")
CONTENT_TYPES = frozenset(("AGREE", "THREATEN", "REJECT", "REQUEST", "PROTEST"))
"""Types whose recipient may stand in what is agreed, threatened or demanded."""
GIVING_TYPES = frozenset(("AID", "COOPERATE", "AGREE", "CONCEDE"))
"""Types of which what stands with "to" receives, before what is given."""
PHYSICAL_TYPES = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "OTHER"))
"""Types that can be done to a place or building as well as to somebody."""
_SUFFERED = frozenset("face suffer undergo receive draw sustain get have meet".split())
_CONTENT = frozenset(("ccomp", "xcomp", "advcl"))
_HARMING = frozenset("kill wound injure hurt hit strike destroy damage displace leave claim target".split())
MOST_NAMED = 8
"""Actors or recipients of one event at most."""


@dataclass(slots=True)
class Roles:
    """The parties of an event, each once, in the order in which they were found."""

    actors: list[Party]
    recipients: list[Party]


@dataclass(slots=True)
class _Words:
    """Heads that may be actors and recipients, and those that stand on both sides of something mutual."""

    by: list[int]
    to: list[int]
    joined: list[int]


class RoleReader:
    """Reads the roles of one report's events."""

    def __init__(self, tree: Tree, clauses: Clauses, parties: Parties) -> None:
        self._tree = tree
        self._clauses = clauses
        self._parties = parties
        self._light = load_status_words().light

    def of_match(self, match: Match) -> Roles:
        """Read the roles of an event that a pattern found."""
        pattern = match.trigger.pattern
        words = self._of_noun(match) if pattern.kind == NOUN else self._of_verb(match)
        type_ = match.trigger.type
        if type_ in CONTENT_TYPES and not self.parties(words.to):
            words.to += self._in_content(match.word)
        by = [*words.by, *words.joined] if "mutual" in pattern.notes else words.by
        to = words.to if "mutual" in pattern.notes else [*words.to, *words.joined]
        actors = {_key(party): party for party in self.parties(by) if party.can_act}
        recipients = [
            party
            for party in self.parties(to)
            if _key(party) not in actors and (party.can_act or type_ in PHYSICAL_TYPES)
        ]
        return Roles(actors=list(actors.values())[:MOST_NAMED], recipients=recipients[:MOST_NAMED])

    def parties(self, words: Iterable[int]) -> list[Party]:
        """Give the parties that words mean, each once."""
        found: dict[object, Party] = {}
        for word in words:
            for party in self._party_or_owner(word):
                found.setdefault(_key(party), party)
        return list(found.values())

    def _party_or_owner(self, word: int) -> list[Party]:
        party = self._parties.at(word)
        if party is not None and (party.can_act or party.kind in ("place", "facility")):
            return [party]
        owners = (self._parties.at(one) for one in self._owners(word))
        return [owner for owner in owners if owner is not None and owner.can_act]

    def _owners(self, noun: int) -> list[int]:
        """Give whose a thing is: "her house", "the house of", "a plan by", "Israeli tanks", "police cars"."""
        clause = self._clauses.of_noun(noun)
        return [
            *clause.subjects,
            *clause.agents,
            *clause.with_preposition("of", "from"),
            *self._before(noun),
        ]

    def _before(self, noun: int) -> list[int]:
        return [
            word
            for word in self._tree.dependents(noun)
            if word < noun and self._tree.deprels[word] in ("compound", "amod", "nmod:desc")
        ]

    def _of_verb(self, match: Match) -> _Words:
        clause = self._clauses.of_verb(match.word)
        notes = match.trigger.pattern.notes
        parts = [word for word in match.words if word != match.word]
        objects = [word for word in clause.objects if word not in parts or self._parties.is_mentioned(word)]
        joined = [
            word
            for noun in (clause, *map(self._clauses.of_noun, parts))
            for word in noun.with_preposition(*JOINING)
        ]
        if "undergone" in notes:
            return _Words(
                [*clause.agents, *clause.with_preposition("from", "by")], [*clause.subjects, *objects], []
            )
        words = _Words([*clause.subjects, *clause.agents], [] if "own" in notes else objects, joined)
        if "mutual" in notes:
            words.joined, words.to = [*objects, *joined], []
            return words
        if match.trigger.type in GIVING_TYPES:
            words.to = clause.receivers or [*self._with(clause, parts, ("to", "for")), *words.to]
        if not self.parties(words.to):
            words.to = self._with(clause, parts, TOWARDS) or self._beyond(clause.objects, parts)
        return words

    def _with(self, clause: Clause, parts: Iterable[int], prepositions: tuple[str, ...]) -> list[int]:
        """Give the parties behind the surest of these prepositions, on the verb or what goes with it."""
        around = [clause, *(self._clauses.of_noun(part) for part in parts)]
        for preposition in prepositions:
            words = [word for one in around for word in one.with_preposition(preposition)]
            if self.parties(words):
                return words
        return []

    def _beyond(self, objects: Iterable[int], parts: Iterable[int]) -> list[int]:
        """Give who stands with a thing that is taken: "demanded a truce with", "broke a promise by"."""
        found: list[int] = []
        for word in (*objects, *parts):
            clause = self._clauses.of_noun(word)
            found += [*self._owners(word), *self._with(clause, (), TOWARDS)]
        return found

    def _of_noun(self, match: Match) -> _Words:
        notes = match.trigger.pattern.notes
        clause = self._clauses.of_noun(match.word)
        owners = [*clause.subjects, *self._before(match.word)]
        of = clause.with_preposition("of")
        words = self._of_light_verb(match.word)
        words.by += clause.agents
        words.joined += clause.with_preposition(*JOINING)
        words.to += self._with(clause, (), TOWARDS)
        is_undergone = "undergone" in notes and not of
        (words.to if is_undergone else words.by).extend(owners)
        (words.by if "of by" in notes or "mutual" in notes else words.to).extend(of)
        words.to += self._harmed(match.word)
        return words

    def _of_light_verb(self, noun: int) -> _Words:
        """Read the roles that a light verb holds for its noun: "the army carried out a raid on"."""
        tree = self._tree
        verb, deprel = tree.heads[noun], tree.deprels[noun]
        words = _Words([], [], [])
        if verb == noun or tree.upos[verb] != "VERB" or deprel not in ("obj", "nsubj:pass", "obl"):
            return words
        lemma = tree.reading.lemma(verb)
        is_under = self._clauses.preposition(noun) == "under"
        if lemma not in self._light or (deprel == "obl" and not is_under):
            return words
        clause = self._clauses.of_verb(verb)
        words.joined += clause.with_preposition(*JOINING)
        if lemma in _SUFFERED or is_under:
            words.by += clause.with_preposition("from", "by")
            words.to += clause.subjects
        else:
            words.by += [*clause.subjects, *clause.agents]
            words.to += self._with(clause, (), TOWARDS)
        return words

    def _harmed(self, noun: int) -> list[int]:
        """Give whom a happening that is itself the subject harms: "the attack killed", "killed in an attack"."""
        tree = self._tree
        verb = tree.heads[noun]
        if verb == noun or tree.upos[verb] != "VERB" or tree.reading.lemma(verb) not in _HARMING:
            return []
        clause = self._clauses.of_verb(verb)
        if tree.deprels[noun] == "nsubj" or (
            tree.deprels[noun] in ("obl", "obl:agent") and clause.is_passive
        ):
            return [word for word in clause.objects if word != noun]
        return []

    def _in_content(self, word: int) -> list[int]:
        """Give who is meant in what a word takes: the subject of a that-clause, else whom it touches."""
        tree = self._tree
        for one in tree.dependents(word):
            if tree.deprels[one] not in _CONTENT or one < word:
                continue
            clause = self._clauses.of_verb(one)
            if tree.deprels[one] == "ccomp" and not self._clauses.is_infinitive(one):
                return clause.subjects
            return [*clause.objects, *(self._with(clause, (), TOWARDS) or self._beyond(clause.objects, ()))]
        return []


def _key(party: Party) -> object:
    return party.reference.entity or party.reference.span
