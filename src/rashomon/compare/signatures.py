"""What a report is recognized by when stories are sought: weighty words, names, events, places, days."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rashomon.compare.contexts import Contexts, read_day
from rashomon.compare.stems import content_stems
from rashomon.records import Account

WORDS = 80
"""Stems that a signature keeps, the weightiest; more change no similarity by more than 0.01."""
KEYS = 24
"""Of those, how many lead to other reports."""
TITLE = 2
"""How often more a word of the headline counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A report as stories are sought by it.

    ``words`` are weights by stem, of length 1 together; ``names`` stems of all names; ``deeds`` types and
    modes of its events; ``places`` ids of its scenes; ``days`` those its events fall on, as ordinals, and
    ``day`` that of its publication.
    """

    report: str
    day: int | None
    words: Mapping[str, float]
    names: frozenset[str]
    deeds: frozenset[str]
    places: frozenset[int]
    days: frozenset[int]

    @property
    def keys(self) -> tuple[str, ...]:
        """The words by which other reports of the story are found, the weightiest first."""
        return tuple(sorted(self.words, key=lambda word: (-self.words[word], word))[:KEYS])


def sign(account: Account) -> Signature:
    """Make the signature of an account."""
    report, contexts = account.report, Contexts(account)
    counts = Counter([*content_stems(report.text), *(TITLE * content_stems(report.title or ""))])
    weights = {stem: (1 + math.log(count)) * rarity(stem) for stem, count in counts.items()}
    kept = sorted(weights, key=lambda stem: (-weights[stem], stem))[:WORDS]
    length = math.sqrt(sum(weights[stem] ** 2 for stem in kept)) or 1.0
    present = [event for event in account.events if not contexts.is_past(contexts.number(event.anchor))]
    places = {place.id: place for place in account.places}
    scenes = [places[event.place] for event in present if event.place in places]
    published = read_day(report.published)
    return Signature(
        report=report.id,
        day=None if published is None else published.toordinal(),
        words={stem: weights[stem] / length for stem in kept},
        names=frozenset(_names(account)),
        deeds=frozenset(f"{event.type} {event.mode}" for event in present),
        places=frozenset(place.geonames_id for place in scenes if place.geonames_id is not None),
        days=frozenset(_days(account, {event.time for event in present})),
    )


def _names(account: Account) -> Iterator[str]:
    for entity in account.entities:
        for mention in entity.mentions:
            if mention.form == "name":
                yield from content_stems(account.report.text[slice(*mention.span)])


def _days(account: Account, wanted: set[str | None]) -> Iterator[int]:
    """Give the days of the times that are a day or shorter."""
    for time in account.times:
        start, end = read_day(time.start), read_day(time.end or time.start)
        if time.id in wanted and start is not None and start == end:
            yield start.toordinal()


def rarity(stem: str) -> float:
    """Give how few reports have a stem, as the logarithm of what part of them (inverse document frequency).

    >>> rarity("minist") < rarity("kostenet")
    True
    """
    frequencies, size = _frequencies()
    return math.log(size / (1 + frequencies.get(stem, 0)))


@cache
def _frequencies() -> tuple[Mapping[str, int], int]:
    """Read in how many of how many documents stems occur: data/stems.tsv, made by training/joins.py."""
    text = (resources.files("rashomon.compare") / "data" / "stems.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    counts = {stem: int(count) for stem, count in rows}
    return counts, counts.pop("")
