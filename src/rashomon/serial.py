"""Records as JSON and back, under the names of the contract (``docs/records.md``).

Spans are ``[start, end]``, tuples are arrays, what is absent is ``null``. What comes in is checked:
types, spans inside the text, and ids that point somewhere. A story has no texts, so that its spans are only
checked to run forwards.
"""

from __future__ import annotations

import dataclasses
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import msgspec

from rashomon.errors import BadRecord
from rashomon.records import Account, Report, Span, Story

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Record = TypeVar("_Record")
_Holds = Literal["span", "record", "id"]
_Pointers = Mapping[str, tuple[str, ...]]
"""Fields that hold an id, and the lists one of which must have it."""

_IN_ACCOUNT: _Pointers = {
    "entity": ("entities",),
    "within": ("statements",),
    "voice": ("statements",),
    "event": ("events",),
    "place": ("places",),
    "time": ("times",),
    "quantities": ("quantities",),
    "target": ("entities", "events"),
}
_IN_STORY: _Pointers = {
    "report": ("reports",),
    "reports": ("reports",),
    "first": ("reports",),
    "silent": ("reports",),
    "about": ("entities", "happenings"),
}
_RESERVED = "from"
"""A name of the contract that Python keeps for itself: the field is called ``from_``."""

_encoder = msgspec.json.Encoder()
_account_decoder = msgspec.json.Decoder(Account)
_report_decoder = msgspec.json.Decoder(Report)
_any_decoder = msgspec.json.Decoder(object)


def to_json(record: DataclassInstance) -> str:
    r"""Write a record, or a row of a corpus' answer, as one line of JSON.

    >>> from rashomon.records import Dropped
    >>> to_json(Dropped(source="a.html", reason="empty"))
    '{"source":"a.html","reason":"empty","detail":null}'

    Raises:
        BadRecord: the text has half a surrogate pair, which no UTF-8 can hold.
    """
    try:
        line = _encoder.encode(record)
        # Only a name is followed by a colon, so that no text can be changed.
        return line.replace(b'"%s_":' % _RESERVED.encode(), b'"%s":' % _RESERVED.encode()).decode()
    except UnicodeEncodeError as error:
        raise BadRecord(f"cannot be written as JSON: {error.reason} at character {error.start}") from error


def account_from_json(line: str | bytes) -> Account:
    """Read an Account from JSON, as ``to_json`` or ``rashomon read --json`` wrote it.

    Raises:
        BadRecord: not JSON, a field that is missing or of another type, a span outside the text, or
            an id that nothing has; the message says where.
    """
    account = _decode(_account_decoder, line)
    _check(_Checks(account, len(account.report.text), _IN_ACCOUNT))
    return account


def report_from_json(line: str | bytes) -> Report:
    """Read a Report from JSON; raises ``BadRecord`` as ``account_from_json`` does."""
    report = _decode(_report_decoder, line)
    _check(_Checks(report, len(report.text), {}))
    return report


def story_from_json(line: str | bytes) -> Story:
    """Read a Story from JSON, as ``to_json`` wrote it; raises ``BadRecord`` as ``account_from_json`` does."""
    try:
        story = msgspec.convert(_to_python(_decode(_any_decoder, line)), Story)
    except msgspec.ValidationError as error:
        raise BadRecord(f"not the record it should be: {error}") from error
    _check(_Checks(story, sys.maxsize, _IN_STORY))
    return story


def _decode(decoder: msgspec.json.Decoder[_Record], line: str | bytes) -> _Record:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadRecord(f"not the record it should be: {error}") from error
    except UnicodeDecodeError as error:
        raise BadRecord(f"not UTF-8: {error.reason} at {error.start}") from error


def _to_python(value: object) -> object:
    """Give what JSON holds with the names of fields as they are in Python."""
    if isinstance(value, dict):
        held = typing.cast(dict[str, Any], value)
        return {f"{name}_" if name == _RESERVED else name: _to_python(each) for name, each in held.items()}
    if isinstance(value, list):
        return [_to_python(each) for each in typing.cast(list[Any], value)]
    return value


def _check(checks: _Checks) -> None:
    fault = next(checks.faults(), None)
    if fault is not None:
        raise BadRecord(f"not the record it should be: {fault}")


class _Checks:
    """What the parts of a record are checked against: the size of its text and the ids in its own lists."""

    def __init__(self, whole: object, size: int, pointers: _Pointers) -> None:
        lists = {name for names in pointers.values() for name in names}
        self._whole, self._size, self._pointers = whole, size, pointers
        self._ids = {name: frozenset(record.id for record in getattr(whole, name)) for name in lists}

    def faults(self) -> Iterator[str]:
        """Say which spans are outside the text and which ids nothing has."""
        return self._faults(self._whole, "$")

    def _faults(self, record: object, where: str) -> Iterator[str]:
        for name, holds, is_list in _checked(type(record), frozenset(self._pointers)):
            held: Any = getattr(record, name)
            values: tuple[Any, ...] = held if is_list else () if held is None else (held,)
            for number, value in enumerate(values):
                at = f"{where}.{name}[{number}]" if is_list else f"{where}.{name}"
                if holds == "span":
                    yield from self._span_faults(value, at)
                elif holds == "record":
                    yield from self._faults(value, at)
                elif not any(value in self._ids[target] for target in self._pointers[name]):
                    yield f"none of the {' or '.join(self._pointers[name])} has the id {value!r} - at `{at}`"

    def _span_faults(self, span: Span, at: str) -> Iterator[str]:
        start, end = span
        if not 0 <= start <= end <= self._size:
            size = "" if self._size == sys.maxsize else f" of {self._size} characters"
            yield f"span [{start}, {end}] is outside the text{size} - at `{at}`"


@cache
def _checked(record: type, pointers: frozenset[str]) -> tuple[tuple[str, _Holds, bool], ...]:
    """List the fields of a record that need a check: name, what they hold, and whether a list of it."""
    hints = typing.get_type_hints(record)
    found: list[tuple[str, _Holds, bool]] = []
    for field in dataclasses.fields(record):
        kind, is_list = _unwrap(hints[field.name])
        if kind == Span:
            found.append((field.name, "span", is_list))
        elif dataclasses.is_dataclass(kind):
            found.append((field.name, "record", is_list))
        elif field.name in pointers:
            found.append((field.name, "id", is_list))
    return tuple(found)


def _unwrap(hint: object) -> tuple[object, bool]:
    """Give what a field holds, None aside, and whether it holds a list of it."""
    parts = typing.get_args(hint)
    if isinstance(hint, types.UnionType):
        return parts[0], False
    return (parts[0], True) if parts[1:] == (Ellipsis,) else (hint, False)
