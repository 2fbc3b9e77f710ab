"""Who acts and who suffers: from the clause of an event's word and the frame of its pattern.

Actors are subjects, agents and owners; recipients are objects and what stands behind "on", "against", "to"
and the like, on the verb or on the noun that goes with it. A thing that is no party stands for whose it is
("the army's jets", "an Indian proposal"). For demands, threats and promises the recipient may stand in what
is demanded, threatened or promised.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from rashomon.extract.events.clauses import Clause, Clauses
from rashomon.extract.events.matching import Match
from rashomon.extract.events.owners import Owners, key_of
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
_AIMED = ("on", "upon", "against")
JOINING = ("with", "between", "among")
CONTENT_TYPES = frozenset(("AGREE", "THREATEN", "REJECT", "REQUEST", "PROTEST", "MOBILIZE"))
"""Types whose recipient may stand in what is agreed, threatened or demanded."""
GIVING_TYPES = frozenset(("AID", "COOPERATE", "AGREE", "CONCEDE"))
"""Types of which what stands with "to" receives, before what is given."""
PHYSICAL_TYPES = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "OTHER"))
"""Types that can be done to a place or building as well as to somebody."""
SCENIC_TYPES = frozenset(("CONSULT", "COOPERATE", "AGREE", "OTHER"))
"""Types of which a country that things are in is the scene alone."""
POPULATION_TYPES = frozenset(("COERCE", "PROTEST", "REQUEST"))
"""Types that are done to the country they happen in, if to nobody else: a curfew, a demonstration, refuge."""
OF_LANDS = ("in", "from", "of", "for", "at")
_UNDERTAKING = frozenset(
    "announce plan organise organize propose declare schedule promise prepare stage".split()
)
"""Verbs whose subject does what it announces or plans, if nobody else is named."""
_CONDITIONS = frozenset(("if", "unless", "until"))
_SUFFERED = frozenset("face suffer undergo receive draw sustain get have meet".split())
_CONTENT = frozenset(("ccomp", "xcomp", "advcl", "acl"))
_HOSTING = frozenset(("receive", "welcome"))
"""Verbs of a visit whose object comes to the subject."""
_GOING = frozenset("be go remain stay come".split())
_HARMING = frozenset(
    "kill wound injure hurt hit strike destroy damage displace drown leave claim target".split()
)
CONTENT_DEPTH = 2
"""Clauses below an event's words that are still what it is about."""
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


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is known of an event when its roles are read: its word, the pattern's other words, type, notes."""

    word: int
    parts: tuple[int, ...]
    type: str
    notes: frozenset[str]
    is_noun: bool


