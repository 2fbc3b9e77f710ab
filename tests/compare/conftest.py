"""Accounts made by hand, small enough to see: a text in which marks are told by their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from rashomon.records import (
    Account,
    Cue,
    Entity,
    Event,
    Label,
    Mention,
    Quantity,
    Reason,
    Reference,
    Report,
    Span,
    Statement,
    Time,
)

Forms = Mapping[str, str]


@dataclass
class Draft:
    """An account in the making; words are found in the text, the first time that they stand there."""

    text: str
    outlet: str
    published: str | None
    entities: list[Entity] = field(default_factory=list[Entity])
    statements: list[Statement] = field(default_factory=list[Statement])
    events: list[Event] = field(default_factory=list[Event])
    quantities: list[Quantity] = field(default_factory=list[Quantity])
    times: list[Time] = field(default_factory=list[Time])
    labels: list[Label] = field(default_factory=list[Label])

    def at(self, words: str) -> Span:
        """Give the span of words; they must be there."""
        start = self.text.index(words)
        return start, start + len(words)

    def entity(self, name: str, *others: str, kind: str = "person", **known: str) -> Draft:
        """Add an entity: a name or, in lower case, a description, and its other mentions."""
        forms = [(words, "name" if words[0].isupper() else "description") for words in (name, *others)]
        mentions = tuple(Mention(span=self.at(words), form=form) for words, form in forms)
        self.entities.append(
            Entity(
                id=f"{self.outlet}/{name}",
                name=name,
                kind=kind,
                country=known.get("country"),
                sector=known.get("sector"),
                mentions=mentions,
                confidence=1.0,
            )
        )
        return self

    def reference(self, name: str | None) -> tuple[Reference, ...]:
        """Give the reference to an entity by the words of one of its mentions, none for None."""
        if name is None:
            return ()
        span = self.at(name)
        owners = (one.id for one in self.entities for mention in one.mentions if mention.span == span)
        return (Reference(span=span, entity=next(owners)),)

    def says(
        self,
        speaker: str | None,
        cue: str,
        content: str,
        *,
        polarity: str = "asserted",
        stance: str = "neutral",
    ) -> Draft:
        """Add a statement."""
        source = next(iter(self.reference(speaker)), None)
        self.statements.append(
            Statement(
                id=f"{self.outlet}/{cue}",
                source=source,
                source_kind="person" if source else "unnamed",
                anonymous=source is None,
                cue=Cue(span=self.at(cue), lemma=cue, kind="statement", stance=stance),
                content=(self.at(content),),
                manner="indirect",
                polarity=polarity,
                confidence=1.0,
            )
        )
        return self

    def event(  # noqa: PLR0913 - as many as an event has
        self,
        anchor: str,
        type_: str,
        mode: str | None = None,
        *,
        by: str | None = None,
        to: str | None = None,
        voice: str | None = None,
        status: str = "happened",
        time: str | None = None,
    ) -> Draft:
        """Add an event; ``voice`` is the cue of the statement that tells it."""
        self.events.append(
            Event(
                id=f"{self.outlet}/{anchor}",
                type=type_,
                mode=mode,
                anchor=self.at(anchor),
                actors=self.reference(by),
                recipients=self.reference(to),
                status=status,
                voice=voice and f"{self.outlet}/{voice}",
                time=time and f"{self.outlet}/{time}",
                confidence=1.0,
                because=(Reason(by="hand"),),
            )
        )
        return self

    def figure(  # noqa: PLR0913 - as many as a quantity has
        self, words: str, low: float | None, high: float | None, role: str, *, event: str | None = None,
        voice: str | None = None, of: str | None = None, unit: str = "people",
    ) -> Draft:  # fmt: skip
        """Add a quantity."""
        self.quantities.append(
            Quantity(
                id=f"{self.outlet}/{words}",
                span=self.at(words),
                low=low,
                high=high,
                approximate=False,
                unit=unit,
                of=of,
                role=role,
                event=event and f"{self.outlet}/{event}",
                voice=voice and f"{self.outlet}/{voice}",
            )
        )
        return self

    def time(self, words: str, start: str, end: str | None = None) -> Draft:
        """Add a time."""
        self.times.append(
            Time(
                id=f"{self.outlet}/{words}",
                span=self.at(words),
                start=start,
                end=end or start,
                granularity="day",
                how="written",
            )
        )
        return self

    def label(self, words: str, target: str, tone: str, voice: str | None = None) -> Draft:
        """Add a loaded word about an entity."""
        self.labels.append(
            Label(
                id=f"{self.outlet}/{words}",
                span=self.at(words),
                target=f"{self.outlet}/{target}",
                tone=tone,
                voice=voice and f"{self.outlet}/{voice}",
            )
        )
        return self

    def done(self) -> Account:
        """Give the account; every sentence ends with a full stop."""
        ends = [index + 1 for index, letter in enumerate(self.text) if letter == "."]
        starts = [0, *(end + 1 for end in ends[:-1])]
        report = Report(
            id=self.outlet,
            outlet=self.outlet,
            published=self.published,
            text=self.text,
            paragraphs=((0, len(self.text)),),
            sentences=tuple(zip(starts, ends, strict=True)),
            reader="test",
        )
        return Account(
            report=report,
            entities=tuple(self.entities),
            statements=tuple(self.statements),
            events=tuple(self.events),
            quantities=tuple(self.quantities),
            times=tuple(self.times),
            labels=tuple(self.labels),
            coder="test",
        )


Begin = Callable[..., Draft]


@pytest.fixture
def begin() -> Begin:
    """Begin an account of a text."""

    def make(text: str, outlet: str = "Wire", published: str | None = "2031-10-14T12:00:00+00:00") -> Draft:
        return Draft(text, outlet, published)

    return make


@pytest.fixture
def market(begin: Begin) -> Sequence[Account]:
    """Three accounts of shells on a market: two outlets and the army's own statement."""
    wire = (
        begin("Shells hit a market in Odda and killed 27 people. The army accused the Odda Front. "
              "The front denied any part in it.")
        .entity("the Odda Front", "The front", kind="organization", sector="REB")
        .entity("The army", kind="organization", sector="MIL")
        .says("The front", "denied", "any part in it", polarity="denied", stance="denying")
        .event("hit", "ASSAULT", "heavy-weapons")
        .event("killed", "OTHER", "death")
        .event("accused", "ACCUSE", "allege", by="The army", to="the Odda Front")
        .figure("27 people", 27, 27, "killed", event="killed")
    )  # fmt: skip
    daily = (
        begin("Dozens were killed when shells struck the market in Odda. "
              "Ana Brekke, a doctor, spoke of 41 dead.",
              "Daily", "2031-10-14T15:00:00+00:00")
        .entity("Ana Brekke", kind="person", sector="MED")
        .says("Ana Brekke", "spoke of", "41 dead")
        .event("struck", "ASSAULT", "heavy-weapons")
        .event("killed", "OTHER", "death")
        .event("dead", "OTHER", "death", voice="spoke of")
        .figure("Dozens", 24, None, "killed", event="killed")
        .figure("41", 41, 41, "killed", event="dead", voice="spoke of")
    )  # fmt: skip
    army = (
        begin("The terrorists of the Odda Front shelled the market in Odda. Two soldiers were hurt.",
              "Army", "2031-10-14T16:00:00+00:00")
        .entity("the Odda Front", kind="organization", sector="REB")
        .label("terrorists", "the Odda Front", "neg")
        .event("shelled", "ASSAULT", "heavy-weapons", by="the Odda Front")
    )  # fmt: skip
    return [wire.done(), daily.done(), army.done()]
