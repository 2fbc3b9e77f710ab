"""Chains under construction: which mentions are one entity so far, and which never may be.

A union-find over mentions. Each chain keeps what its mentions have said of themselves, so that a join
is refused in constant time when two chains contradict each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.extract.phrases import Phrase

_FITS: dict[str, frozenset[str]] = {
    "person": frozenset(("person", "group")),
    "group": frozenset(("person", "group", "organization")),
    "organization": frozenset(("group", "organization", "place", "facility")),
    "place": frozenset(("place", "facility", "organization")),
    "facility": frozenset(("facility", "place", "organization")),
    "event": frozenset(("event",)),
    "work": frozenset(("work",)),
}


@dataclass(slots=True)
class _Traits:
    """What the mentions of one chain have said so far."""

    kinds: set[str]
    genders: set[str]
    numbers: set[str]
    people: set[tuple[str, ...]]
    names: set[tuple[str, ...]]
    countries: set[str]
    enemies: set[int]


class Chains:
    """Mentions joined so far; every join says how sure it is."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._parent = list(range(len(phrases)))
        self._first = list(range(len(phrases)))
        self._traits = [_traits(phrase) for phrase in phrases]
        self.strength = [1.0] * len(phrases)
        """How sure it is that each mention belongs to its chain."""

    def find(self, mention: int) -> int:
        """Give the mention that stands for a mention's chain."""
        parent = self._parent
        while parent[mention] != mention:
            parent[mention] = parent[parent[mention]]
            mention = parent[mention]
        return mention

    def first_of(self, mention: int) -> int:
        """Give the earliest mention of a mention's chain."""
        return self._first[self.find(mention)]

    def keep_apart(self, one: int, other: int) -> None:
        """Say that two mentions are never one entity; without effect if they already are."""
        first, second = self.find(one), self.find(other)
        if first != second:
            self._traits[first].enemies.add(other)
            self._traits[second].enemies.add(one)

    def may_join(self, one: int, other: int, *, trusts_names: bool = False) -> bool:
        """Say whether nothing speaks against two mentions being one entity.

        Args:
            one: a mention.
            other: another mention.
            trusts_names: different names are no objection, because a rule knows that they are aliases.
        """
        first, second = self.find(one), self.find(other)
        if first == second:
            return True
        left, right = self._traits[first], self._traits[second]
        return (
            _agree(left, right)
            and (trusts_names or not _names_clash(left, right))
            and not self._are_enemies(first, second)
        )

    def _are_enemies(self, first: int, second: int) -> bool:
        left, right = self._traits[first].enemies, self._traits[second].enemies
        if len(left) > len(right):
            left, second = right, first
        return any(self.find(enemy) == second for enemy in left)

    def join(self, one: int, other: int, strength: float, *, trusts_names: bool = False) -> bool:
        """Join two mentions' chains unless something speaks against it; say whether they are one now."""
        if not self.may_join(one, other, trusts_names=trusts_names):
            return False
        first, second = self.find(one), self.find(other)
        if first == second:
            return True
        later = max(one, other)
        self.strength[later] = min(self.strength[later], strength)
        if len(self._traits[first].enemies) < len(self._traits[second].enemies):
            first, second = second, first
        _unite(self._traits[first], self._traits[second])
        self._parent[second] = first
        self._first[first] = min(self._first[first], self._first[second])
        return True

    def names_of(self, mention: int) -> frozenset[tuple[str, ...]]:
        """Give the names that a mention's chain has so far."""
        traits = self._traits[self.find(mention)]
        return frozenset(traits.names | traits.people)

    def has_person(self, mention: int) -> bool:
        """Say whether a mention's chain names a person."""
        return bool(self._traits[self.find(mention)].people)

    def groups(self) -> list[list[int]]:
        """Give the chains, each in order of text, in order of their first mentions."""
        found: dict[int, list[int]] = {}
        for mention in range(len(self._parent)):
            found.setdefault(self.find(mention), []).append(mention)
        return list(found.values())


def _traits(phrase: Phrase) -> _Traits:
    is_person = phrase.label == "PER"
    tells_country = phrase.country is not None and phrase.kind in ("organization", "place")
    return _Traits(
        kinds={phrase.kind} if phrase.kind else set(),
        genders={phrase.gender} if phrase.gender else set(),
        numbers={phrase.number} if phrase.number else set(),
        people={phrase.name} if phrase.name and is_person else set(),
        names={phrase.name} if phrase.name and not is_person else set(),
        countries={phrase.country} if phrase.country and tells_country else set(),
        enemies=set(),
    )


def _unite(into: _Traits, other: _Traits) -> None:
    into.kinds |= other.kinds
    into.genders |= other.genders
    into.numbers |= other.numbers
    into.people |= other.people
    into.names |= other.names
    into.countries |= other.countries
    into.enemies |= other.enemies


def _agree(left: _Traits, right: _Traits) -> bool:
    return (
        _kinds_fit(left.kinds, right.kinds)
        and _genders_fit(left, right)
        and _numbers_fit(left, right)
        and not (left.countries and right.countries and left.countries.isdisjoint(right.countries))
    )


def _kinds_fit(left: set[str], right: set[str]) -> bool:
    return all(other in _FITS[kind] for kind in left for other in right if kind in _FITS and other in _FITS)


def _genders_fit(left: _Traits, right: _Traits) -> bool:
    both = left.genders | right.genders
    if len(both) > 1:
        return False
    if both == {"neuter"}:
        return "person" not in left.kinds | right.kinds
    return not both or (left.kinds | right.kinds) <= {"person"}


def _numbers_fit(left: _Traits, right: _Traits) -> bool:
    """One and many differ, save that a body may be "they" and a named body has no number."""
    both = left.numbers | right.numbers
    if len(both) < 2:
        return True
    kinds = left.kinds | right.kinds
    return "person" not in kinds and bool(kinds & {"organization", "place", "facility", "group"})


def _names_clash(left: _Traits, right: _Traits) -> bool:
    if any(are_two_people(one, other) for one in left.people for other in right.people):
        return True
    if (left.names and right.people) or (right.names and left.people):
        return True
    return bool(left.names and right.names) and left.names.isdisjoint(right.names)


def are_two_people(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two names of people cannot be one person's.

    >>> are_two_people(("ana", "ruiz"), ("ruiz",)), are_two_people(("ana", "ruiz"), ("luis", "ruiz"))
    (False, True)
    >>> are_two_people(("j.", "ruiz"), ("juan", "ruiz"))
    False
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if is_part_of(short, long):
        return False
    if len(short) < 2 or short[-1] != long[-1]:
        return True
    return not is_initial_of(short[0], long[0])


def is_part_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether one name's words stand together in another's."""
    size = len(short)
    return any(long[at : at + size] == short for at in range(len(long) - size + 1))


def is_initial_of(one: str, other: str) -> bool:
    """Say whether two given names may be one: equal, or one the other's initial or short form."""
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) >= 3)
