"""All marks of reports as W3C Web Annotations (JSON-LD): one collection, one annotation a marked span.

Each points at its words twice: by their place in the report's text, and by the words themselves with what
stands around them, by which they can be found again in the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from rashomon.records import Account, Event, Report, Span, Statement
from rashomon.store.exports.addresses import web_address
from rashomon.store.exports.json_ld import name_record, write_json_ld
from rashomon.store.exports.outputs import Writes
from rashomon.store.exports.settings import Settings, Tally
from rashomon.store.exports.sources import Source

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LABEL = "Marks of Rashomon"
AROUND = 32
"""Characters before and behind the words that tell which of several equal ones is meant."""
_OWN_VOICE = "voice: outlet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that a record stands on: which part of which record they are, and what it says of them."""

    record: str
    id: str
    part: str
    span: Span
    tags: Sequence[str | None] = ()
    voice: str | None = None
    is_voiced: bool = False


def write_annotations(source: Source, out: Writes, settings: Settings) -> Tally:
    """Write one AnnotationCollection with one page, an annotation a line."""
    del settings
    tally, ids = Tally(), blake2b(digest_size=16)
    out.write(f'{{"@context": "{CONTEXT}", "type": "AnnotationCollection", "label": "{LABEL}", "first": ')
    out.write('{"type": "AnnotationPage", "startIndex": 0, "items": [')
    for chosen in source.accounts():
        for mark in find_marks(chosen.account):
            annotation = _annotate(chosen.account, mark)
            ids.update(annotation["id"].encode())
            out.write((",\n" if tally.written else "\n") + write_json_ld(annotation))
            tally.written += 1
    collection = name_record("annotations", ids.hexdigest())
    page = name_record("annotations", ids.hexdigest(), "1")
    out.write(f'\n], "id": "{page}"}}, "id": "{collection}", "total": {tally.written}}}\n')
    return tally


def find_marks(account: Account) -> Iterator[Mark]:
    """Give every mark of an account, by kind of record, in the account's order."""
    for entity in account.entities:
        tags = (entity.kind, entity.sector, entity.country)
        for mention in entity.mentions:
            yield Mark(
                record="entity", id=entity.id, part=mention.form, span=mention.span, tags=(entity.name, *tags)
            )
    for statement in account.statements:
        yield from _marks_of_statement(statement)
    for event in account.events:
        yield from _marks_of_event(event)
    yield from _marks_of_words(account)


def _marks_of_statement(statement: Statement) -> Iterator[Mark]:
    cue = statement.cue
    parts = [("cue", cue.span), *(("content", span) for span in statement.content)]
    if statement.source is not None:
        parts.insert(0, ("source", statement.source.span))
    anonymous = "anonymous" if statement.anonymous else None
    tags = (cue.kind, cue.stance, statement.manner, statement.polarity, statement.source_kind, anonymous)
    for part, span in parts:
        yield Mark(
            record="statement",
            id=statement.id,
            part=part,
            span=span,
            tags=tags,
            voice=statement.within,
            is_voiced=True,
        )


def _marks_of_event(event: Event) -> Iterator[Mark]:
    parts = [("anchor", event.anchor)]
    parts += [("actor", reference.span) for reference in event.actors]
    parts += [("recipient", reference.span) for reference in event.recipients]
    tags = (event.type, event.mode, event.status, *(context.name for context in event.contexts))
    for part, span in parts:
        yield Mark(
            record="event", id=event.id, part=part, span=span, tags=tags, voice=event.voice, is_voiced=True
        )


def _marks_of_words(account: Account) -> Iterator[Mark]:
    for one in account.quantities:
        tags = (one.role, _range(one.low, one.high), one.unit)
        yield Mark(
            record="quantity",
            id=one.id,
            part="words",
            span=one.span,
            tags=tags,
            voice=one.voice,
            is_voiced=True,
        )
    for one in account.times:
        tags = (_range(one.start, one.end), one.granularity)
        yield Mark(record="time", id=one.id, part="words", span=one.span, tags=tags)
    for one in account.places:
        geonames = None if one.geonames_id is None else f"GeoNames {one.geonames_id}"
        tags = (one.name, one.feature, one.country, geonames)
        yield Mark(record="place", id=one.id, part="words", span=one.span, tags=tags)
    for one in account.labels:
        quoted = "in scare quotes" if one.quoted else None
        yield Mark(
            record="label",
            id=one.id,
            part="words",
            span=one.span,
            tags=(one.tone, quoted),
            voice=one.voice,
            is_voiced=True,
        )


def _annotate(account: Account, mark: Mark) -> dict[str, Any]:
    report = account.report
    place = f"{mark.span[0]}-{mark.span[1]}"
    return {
        "id": name_record(report.id, mark.record, mark.id, mark.part, place),
        "type": "Annotation",
        "motivation": "identifying" if mark.record in ("entity", "place") else "classifying",
        "generator": {"type": "Software", "name": account.coder},
        "body": [
            _text("classifying", f"{mark.record} {mark.part}"),
            _text("identifying", mark.id),
            *(_text("tagging", tag) for tag in mark.tags if tag),
            *_voice(report, mark),
        ],
        "target": {
            "source": web_address(report.url) or name_record(report.id),
            "selector": _select(report.text, mark.span),
        },
    }


def _text(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _voice(report: Report, mark: Mark) -> Iterator[dict[str, str]]:
    """Say whose word it is: the outlet's, or a statement's, whose annotations have that id."""
    if mark.is_voiced and mark.voice is None:
        yield _text("tagging", _OWN_VOICE)
    elif mark.voice is not None:
        yield _text("tagging", f"voice: statement {mark.voice}")


def _select(text: str, span: Span) -> list[dict[str, Any]]:
    start, end = span
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
    ]


def _range(low: float | str | None, high: float | str | None) -> str | None:
    """Write what is told of two bounds, one if they are the same."""
    if low is None and high is None:
        return None
    first, last = (
        "" if bound is None else f"{bound:g}" if isinstance(bound, float) else bound for bound in (low, high)
    )
    return str(first) if first == last else f"{first}..{last}"