class RoleReader:
    """Reads the roles of one report's events."""

    def __init__(self, tree: Tree, clauses: Clauses, parties: Parties) -> None:
        self._tree = tree
        self._clauses = clauses
        self._parties = parties
        self._owners = Owners(tree, clauses, parties)
        self._light = load_status_words().light

    def of_match(self, match: Match) -> Roles:
        """Read the roles of an event that a pattern found."""
        pattern = match.trigger.pattern
        parts = tuple(word for word in match.words if word != match.word)
        return self._read(_Frame(match.word, parts, match.trigger.type, pattern.notes, pattern.kind == NOUN))

    def of_word(self, word: int, type_: str) -> Roles:
        """Read the roles of an event of which but its word is known."""
        is_noun = self._tree.upos[word] in ("NOUN", "PROPN")
        return self._read(_Frame(word, (), type_, frozenset(), is_noun))

    def _read(self, frame: _Frame) -> Roles:
        words = self._of_noun(frame) if frame.is_noun else self._of_verb(frame)
        is_mutual = "mutual" in frame.notes
        by = [*words.by, *words.joined] if is_mutual else words.by
        actors = {key_of(party): party for party in self.parties(by, is_physical=False)}
        if not actors and not frame.is_noun and frame.type != "OTHER":
            actors = {key_of(party): party for party in self._towns(by)}
        recipients = self._recipients(words.to if is_mutual else [*words.to, *words.joined], frame, actors)
        further = [self._in_content, self._in_condition] if frame.type in CONTENT_TYPES else []
        for read in (self._beyond_circumstances, *further, self._lands):
            recipients = recipients or self._recipients(read(frame), frame, actors)
        return Roles(actors=list(actors.values())[:MOST_NAMED], recipients=recipients[:MOST_NAMED])

    def _towns(self, words: Iterable[int]) -> list[Party]:
        """Give towns and regions that act, by name: "Chicago imposed a curfew"."""
        named = [word for word in words if self._tree.upos[word] == "PROPN"]
        return [party for party in self.parties(named) if party.kind == "place"]

    def _lands(self, frame: _Frame) -> list[int]:
        """Give the country whose things are touched: "troops from Mali", "to ban voting in Chad".

        The codebook counts what is done to a country's bases, embassy or land as done to the country. What
        stands with the act itself ("signed in Lima") is but its scene, save for acts upon a population.
        """
        if frame.type in SCENIC_TYPES:
            return []
        clause = self._clauses.of_noun(frame.word) if frame.is_noun else self._clauses.of_verb(frame.word)
        contents = self._contents(frame)
        for one in (clause, *contents):
            things = [*one.objects, *(word for _, word in one.obliques), *one.bare]
            for word in (*frame.parts, *things) if one is clause else things:
                found = self._countries_with(self._clauses.of_noun(word))
                if found:
                    return found
        acts = [clause, *contents] if frame.type in POPULATION_TYPES else contents
        return next((found for one in acts if (found := self._countries_with(one))), list[int]())

    def _countries_with(self, clause: Clause) -> list[int]:
        parties = ((word, self._parties.at(word)) for word in clause.with_preposition(*OF_LANDS))
        return [word for word, party in parties if party is not None and party.is_country]

    def _contents(self, frame: _Frame) -> list[Clause]:
        """Give what an event's words are about, and what that is about: "threatened to begin shelling"."""
        tree, found = self._tree, list[Clause]()
        level = [frame.word, *frame.parts]
        for _ in range(CONTENT_DEPTH):
            level = [
                one
                for above in level
                for one in tree.dependents(above)
                if one > above and self._is_content(one)
            ]
            found += map(self._clauses.of_verb, level)
        return found

    def _is_content(self, verb: int) -> bool:
        """Say whether a clause without tense is what the word above is about, not what else is done."""
        deprel, clauses = self._tree.deprels[verb], self._clauses
        if deprel == "advcl" and not clauses.is_infinitive(verb):
            return verb - self._tree.heads[verb] == 1 and clauses.is_nonfinite(verb)
        return deprel in _CONTENT and clauses.is_nonfinite(verb)

    def _recipients(self, words: Iterable[int], frame: _Frame, actors: Container[object]) -> list[Party]:
        return [party for party in self._suffering(words, frame) if key_of(party) not in actors]

    def _suffering(self, words: Iterable[int], frame: _Frame) -> list[Party]:
        return self.parties(words, is_physical=frame.type in PHYSICAL_TYPES)

    def parties(self, words: Iterable[int], *, is_physical: bool = True) -> list[Party]:
        """Give the parties that words mean, each once; to a physical act places and buildings are such."""
        return self._owners.parties(words, is_physical=is_physical)

    def _of_verb(self, frame: _Frame) -> _Words:
        clause, notes, parts = self._clauses.of_verb(frame.word), frame.notes, frame.parts
        taken = clause.objects or clause.bare
        objects = [word for word in taken if word not in parts or self._parties.is_somebody(word)]
        joined = [
            word
            for noun in (clause, *map(self._clauses.of_noun, parts))
            for word in noun.with_preposition(*JOINING)
        ]
        if "undergone" in notes:
            causes = [*clause.agents, *clause.with_preposition("from", "by")]
            is_caused = self._clauses.lemmas.as_verb(frame.word) in _HARMING and not clause.is_passive
            is_caused = is_caused and any(party.can_act for party in self.parties(objects))
            return _Words(causes, objects if is_caused else [*clause.subjects, *objects], [])
        actors = [*clause.subjects, *clause.agents, *clause.with_preposition("alongside")]
        if frame.type == "CONSULT" and self._clauses.lemmas.as_verb(frame.word) in _HOSTING:
            return _Words(objects, actors, joined)
        words = _Words(actors, [] if "own" in notes else objects, joined)
        if "mutual" in notes:
            words.joined, words.to = [*objects, *joined], clause.with_preposition("against")
            return words
        if frame.type in GIVING_TYPES:
            words.to = clause.receivers or [*self._with(clause, parts, ("to", "for")), *words.to]
        if not self._suffering(words.to, frame):
            words.to = clause.bare + self._with(clause, parts, TOWARDS)
            words.to = words.to or self._beyond(taken, parts, is_own="own" in notes and not clause.is_passive)
        if not words.to and not clause.is_passive and "own" not in notes:
            beside = self._parties.starting_at(max((frame.word, *parts)) + 1)
            words.to = [] if beside is None else [beside]
        return words

    def _with(self, clause: Clause, parts: Iterable[int], prepositions: tuple[str, ...]) -> list[int]:
        """Give the parties behind the surest of these prepositions, on the verb or what goes with it.

        A place is one behind "on" or "against" alone: what is done "at" or "to" a town, it does not suffer.
        """
        around = [clause, *(self._clauses.of_noun(part) for part in parts)]
        is_scene = bool(clause.objects) and self._tree.upos[clause.word] == "VERB"  # "seized a bus on a road"
        for preposition in prepositions:
            words = [word for one in around for word in one.with_preposition(preposition)]
            found = [
                word
                for word in words
                if any(
                    party.can_act or preposition in (("against",) if is_scene else _AIMED)
                    for party in self.parties([word])
                )
            ]
            if found:
                return found
        return []

    def _beyond(self, objects: Iterable[int], parts: Iterable[int], *, is_own: bool = False) -> list[int]:
        """Give who stands with a thing that is taken: "demanded a truce with", "broke a promise by"."""
        found: list[int] = []
        for word in (*objects, *parts):
            if not is_own:
                found += [one for words in self._owners.of_thing(word) for one in words]
            found += self._with(self._clauses.of_noun(word), (), TOWARDS)
        return found

    def _beyond_circumstances(self, frame: _Frame) -> list[int]:
        """Give who stands with what a verb is done for or about: "mobilised for a war against"."""
        if frame.is_noun:
            return []
        clause = self._clauses.of_verb(frame.word)
        things = [
            word
            for word in clause.with_preposition(*TOWARDS)
            if (party := self._parties.at(word)) is None or party.kind in ("event", "work")
        ]
        return self._beyond(things, (), is_own=True)

    def _of_noun(self, frame: _Frame) -> _Words:
        clause, notes = self._clauses.of_noun(frame.word), frame.notes
        owners = [*clause.subjects, *self._owners.before(frame.word), *self._engaged(frame.word)]
        of = clause.with_preposition("of")
        words = self._of_light_verb(frame.word)
        words.by += clause.agents
        words.joined += clause.with_preposition(*JOINING)
        words.to += self._with(clause, frame.parts, TOWARDS)
        is_undergone = "undergone" in notes and not of
        (words.to if is_undergone else words.by).extend(owners)
        (words.by if "of by" in notes or "mutual" in notes else words.to).extend(of)
        words.to += self._harmed(frame.word)
        return words

    def _engaged(self, noun: int) -> list[int]:
        """Give who is "on" something that is done: "went on strike", "are on strike", "workers on strike"."""
        tree, above = self._tree, self._tree.heads[noun]
        marker = next((one for one in tree.dependents(noun) if tree.deprels[one] == "case"), 0)
        if tree.reading.lower[marker] != "on":
            return []
        if marker and tree.upos[marker - 1] == "NOUN":
            return [marker - 1]
        verb = (
            above if tree.deprels[noun] == "obl" and self._clauses.lemmas.as_verb(above) in _GOING else noun
        )
        subject = tree.find(verb, "nsubj")
        return [] if subject is None else self._clauses.joined(subject)

    def _of_light_verb(self, noun: int) -> _Words:
        """Read the roles that a light verb holds for its noun: "the army carried out a raid on"."""
        tree = self._tree
        verb, deprel = tree.heads[noun], tree.deprels[noun]
        words = _Words([], [], [])
        if verb == noun or tree.upos[verb] != "VERB" or deprel not in ("obj", "nsubj:pass", "obl"):
            return words
        lemma = self._clauses.lemmas.as_verb(verb)
        if lemma in _UNDERTAKING and deprel == "obj":
            words.by += [] if self._clauses.of_noun(noun).agents else self._clauses.of_verb(verb).subjects
            return words
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
        """Give whom a happening that is the subject harms: "the attack killed", "killed in an attack"."""
        tree = self._tree
        verb = tree.heads[noun]
        if verb == noun or tree.upos[verb] != "VERB" or self._clauses.lemmas.as_verb(verb) not in _HARMING:
            return []
        clause = self._clauses.of_verb(verb)
        if tree.deprels[noun] == "nsubj" or (
            tree.deprels[noun] in ("obl", "obl:agent") and clause.is_passive
        ):
            return [word for word in clause.objects if word != noun]
        return []

    def _in_content(self, frame: _Frame) -> list[int]:
        """Give who is meant in what a word takes: the subject of a that-clause, else whom it touches."""
        tree = self._tree
        for above in (frame.word, *frame.parts, tree.heads[frame.word]):
            for one in tree.dependents(above):
                if tree.deprels[one] not in _CONTENT or one <= frame.word:
                    continue
                clause = self._clauses.of_verb(one)
                is_that = tree.deprels[one] == "ccomp" or self._clauses.says_that(one)
                if tree.deprels[one] == "advcl" and not is_that and not self._is_content(one):
                    continue
                if is_that and not self._clauses.is_infinitive(one):
                    return clause.subjects
                beyond = self._with(clause, (), TOWARDS) or self._beyond(clause.objects, ())
                if clause.objects or beyond:
                    return [*clause.objects, *beyond]
        return [
            word
            for clause in self._contents(frame)
            for word in (*clause.objects, *self._with(clause, (), TOWARDS))
        ]

    def _in_condition(self, frame: _Frame) -> list[int]:
        """Give who is to fulfil a condition: "threatened to leave unless Peru pays"."""
        tree = self._tree
        return [
            word
            for verb in (frame.word, *frame.parts, *(clause.word for clause in self._contents(frame)))
            for one in tree.dependents(verb)
            if tree.deprels[one] == "advcl"
            and (marker := tree.find(one, "mark")) is not None
            and tree.reading.lower[marker] in _CONDITIONS
            for word in self._clauses.of_verb(one).subjects
        ]
