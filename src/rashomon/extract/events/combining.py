"""What the lexicon and the encoder's head say together: one list of events, each with its reasons.

The rule, measured in ``docs/decisions/events.md``:

- where both see an event, it is one, of the pattern's type; of several patterns that weigh the same the head
  chooses;
- what the head alone sees is one if it is sure of it and of its type;
- what the lexicon alone sees is one where the pattern asks for several words ("seek help from the army"), or
  no head has read the report;
- a pattern that counts but perhaps needs a head that is sure;
- where a pattern says "nothing" ("heart attack", "hit by taxes") there is nothing, whatever the head sees.

A user's own pattern is never overruled. The head says only types that the ontology has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.extract.events.matching import Match
from rashomon.extract.events.ontology import NOTHING
from rashomon.extract.reading import Reading
from rashomon.records import EventMark, Span

HEAD_ALONE = 0.7
"""How sure the head must be, of an event and its type together, that no pattern tells.

On the development stories the type of what it alone sees is right in 21 of 100 below 0.8, in 71 above; the F1
of events with their right type is the same (54.7 to 55.2) for every threshold from 0.5 to 0.8, and was 53.4
without one.
"""
HEAD_WITH_PERHAPS = 0.7
"""How sure the head must be beside a pattern of "perhaps": from 0.5 on a web page has two more events,
most of them wrong."""
ALONE = 4
"""Weight of a pattern that needs no head: lighter ones that it passes over were right in 23 of 100."""
SURE, PERHAPS = 0.7, 0.4
"""Confidence in a pattern alone, and in one of "perhaps"."""
_EMPTY = frozenset(("aux", "aux:pass", "det"))
"""How words hang that say no happening by themselves; a mark on these alone is left out."""
_DESCRIBING = _EMPTY | {"amod", "obl:unmarked", "nmod:unmarked"}
"""How words hang that are part of the happening they describe: "cowardly attack", "sprayed that day"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An event before its roles are read: anchor words, the word it turns on, and who saw it.

    ``match`` is the pattern that says its type, if one does; ``mark`` what the head saw there.
    """

    words: Span
    word: int
    type: str
    mode: str | None
    match: Match | None
    mark: EventMark | None
    confidence: float


def combine(
    reading: Reading, matches: Sequence[Match], marks: Iterable[EventMark], types: frozenset[str]
) -> list[Candidate]:
    """Make one list of candidates, in order of text, of what patterns and head see.

    Args:
        reading: the report.
        matches: patterns that hold; several at one word weigh the same.
        marks: the head's events; words outside the text are left out.
        types: the types of the ontology.
    """
    size = len(reading.words)
    deprels = reading.marks.deprels
    seen = [
        mark
        for mark in marks
        if 0 <= mark.words[0] < mark.words[1] <= size
        and any(deprels[word] not in _EMPTY for word in range(*mark.words))
    ]
    at = {word: mark for mark in sorted(seen, key=lambda mark: mark.score) for word in range(*mark.words)}
    found: list[Candidate] = []
    used: set[Span] = set()
    for word, own in _chosen(matches).items():
        told = [at[one] for one in (word, *own[0].words) if one in at]
        used |= {mark.words for mark in told}
        candidate = _with_match(word, own, told[0] if told else None, has_head=bool(seen))
        if candidate is not None:
            found.append(candidate)
    for mark in seen:
        word, type_ = reading.head_of(mark.words), _best(mark.types, types)
        if mark.words in used or type_ is None or mark.score * mark.types[type_] < HEAD_ALONE:
            continue
        is_hyphenated = mark.words[1] < size and reading.words[mark.words[1]] == "-"
        if reading.marks.heads[word] in at and (is_hyphenated or deprels[word] in _DESCRIBING):
            continue
        used.add(mark.words)
        found.append(_of_mark(word, mark, type_))
    return sorted(found, key=lambda one: (one.word, one.words))


def _chosen(matches: Sequence[Match]) -> dict[int, list[Match]]:
    """Keep of patterns that share words the heaviest: "signed an agreement", not "agreement" beside it."""
    owners: dict[int, int] = {}
    for match in sorted(matches, key=lambda match: match.trigger.rank, reverse=True):
        if match.word not in owners:
            for word in match.words:
                owners.setdefault(word, match.word)
    kept: dict[int, list[Match]] = {}
    for match in matches:
        if owners[match.word] == match.word:
            kept.setdefault(match.word, []).append(match)
    return kept


def _with_match(
    word: int, matches: Sequence[Match], mark: EventMark | None, *, has_head: bool
) -> Candidate | None:
    is_users = matches[0].trigger.ontology != "plover"
    match = matches[0] if mark is None or is_users else _voted(matches, mark)
    is_sure = "perhaps" not in match.trigger.pattern.notes
    if mark is None:
        is_enough = is_users or not has_head or match.trigger.pattern.weight >= ALONE
        is_kept = match.trigger.type != NOTHING and is_sure and is_enough
        return _of_match(word, match, None, SURE) if is_kept else None
    if match.trigger.type == NOTHING or (not is_sure and mark.score < HEAD_WITH_PERHAPS):
        return None
    prior = SURE if is_sure else PERHAPS
    return _of_match(word, match, mark, 1 - (1 - prior) * (1 - mark.score))


def _voted(matches: Sequence[Match], mark: EventMark) -> Match:
    """Choose of equal patterns one that says "nothing", or whose type the head thinks likeliest."""
    types = mark.types
    return max(matches, key=lambda one: (one.trigger.type == NOTHING, types.get(one.trigger.type, 0.0)))


def _best(probabilities: Mapping[str, float], allowed: frozenset[str]) -> str | None:
    known = [name for name in probabilities if name in allowed]
    return max(known, key=lambda name: (probabilities[name], name), default=None)


def _of_match(word: int, match: Match, mark: EventMark | None, confidence: float) -> Candidate:
    return Candidate(
        words=match.anchor(),
        word=word,
        type=match.trigger.type,
        mode=match.trigger.mode,
        match=match,
        mark=mark,
        confidence=confidence,
    )


def _of_mark(word: int, mark: EventMark, type_: str) -> Candidate:
    return Candidate(
        words=mark.words,
        word=word,
        type=type_,
        mode=None,
        match=None,
        mark=mark,
        confidence=mark.score * mark.types[type_],
    )
