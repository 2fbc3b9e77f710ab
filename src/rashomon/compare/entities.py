"""Entities of several accounts that are one: by names and their spellings, descriptions, and what they do."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rashomon.compare.contexts import Contexts
from rashomon.compare.joining import (
    Explained,
    Features,
    Pair,
    Scorer,
    compare_pairs,
    cut_pairs,
    explain_groups,
    join_groups,
    load_scorer,
    score_pairs,
)
from rashomon.compare.names import initials, name_words, shared_words, skeleton
from rashomon.compare.rarities import Rarities
from rashomon.compare.stems import content_words, singular, stem
from rashomon.records import Account, Entity, Judgement, RecordIn, Span, StoryEntity
from rashomon.text import content_id

COMMON = 60
"""A key that more entities of a story share ("group", "people") leads to no comparison."""

_BRACKETS = re.compile(r"[()\[\]]")
_NAMED_ALIKE = (
    "same name",
    "names in other order",
    "initials",
    "surname",
    "part of the name",
    "spelled alike",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEntity:
    """An entity of an account and the forms in which it is compared.

    ``names`` are its names cut into words; ``heads`` the nouns its descriptions turn on, ``nouns`` all words
    that its mentions hold, both in the singular; ``around`` what their sentences hold besides;
    ``deeds`` the types of events it has a part in, with the part; ``sentences`` the numbers of those that
    mention it; ``sole`` is its sector if its account has no other person, or no other body, of that sector.
    """

    at: RecordIn
    entity: Entity
    names: frozenset[tuple[str, ...]]
    heads: frozenset[str]
    nouns: frozenset[str]
    around: frozenset[str]
    deeds: frozenset[str]
    sentences: frozenset[int]
    is_plural: bool | None
    sole: str | None


def list_entities(accounts: Sequence[Account]) -> list[NamedEntity]:
    """Give the entities of accounts that a name or description mentions, in the accounts' order."""
    return [one for account in accounts for one in _list_one(account)]


def _list_one(account: Account) -> Iterator[NamedEntity]:
    contexts, deeds = Contexts(account), _list_deeds(account)
    told = [one for one in account.entities if any(mention.form != "pronoun" for mention in one.mentions)]
    sectors = Counter(_sector(entity) for entity in told)
    for entity in told:
        sector = _sector(entity)
        sole = sector if sectors[sector] == 1 else None
        yield _prepare(account, entity, contexts, deeds.get(entity.id, set()), sole)


def _sector(entity: Entity) -> str | None:
    """Give an entity's sector, and whether it is one person or a body."""
    if entity.sector is None:
        return None
    return f"{entity.sector} {'person' if entity.kind == 'person' else 'body'}"


def _list_deeds(account: Account) -> dict[str, set[str]]:
    deeds: dict[str, set[str]] = {}
    for event in account.events:
        for part, references in (("by", event.actors), ("to", event.recipients)):
            for one in references:
                if one.entity is not None:
                    deeds.setdefault(one.entity, set()).add(f"{part} {event.type} {event.mode}")
    for statement in account.statements:
        if statement.source is not None and statement.source.entity is not None:
            deeds.setdefault(statement.source.entity, set()).add(f"says {statement.cue.stance}")
    return deeds


def _prepare(
    account: Account, entity: Entity, contexts: Contexts, deeds: set[str], sole: str | None
) -> NamedEntity:
    text = account.report.text
    named = [text[slice(*one.span)] for one in entity.mentions if one.form == "name"]
    described = [text[slice(*one.span)] for one in entity.mentions if one.form == "description"]
    called = (
        [part for words in (entity.name, *entity.aliases) for part in _BRACKETS.split(words)] if named else ()
    )
    nouns = {noun for words in {*named, *described} for noun in _nouns(words)}
    sentences = frozenset(contexts.number(one.span) for one in entity.mentions)
    around = frozenset(stem for number in sentences for stem in contexts.stems(number))
    heads = {head for words in {*described, *(() if named else (entity.name,))} for head in _head(words)}
    return NamedEntity(
        at=RecordIn(report=account.report.id, id=entity.id),
        entity=entity,
        names=frozenset(words for name in called if (words := name_words(name))),
        heads=frozenset(heads),
        nouns=frozenset(nouns),
        around=around - {stem(noun) for noun in nouns},
        deeds=frozenset(deeds),
        sentences=sentences,
        is_plural=_is_plural(described),
        sole=sole,
    )


def _is_plural(described: Sequence[str]) -> bool | None:
    ends = [words.split(",")[0].split()[-1] for words in described if words.split(",")[0].split()]
    return None if not ends else ends[0].endswith("s") and not ends[0].endswith("ss")


_CUTS = frozenset("of in at on for from with to who which that near by over against".split())


