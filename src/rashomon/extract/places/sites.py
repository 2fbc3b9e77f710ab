"""Sites: where something happens told by a common noun, "a market in Gao", "the clinic", "the town".

A town or country told by a noun is the place that its chain names elsewhere. A facility that nobody names is
a place of its own: its name is its words, and it lies in what it is said to lie in, by any of its chain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rashomon.extract.entities import Cast
from rashomon.extract.places.place_words import VEHICLES
from rashomon.extract.places.placing import OF_SURROUNDING, PlacedToponym
from rashomon.extract.reading import Reading
from rashomon.records import Place
from rashomon.text import content_id

MOST_MENTIONS = 8
"""Mentions of a chain that are asked where it lies."""
_INSIDE = 5
"""Words of a site's name at most: what stands right before its noun, and the noun."""


class Sites:
    """The mentions of a report that tell a place by a common noun, asked by their heads."""

    def __init__(self, reading: Reading, cast: Cast, toponyms: Sequence[PlacedToponym]) -> None:
        self._reading = reading
        self._cast = cast
        self._at = {
            phrase.head: index
            for index, phrase in enumerate(cast.phrases)
            if phrase.is_noun
            and phrase.kind in ("facility", "place")
            and phrase.noun not in VEHICLES
            and not phrase.is_coordinated
        }
        self._named: dict[str, list[PlacedToponym]] = {}
        for toponym in toponyms:
            if toponym.place.entity is not None:
                self._named.setdefault(toponym.place.entity, []).append(toponym)
        self._sites: dict[int, Place] = {}

    def find(self, head: int, inside: Callable[[int], Place | None]) -> Place | None:
        """Give the place that a noun means; None for what is no place, or one that nothing names.

        ``inside`` tells the place named within the phrase around a head: "Gao" of "a market in Gao".
        """
        index = self._at.get(head)
        if index is None:
            return None
        entity = self._cast.entity_of[index]
        named = None if entity is None else self._nearest(self._cast.entities[entity].id, head)
        if named is not None or self._cast.phrases[index].kind == "place":
            return named
        if head not in self._sites:
            around = inside(head) or self._around(entity, inside)
            self._sites[head] = self._make(head, entity, around)
        return self._sites[head]

    def _nearest(self, entity: str, head: int) -> Place | None:
        """Give the last place before a word that an entity's name means, else its first."""
        named = self._named.get(entity, ())
        before = [one.place for one in named if one.words[0] <= head]
        return before[-1] if before else named[0].place if named else None

    def _around(self, entity: int | None, inside: Callable[[int], Place | None]) -> Place | None:
        members = () if entity is None else self._cast.members[entity][:MOST_MENTIONS]
        places = (inside(self._cast.phrases[one].head) for one in members)
        return next((place for place in places if place is not None), None)

    def _make(self, head: int, entity: int | None, around: Place | None) -> Place:
        words = self._reading.chars((self._first_word(head), head + 1))
        is_known = around is not None and around.how != "unresolved"
        return Place(
            id=content_id("place", self._reading.report.id, f"{words[0]}", f"{words[1]}"),
            span=words,
            name=" ".join(self._reading.report.text[words[0] : words[1]].split()),
            entity=None if entity is None else self._cast.entities[entity].id,
            latitude=around.latitude if around and is_known else None,
            longitude=around.longitude if around and is_known else None,
            country=around.country if around else None,
            admin1=around.admin1 if around else None,
            feature="facility",
            how="lies in" if is_known else "unresolved",
            confidence=round(OF_SURROUNDING * around.confidence, 4) if around and is_known else 0.0,
        )

    def _first_word(self, head: int) -> int:
        """Give the first word of a site's name: "grain" of "the grain market"."""
        upos, heads = self._reading.marks.upos, self._reading.marks.heads
        first = head
        while (
            first > max(0, head - _INSIDE + 1)
            and heads[first - 1] == head
            and upos[first - 1] in ("NOUN", "PROPN", "ADJ")
        ):
            first -= 1
        return first
