"""Sources: who says it, of what sort the source is, and whether a name is kept from the reader.

``source_kind``: *official* one or several persons who speak for a public office; *government* a body of the
state (ministry, army, police, court, parliament) or a country that speaks; *person*, *group*, *organization*
others; *document*, *outlet*; *unnamed* sources of which the report tells no more than that, or none.

``anonymous``: the reader cannot tell who it is because the report keeps it back: no source at all,
"sources", "a senior official", "people familiar with the matter", or a request not to be named nearby.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.extract.entities import Cast
from rashomon.extract.mentions import RELATIVES, trim_words
from rashomon.extract.naming import find_noun
from rashomon.extract.phrases import Phrase
from rashomon.extract.reading import Reading
from rashomon.records import Entity, Reference, Span

STATE_SECTORS = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))
_UNKNOWN_NOUNS = frozenset(
    "source sources insider insiders people person someone somebody one some many others".split()
)
_NOBODY = frozenset("one another someone somebody anyone anybody nobody none no-one".split())
_VEIL = re.compile(
    r"\b(?=[anudrw])(?:"  # tried first: it rules out most places at once
    r"anonym|not\s+(?:to\s+)?be(?:ing)?\s+(?:named|identified|quoted)|(?:declin|refus|ask|request|want)\w*\s+(?:not\s+)?to\s+"
    r"(?:be\s+(?:named|identified)|give\s+(?:his|her|their)\s+names?|remain\s+nameless)|not\s+want(?:ing)?\s+to\s+be\s+named|"
    r"not\s+authori[sz]ed\s+to|names?\s+(?:be\s+)?(?:withheld|left\s+out|changed)|unnamed)",
    re.IGNORECASE,
)
_INDEFINITE = frozenset(
    "a an one another some any several two three four five six many other senior top few".split()
)
VEIL_REACH = 220
"""Characters behind a source within which a request not to be named is about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReading:
    """A source as a statement carries it."""

    reference: Reference | None
    kind: str
    anonymous: bool