@lru_cache(maxsize=16384)
def _head(words: str) -> tuple[str, ...]:
    """Give the noun that a description turns on, by where English puts it.

    >>> _head("the head of the State Police"), _head("masked gendarmes, some armed")
    (('head',), ('gendarme',))
    """
    part = words.split(",")[0].split()
    until = next((at for at, word in enumerate(part) if at and word.lower() in _CUTS), len(part))
    return _nouns(" ".join(part[:until]))[-1:]


@lru_cache(maxsize=16384)
def _nouns(words: str) -> tuple[str, ...]:
    """Give the words of a phrase that carry content, in the singular; a story says the same many times."""
    return tuple(singular(word) for word in content_words(words))


def entity_keys(one: NamedEntity) -> Iterator[str]:
    """Give what two entities must share at least one of to be compared at all."""
    for words in one.names:
        yield from (f"sound {skeleton(word)}" for word in words)
        yield f"initials {''.join(words) if len(words) == 1 else initials(words)}"
    yield from (f"noun {noun}" for noun in one.nouns)
    if one.sole is not None:
        yield f"sole {one.sole}"


def compare_entities(one: NamedEntity, other: NamedEntity, rarities: Rarities) -> dict[str, float]:
    """Give the features of a pair of entities.

    What speaks for two names says less of a name and a description, or of two descriptions: their features
    are others, which say so (on the train stories B-cubed by the weights of the other half 82.1 to 82.6).
    """
    found = dict(_compare_names(one, other))
    found |= _compare_descriptions(one, other, rarities)
    found["company"] = rarities.overlap(one.around, other.around)
    found["deeds"] = rarities.overlap(one.deeds, other.deeds)
    if one.sole is not None and one.sole == other.sole:
        found["sole of its sector"] = 1.0
    if one.is_plural is not None and other.is_plural is not None and one.is_plural != other.is_plural:
        found["one or many"] = 1.0
    left, right = one.entity, other.entity
    if left.kind == right.kind:
        found["kinds alike"] = 1.0
    elif found.keys() & set(_NAMED_ALIKE):
        found["kinds differ though named alike"] = 1.0
    else:
        found["-".join(sorted((left.kind, right.kind)))] = 1.0
    for name in ("country", "sector"):
        values: tuple[str | None, str | None] = getattr(left, name), getattr(right, name)
        if None not in values:
            found[f"same {name}" if values[0] == values[1] else f"other {name}"] = 1.0
    if one.at.report == other.at.report:
        found |= dict(_compare_within(one, other))
    if one.names and other.names:
        return found
    form = "one named" if one.names or other.names else "neither named"
    return {form: 1.0, **{f"{name}, {form}": value for name, value in found.items()}}


def _compare_within(one: NamedEntity, other: NamedEntity) -> Iterator[tuple[str, float]]:
    """Give what two entities of one account are to one another: what stands beside a thing is another."""
    yield "one account", 1.0
    if one.sentences.isdisjoint(other.sentences):
        return
    left, right = (sorted(mention.span for mention in each.entity.mentions) for each in (one, other))
    inside = [*_find_inside(left, right), *_find_inside(right, left)]
    yield ("one inside the other" if inside else "one sentence"), 1.0
    if any(outer[1] == inner[1] for outer, inner in inside):
        yield "one at the other's end", 1.0


