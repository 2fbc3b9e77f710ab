"""Records as JSON and back, under the names of the contract (``docs/records.md``).

Spans are ``[start, end]``, tuples are arrays, what is absent is ``null``. What comes in is checked:
types, spans inside the text, and ids that point somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from rashomon.errors import BadRecord
from rashomon.records import Account, Dropped, Report, Span

_Record = TypeVar("_Record")

_encoder = msgspec.json.Encoder()
_account_decoder = msgspec.json.Decoder(Account)
_report_decoder = msgspec.json.Decoder(Report)


def to_json(record: Account | Report | Dropped) -> str:
    r"""Write a record as one line of JSON.

    >>> to_json(Dropped(source="a.html", reason="empty"))
    '{"source":"a.html","reason":"empty","detail":null}'

    Raises:
        BadRecord: the text has half a surrogate pair, which no UTF-8 can hold.
    """
    try:
        return _encoder.encode(record).decode()
    except UnicodeEncodeError as error:
        raise BadRecord(f"cannot be written as JSON: {error.reason} at character {error.start}") from error


def account_from_json(line: str | bytes) -> Account:
    """Read an Account from JSON, as ``to_json`` or ``rashomon read --json`` wrote it.

    Raises:
        BadRecord: not JSON, a field that is missing or of another type, a span outside the text, or
            an id that nothing has; the message says where.
    """
    account = _decode(_account_decoder, line)
    _check(_account_faults(account))
    return account


def report_from_json(line: str | bytes) -> Report:
    """Read a Report from JSON; raises ``BadRecord`` as ``account_from_json`` does."""
    report = _decode(_report_decoder, line)
    _check(_report_faults(report, "$"))
    return report


def _decode(decoder: msgspec.json.Decoder[_Record], line: str | bytes) -> _Record:
    try:
        return decoder.decode(line)
    except msgspec.DecodeError as error:
        raise BadRecord(f"not the record it should be: {error}") from error
    except UnicodeDecodeError as error:
        raise BadRecord(f"not UTF-8: {error.reason} at {error.start}") from error


def _check(faults: Iterator[str]) -> None:
    fault = next(faults, None)
    if fault is not None:
        raise BadRecord(f"not the record it should be: {fault}")


def _outside(span: Span, size: int, where: str) -> Iterator[str]:
    start, end = span
    if not 0 <= start <= end <= size:
        yield f"span [{start}, {end}] is outside the text of {size} characters - at `{where}`"


def _report_faults(report: Report, where: str) -> Iterator[str]:
    for name, spans in (("paragraphs", report.paragraphs), ("sentences", report.sentences)):
        for number, span in enumerate(spans):
            yield from _outside(span, len(report.text), f"{where}.{name}[{number}]")


def _account_faults(account: Account) -> Iterator[str]:
    yield from _report_faults(account.report, "$.report")
    size = len(account.report.text)
    entities = {entity.id for entity in account.entities}
    statements = {statement.id for statement in account.statements}
    for number, entity in enumerate(account.entities):
        for count, mention in enumerate(entity.mentions):
            yield from _outside(mention.span, size, f"$.entities[{number}].mentions[{count}].span")
    for number, statement in enumerate(account.statements):
        where = f"$.statements[{number}]"
        yield from _outside(statement.cue.span, size, f"{where}.cue.span")
        for count, span in enumerate(statement.content):
            yield from _outside(span, size, f"{where}.content[{count}]")
        if statement.source is not None:
            yield from _outside(statement.source.span, size, f"{where}.source.span")
            if statement.source.entity not in entities | {None}:
                yield f"no entity has the id {statement.source.entity!r} - at `{where}.source.entity`"
        if statement.within not in statements | {None}:
            yield f"no statement has the id {statement.within!r} - at `{where}.within`"
