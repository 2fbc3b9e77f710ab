"""What a report is recognized by when stories are sought: weighty words, names, events, places, days."""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import resources
from itertools import islice

from rashomon.compare.contexts import Contexts, read_day
from rashomon.compare.stems import content_stems
from rashomon.records import Account, Event, Span

WORDS = 80
"""Stems that a signature keeps, the weightiest; more change no similarity by more than 0.01."""
KEYS = 24
"""Of those, how many lead to other reports."""
TITLE = 2
"""How often more a word of the headline counts."""

LEAD = 45
"""Words from which the lead of a report is full: the sentences that say what it is about."""

_HASH_BYTES = 4
_WEIGHED = ("words", "names", "lead")
_PLAIN = ("deeds", "places", "figures")
_HEAD = struct.Struct("<I7H")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A report as stories are sought by it; words and names are hashes of stems (``hash_stem``).

    ``day`` is that of its publication, as an ordinal. ``words`` are weights, the weightiest first, of length
    1 together; ``names`` and ``lead`` how rare the stems of its names and of its first sentences are.
    ``deeds`` are types and modes of its events, ``dated`` those of which the day is known, with it;
    ``places`` the ids of their scenes, ``figures`` what was counted in them.
    """

    report: str
    day: int | None
    words: Mapping[int, float]
    names: Mapping[int, float]
    lead: Mapping[int, float]
    deeds: frozenset[int]
    dated: frozenset[tuple[int, int]]
    places: frozenset[int]
    figures: frozenset[int]

    @property
    def keys(self) -> tuple[int, ...]:
        """The words by which other reports of the story are found, the weightiest first."""
        return tuple(self.words)[:KEYS]


def sign(account: Account) -> Signature:
    """Make the signature of an account."""
    report, contexts = account.report, Contexts(account)
    present = [event for event in account.events if not contexts.is_past(contexts.number(event.anchor))]
    places = {place.id: place for place in account.places}
    scenes = [places[event.place] for event in present if event.place in places]
    published = read_day(report.published)
    title = content_stems(report.title or "")
    return Signature(
        report=report.id,
        day=None if published is None else published.toordinal(),
        words=_weigh([*content_stems(report.text), *(TITLE * title)]),
        names=_weigh_by_rarity(_names(account)),
        lead=_weigh_by_rarity([*title, *content_stems(_cut_lead(report.text, contexts.spans))]),
        deeds=frozenset(map(_hash_deed, present)),
        dated=frozenset(_date(account, present)),
        places=frozenset(place.geonames_id for place in scenes if place.geonames_id is not None),
        figures=frozenset(_figures(account, contexts)),
    )


def _weigh(stems: Iterable[str]) -> dict[int, float]:
    """Weigh the stems of a text by how often they stand in it and how rare they are; keep the weightiest."""
    weights = {stem: (1 + math.log(count)) * rarity(stem) for stem, count in Counter(stems).items()}
    kept = sorted(weights, key=lambda stem: (-weights[stem], stem))[:WORDS]
    length = math.sqrt(sum(weights[stem] ** 2 for stem in kept)) or 1.0
    return {hash_stem(stem): _single(weights[stem] / length) for stem in kept}


def _weigh_by_rarity(stems: Iterable[str]) -> dict[int, float]:
    return {hash_stem(stem): _single(rarity(stem)) for stem in sorted(set(stems))}


def _names(account: Account) -> Iterator[str]:
    for entity in account.entities:
        for mention in entity.mentions:
            if mention.form == "name":
                yield from content_stems(account.report.text[slice(*mention.span)])


def _cut_lead(text: str, sentences: Sequence[Span]) -> str:
    """Give the sentences a text begins with, until they have ``LEAD`` words; the first one at least."""
    words = 0
    for start, end in sentences:
        words += len(text[start:end].split())
        if words >= LEAD:
            return text[:end]
    return text


def _hash_deed(event: Event) -> int:
    return hash_stem(f"{event.type} {event.mode}")


def _date(account: Account, events: Iterable[Event]) -> Iterator[tuple[int, int]]:
    """Give what was done on which day, where a time tells it that is a day or shorter."""
    times = {time.id: time for time in account.times}
    for event in events:
        time = times.get(event.time or "")
        start, end = (
            (None, None) if time is None else (read_day(time.start), read_day(time.end or time.start))
        )
        if start is not None and start == end:
            yield _hash_deed(event), start.toordinal()


def _figures(account: Account, contexts: Contexts) -> Iterator[int]:
    """Give what is counted how often, where a report tells one number of it."""
    for one in account.quantities:
        if one.low is not None and one.low == one.high and not contexts.is_past(contexts.number(one.span)):
            yield hash_stem(f"{one.role} {one.low:g}")


def pack(signature: Signature) -> bytes:
    """Write a signature as bytes, about a kilobyte."""
    weighed: list[Mapping[int, float]] = [getattr(signature, name) for name in _WEIGHED]
    plain: list[list[int]] = [sorted(getattr(signature, name)) for name in _PLAIN]
    plain.append([number for pair in sorted(signature.dated) for number in pair])
    sizes = [len(one) for one in (*weighed, *plain)]
    whole = [number for one in (*weighed, *plain) for number in one]
    weights = [weight for one in weighed for weight in one.values()]
    body = struct.pack(f"<{len(weights)}f{len(whole)}I", *weights, *whole)
    return _HEAD.pack(signature.day or 0, *sizes) + body


def unpack(packed: bytes, report: str) -> Signature:
    """Give the signature that was packed; ``report`` is the report's id."""
    day, *sizes = _HEAD.unpack_from(packed)
    weighed = sum(sizes[: len(_WEIGHED)])
    numbers = struct.unpack_from(f"<{weighed}f{sum(sizes)}I", packed, _HEAD.size)
    weights, whole = iter(numbers[:weighed]), iter(numbers[weighed:])
    parts = [tuple(islice(whole, size)) for size in sizes]
    maps = [dict(zip(part, weights, strict=False)) for part in parts[: len(_WEIGHED)]]
    sets = map(frozenset[int], parts[len(_WEIGHED) : -1])
    return Signature(
        report=report,
        day=day or None,
        dated=frozenset(zip(parts[-1][::2], parts[-1][1::2], strict=True)),
        **dict(zip(_WEIGHED, maps, strict=True)),
        **dict(zip(_PLAIN, sets, strict=True)),
    )


def _single(weight: float) -> float:
    """Round a weight to single precision, so that packing changes nothing."""
    return struct.unpack("<f", struct.pack("<f", weight))[0]


@lru_cache(maxsize=65536)
def hash_stem(stem: str) -> int:
    """Give the number that stands for a stem: 32 bits, the same on any machine.

    >>> hash_stem("kostenet")
    2204466232
    """
    return int.from_bytes(blake2b(stem.encode(), digest_size=_HASH_BYTES).digest(), "little")


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
