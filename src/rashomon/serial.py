"""Records as JSON and back, under the names of the contract (``docs/records.md``).

Spans are ``[start, end]``, tuples are arrays, what is absent is ``null``. What comes in is checked:
types, spans inside the text, and ids that point somewhere.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, TypeVar

import msgspec

from rashomon.errors import BadRecord
from rashomon.records import Account, Dropped, Report, Span

_Record = TypeVar("_Record")
_Holds = Literal["span", "record", "id"]
_Ids = Mapping[str, frozenset[str]]

_POINTERS: dict[str, tuple[str, ...]] = {
    "entity": ("entities",),
    "within": ("statements",),
    "voice": ("statements",),
    "event": ("events",),
    "place": ("places",),
    "time": ("times",),
    "quantities": ("quantities",),
    "target": ("entities", "events"),
}
"""Fields that hold an id, and the lists of the account one of which must have it."""

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
    lists = {name for names in _POINTERS.values() for name in names}
    ids = {name: frozenset(record.id for record in getattr(account, name)) for name in lists}
    _check(_faults(account, "$", len(account.report.text), ids))
    return account


def report_from_json(line: str | bytes) -> Report:
    """Read a Report from JSON; raises ``BadRecord`` as ``account_from_json`` does."""
    report = _decode(_report_decoder, line)
    _check(_faults(report, "$", len(report.text), {}))
    return report


def _decode(decoder: msgspec.json.Decoder[_Record], line: str | bytes) -> _Record:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadRecord(f"not the record it should be: {error}") from error
    except UnicodeDecodeError as error:
        raise BadRecord(f"not UTF-8: {error.reason} at {error.start}") from error


def _check(faults: Iterator[str]) -> None:
    fault = next(faults, None)
    if fault is not None:
        raise BadRecord(f"not the record it should be: {fault}")


def _faults(record: object, where: str, size: int, ids: _Ids) -> Iterator[str]:
    """Say of a record and all it holds which spans are outside the text and which ids nothing has."""
    for name, holds, is_list in _checked(type(record)):
        held: Any = getattr(record, name)
        values: tuple[Any, ...] = held if is_list else () if held is None else (held,)
        for number, value in enumerate(values):
            at = f"{where}.{name}[{number}]" if is_list else f"{where}.{name}"
            if holds == "span":
                start, end = value
                if not 0 <= start <= end <= size:
                    yield f"span [{start}, {end}] is outside the text of {size} characters - at `{at}`"
            elif holds == "record":
                yield from _faults(value, at, size, ids)
            elif not any(value in ids[target] for target in _POINTERS[name]):
                yield f"none of the {' or '.join(_POINTERS[name])} has the id {value!r} - at `{at}`"


@cache
def _checked(record: type) -> tuple[tuple[str, _Holds, bool], ...]:
    """List the fields of a record that need a check: name, what they hold, and whether a list of it."""
    hints = typing.get_type_hints(record)
    found: list[tuple[str, _Holds, bool]] = []
    for field in dataclasses.fields(record):
        kind, is_list = _unwrap(hints[field.name])
        if kind == Span:
            found.append((field.name, "span", is_list))
        elif dataclasses.is_dataclass(kind):
            found.append((field.name, "record", is_list))
        elif field.name in _POINTERS:
            found.append((field.name, "id", is_list))
    return tuple(found)


def _unwrap(hint: object) -> tuple[object, bool]:
    """Give what a field holds, None aside, and whether it holds a list of it."""
    parts = typing.get_args(hint)
    if isinstance(hint, types.UnionType):
        return parts[0], False
    return (parts[0], True) if parts[1:] == (Ellipsis,) else (hint, False)
