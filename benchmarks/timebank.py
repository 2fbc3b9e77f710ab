"""TimeBank as texts with their time expressions: TimeML files, read as the TempEval-3 scorer reads them."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.records import Report, Span

_BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*")
HALVES = ("tuned", "held")
"""Rules are made by looking at the first half; the second half shows what they are worth elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTime:
    """A TIMEX3: its characters, its type (DATE, TIME, DURATION, SET) and its value."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedText:
    """A text, when it was published and its time expressions."""

    name: str
    report: Report
    times: tuple[GoldTime, ...]


def half_of(name: str) -> str:
    """Say which half a document is in: by a hash of its file name, so that it never changes.

    >>> half_of("wsj_0127.tml")
    'tuned'
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
    times: list[GoldTime] = []
    _flatten(body, parts, times)
    text = "".join(parts)
    report = Report(
        id=path.stem,
        published=created.attrib["value"],
        text=text,
        paragraphs=tuple(match.span() for match in _BLOCK.finditer(text)),
        reader="timebank",
    )
    return TimedText(name=path.name, report=report, times=tuple(times))


def _flatten(element: ET.Element, parts: list[str], times: list[GoldTime]) -> None:
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        _flatten(child, parts, times)
        parts.append(child.tail or "")
    if element.tag == "TIMEX3":
        found = element.attrib
        times.append(GoldTime(span=(start, sum(map(len, parts))), type=found["type"], value=found["value"]))
