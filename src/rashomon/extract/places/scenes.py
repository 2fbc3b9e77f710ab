"""Scenes: where an event takes place, told by grammar from where its actors come from.

A scene is a place in a locative phrase that hangs on the event's words or on their clause: "in Gao", "the
Gao market", "entered Gao". A people ("Iranian"), an owner ("Iran's raid"), a speaker ("Washington said") and
what hangs on an actor ("rebels in Mali attacked") are none. A dateline is where the reporter sits: a weak
scene for what the first sentence tells, and only if that names no other place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.extract.entities import Cast
from rashomon.extract.places.place_words import LOCATIVES
from rashomon.extract.places.placing import PlacedToponym
from rashomon.extract.places.sites import Sites
from rashomon.extract.trees import Tree
from rashomon.records import Place, Span

ON_ANCHOR, ON_CLAUSE, BY_DATELINE = 0.9, 0.7, 0.3
"""Confidence in a scene by where its words hang."""
DEEPEST = 3
"""Phrases within phrases that are looked through: "at a clinic | of a camp | in Gao"."""
_TARGETS = frozenset(
    "attack bomb shell strike hit raid storm enter capture seize take retake occupy besiege invade visit "
    "leave reach flee abandon evacuate surround encircle liberate recapture target pound bombard overrun "
    "devastate destroy rock shake flood engulf tour search sweep comb patrol ransack loot torch vacate evict "
    "blockade seal cordon barricade picket inspect infiltrate reopen defend secure".split()
)
"""Verbs whose object, if it is a place, is where they happen."""
_OF_TARGETS = frozenset(
    "attack bombing shelling strike raid storming capture seizure siege bombardment invasion occupation fall "
    "battle liberation destruction evacuation blockade visit assault tour".split()
)
"""Nouns after which "of" or "on" names where they happen: "the siege of Mariupol"."""
_WITHIN = frozenset("in at inside near outside within around throughout across along".split())
"""Prepositions that leave no doubt; behind others a country is a partner or target, a name that the gazetteer
lacks may be anything, and what is no place itself ("over the senator of Maine") tells none."""
_LEAVING = frozenset(
    "withdraw flee leave evacuate pull retreat depart expel deport drive remove escape take lead drag haul "
    "snatch abduct kidnap steal loot rescue evict chase".split()
)
"""Verbs after which "from" tells where."""
_ONTO = frozenset("on onto into through upon".split())
_REACHING = frozenset(
    "fall fire land rain drop march advance descend break storm burst swoop force crash slam plough".split()
)
"""Verbs that happen where what stands with "on" or "into" is: "shells fell on the market"."""
_UPWARD = frozenset("xcomp conj obj obl nmod nsubj:pass advcl acl acl:relcl dep compound nsubj".split())
"""Relations by which an event's words hang on the verb of their clause."""
_SAME_EVENT = frozenset("in during by with at of through as when while to 's".split())
"""Prepositions and conjunctions behind which the clause's own event is told further."""
_SPECIFIC = {"facility": 5, "country": 1, "continent": 0, "region": 0, "admin1": 2, "admin2": 3}
"""Features from the widest; every other is narrower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A place that is an event's scene, how sure the words make it, and whose it is if another event's."""

    place: Place
    confidence: float
    told_with: Span | None = None

    @property
    def is_by_dateline(self) -> bool:
        """Only the dateline tells it."""
        return self.confidence <= BY_DATELINE


