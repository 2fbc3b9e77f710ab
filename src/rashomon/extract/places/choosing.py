"""Chooses among namesakes: each name's places get a score, and the scores of all names of a report agree.

A place's score is a sum of log odds: how likely the name alone is to mean it (population, what kind of place
it is, whether it is its main name), what the report says outright ("Paris, Texas"), and how many other places
of the report lie in the same country or region, or near. The last is found in rounds: each name lends its
places' probabilities to the others. The place that the gazetteer lacks competes with a fixed score; what does
not beat it clearly stays open. Toponym resolution by such evidence goes back to Leidner (2007).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.extract.places.evidence import Evidence
from rashomon.extract.places.gazetteer import Entry

UNKNOWN = -1.0
"""Score of the place that the gazetteer lacks."""
PER_TENFOLD = 1.2
"""For each tenfold of population, from a thousand."""
OF_FEATURE = {"country": 3.5, "continent": 3.0, "capital": 2.5, "city": 0.0, "admin1": 0.0, "admin2": -1.5}
OF_LISTED, OF_OWN = 7.0, 20.0
"""The package's large regions, which compete with namesakes, and a user's own places, which go first."""
MAIN_NAME = 1.5
FITS_SORT, NOT_SORT = 3.0, -2.0
"""The report calls it a province, and it is one, or is none; the same for a town that is to be a river."""
NOT_FACILITY = -4.0
"""A town that bears the name of a facility: "White House"."""
IN_LEXICON = 2.0
"""The lexicon knows the name as a country's, or its capital's."""
MOST_DOUBTED = 0.85
"""Confidence at most in a town whose name never stands as a place in the report, or names somebody there.

On the half of LGL that was tuned on, of towns found with 0.9 and more those never told as places were right
in 86 of 100, others in 94. Letting such towns lose against the unknown lost two right ones for each spurious.
"""
CONTAINED = 6.0
"""Said outright to lie where it does."""
ROUNDS = 3
MOST_CHOICES = 12
"""Places of a name that go into the rounds, the likeliest first."""
MOST_OUTER = 6
"""Places that another may lie in that are looked at for each name."""
TOWN_OF_REGION = 0.1
"""Share of a region's probability from which its town of the same name is meant."""
SUBURB_KM = 50
"""A quarter lies in a city if it is no farther from its middle."""
_EARTH_KM = 6371


@dataclass(slots=True, kw_only=True)
class Choice:
    """One name of the report in one sense: its mentions, the places it may mean, and their scores.

    ``own`` are scores by the name and by what is said outright, ``shares`` probabilities by all; what is
    missing to 1 is the place that the gazetteer lacks. ``holds_others``: other names are said to lie in it.
    """

    mentions: list[int]
    entries: list[Entry]
    own: list[float]
    sort: str
    shares: list[float] = field(default_factory=list[float])
    holds_others: bool = False
    is_doubted: bool = False


def choose(entries: Sequence[Entry], sort: str, country: str | None) -> Choice:
    """Make a choice between the places that bear a name.

    Args:
        entries: the places.
        sort: what the words beside the name call it.
        country: whose name or capital it is by the lexicon.
    """
    own = [
        prior(entry, sort) + IN_LEXICON * (country is not None and entry.country == country)
        for entry in entries
    ]
    return Choice(mentions=[], entries=list(entries), own=own, sort=sort)


def prior(entry: Entry, sort: str) -> float:
    """Score a place by its name alone, and by what the words beside the name call it."""
    score = PER_TENFOLD * math.log10(max(entry.population, 100) / 1000)
    score += OF_FEATURE.get(entry.feature, OF_LISTED) + MAIN_NAME * entry.is_main + OF_OWN * entry.is_own
    if sort in ("facility", "nature"):
        wrong = NOT_FACILITY if sort == "facility" else NOT_SORT
        return score + wrong * (entry.feature in ("city", "capital"))
    return score + ((FITS_SORT if _fits(entry.feature, sort) else NOT_SORT) if sort else 0.0)


def _fits(feature: str, sort: str) -> bool:
    if sort == "city":
        return feature in ("city", "capital")
    return feature == sort or (sort in ("admin1", "admin2") and feature in ("admin1", "admin2"))


def lies_in(inner: Entry, outer: Entry) -> bool:
    """Say whether a place lies in another, as far as the gazetteer tells."""
    if (
        inner is outer
        or inner.country is None
        or inner.country != outer.country
        or inner.feature == "country"
    ):
        return False
    if outer.feature == "country":
        return True
    if inner.admin1 is None or inner.admin1 != outer.admin1 or inner.feature == "admin1":
        return False
    return outer.feature in ("admin1", "admin2") or distance_km(inner, outer) <= SUBURB_KM


