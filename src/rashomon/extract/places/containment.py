"""What a report says outright of where a place lies: "Gao, Mali", "Mali's Gao", "the Malian town of Gao"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.extract.countries import Countries
from rashomon.extract.places.place_words import AREAS, FACILITIES, PARTS
from rashomon.extract.places.toponyms import Toponym
from rashomon.extract.reading import Reading

REACH = 9
"""Words between two toponyms at most for one to be said to lie in the other."""
CLOSE = 4
"""Up to so many words "in" leaves no doubt; beyond, it may belong to something else."""
PEOPLE_REACH = 6
"""Words from a people's name to the place: "the northern Malian market town of"."""
SURE, LIKELY = 1.0, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Containment:
    """One toponym (an index) is said to lie in another, or in a country.

    ``strength`` is at most 1. ``manner`` is "in" where nothing else can be meant ("Gao in Mali", "Mali's
    Gao"), "comma" ("Gao, Mali"), or "list" ("Gao, Niger and Chad").
    """

    inner: int
    outer: int | None
    country: str | None
    strength: float
    manner: str


def find_containments(
    reading: Reading, toponyms: Sequence[Toponym], countries: Countries
) -> list[Containment]:
    """Find all places said to lie in another, in order of text; only neighbours are looked at."""
    found: list[Containment] = []
    for index, toponym in enumerate(toponyms):
        found.extend(_by_people(reading, index, toponym, countries))
        if index + 1 < len(toponyms):
            found.extend(_of_neighbours(reading, toponyms, index))
    return found


def _of_neighbours(reading: Reading, toponyms: Sequence[Toponym], index: int) -> Iterator[Containment]:
    start, end = toponyms[index].words[1], toponyms[index + 1].words[0]
    if not 0 < end - start <= REACH or _breaks_off(reading, start, end):
        return
    gap = reading.lower[start:end]
    if gap in ([","], ["("]):
        manner = "list" if gap == [","] and _goes_on(reading, toponyms, index + 1) else "comma"
        yield Containment(inner=index, outer=index + 1, country=None, strength=SURE, manner=manner)
    elif _is_in(reading, start, end):
        strength = SURE if len(gap) <= CLOSE else LIKELY
        yield Containment(inner=index, outer=index + 1, country=None, strength=strength, manner="in")
    elif gap[0] in ("'s", "'") and all(_is_apposed(reading, word) for word in range(start + 1, end)):
        yield Containment(inner=index + 1, outer=index, country=None, strength=SURE, manner="in")


def _goes_on(reading: Reading, toponyms: Sequence[Toponym], index: int) -> bool:
    """Say whether a list may go on behind a toponym: ", Niger and Chad"."""
    if index + 1 >= len(toponyms):
        return False
    gap = reading.lower[toponyms[index].words[1] : toponyms[index + 1].words[0]]
    return len(gap) <= 2 and all(word in (",", "and", "or") for word in gap)


def _breaks_off(reading: Reading, start: int, end: int) -> bool:
    """Say whether a verb or a sentence's end stands between two toponyms."""
    return reading.sentence_of(start - 1) != reading.sentence_of(end) or any(
        reading.marks.upos[word] in ("VERB", "AUX")
        or reading.lower[word] in ("and", "or", "to", "from", ":", ";")
        for word in range(start, end)
    )


def _is_in(reading: Reading, start: int, end: int) -> bool:
    """Say whether "in" or "of" joins two names, with no more than articles, parts and kinds of places.

    "Gao, a town in northern Mali"; not "30 km north of Mali", not "US bases in Mali".
    """
    word = end - 1
    while word > start and (reading.lower[word] in PARTS or reading.marks.upos[word] in ("DET", "ADJ")):
        word -= 1
    if reading.lower[word] not in ("in", "of", "within") or reading.lower[word - 1] in PARTS:
        return False
    return all(
        _is_apposed(reading, one)
        or reading.marks.upos[one] == "DET"
        or reading.lower[one] in ("in", ",")
        or reading.lower[one] in FACILITIES
        for one in range(start, word)
    )


def _is_apposed(reading: Reading, word: int) -> bool:
    """Say whether a word may stand between "Mali's" and the name: "northern market town of"."""
    lower = reading.lower[word]
    return (
        lower in PARTS or lower in AREAS or lower in ("of", "-") or reading.marks.upos[word] in ("ADJ", "NUM")
    )


def _by_people(reading: Reading, index: int, toponym: Toponym, countries: Countries) -> Iterator[Containment]:
    """Find a people's name in front: "the Malian town of Gao", not "Malian forces in Gao"."""
    start = toponym.words[0]
    for first, form in reversed(countries.between(max(0, start - PEOPLE_REACH), start)):
        if form.form == "people" and all(
            _is_apposed(reading, word) for word in range(first + len(form.words), start)
        ):
            yield Containment(inner=index, outer=None, country=form.iso3, strength=SURE, manner="in")
            return
