"""Who a word of a clause is: the mention it belongs to, its entity, and which classes that falls under."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.extract.countries import PARTITIVES
from rashomon.extract.entities import Cast
from rashomon.extract.naming import find_noun
from rashomon.extract.phrases import Phrase
from rashomon.extract.trees import Tree
from rashomon.records import Entity, Reference, Span

PARTY_KINDS = frozenset(("person", "organization", "group"))
"""Kinds that can act in their own right; a place can where it is a country or its capital."""
FORCES = frozenset(("MIL", "COP", "REB", "UAF", "SPY"))
GOVERNING = frozenset(("GOV", "LEG"))
_NAMED_WITH = frozenset(("flat", "flat:name", "nmod:desc"))
_NAMED_BESIDE = _NAMED_WITH | {"appos"}
_BEFORE = frozenset(("det", "amod", "compound", "nummod", "nmod:poss"))
_COUNTED = frozenset(("nsubj", "nsubj:pass", "obj"))
_ABSTRACT = ("GOV", "SPY")
"""Sectors whose nouns mean other things as well: a state, an order, intelligence."""
_NAME_KINDS = {"PER": "person", "LOC": "place", "ORG": "organization"}
NEAR = 6
YEAR_DIGITS = 4
NAME_DEPTH = 3
"""Words climbed down from a noun to the name that hangs on it: "candidate", "Ana", "Ruiz"."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something that a word means, as an event carries it, with what is known of it."""

    reference: Reference
    word: int
    kind: str
    sector: str | None
    is_country: bool

    @property
    def can_act(self) -> bool:
        """Say whether it is a person, body or group, or a country or capital that stands for one."""
        return self.kind in PARTY_KINDS or self.is_country

    def is_of(self, name: str) -> bool:
        """Say whether it falls under a class of entities (see ``ontology.ENTITY_CLASSES``)."""
        if name == "someone":
            return self.can_act
        if name in ("person", "group", "organization"):
            return self.kind == name
        if name == "country":
            return self.is_country
        if name == "place":
            return self.kind in ("place", "facility")
        sectors = {
            "force": FORCES,
            "police": ("COP",),
            "government": GOVERNING,
            "court": ("JUD",),
            "business": ("BUS",),
        }
        return self.sector in sectors[name] or (name == "government" and self.is_country)


