"""Entities: chains with a name, a kind, and where the text or the lexicon tells, a country and a sector."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.extract.chains import Chains
from rashomon.extract.coreference import Thresholds, find_chains
from rashomon.extract.countries import find_countries
from rashomon.extract.lexicon import ENTITY_KINDS, NounEntry
from rashomon.extract.mentions import RELATIVES, FoundMentions, find_mentions
from rashomon.extract.naming import find_noun
from rashomon.extract.phrases import Phrase, read_phrases
from rashomon.extract.reading import Reading
from rashomon.records import Entity, Mention
from rashomon.text import content_id

_SERVING = frozenset("official inspector envoy negotiator adviser advisor aide".split())
"""Nouns of whom the body they serve tells the sector: "Red Cross officials" are no government."""
LONGEST_NAME_WORDS = 12
"""A description longer than this is no name; the shortest one stands in."""


_PERSON_ENDING = re.compile("(er|or|ist|man|men|ee|ian|ant|mate|crat|ess)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The entities of a report and how its mentions lead to them.

    ``phrases`` are its mentions in order of text; ``entity_of`` has for each the index in ``entities``
    or None; ``members`` has for each entity its mentions; ``sources`` has for each attribution the
    mention that is its source, or None.
    """

    entities: tuple[Entity, ...]
    phrases: list[Phrase]
    entity_of: list[int | None]
    members: list[list[int]]
    sources: list[int | None]


def find_entities(reading: Reading, thresholds: Thresholds | None = None) -> Cast:
    """Find the entities of a report, in order of first mention.

    A chain becomes an entity if one of its mentions is no pronoun and of a kind that the contract knows,
    or if it is the source of something.
    """
    found = find_mentions(reading)
    phrases = read_phrases(reading, found.marks, find_countries(reading))
    chains = find_chains(reading, found, phrases, thresholds)
    speaking = {chains.find(source) for source in found.sources if source is not None}
    entities: list[Entity] = []
    entity_of: list[int | None] = [None] * len(phrases)
    kept: list[list[int]] = []
    for members in chains.groups():
        if chains.find(members[0]) not in speaking and not _is_entity(phrases, members):
            continue
        for member in members:
            entity_of[member] = len(entities)
        kept.append(members)
        entities.append(_make_entity(reading, phrases, members, chains))
    return Cast(
        entities=tuple(entities),
        phrases=phrases,
        entity_of=entity_of,
        members=kept,
        sources=found.sources,
    )


def link_mentions(
    reading: Reading, thresholds: Thresholds | None = None
) -> tuple[FoundMentions, list[list[int]]]:
    """Give all mentions and their chains, single ones among them: what a benchmark of chains scores."""
    found = find_mentions(reading)
    phrases = read_phrases(reading, found.marks, find_countries(reading))
    return found, find_chains(reading, found, phrases, thresholds).groups()


def _is_entity(phrases: Sequence[Phrase], members: Iterable[int]) -> bool:
    return any(phrases[member].form != "pronoun" and phrases[member].kind for member in members)


def _make_entity(
    reading: Reading, phrases: Sequence[Phrase], members: Sequence[int], chains: Chains
) -> Entity:
    own = [phrases[member] for member in members]
    kind = _vote_kind(own)
    names = _names(reading, own, kind)
    name = names[0] if names else _describe(reading, own)
    mentions = tuple(Mention(span=reading.chars(phrase.words), form=phrase.form) for phrase in own)
    sure = [phrases[member].mark.score * chains.strength[member] for member in members]
    first, last = mentions[0].span, mentions[-1].span
    return Entity(
        id=content_id(
            "entity", reading.report.id, name, kind, *(f"{at}" for at in (*first, *last, len(own)))
        ),
        name=name,
        kind=kind,
        country=_vote(own, lambda phrase: phrase.country),
        sector=_vote(own, lambda phrase: _sector(reading, phrase)),
        aliases=tuple(names[1:]),
        mentions=mentions,
        confidence=round(min(1.0, max(0.0, sum(sure) / len(sure))), 4),
    )


def _vote_kind(own: Sequence[Phrase]) -> str:
    """Choose a chain's kind: names and head nouns count double, pronouns half; a lone pronoun is a person."""
    votes: defaultdict[str, float] = defaultdict(float)
    for phrase in own:
        weight = 0.5 if phrase.form == "pronoun" else 1.0
        if phrase.kind:
            votes[phrase.kind] += weight * (1 + (phrase.label is not None))
        if phrase.entry and phrase.label is None:
            votes[phrase.entry.kind] += weight
    if "person" in votes and _are_many(own, votes):
        votes["group"] += votes.pop("person")
    if not votes:
        return _kind_of_unknown(own)
    return max(ENTITY_KINDS, key=lambda kind: votes.get(kind, 0.0))


