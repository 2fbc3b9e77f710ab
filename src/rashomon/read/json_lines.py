"""JSON lines: one report an object, its fields named as the user's data name them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO, cast

from rashomon.read.dates import read_date
from rashomon.read.guard import Limits
from rashomon.read.reasons import BAD_RECORD, TOO_LARGE
from rashomon.read.report import Known, check_known
from rashomon.read.terms import Terms
from rashomon.read.unread import Unread
from rashomon.records import Dropped

FIELDS = ("text", "html", "title", "outlet", "url", "published", "updated", "byline", "credit")
"""What a line can tell; ``text`` or ``html`` must be there. All are strings, byline may be a list."""


def parse_fields(option: str) -> dict[str, str]:
    """Read a mapping of our field names to the input's.

    Raises ValueError for a name that is none of ``FIELDS`` or a part without ``=``.

    >>> parse_fields("text=body,title=headline")
    {'text': 'body', 'title': 'headline'}
    """
    fields: dict[str, str] = {}
    for part in filter(None, map(str.strip, option.split(","))):
        ours, is_pair, theirs = map(str.strip, part.partition("="))
        if not is_pair or not theirs:
            raise ValueError(f"{part!r} is no mapping: write FIELD=NAME, as in text=body,title=headline")
        if ours not in FIELDS:
            raise ValueError(f"{ours!r} is no field of a report: choose from {', '.join(FIELDS)}")
        fields[ours] = theirs
    return fields


def unpack_json_lines(stream: BinaryIO, name: str, terms: Terms) -> Iterator[Unread | Dropped]:
    """Take the reports of a stream apart line by line; a bad line is Dropped and costs no other."""
    names = {field: terms.fields.get(field, field) for field in FIELDS}
    limit_bytes = terms.limits.size_bytes
    number = 0
    while line := stream.readline(limit_bytes + 1):
        number += 1
        label = f"{name}:{number}"
        if len(line) > limit_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
            yield Dropped(source=label, reason=TOO_LARGE, detail=f"line {number} is over {limit_bytes} bytes")
        elif line.strip(b"\xef\xbb\xbf\x00 \t\r\n"):
            yield unpack_record(line, label, names, terms.limits, terms.known)


def unpack_record(
    line: bytes, label: str, names: Mapping[str, str], limits: Limits, known: Known
) -> Unread | Dropped:
    """Give the report that one line holds, unread; ``names`` are the input's for each of ``FIELDS``."""
    where = f"line {label.rpartition(':')[2]}"
    try:
        data: object = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        what = "not UTF-8" if isinstance(error, UnicodeDecodeError) else "not JSON"
        return Dropped(source=label, reason=BAD_RECORD, detail=f"{where}: {what}")
    if not isinstance(data, dict):
        return Dropped(source=label, reason=BAD_RECORD, detail=f"{where}: not an object")
    record = cast("dict[str, object]", data)
    values = {field: record.get(theirs) for field, theirs in names.items()}
    problem = _find_problem(values, names)
    if problem:
        return Dropped(source=label, reason=BAD_RECORD, detail=f"{where}: {problem}")
    return _find_report(values, label, limits, known)


def _find_problem(values: Mapping[str, object], names: Mapping[str, str]) -> str | None:
    if values["text"] is None and values["html"] is None:
        return f"{names['text']!r} is missing"
    for field, value in values.items():
        if value is None or isinstance(value, str) or (field == "byline" and _is_list_of_strings(value)):
            continue
        return f"{names[field]!r} is {_kind(value)}, not a string"
    published = values["published"]
    if isinstance(published, str) and published.strip() and read_date(published) is None:
        return f"{names['published']!r} is no date"
    return None


def _is_list_of_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in cast("list[object]", value))


def _kind(value: object) -> str:
    kinds: dict[type, str] = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
    }
    return kinds.get(type(value), "something else")


def _find_report(values: Mapping[str, object], label: str, limits: Limits, known: Known) -> Unread:
    strings = {field: value for field, value in values.items() if isinstance(value, str)}
    options = {
        field: strings.get(field) or known.get(field) for field in ("outlet", "url", "published", "title")
    }
    page = strings.get("html")
    source: bytes | str = strings.get("text", "") if page is None else page.encode("utf-8", "replace")
    written = values["byline"]
    authors = cast("list[str]", written) if isinstance(written, list) else [strings.get("byline", "")]
    return Unread(
        source=source,
        label=label,
        limits=limits,
        known=check_known(options),
        authors=tuple(authors),
        updated=strings.get("updated"),
        credit=strings.get("credit"),
    )
