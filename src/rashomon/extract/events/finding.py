"""From a report's tree, cast and statements to its events."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.entities import Cast
from rashomon.extract.events.clauses import Clauses
from rashomon.extract.events.combining import Candidate, combine
from rashomon.extract.events.contexts import Contexts
from rashomon.extract.events.matching import Matcher
from rashomon.extract.events.ontology import Ontology
from rashomon.extract.events.participants import Parties
from rashomon.extract.events.roles import RoleReader, Roles
from rashomon.extract.events.statuses import Standing, Statuses, load_status_words
from rashomon.extract.events.words import Lemmas
from rashomon.extract.trees import Tree
from rashomon.extract.voices import Voices
from rashomon.records import Event, Reason, Reference, Span, Statement
from rashomon.text import content_id

MODE_SURE = 0.4
"""How likely a mode must be to the head for an event whose pattern tells none."""
STATUS_SURE = 0.7
"""How likely a status must be to the head to be believed where no word around the event decides."""
SPEECH_TYPES = frozenset(("REQUEST", "ACCUSE", "THREATEN", "AGREE"))
"""Types that are done by words, so that what is turned away was done."""
ROLE_SURE = 0.5
"""How sure the head must be of an actor or recipient that the grammar does not give."""
CONTENT_DEPTH = 3
"""Words climbed from what is demanded or threatened to the word that demands or threatens it."""


def find_events(
    tree: Tree, cast: Cast, statements: Sequence[Statement], ontology: Ontology, weights: str = ""
) -> tuple[Event, ...]:
    """Find the events of a report, in order of text; place, time and figures are attached afterwards.

    Args:
        tree: the report's dependency trees.
        cast: its entities and mentions.
        statements: who says what: the voices of events, and the sources of accusations and demands.
        ontology: what words say which events, from ``load_ontology``.
        weights: id of the encoder's weights, told in ``because``.
    """
    coder = _EventCoder(tree, cast, statements, ontology, weights)
    events: dict[str, Event] = {}
    for candidate in coder.candidates():
        event = coder.code(candidate)
        events.setdefault(event.id, event)
    return tuple(events.values())


class _EventCoder:
    """The readers of one report side by side, and what they make of a candidate."""

    def __init__(
        self, tree: Tree, cast: Cast, statements: Sequence[Statement], ontology: Ontology, weights: str
    ) -> None:
        lemmas = Lemmas(tree.reading, ontology.words | load_status_words().all())
        clauses = Clauses(tree, lemmas, ontology.nouns)
        parties = Parties(tree, cast)
        self._tree, self._reading = tree, tree.reading
        self._ontology, self._weights = ontology, weights
        self._matcher = Matcher(ontology, tree, clauses, parties)
        self._roles = RoleReader(tree, clauses, parties)
        self._statuses = Statuses(tree, clauses)
        self._contexts = Contexts(tree.reading)
        self._voices = Voices(statements)
        self._cues = _cue_words(tree, statements)

    def candidates(self) -> list[Candidate]:
        """Give the happenings that patterns and head see, with the modes that what they are about makes."""
        matches = [match for word in range(len(self._reading.words)) for match in self._matcher.at(word)]
        marks = self._reading.marks.events
        found = combine(self._reading, matches, marks, frozenset(self._ontology.modes))
        contents = self._contents(found)
        return [
            self._with_mode(one, contents.get(one.word))
            for one in found
            if not (one.type == "REQUEST" and self._is_aim(one, found))
        ]

    def code(self, candidate: Candidate) -> Event:
        """Make an event of a candidate: its roles, status, voice, contexts and reasons."""
        span = self._reading.chars(candidate.words)
        voice = self._voices.at(span)
        roles = self._read_roles(candidate, voice)
        standing = self._read_status(candidate, voice)
        recipients = tuple(party.reference for party in roles.recipients)
        actors = tuple(party.reference for party in roles.actors) or self._source(candidate, recipients)
        return Event(
            id=content_id(
                "event", self._reading.report.id, candidate.type, candidate.mode or "", f"{span[0]}-{span[1]}"
            ),
            type=candidate.type,
            mode=candidate.mode,
            contexts=self._contexts.of(candidate.word),
            anchor=span,
            actors=actors,
            recipients=recipients,
            status=standing.status,
            voice=None if voice is None else voice.id,
            confidence=round(min(1.0, max(0.0, candidate.confidence)), 4),
            because=(*self._reasons(candidate, span), *_status_reason(standing)),
        )

    def _read_roles(self, candidate: Candidate, voice: Statement | None) -> Roles:
        """Read the roles by grammar; what that leaves empty, the head fills, but not with who tells it."""
        match, mark = candidate.match, candidate.mark
        is_own = match is not None and "own" in match.trigger.pattern.notes
        roles = self._roles.of_match(match) if match else self._roles.of_word(candidate.word, candidate.type)
        for role in mark.roles if mark else ():
            if role.score < ROLE_SURE or not 0 <= role.word < len(self._reading.words):
                continue
            if _tells(voice, self._reading.marks.words[role.word]):
                continue
            if role.role == "by" and not roles.actors:
                roles.actors += [party for party in self._roles.parties([role.word]) if party.can_act]
            elif role.role == "to" and not roles.recipients and not is_own:
                roles.recipients += self._roles.parties([role.word])
        return roles

    def _read_status(self, candidate: Candidate, voice: Statement | None) -> Standing:
        """Read the status by the words around the event; where none decides, a sure head is believed."""
        is_negation = candidate.match is not None and "negated" in candidate.match.trigger.pattern.notes
        standing = self._statuses.of(
            candidate.word, voice, is_negation=is_negation, is_speech=candidate.type in SPEECH_TYPES
        )
        chances = candidate.mark.statuses if candidate.mark else {}
        best = max(chances, key=lambda status: (chances[status], status), default=None)
        if standing.spans or best is None or best == standing.status or chances[best] < STATUS_SURE:
            return standing
        return Standing(best)

    def _source(self, candidate: Candidate, recipients: tuple[Reference, ...]) -> tuple[Reference, ...]:
        """Give who speaks, where the event is what the speaking does: "accused", "demanded"."""
        statement = self._cues.get(candidate.word)
        source = None if statement is None else statement.source
        is_told = source is None or any(_is_same(source, recipient) for recipient in recipients)
        return () if source is None or is_told else (source,)

    def _reasons(self, candidate: Candidate, anchor: Span) -> list[Reason]:
        reasons: list[Reason] = []
        if candidate.match is not None:
            spans = self._reading.marks.words
            words = tuple(spans[word] for word in candidate.match.words)
            reasons.append(Reason(by=candidate.match.trigger.name(), spans=words))
        if candidate.mark is not None:
            span = anchor if candidate.match is None else self._reading.chars(candidate.mark.words)
            reasons.append(Reason(by=f"head: events {self._weights}".rstrip(), spans=(span,)))
        return reasons

    def _with_mode(self, candidate: Candidate, content: str | None) -> Candidate:
        """Give a mode to what has none: by what is demanded or threatened, else by the head."""
        if candidate.mode is not None:
            return candidate
        mode = self._ontology.modes_by_content.get(candidate.type, {}).get(content or "")
        if mode is None and candidate.mark is not None:
            known = self._ontology.modes[candidate.type]
            chances = {name: chance for name, chance in candidate.mark.modes.items() if name in known}
            best = max(chances, key=lambda name: (chances[name], name), default=None)
            mode = best if best is not None and chances[best] >= MODE_SURE else None
        return candidate if mode is None else replace(candidate, mode=mode)

    def _contents(self, found: Sequence[Candidate]) -> dict[int, str]:
        """For each word that demands, refuses or threatens, the type of what hangs on it."""
        asking = {one.word for one in found if one.type in self._ontology.modes_by_content}
        contents: dict[int, str] = {}
        for one in found:
            for above in list(self._tree.climb(one.word))[1 : CONTENT_DEPTH + 1]:
                if above in asking:
                    contents.setdefault(above, one.type)
                    break
        return contents

    def _is_aim(self, candidate: Candidate, found: Sequence[Candidate]) -> bool:
        """Say whether a demand is what a protest is for, which is no event of its own."""
        above = self._tree.heads[candidate.word]
        if above == candidate.word or self._tree.deprels[candidate.word] not in ("advcl", "xcomp", "acl"):
            return False
        at = bisect_left(found, above, key=lambda one: one.word)
        return at < len(found) and found[at].word == above and found[at].type == "PROTEST"


def _is_same(one: Reference, other: Reference) -> bool:
    """Say whether two references mean one entity, or words that touch."""
    touch = one.span[0] < other.span[1] and other.span[0] < one.span[1]
    return touch or (one.entity is not None and one.entity == other.entity)


def _tells(voice: Statement | None, word: Span) -> bool:
    """Say whether a word stands in the source of a voice that speaks of others' deeds, not its own plans."""
    if voice is None or voice.source is None or voice.cue.kind == "intention":
        return False
    start, end = voice.source.span
    return start <= word[0] and word[1] <= end


def _cue_words(tree: Tree, statements: Sequence[Statement]) -> dict[int, Statement]:
    """For each word of a cue the statement that it makes."""
    spans = tree.reading.marks.words
    starts = [start for start, _ in spans]
    words: dict[int, Statement] = {}
    for statement in statements:
        start, end = statement.cue.span
        for word in range(bisect_left(starts, start), len(spans)):
            if spans[word][1] > end:
                break
            words.setdefault(word, statement)
    return words


def _status_reason(standing: Standing) -> tuple[Reason, ...]:
    return (Reason(by=f"status: {standing.status}", spans=standing.spans),) if standing.spans else ()