class Sources:
    """Reads the sources of a report's attributions; what an entity tells is gathered once."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self._reading = reading
        self._cast = cast
        self._kinds: dict[int, str] = {}
        self._named: dict[int, bool] = {}
        self._veils = [match.start() for match in _VEIL.finditer(reading.report.text)]

    def read(self, attribution: int) -> SourceReading:
        """Tell who the source of an attribution is."""
        cast = self._cast
        mark = self._reading.marks.attributions[attribution]
        words = None if mark.source is None else trim_words(self._reading, mark.source)
        index = cast.sources[attribution]
        if words is None or index is None:
            return SourceReading(reference=None, kind="unnamed", anonymous=True)
        place = cast.entity_of[index]
        entity = None if place is None else cast.entities[place]
        return SourceReading(
            reference=Reference(span=self._reading.chars(words), entity=entity.id if entity else None),
            kind=self._kind(index, place),
            anonymous=_is_hidden(
                self._reading, words, cast.phrases[index], self._is_named(index, place), self._veils
            ),
        )

    def _is_named(self, index: int, place: int | None) -> bool:
        if place is None:
            return bool(self._cast.phrases[index].name)
        if place not in self._named:
            members = self._cast.members[place]
            self._named[place] = any(self._cast.phrases[member].form == "name" for member in members)
        return self._named[place]

    def _kind(self, index: int, place: int | None) -> str:
        if place is None:
            return _source_kind(self._reading, [self._cast.phrases[index]], None)
        if place not in self._kinds:
            own = [self._cast.phrases[member] for member in self._cast.members[place]]
            self._kinds[place] = _source_kind(self._reading, own, self._cast.entities[place])
        return self._kinds[place]


def _source_kind(reading: Reading, phrases: Sequence[Phrase], entity: Entity | None) -> str:
    """Tell of what sort a source is; ``phrases`` are all mentions of its entity."""
    if all(_is_nobody_told_of(reading, phrase) for phrase in phrases):
        return "unnamed"
    flags = _flags(reading, phrases)
    if "veiled" in flags and not any(phrase.name for phrase in phrases):
        return "unnamed"
    for flag in ("document", "outlet"):
        if flag in flags and not _is_human(entity):
            return flag
    if entity is not None and entity.kind == "work":
        return "document"
    if any(_is_country(reading, phrase) for phrase in phrases):
        return "government"
    return _kind_by_entity(entity, flags, phrases[0])


def _is_nobody_told_of(reading: Reading, phrase: Phrase) -> bool:
    """Say whether a mention tells nothing of whom it stands for: "one", "another", "someone who"."""
    first = reading.lower[phrase.words[0]]
    if phrase.words[1] == phrase.words[0] + 1:
        is_relative = first in RELATIVES and reading.words[phrase.words[0]] != "WHO"
        return first in _NOBODY or is_relative
    return first in _NOBODY - {"one", "another"}


def _is_country(reading: Reading, phrase: Phrase) -> bool:
    """Say whether a source is a country or its capital, "Peru", "Moscow", this even if read as a person."""
    if phrase.form == "pronoun":
        return False
    start, end = phrase.name_words or phrase.words
    words = tuple(reading.words[start:end])
    forms = reading.lexicon.countries.get(words[0], ())
    allowed = ("capital",) if phrase.label == "PER" else ("capital", "name")
    return any(form.words == words and form.form in allowed for form in forms)


def _kind_by_entity(entity: Entity | None, flags: frozenset[str], phrase: Phrase) -> str:
    kind = entity.kind if entity is not None else phrase.kind or "person"
    if kind in ("person", "group") and flags & {"official", "spokes"}:
        return "official"
    if kind == "person":
        return "person"
    if kind in ("organization", "place", "facility"):
        is_state = entity is not None and (
            entity.sector in STATE_SECTORS or (kind == "place" and entity.country is not None)
        )
        if entity is not None and entity.sector == "MED":
            return "outlet"
        return "government" if is_state else "organization"
    return "document" if kind == "work" else "group"


def _flags(reading: Reading, phrases: Sequence[Phrase]) -> frozenset[str]:
    """Gather what the head nouns and titles of a source's mentions tell; a named body's spokesman too."""
    found: set[str] = set()
    for phrase in phrases:
        if phrase.entry is not None:
            found |= phrase.entry.flags
        elif phrase.form == "name" and phrase.kind == "person" and phrase.name_words is not None:
            found |= _apposed_flags(reading, phrase, phrase.name_words)
    return frozenset(found)


def _apposed_flags(reading: Reading, phrase: Phrase, name: Span) -> frozenset[str]:
    """Flags of nouns beside a name in one mention: "Lirim Hoxha, the mayor of Durrës"."""
    found: set[str] = set()
    start, end = phrase.words
    for word in (*range(max(start, name[0] - 10), name[0]), *range(name[1], min(end, name[1] + 10))):
        if reading.marks.upos[word] in ("NOUN", "X", "PROPN"):
            entry = find_noun(reading, word, start, as_noun=True)[1]
            if entry is not None and entry.kind == "person":
                found |= entry.flags
    return frozenset(found - {"male", "female"})


def _is_human(entity: Entity | None) -> bool:
    return entity is not None and entity.kind in ("person", "group")


def _is_hidden(reading: Reading, words: Span, phrase: Phrase, is_named: bool, veils: list[int]) -> bool:
    if is_named:
        return False
    start, end = reading.chars(words)
    if _has_veil(reading, words, start, end, veils):
        return True
    entry = phrase.entry
    if phrase.form == "pronoun" or entry is None:
        return phrase.form == "pronoun" and phrase.noun in _UNKNOWN_NOUNS
    if "veiled" in entry.flags:
        return True
    first = reading.lower[words[0]]
    is_vague = first in _INDEFINITE or not phrase.is_definite
    return is_vague and "official" in entry.flags and entry.kind == "person"


def _has_veil(reading: Reading, words: Span, start: int, end: int, veils: list[int]) -> bool:
    at = bisect_left(veils, start)
    if at == len(veils) or veils[at] > end + VEIL_REACH:
        return False
    last = reading.sentence_of(words[1] - 1)[1]
    return veils[at] < reading.marks.words[last - 1][1]
