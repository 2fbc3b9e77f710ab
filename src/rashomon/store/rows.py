"""An account as rows of a corpus' tables (``docs/corpus.md``): pure, nothing is written here.

Rows point at one another by their numbers in the corpus; an id of the account that leads nowhere points at
nothing. Words are the text's own, ``text[char_start:char_end]``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from rashomon.records import Account, Entity, Event, Place, Reference, Report, Span, Statement, Time

Row = Mapping[str, str | int | float | bytes | None]

NUMBERED = ("entities", "statements", "times", "places", "events")
"""Tables that others point into: their rows bring their numbers, the rest take the next one."""
_write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_GAP = " … "
"""What stands between the parts of a content that is broken up."""


def make_rows(account: Account, *, report: int, coder: int, first: Mapping[str, int]) -> dict[str, list[Row]]:
    """Make the rows of every table of an account; a row points only into tables before its own.

    Args:
        account: the account.
        report: number of the report's row.
        coder: number of the coder's row.
        first: for each of ``NUMBERED``, the number that its first row is to have.
    """
    maker = _Maker(account, first)
    tables = {
        "entities": maker.entities(),
        "mentions": maker.mentions(),
        "statements": maker.statements(),
        "times": maker.times(),
        "places": maker.places(),
        "events": maker.events(),
        "participants": maker.participants(),
        "quantities": maker.quantities(),
        "labels": maker.labels(),
    }
    shared: Row = {"report": report, "coder": coder}
    return {
        table: [
            {**shared, **({"number": first[table] + at} if table in NUMBERED else {}), **row}
            for at, row in enumerate(rows)
        ]
        for table, rows in tables.items()
    }


def report_row(report: Report) -> Row:
    """Make what the row of a report holds of the report itself."""
    return {
        "id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "url": report.url,
        "byline": write_list(report.byline),
        "published": report.published,
        "updated": report.updated,
        "retrieved": report.retrieved,
        "language": report.language,
        "credit": report.credit,
        "text": report.text,
        "sentences": write_list(report.sentences or report.paragraphs),
        "reader": report.reader,
    }


def write_list(values: Sequence[str | Span]) -> str:
    """Write a list as JSON, for SQLite's functions on JSON.

    >>> write_list(["Zoë", "Ann"])
    '["Zoë","Ann"]'
    """
    return _write_json(values) if values else "[]"


class _Maker:
    """Makes the rows of one account, without what all of them have."""

    def __init__(self, account: Account, first: Mapping[str, int]) -> None:
        self._account = account
        self._text = account.report.text
        self._entities = {one.id: one for one in account.entities}
        self._statements = {one.id: one for one in account.statements}
        self._places = {one.id: one for one in account.places}
        self._times = {one.id: one for one in account.times}
        self._numbers = {table: _number(getattr(account, table), first[table]) for table in NUMBERED}

    def entities(self) -> Iterator[Row]:
        for entity in self._account.entities:
            start, end = entity.mentions[0].span if entity.mentions else (None, None)
            yield {
                "id": entity.id,
                "name": entity.name,
                "kind": entity.kind,
                "country": entity.country,
                "sector": entity.sector,
                "aliases": write_list(entity.aliases),
                "char_start": start,
                "char_end": end,
                "confidence": entity.confidence,
            }

    def mentions(self) -> Iterator[Row]:
        for entity in self._account.entities:
            for mention in entity.mentions:
                yield {
                    "entity": self._point("entities", entity.id),
                    "form": mention.form,
                    **self._where(mention.span),
                }

    def statements(self) -> Iterator[Row]:
        for statement in self._account.statements:
            source, cue = statement.source, statement.cue
            start, end = source.span if source else (None, None)
            spans = [cue.span, *statement.content, *([source.span] if source else [])]
            yield {
                "id": statement.id,
                "speaker": self._name(source),
                "entity": self._point("entities", source.entity if source else None),
                "source": self._text[start:end] if source else None,
                "source_kind": statement.source_kind,
                "anonymous": statement.anonymous,
                "cue": self._text[slice(*cue.span)],
                "lemma": cue.lemma,
                "kind": cue.kind,
                "stance": cue.stance,
                "content": _GAP.join(self._text[slice(*span)] for span in statement.content),
                "manner": statement.manner,
                "polarity": statement.polarity,
                "within": self._point("statements", statement.within),
                "relayed_by": self._speaker(statement.within),
                "char_start": min(start for start, _ in spans),
                "char_end": max(end for _, end in spans),
                "source_start": start,
                "source_end": end,
                "cue_start": cue.span[0],
                "cue_end": cue.span[1],
                "content_spans": write_list(statement.content),
                "confidence": statement.confidence,
            }

    def times(self) -> Iterator[Row]:
        for time in self._account.times:
            yield {
                "id": time.id,
                "date_start": time.start,
                "date_end": time.end,
                "granularity": time.granularity,
                "how": time.how,
                **self._where(time.span),
            }

    def places(self) -> Iterator[Row]:
        for place in self._account.places:
            yield {
                "id": place.id,
                "name": place.name,
                "entity": self._point("entities", place.entity),
                "latitude": place.latitude,
                "longitude": place.longitude,
                "country": place.country,
                "admin1": place.admin1,
                "geonames_id": place.geonames_id,
                "feature": place.feature,
                "how": place.how,
                "confidence": place.confidence,
                **self._where(place.span),
            }

    def events(self) -> Iterator[Row]:
        for event in self._account.events:
            place, time = self._places.get(event.place or ""), self._times.get(event.time or "")
            yield {
                "id": event.id,
                "type": event.type,
                "mode": event.mode,
                "contexts": write_list([context.name for context in event.contexts]),
                "anchor": self._text[slice(*event.anchor)],
                "status": event.status,
                **self._voice(event.voice),
                "place": self._point("places", event.place),
                "place_name": place and place.name,
                "admin1": place and place.admin1,
                "country": place and place.country,
                "latitude": place and place.latitude,
                "longitude": place and place.longitude,
                "time": self._point("times", event.time),
                "date_start": time and time.start,
                "date_end": time and time.end,
                "char_start": event.anchor[0],
                "char_end": event.anchor[1],
                "because": write_list([reason.by for reason in event.because]),
                "confidence": event.confidence,
            }

    def participants(self) -> Iterator[Row]:
        for event in self._account.events:
            for role, references in (("actor", event.actors), ("recipient", event.recipients)):
                for reference in references:
                    entity = self._entities.get(reference.entity or "")
                    yield {
                        "event": self._point("events", event.id),
                        "role": role,
                        "name": self._name(reference),
                        "entity": self._point("entities", reference.entity),
                        "country": entity and entity.country,
                        "sector": entity and entity.sector,
                        **self._where(reference.span),
                    }

    def quantities(self) -> Iterator[Row]:
        for quantity in self._account.quantities:
            yield {
                "id": quantity.id,
                "low": quantity.low,
                "high": quantity.high,
                "approximate": quantity.approximate,
                "unit": quantity.unit,
                "of": quantity.of,
                "role": quantity.role,
                "event": self._point("events", quantity.event),
                **self._voice(quantity.voice),
                **self._where(quantity.span),
            }

    def labels(self) -> Iterator[Row]:
        events = {event.id: event for event in self._account.events}
        for label in self._account.labels:
            entity, event = self._entities.get(label.target or ""), events.get(label.target or "")
            yield {
                "id": label.id,
                "tone": label.tone,
                "quoted": label.quoted,
                "target": entity.name if entity else event and self._text[slice(*event.anchor)],
                "entity": self._point("entities", label.target),
                "event": self._point("events", label.target),
                **self._voice(label.voice),
                **self._where(label.span),
            }

    def _point(self, table: str, target: str | None) -> int | None:
        return None if target is None else self._numbers[table].get(target)

    def _where(self, span: Span) -> Row:
        return {"words": self._text[slice(*span)], "char_start": span[0], "char_end": span[1]}

    def _voice(self, voice: str | None) -> Row:
        return {"statement": self._point("statements", voice), "speaker": self._speaker(voice)}

    def _speaker(self, voice: str | None) -> str | None:
        statement = self._statements.get(voice or "")
        return self._name(statement.source) if statement else None

    def _name(self, reference: Reference | None) -> str | None:
        """Give the name of whom a reference means; its words where that is not known."""
        if reference is None:
            return None
        entity = self._entities.get(reference.entity or "")
        return entity.name if entity else self._text[slice(*reference.span)]


def _number(records: Sequence[Entity | Statement | Time | Place | Event], first: int) -> dict[str, int]:
    """Give the number of each record's row; of records with one id, the first row."""
    return {one.id: first + at for at, one in reversed(list(enumerate(records)))}