class Scenes:
    """The places of a report, asked for the scenes of its events."""

    def __init__(self, tree: Tree, toponyms: Sequence[PlacedToponym], cast: Cast) -> None:
        self._tree = tree
        self._sites = Sites(tree.reading, cast, toponyms)
        self._at: dict[int, PlacedToponym] = {}
        for toponym in toponyms:  # nested names come later: the innermost stands
            if not toponym.is_dateline:
                self._at.update(dict.fromkeys(range(*toponym.words), toponym))
        self._dateline = next((one for one in toponyms if one.is_dateline), None)
        self._lead = self._lead_sentence(toponyms)
        self._roles = _scene_roles(tree)

    def place_of(self, head: int) -> Place | None:
        """Give the place that the phrase around a head names or lies in: "a clinic in Gao"."""
        return self._place_below(head, DEEPEST)

    def find(self, word: int) -> Scene | None:
        """Tell where the event whose anchor turns on a word takes place: by role, grammar or dateline."""
        told = (self.place_of(head) for head in self._roles.get(word, ()))
        found = _narrowest([*(place for place in told if place is not None), *self._locatives(word)])
        if found is not None:
            return Scene(place=found, confidence=ON_ANCHOR)
        for above in self._clause(word):
            found = _narrowest(self._locatives(above))
            if found is not None:
                return Scene(place=found, confidence=ON_CLAUSE)
        if self._dateline is not None and self._lead[0] <= word < self._lead[1] and self._is_main(word):
            return Scene(place=self._dateline.place, confidence=BY_DATELINE)
        return None

    def _lead_sentence(self, toponyms: Sequence[PlacedToponym]) -> Span:
        """Give the first sentence behind the dateline, if it names no place that could be the scene."""
        if self._dateline is None:
            return 0, 0
        start, end = self._tree.reading.sentence_of(self._dateline.words[0])
        past = max((one.words[1] for one in toponyms if one.is_dateline), default=start)
        if end - past < 3:  # the dateline is a sentence of its own
            start, end = self._tree.reading.sentence_of(min(end, len(self._tree.heads) - 1))
        return (0, 0) if any(word in self._at for word in range(past, end)) else (start, end)

    def _clause(self, word: int) -> Iterator[int]:
        """Climb from an event's words to the verbs of their clause; not into who says so."""
        for _ in range(DEEPEST):
            above = self._tree.heads[word]
            if above == word or self._tree.deprels[word] not in _UPWARD or not self._is_of_clause(word):
                return
            if self._tree.upos[above] in ("VERB", "NOUN"):
                yield above
            word = above

    def _is_main(self, word: int) -> bool:
        """Say whether a word is what its sentence tells: its top, or what is joined to that."""
        tree = self._tree
        return all(
            tree.heads[at] == at or tree.deprels[at] in ("conj", "parataxis") for at in tree.climb(word)
        )

    def _is_of_clause(self, word: int) -> bool:
        """Say whether a word tells of its clause's own event: not "after the coup", "according to him"."""
        mark = self._tree.find(word, "case", "mark")
        return mark is None or self._tree.reading.lower[mark] in _SAME_EVENT

    def _locatives(self, word: int) -> Iterator[Place]:
        """Give the places in phrases that hang on a word and tell where."""
        tree = self._tree
        for one in tree.dependents(word):
            deprel = tree.deprels[one].partition(":")[0]
            place: Place | None = None
            if deprel in ("obl", "nmod", "advmod", "advcl"):
                place = self._in_phrase(word, one)
            elif deprel == "compound" and one in self._at and tree.upos[word] == "NOUN":
                place = self._at[one].place
            elif tree.deprels[one] in ("obj", "nsubj:pass") and tree.upos[word] == "VERB":
                place = self._in_object(word, one)
            if place is not None:
                yield place

    def _in_phrase(self, word: int, head: int) -> Place | None:
        """Give the place of a phrase with a preposition of place, or of "the siege of Mariupol"."""
        reading = self._tree.reading
        case = self._tree.find(head, "case")
        place = None if case is None else self._place_below(head, DEEPEST)
        if case is None or place is None:
            return None
        preposition = reading.lower[case]
        if preposition in _WITHIN or (preposition in ("of", "on") and reading.lower[word] in _OF_TARGETS):
            return place
        if preposition in _ONTO and reading.lemma(word) in _REACHING and not _is_wide(place):
            return place
        if preposition == "from" and reading.lemma(word) not in _LEAVING:
            return None
        is_sure = head in self._at and place.how != "unresolved" and not _is_wide(place)
        return place if preposition in LOCATIVES and is_sure else None

    def _in_object(self, word: int, head: int) -> Place | None:
        """Give the place of "entered Gao"; or of "killed five people in Gao", whatever "in" hangs on."""
        if head in self._at:
            place = self._at[head].place
            return place if self._tree.reading.lemma(word) in _TARGETS and not _is_wide(place) else None
        if self._tree.reading.lemma(word) in _TARGETS:
            return self._place_below(head, DEEPEST)
        return _narrowest(
            place
            for one in self._tree.dependents(head)
            if self._tree.deprels[one] == "nmod" and (place := self._in_phrase(head, one)) is not None
        )

    def _place_below(self, head: int, depth: int) -> Place | None:
        """Give the place of a phrase: named by its head, told by a noun, or named inside."""
        if head in self._at:
            return self._at[head].place
        return self._sites.find(head, self._inside) or self._inside(head, depth)

    def _inside(self, head: int, depth: int = DEEPEST) -> Place | None:
        """Give the place named beside a head, or in a phrase of place below it."""
        if head in self._at:
            return self._at[head].place
        return None if depth == 0 else _narrowest(self._beside(head, depth))

    def _beside(self, head: int, depth: int) -> Iterator[Place]:
        """Give the places named on a head: both of "Kenya's lakeside city of Kisumu"."""
        tree = self._tree
        for one in tree.dependents(head):
            deprel = tree.deprels[one].partition(":")[0]
            if one in self._at and deprel in ("compound", "flat", "appos", "nmod"):
                case = tree.find(one, "case")
                if case is None or tree.reading.lower[case] in LOCATIVES | {"of", "'s"}:
                    yield self._at[one].place
            elif deprel in ("nmod", "appos") and (place := self._inside(one, depth - 1)) is not None:
                yield place


def _scene_roles(tree: Tree) -> dict[int, list[int]]:
    """Give the heads of phrases that the encoder calls the scene of an event or predicate, by its word."""
    reading, size = tree.reading, len(tree.heads)
    found: dict[int, list[int]] = {}
    for event in reading.marks.events:
        if 0 <= event.words[0] < event.words[1] <= size:
            found[reading.head_of(event.words)] = [role.word for role in event.roles if role.role == "at"]
    for predicate in reading.marks.predicates:
        own = [role.word for role in predicate.roles if role.role == "ARGM-LOC"]
        if own:
            found.setdefault(predicate.word, []).extend(own)
    return {word: [head for head in heads if 0 <= head < size] for word, heads in found.items()}


def _is_wide(place: Place) -> bool:
    return place.feature in ("country", "continent", "region")


def _narrowest(places: Iterator[Place] | Sequence[Place]) -> Place | None:
    """Choose the narrowest of places, the first of equals."""
    best: Place | None = None
    for place in places:
        if best is None or _width(place) > _width(best):
            best = place
    return best


def _width(place: Place) -> int:
    return _SPECIFIC.get(place.feature or "", 4)
