"""The inline marks of our annotated stories, read to character spans."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.records import Span
from training.corpora.placing import words_under


@dataclass(slots=True)
class Mark:
    """One inline mark of an account: its element name, characters and attributes."""

    name: str
    span: Span
    attributes: dict[str, str]


@dataclass(slots=True)
class MarkedAccount:
    """One outlet's account: plain text (title, blank line, paragraphs parted by blank lines) and marks."""

    story: str
    outlet: str
    attributes: dict[str, str]
    text: str
    paragraphs: list[Span]
    marks: list[Mark]
    entities: dict[str, dict[str, str]]
    has_all_mentions: bool


def read_accounts(path: Path) -> Iterator[MarkedAccount]:
    """Give each account of one story file with its marks as character spans."""
    story = ET.parse(path).getroot()
    entities = {e.attrib["x"]: dict(e.attrib) for e in story.iterfind("entities/entity")}
    for report in story.iterfind("report"):
        parts: list[str] = []
        marks: list[Mark] = []
        paragraphs: list[Span] = []
        for block in report:
            if block.tag not in ("title", "p"):
                continue
            if parts:
                parts.append("\n\n")
            start = sum(map(len, parts))
            _flatten(block, parts, marks, is_block=True)
            paragraphs.append((start, sum(map(len, parts))))
        text = "".join(parts)
        yield MarkedAccount(
            path.stem,
            report.attrib["outlet"],
            dict(report.attrib),
            text,
            paragraphs,
            _mend(text, marks, paragraphs),
            entities,
            has_all_mentions=story.get("marked") != "attribution",
        )


def _flatten(element: ET.Element, parts: list[str], marks: list[Mark], *, is_block: bool) -> None:
    start = sum(map(len, parts))
    _add(parts, element.text, fresh=is_block)
    for child in element:
        _flatten(child, parts, marks, is_block=False)
        _add(parts, child.tail, fresh=False)
    if is_block:
        while parts and not parts[-1].rstrip():
            parts.pop()
        parts[-1] = parts[-1].rstrip()
    else:
        marks.append(Mark(element.tag, (start, sum(map(len, parts))), dict(element.attrib)))


def _add(parts: list[str], piece: str | None, *, fresh: bool) -> None:
    piece = re.sub(r"\s+", " ", piece or "")
    last = next((part for part in reversed(parts) if part), "")
    if piece.startswith(" ") and (fresh or not last or last[-1].isspace()):
        piece = piece[1:]
    if piece:
        parts.append(piece)


def _mend(text: str, marks: list[Mark], paragraphs: list[Span]) -> list[Mark]:
    """Trim white space at the marks' edges, which trimming a block's ends can leave."""
    end = paragraphs[-1][1]
    for mark in marks:
        a, b = mark.span
        b = min(b, end)
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        mark.span = (a, b)
    return [mark for mark in marks if mark.span[0] < mark.span[1]]


def own_words(account: MarkedAccount, mark: Mark, words: list[Span]) -> list[int]:
    """Give the words of an entity mark that are in none nested in it."""
    inside = [
        m.span for m in account.marks if m.name == "en" and m is not mark and _within(m.span, mark.span)
    ]
    under = words_under(words, *mark.span)
    return [w for w in under if not any(a <= words[w][0] and words[w][1] <= b for a, b in inside)]


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and inner != outer
