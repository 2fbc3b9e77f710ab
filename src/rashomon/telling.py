"""Events with everything their ids lead to: entities, place, time, figures, and the voices that tell them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from rashomon.records import Account, Entity, Event, Place, Quantity, Reference, Report, Span, Statement, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody in an event or behind a statement: the words of the text and the entity they mean."""

    words: str
    entity: Entity | None

    @property
    def name(self) -> str:
        """The entity's name; the words themselves where it is not known."""
        return self.entity.name if self.entity else self.words

    @property
    def country(self) -> str | None:
        """The entity's country."""
        return self.entity and self.entity.country

    @property
    def sector(self) -> str | None:
        """The entity's sector."""
        return self.entity and self.entity.sector


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A statement that vouches for something, and whose it is; None where the text names nobody."""

    statement: Statement
    party: Party | None
    cue: str

    @property
    def name(self) -> str | None:
        """The speaker's name; None where the text names nobody."""
        return self.party and self.party.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of an event, in the words of the text, and the voices that tell it, innermost first."""

    quantity: Quantity
    words: str
    voices: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """An event and what it leads to.

    ``number`` counts a report's events from 1 in the order of their anchors. ``voices`` are the statement
    that tells it, the one that stands in, and so on outwards; none for the outlet's own voice.
    """

    number: int
    event: Event
    report: Report
    coder: str
    anchor: str
    sentence: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None
    place_words: str | None
    time: Time | None
    time_words: str | None
    figures: tuple[Figure, ...]
    voices: tuple[Speaker, ...]


def tell_events(account: Account) -> Iterator[ToldEvent]:
    """Give the events of an account in the order of their anchors, with what their ids lead to."""
    index = _Index(account)
    for number, event in enumerate(sorted(account.events, key=lambda event: event.anchor), start=1):
        place, time = index.places.get(event.place or ""), index.times.get(event.time or "")
        yield ToldEvent(
            number=number,
            event=event,
            report=account.report,
            coder=account.coder,
            anchor=index.words(event.anchor),
            sentence=index.words(index.sentence(event.anchor)),
            actors=tuple(index.party(one) for one in event.actors),
            recipients=tuple(index.party(one) for one in event.recipients),
            place=place,
            place_words=None if place is None else index.words(place.span),
            time=time,
            time_words=None if time is None else index.words(time.span),
            figures=tuple(index.figure(one) for one in event.quantities if one in index.quantities),
            voices=index.voices(event.voice),
        )


class _Index:
    """An account's records by id, and its text by span."""

    def __init__(self, account: Account) -> None:
        self._text = account.report.text
        self._sentences = sorted(account.report.sentences or account.report.paragraphs)
        self._entities = {entity.id: entity for entity in account.entities}
        self._statements = {statement.id: statement for statement in account.statements}
        self.places = {place.id: place for place in account.places}
        self.times = {time.id: time for time in account.times}
        self.quantities = {quantity.id: quantity for quantity in account.quantities}

    def words(self, span: Span) -> str:
        """Give the words of a span, on one line."""
        return " ".join(self._text[slice(*span)].split())

    def sentence(self, span: Span) -> Span:
        """Give the sentence in which a span starts; the span itself where there is none."""
        at = bisect_right(self._sentences, span[0], key=itemgetter(0)) - 1
        holds = at >= 0 and span[0] < self._sentences[at][1]
        return self._sentences[at] if holds else span

    def party(self, reference: Reference) -> Party:
        """Give whom a reference means."""
        entity = self._entities.get(reference.entity or "")
        return Party(words=self.words(reference.span), entity=entity)

    def figure(self, quantity_id: str) -> Figure:
        """Give a figure with its voices."""
        quantity = self.quantities[quantity_id]
        return Figure(quantity=quantity, words=self.words(quantity.span), voices=self.voices(quantity.voice))

    def voices(self, voice: str | None) -> tuple[Speaker, ...]:
        """Give the speakers of a statement and of those it stands in, innermost first."""
        found: dict[str, Speaker] = {}
        while voice is not None and voice not in found and voice in self._statements:
            statement = self._statements[voice]
            party = None if statement.source is None else self.party(statement.source)
            found[voice] = Speaker(statement=statement, party=party, cue=self.words(statement.cue.span))
            voice = statement.within
        return tuple(found.values())