def _find_inside(outer: Sequence[Span], inner: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Pair spans with those that begin inside them; both are in order of text.

    >>> list(_find_inside([(0, 20), (30, 40)], [(11, 20), (50, 60)]))
    [((0, 20), (11, 20))]
    """
    starts = [start for start, _ in inner]
    for span in outer:
        for other in inner[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]:
            yield span, other


def _compare_names(one: NamedEntity, other: NamedEntity) -> Iterator[tuple[str, float]]:
    relations = {_relate(left, right) for left in one.names for right in other.names}
    yield from ((name, 1.0) for name in [name for name in _RELATIONS if name in relations][:1])


_RELATIONS = (*_NAMED_ALIKE, "spelled alike, one word", "names share words", "other names")


def _relate(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """Say how two names stand to one another, by the closest of ``_RELATIONS``.

    >>> _relate(("ana", "pavel"), ("pavel",)), _relate(("plf",), ("people", "liberation", "front"))
    ('surname', 'initials')
    """
    if left == right:
        return "same name"
    if sorted(left) == sorted(right):
        return "names in other order"
    short, long = sorted((left, right), key=len)
    if len(short) == 1 and len(long) > 1 and short[0] == initials(long):
        return "initials"
    if len(short) > 1 and _abbreviates(short, long):
        return "spelled alike"
    if set(short) <= set(long):
        return "surname" if short == long[-len(short) :] else "part of the name"
    pairs = list(shared_words(short, long))
    if len(pairs) == len(short):
        return "spelled alike" if len(pairs) > 1 else "spelled alike, one word"
    return "names share words" if pairs else "other names"


def _abbreviates(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two names of one length are alike but for first names cut to a letter.

    >>> _abbreviates(("b", "tran"), ("bao", "tran"))
    True
    """
    if len(one) != len(other) or one[-1] != other[-1]:
        return False
    pairs = list(zip(one[:-1], other[:-1], strict=True))
    return all(left[0] == right[0] and 1 in (len(left), len(right)) for left, right in pairs)


def _compare_descriptions(
    one: NamedEntity, other: NamedEntity, rarities: Rarities
) -> Iterator[tuple[str, float]]:
    heads = one.heads & other.heads
    if heads:
        yield "same head", 1.0
        yield "rare head", rarities.rarest(heads)
    elif one.heads and other.heads:
        yield "other heads", 1.0
    elif named := one.heads & other.nouns | other.heads & one.nouns:
        yield "named so", rarities.rarest(named)
    yield "shared words", rarities.overlap(one.nouns, other.nouns)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedEntities:
    """The entities of a story, and which of them each entity of an account is."""

    entities: tuple[StoryEntity, ...]
    of: Mapping[RecordIn, str] = field(default_factory=dict[RecordIn, str])


def join_entities(
    accounts: Sequence[Account], judgements: Iterable[Judgement] = (), *, scorer: Scorer | None = None
) -> JoinedEntities:
    """Join the entities of a story's accounts that are one in the world.

    ``judgements`` are what a person said of two entities; they are obeyed. Pairs that are likely but not
    likely enough are kept as unsure.
    """
    scorer = scorer or load_scorer("entities")
    ones = list_entities(accounts)
    pairs = compare_all(ones)
    odds = score_pairs(pairs, scorer)
    numbers = {one.at: number for number, one in enumerate(ones)}
    groups = join_groups(len(ones), odds, scorer, read_judgements(judgements, numbers, "entity"))
    explained = explain_groups(groups, pairs, odds, scorer, [one.at for one in ones])
    entities = [_make_entity(group, [ones[number] for number in group.members]) for group in explained]
    return JoinedEntities(
        entities=tuple(entities), of={at: entity.id for entity in entities for at in entity.members}
    )


def _make_entity(group: Explained, ones: Sequence[NamedEntity]) -> StoryEntity:
    members = tuple(one.at for one in ones)
    return StoryEntity(
        id=content_id("entity", *(part for at in members for part in (at.report, at.id))),
        name=_choose_name(ones),
        kind=_commonest(one.entity.kind for one in ones) or ones[0].entity.kind,
        country=_commonest(one.entity.country for one in ones),
        sector=_commonest(one.entity.sector for one in ones),
        members=members,
        because=group.because,
        unsure=group.unsure,
    )


def _choose_name(ones: Sequence[NamedEntity]) -> str:
    """Give the name that most accounts have, the fullest of those.

    Where none has a name it is the description whose words are most in the others, the shortest of those.
    """
    called = Counter(one.entity.name for one in ones if one.names)
    if called:
        return max(called, key=lambda name: (called[name], len(name), name))
    nouns = Counter(noun for one in ones for noun in one.nouns)

    def likeness(name: str) -> float:
        own = [nouns[noun] for noun in _nouns(name)]
        return sum(own) / len(own) if own else 0.0

    return min({one.entity.name for one in ones}, key=lambda name: (-likeness(name), len(name), name))


def _commonest(values: Iterable[str | None]) -> str | None:
    told = [value for value in values if value is not None]
    return max(set(told), key=lambda value: (told.count(value), value), default=None)


def compare_all(ones: Sequence[NamedEntity]) -> dict[Pair, Features]:
    """Give the features of all pairs that share a key."""
    rarities = Rarities(one.nouns | one.heads | one.around | one.deeds for one in ones)
    return compare_pairs(
        cut_pairs(map(entity_keys, ones), COMMON),
        [_profile(one) for one in ones],
        [one.at.report for one in ones],
        lambda left, right: compare_entities(ones[left], ones[right], rarities),
    )


def _profile(one: NamedEntity) -> Hashable:
    """Give all of an entity by which it is compared."""
    own = one.entity
    told = own.kind, own.country, own.sector, one.is_plural, one.sole
    return told, one.names, one.heads, one.nouns, one.around, one.deeds


def read_judgements(
    judgements: Iterable[Judgement], numbers: Mapping[RecordIn, int], kind: str
) -> dict[Pair, bool]:
    """Give what a person said of pairs of records by their numbers; the last word on a pair holds."""
    said: dict[Pair, bool] = {}
    for one in judgements:
        left, right = numbers.get(one.left), one.right and numbers.get(one.right)
        if one.kind != kind or left is None:
            continue
        if one.says == "split":
            said |= {_order(left, other): False for other in numbers.values() if other != left}
        elif right is not None:
            said[_order(left, right)] = one.says == "same"
    return said


def _order(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)
