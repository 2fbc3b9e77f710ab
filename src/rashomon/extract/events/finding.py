"""From a report's tree, cast and statements to its events."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.extract.entities import Cast
from rashomon.extract.events.clauses import Clauses
from rashomon.extract.events.matching import Match, Matcher
from rashomon.extract.events.ontology import NOTHING, Ontology
from rashomon.extract.events.participants import Parties
from rashomon.extract.events.roles import RoleReader
from rashomon.extract.events.statuses import Statuses
from rashomon.extract.trees import Tree
from rashomon.extract.voices import Voices
from rashomon.records import Event, Reason, Reference, Span, Statement
from rashomon.text import content_id


def find_events(
    tree: Tree, cast: Cast, statements: Sequence[Statement], ontology: Ontology, weights: str = ""
) -> tuple[Event, ...]:
    """Find the events of a report, in order of text; place, time and quantities are not yet attached."""
    clauses = Clauses(tree)
    parties = Parties(tree, cast)
    matcher = Matcher(ontology, tree, clauses, parties)
    roles = RoleReader(tree, clauses, parties)
    statuses = Statuses(tree, clauses)
    voices = Voices(statements)
    reading = tree.reading
    events: list[Event] = []
    taken: set[int] = set()
    found: list[Match] = []
    for word in range(len(reading.words)):
        for match in matcher.at(word)[:1]:
            found.append(match)
    owners: dict[int, Match] = {}
    for match in sorted(found, key=lambda m: -m.trigger.pattern.weight):
        if match.word in owners:
            continue
        for word in match.words:
            owners.setdefault(word, match)
    for match in found:
        if (
            owners.get(match.word) is not match
            or match.trigger.type == NOTHING
            or "perhaps" in match.trigger.pattern.notes
        ):
            continue
        own = roles.of_match(match)
        span = reading.chars(match.anchor())
        voice = voices.at(span)
        status = statuses.of(match.word, voice, is_negation="negated" in match.trigger.pattern.notes)
        actors = tuple(p.reference for p in own.actors)
        recipients = tuple(p.reference for p in own.recipients)
        events.append(
            Event(
                id=content_id("event", reading.report.id, match.trigger.type, f"{span}"),
                type=match.trigger.type,
                mode=match.trigger.mode,
                anchor=span,
                actors=actors,
                recipients=recipients,
                status=status,
                voice=None if voice is None else voice.id,
                confidence=0.8,
                because=(
                    Reason(by=match.trigger.name(), spans=tuple(reading.marks.words[w] for w in match.words)),
                ),
            )
        )
    return tuple(events)