class Parties:
    """The mentions of a report, asked by word for who is meant."""

    def __init__(self, tree: Tree, cast: Cast) -> None:
        self._tree = tree
        self._reading = tree.reading
        self._cast = cast
        self._by_head: dict[int, int] = {}
        self._names: dict[int, int] = {}
        self._starts: dict[int, int] = {}
        self._read: dict[int, Party | None] = {}
        self._named = {
            word: name
            for name in self._reading.marks.names
            for word in range(*name.words)
            if name.words[0] >= 0 and name.words[1] <= len(self._reading.words)
        }
        self._countries: dict[str, str] = {}
        for entity in cast.entities:
            if entity.kind == "place" and entity.country is not None and self._names_country(entity):
                self._countries.setdefault(entity.country, entity.id)
        for index, phrase in enumerate(cast.phrases):
            kept = self._by_head.get(phrase.head)
            if not phrase.is_coordinated and (kept is None or _width(phrase) > _width(cast.phrases[kept])):
                self._by_head[phrase.head] = index
            self._starts.setdefault(phrase.words[0], phrase.head)
            for word in range(*phrase.name_words) if phrase.name_words else ():
                self._names.setdefault(word, index)

    def at(self, word: int) -> Party | None:
        """Tell who a head means; None for what is neither a mention nor a noun that the lexicon knows."""
        if word not in self._read:
            self._read[word] = self._find(word)
        return self._read[word]

    def starting_at(self, word: int) -> int | None:
        """Give the head of the widest mention that begins with a word."""
        return self._starts.get(word)

    def is_somebody(self, word: int) -> bool:
        """Say whether a word of a pattern is also whom it is done to: not "the state" of emergency."""
        party = self.at(word)
        is_abstract = party is not None and party.kind == "organization" and party.sector in _ABSTRACT
        return party is not None and not (is_abstract and self._tree.upos[word] == "NOUN")

    def _find(self, word: int) -> Party | None:
        index = self._mention_at(word)
        if index is not None:
            is_bare = self._cast.phrases[index].words == (word, word + 1)  # "scores", told of whom behind it
            return (self._of_part(word) if is_bare else None) or self._of_mention(word, index)
        return (
            self._of_part(word)
            or self._of_country(word)
            or self._of_name(word)
            or self._of_noun(word)
            or self._of_count(word)
        )

    def _mention_at(self, word: int) -> int | None:
        """Give the widest mention that turns on a word or on a name that hangs on it."""
        found: list[int] = []
        level = [word]
        for _ in range(NAME_DEPTH):
            found += [self._by_head[one] for one in level if one in self._by_head]
            level = [
                one
                for above in level
                for one in self._tree.dependents(above)
                if one > above and self._tree.deprels[one] in (_NAMED_WITH if found else _NAMED_BESIDE)
            ][:NEAR]
        if found:
            return max(found, key=lambda index: _width(self._cast.phrases[index]))
        return self._names.get(word)

    def _of_country(self, word: int) -> Party | None:
        """Tell the country that an adjective means: "Israeli"; its entity, if the report has it."""
        forms = self._reading.lexicon.countries.get(self._reading.words[word], ())
        iso3 = next((form.iso3 for form in forms if len(form.words) == 1), None)
        if iso3 is None:
            return None
        return Party(
            reference=Reference(span=self._reading.chars((word, word + 1)), entity=self._countries.get(iso3)),
            word=word,
            kind="place",
            sector=None,
            is_country=True,
        )

    def _of_mention(self, word: int, index: int) -> Party:
        phrase = self._cast.phrases[index]
        place = self._cast.entity_of[index]
        entity = None if place is None else self._cast.entities[place]
        return Party(
            reference=Reference(
                span=self._reading.chars(phrase.words), entity=None if entity is None else entity.id
            ),
            word=word,
            kind=entity.kind if entity is not None else phrase.kind or "person",
            sector=entity.sector if entity is not None else None,
            is_country=self._is_country(phrase, entity),
        )

    def _names_country(self, entity: Entity) -> bool:
        return any(
            form.form == "name" and form.words == tuple(entity.name.split())
            for form in self._reading.lexicon.countries.get(entity.name.split()[0], ())
        )

    def _is_country(self, phrase: Phrase, entity: Entity | None) -> bool:
        """Say whether a mention is a country's or capital's name, which can stand for its government.

        A pronoun is, if it means what a country's name names: "Peru said that it would".
        """
        words = phrase.name_words
        if entity is not None and entity.kind not in ("place", "organization"):
            return False
        if words is None:
            return phrase.form == "pronoun" and entity is not None and self._names_country(entity)
        start, end = words
        if end - start > 1 and self._reading.lower[start] == "the":
            start += 1
        forms = self._reading.lexicon.countries.get(self._reading.words[start], ())
        return any(list(form.words) == self._reading.words[start:end] for form in forms)

    def _of_part(self, word: int) -> Party | None:
        """Tell who "dozens of them" or "a group of soldiers" are: what stands with "of"."""
        lemma = self._reading.lemma(word)
        if lemma not in PARTITIVES and self._tree.upos[word] not in ("NUM", "PRON", "DET"):
            return None
        for one in self._tree.dependents(word):
            if one > word and self._tree.deprels[one] in ("nmod", "obl") and one in self._by_head:
                return self._of_mention(one, self._by_head[one])
        return None

    def _of_name(self, word: int) -> Party | None:
        """Tell who a name is that is no mention of its own, as in "Israel and Hamas"."""
        name = self._named.get(word)
        if name is None:
            return None
        span = self._reading.chars(name.words)
        kind = _NAME_KINDS.get(name.label, "organization")
        return Party(Reference(span=span), word, kind, None, is_country=False)

    def _of_noun(self, word: int) -> Party | None:
        if self._tree.upos[word] not in ("NOUN", "PROPN"):
            return None
        start = max(self._reading.sentence_of(word)[0], word - NEAR)
        entry = find_noun(self._reading, word, start)[1]
        if entry is None:
            return None
        return Party(
            reference=Reference(span=self._reading.chars(self._with_modifiers(word))),
            word=word,
            kind=entry.kind,
            sector=entry.sector,
            is_country=False,
        )

    def _of_count(self, word: int) -> Party | None:
        """Tell that a number is so many people: "Seven were hurt", "17 detained"; not a year or a sum."""
        tree, form = self._tree, self._reading.lower[word]
        is_counting = word + 1 < len(tree.upos) and tree.upos[word + 1] in ("NOUN", "SYM")
        if (
            tree.upos[word] != "NUM"
            or tree.deprels[word] not in _COUNTED
            or is_counting
            or tree.dependents(word)
        ):
            return None
        if form.isdecimal() and len(form) == YEAR_DIGITS and form[:2] in ("19", "20"):
            return None
        return Party(
            Reference(span=self._reading.chars((word, word + 1))), word, "group", None, is_country=False
        )

    def _with_modifiers(self, noun: int) -> Span:
        """Give a noun with what stands right before it: "two masked gunmen"."""
        start = noun
        while (
            start > max(0, noun - NEAR)
            and self._tree.heads[start - 1] == noun
            and self._tree.deprels[start - 1] in _BEFORE
        ):
            start -= 1
        return start, noun + 1


def _width(phrase: Phrase) -> int:
    return phrase.words[1] - phrase.words[0]
