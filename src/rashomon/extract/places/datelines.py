"""Datelines: place, day and agency before the dash that opens a report: "GAO, Mali, Nov 8 (AP) — Rain"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from rashomon.extract.reading import Reading
from rashomon.records import Span

MOST_WORDS = 14
"""Words of a paragraph within which the dash stands."""
MOST_PARAGRAPHS = 4
"""Paragraphs that a dateline may open: the first ones may be headline, summary and byline."""
LONGEST_NAME = 4
_DASHES = frozenset(("—", "–", "-", "--", "―"))
_ENDS = frozenset((",", "(", ";", "/", *_DASHES))
_OF_NAMES = frozenset(("PROPN", "NOUN", "ADJ", "X"))
_MONTHS = re.compile(
    r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(uary|ruary|ch|il|ust|tember|ober|ember)?\.?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline's words up to the dash, and the names in it: a town, and where it lies."""

    words: Span
    names: list[Span]


def find_datelines(reading: Reading) -> list[Dateline]:
    """Find the datelines of the first paragraphs; a headline has none."""
    paragraphs = reading.report.paragraphs[reading.report.title is not None : MOST_PARAGRAPHS]
    found: list[Dateline] = []
    for paragraph in paragraphs:
        first, last = (bisect_left(reading.marks.words, at, key=itemgetter(0)) for at in paragraph)
        end = _dash_after(reading, first, min(last, first + MOST_WORDS))
        names = list(_names(reading, first, end)) if end else []
        if names and names[0][0] == first:
            found.append(Dateline(words=(first, end), names=names))
    return found


def _dash_after(reading: Reading, first: int, last: int) -> int:
    """Find the dash that ends a dateline, which has no verb before it; 0 if there is none."""
    for word in range(first + 1, last):
        if reading.marks.upos[word] in ("VERB", "AUX"):
            break
        start = reading.marks.words[word][0]
        if reading.words[word] in _DASHES and reading.report.text[start - 1].isspace():
            return word
    return 0


def _names(reading: Reading, first: int, end: int) -> Iterator[Span]:
    """Give the town and, after a comma, where it lies; no day and no agency."""
    town = _piece_end(reading, first, end)
    if town < end or reading.words[first].isupper():  # "VOI —", not "Meanwhile —"
        yield from _name(reading, first, town)
    if town < end and reading.words[town] == "," and not _MONTHS.fullmatch(reading.lower[town + 1]):
        yield from _name(reading, town + 1, _piece_end(reading, town + 1, end))


def _piece_end(reading: Reading, start: int, end: int) -> int:
    return next((word for word in range(start, end) if reading.words[word] in _ENDS), end)


def _name(reading: Reading, start: int, end: int) -> Iterator[Span]:
    words, upos = reading.words[start:end], reading.marks.upos[start:end]
    is_name = all(word[0].isupper() and one in _OF_NAMES for word, one in zip(words, upos, strict=True))
    if is_name and 0 < len(words) <= LONGEST_NAME:
        yield start, end