def _are_many(own: Sequence[Phrase], votes: Mapping[str, float]) -> bool:
    """Say whether a chain of persons is a set of them: "officials", "many voters"."""
    plural = [phrase.number == "plural" for phrase in own if phrase.form != "pronoun"]
    return (
        any(phrase.number == "plural" for phrase in own) if "group" in votes else bool(plural) and all(plural)
    )


def _kind_of_unknown(own: Sequence[Phrase]) -> str:
    """Guess the kind of a chain of which neither encoder nor lexicon tells one."""
    if any(phrase.form == "name" and phrase.country for phrase in own):
        return "place"
    nouns = [phrase.noun for phrase in own if phrase.form == "description" and phrase.is_noun]
    if nouns and not any(_PERSON_ENDING.search(noun) for noun in nouns):
        return "work"  # what speaks and is nobody: "the order", "the outcome"
    if "neuter" in {phrase.gender for phrase in own}:
        return "organization"
    return "group" if "plural" in {phrase.number for phrase in own} else "person"


def _names(reading: Reading, own: Sequence[Phrase], kind: str) -> list[str]:
    """Give a chain's names, the fullest first and the rest in order of text."""
    texts: dict[str, list[Phrase]] = {}
    for phrase in own:
        if phrase.name_words is not None and phrase.name:
            texts.setdefault(" ".join(reading.text_of(phrase.name_words).split()), []).append(phrase)
    distinct: dict[str, str] = {}
    for text in texts:
        key = text.casefold()
        if key not in distinct or (distinct[key].isupper() and not text.isupper()):
            distinct[key] = text
    if not distinct:
        return []
    order = list(distinct.values())
    is_person = kind == "person"

    def fullness(text: str) -> tuple[bool, int, int, int]:
        phrases = texts[text]
        size = len(phrases[0].name)
        return (phrases[0].label == "PER") == is_person, size, len(phrases), -order.index(text)

    fullest = max(order, key=fullness)
    return [fullest, *(text for text in order if text != fullest)]


def _describe(reading: Reading, own: Sequence[Phrase]) -> str:
    """Name a chain nobody names by its fullest description, without article; else by its pronoun."""
    described = [phrase for phrase in own if phrase.form != "pronoun"]
    if not described:
        named = min(own, key=lambda phrase: (phrase.person != 3, phrase.noun in RELATIVES))  # not "I"
        return " ".join(reading.text_of(named.words).split())
    short = [phrase for phrase in described if phrase.words[1] - phrase.words[0] <= LONGEST_NAME_WORDS]
    if short:
        best = max(short, key=lambda phrase: (phrase.words[1] - phrase.words[0], -phrase.words[0]))
    else:
        best = min(described, key=lambda phrase: (phrase.words[1] - phrase.words[0], phrase.words[0]))
    start, end = best.words
    if end - start > 1 and reading.lower[start] in ("the", "a", "an", "this", "that", "these", "those"):
        start += 1
    return " ".join(reading.text_of((start, end)).split())


def _vote(own: Sequence[Phrase], tell: Callable[[Phrase], str | None]) -> str | None:
    """Take what more than half of the mentions that tell anything say."""
    votes = [value for phrase in own if phrase.form != "pronoun" and (value := tell(phrase))]
    if len(votes) < 2:
        return votes[0] if votes else None
    value, count = Counter(votes).most_common(1)[0]
    return value if 2 * count > len(votes) else None


def _sector(reading: Reading, phrase: Phrase) -> str | None:
    """Tell the sector a mention shows: a body its words belong to before a title, a title before nothing."""
    if phrase.kind in ("place", "event", "work"):
        return None
    own = phrase.entry.sector if phrase.entry is not None else None
    if own not in (None, "CVL") and phrase.form != "name" and phrase.noun not in _SERVING:
        return own
    return _inner_sector(reading, phrase) or own


def _inner_sector(reading: Reading, phrase: Phrase) -> str | None:
    """Tell the sector of a body that a mention belongs to: "a spokesman for the police"; nearest first."""
    start, end = phrase.words
    past_name = phrase.name_words[1] if phrase.name_words else end
    words: list[int] = [
        *range(phrase.head - 1, max(start, phrase.head - 10) - 1, -1),
        *range(phrase.head + 1, min(end, phrase.head + 10)),
    ]
    for word in words:
        if word > phrase.head and reading.lower[word] in RELATIVES:
            break  # "loggers |who are in police custody"
        if reading.marks.upos[word] not in ("NOUN", "PROPN", "X"):
            continue
        entry: NounEntry | None = find_noun(reading, word, start, as_noun=True)[1]
        if entry is None or entry.sector in (None, "CVL"):
            continue
        if entry.kind == "organization" or (entry.kind == "person" and word >= past_name):
            return entry.sector
    return None
