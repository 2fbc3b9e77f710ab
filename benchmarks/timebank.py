"""TimeBank as texts with their times and events: TimeML files, read as TempEval-3's scorer does."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.records import Report, Span

HALVES = ("tuned", "held")
"""Rules are made by looking at the first half; the second half shows what they are worth elsewhere."""
_BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_INSIDE = frozenset(("IS_INCLUDED", "DURING", "SIMULTANEOUS", "IDENTITY"))
"""Relations of an event to a time that it happens in."""
_AROUND = frozenset(("INCLUDES", "SIMULTANEOUS", "IDENTITY"))
"""The same relations told from the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTime:
    """A time expression: its characters, its type (DATE, TIME, DURATION, SET) and its value."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedText:
    """A text, when it was published, its time expressions, and its events with the times they happen in."""

    name: str
    report: Report
    times: tuple[GoldTime, ...]
    events: tuple[tuple[Span, tuple[Span, ...]], ...] = ()


def half_of(name: str) -> str:
    """Say which half a document is in: by a hash of its file name, so that it never changes.

    >>> half_of("wsj_0127.tml")
    'held'
    """
    return HALVES[int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2]


def read_timebank(folder: Path) -> Iterator[TimedText]:
    """Give the documents of TimeBank in order of name."""
    for path in sorted(folder.glob("*.tml")):
        yield read_timeml(path)


def read_timeml(path: Path) -> TimedText:
    """Read one TimeML file: the text of its TEXT element, the creation time as the date of publication."""
    root = ET.parse(path).getroot()
    created, body = root.find("DCT/TIMEX3"), root.find("TEXT")
    if created is None or body is None:
        raise ValueError(f"{path}: no DCT or no TEXT; give a TimeML file of TimeBank")
    parts: list[str] = []
    spans: dict[str, Span] = {}
    times: list[GoldTime] = []
    for element, span in _flatten(body, parts):
        spans[element.get("tid") or element.get("eid") or ""] = span
        if element.tag == "TIMEX3":
            times.append(GoldTime(span=span, type=element.attrib["type"], value=element.attrib["value"]))
    text = "".join(parts)
    report = Report(
        id=path.stem,
        published=created.attrib["value"],
        text=text,
        paragraphs=tuple(match.span() for match in _BLOCK.finditer(text)),
        reader="timebank",
    )
    return TimedText(name=path.name, report=report, times=tuple(times), events=_read_events(root, spans))


def _flatten(element: ET.Element, parts: list[str]) -> Iterator[tuple[ET.Element, Span]]:
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        yield from _flatten(child, parts)
        parts.append(child.tail or "")
    if element.tag in ("TIMEX3", "EVENT"):
        yield element, (start, sum(map(len, parts)))


def _read_events(root: ET.Element, spans: dict[str, Span]) -> tuple[tuple[Span, tuple[Span, ...]], ...]:
    """Give every event with the times of the text that it is said to happen in."""
    events = {one.attrib["eiid"]: one.attrib["eventID"] for one in root.iter("MAKEINSTANCE")}
    inside: dict[str, list[Span]] = {event: [] for event in events.values()}
    for link in root.iter("TLINK"):
        instance, time = link.get("eventInstanceID"), link.get("relatedToTime")
        relations = _INSIDE
        if time is None:
            instance, time, relations = link.get("relatedToEventInstance"), link.get("timeID"), _AROUND
        if link.get("relType") in relations and instance in events and time in spans:
            inside[events[instance]].append(spans[time])
    return tuple((spans[event], tuple(times)) for event, times in inside.items() if event in spans)