def distance_km(one: Entry, other: Entry) -> float:
    """Give the distance between two places on a sphere; infinite if one has no point."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    return haversine_km((one.latitude, one.longitude), (other.latitude, other.longitude))


def haversine_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the distance between two points (latitude, longitude in degrees) on a sphere.

    >>> round(haversine_km((48.85, 2.35), (51.51, -0.13)))
    344
    """
    (north, east), (to_north, to_east) = (map(math.radians, point) for point in (one, other))
    half = (
        math.sin((to_north - north) / 2) ** 2
        + math.cos(north) * math.cos(to_north) * math.sin((to_east - east) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def link(inner: Choice, outer: Choice, strength: float) -> None:
    """Let two names of which one is said to lie in the other agree.

    Each place gains as much as the best pair with it gains over the best places alone, as in max-product
    belief propagation.
    """
    best = sorted(range(len(outer.own)), key=lambda at: -outer.own[at])[:MOST_OUTER]
    pairs = [
        (a, b) for b in best for a, entry in enumerate(inner.entries) if lies_in(entry, outer.entries[b])
    ]
    if not pairs:
        return
    outer.holds_others = True
    bonus = CONTAINED * strength
    most_inner, most_outer = max(inner.own), max(outer.own)
    for_inner, for_outer = [0.0] * len(inner.own), [0.0] * len(outer.own)
    for a, b in pairs:
        for_inner[a] = max(for_inner[a], outer.own[b] + bonus - most_outer)
        for_outer[b] = max(for_outer[b], inner.own[a] + bonus - most_inner)
    inner.own = [own + more for own, more in zip(inner.own, for_inner, strict=True)]
    outer.own = [own + more for own, more in zip(outer.own, for_outer, strict=True)]


def keep_out(choice: Choice) -> None:
    """Let all places of a name lose: the report says outright that it lies where none of them does."""
    choice.own = [own - CONTAINED for own in choice.own]


def place_in_country(choice: Choice, country: str, strength: float) -> None:
    """Let the places of a country gain: "the Malian town of Gao"."""
    choice.own = [
        own + CONTAINED * strength * (entry.country == country and entry.feature != "country")
        for entry, own in zip(choice.entries, choice.own, strict=True)
    ]


def settle(choices: Sequence[Choice], evidence: Evidence) -> None:
    """Let all names of a report agree; ``evidence`` holds what is known beside the names themselves."""
    for choice in choices:
        _prune(choice)
        choice.shares = share_out(choice.own)
        evidence.add(choice)
    for _ in range(ROUNDS):
        for choice in choices:
            evidence.remove(choice)
            choice.shares = share_out(
                [own + evidence.support(entry) for entry, own in zip(choice.entries, choice.own, strict=True)]
            )
            evidence.add(choice)


def _prune(choice: Choice) -> None:
    kept = sorted(range(len(choice.own)), key=lambda at: (-choice.own[at], at))[:MOST_CHOICES]
    choice.entries, choice.own = [choice.entries[at] for at in kept], [choice.own[at] for at in kept]


def best_of(choice: Choice) -> Entry:
    """Give the likeliest place; of a region and its town of the same name the town.

    "They left Gao" is the town, "the Gao region" and "Bourem, Gao" are not.
    """
    order = sorted(range(len(choice.entries)), key=lambda at: (-choice.shares[at], at))
    best = choice.entries[order[0]]
    if best.feature != "admin1" or choice.sort or choice.holds_others:
        return best
    towns = (
        choice.entries[at]
        for at in order
        if choice.shares[at] >= TOWN_OF_REGION * choice.shares[order[0]]
        and choice.entries[at].is_main
        and choice.entries[at].feature in ("city", "capital")
        and is_same_area(choice.entries[at], best)
    )
    return next(towns, best)


def is_same_area(one: Entry, other: Entry) -> bool:
    """Say whether two places of a name are one for most purposes: a region and its town of the same name."""
    return one is other or (
        one.admin1 is not None and (one.country, one.admin1) == (other.country, other.admin1)
    )


def share_out(scores: Sequence[float]) -> list[float]:
    """Turn scores into probabilities, beside that of the place that the gazetteer lacks."""
    highest = max((UNKNOWN, *scores))
    parts = [math.exp(score - highest) for score in scores]
    total = sum(parts) + math.exp(UNKNOWN - highest)
    return [part / total for part in parts]
