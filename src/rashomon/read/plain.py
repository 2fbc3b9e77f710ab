"""Plain text to paragraphs, title and byline: only spans are found, not one character changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rashomon.read.bylines import clean_names, find_credit, is_sign_off
from rashomon.records import Span

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_WIDTHS = range(40, 111)
"""Columns at which texts are wrapped by hand or by mail; longer lines are paragraphs."""
_TITLE_LIMIT = 160
_ENDED = re.compile(r"[.!?:][\"”’)\]]*$")
_BYLINE = re.compile(r"By\s+\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a plain text has its parts; ``paragraphs`` leave out byline and sign-offs."""

    paragraphs: tuple[Span, ...]
    title: str | None
    byline: tuple[str, ...]
    credit: str | None


def lay_out(text: str) -> Layout:
    """Find the parts of a plain text.

    >>> lay_out("Rain falls\\n\\nBy Ann Lee\\n\\nIt fell in Bonn on Monday.").paragraphs
    ((0, 10), (24, 50))
    """
    spans = list(find_paragraphs(text))
    first = text[slice(*spans[0])] if spans else ""
    title = _as_title(first) if len(spans) > 1 else None
    byline: tuple[str, ...] = ()
    kept: list[Span] = []
    left_out: list[str] = []
    for place, span in enumerate(spans):
        one = text[slice(*span)]
        names = clean_names([one]) if place <= 2 and len(one) <= 120 and _BYLINE.match(one) else ()
        if names and not re.search(r"[.!?][\"”’]?$", one):
            byline = byline or names
        elif len(spans) > 1 and is_sign_off(one):
            left_out.append(one)
        else:
            kept.append(span)
    credit = find_credit([text[slice(*span)] for span in (kept[1:] if title else kept)], [*byline, *left_out])
    return Layout(paragraphs=tuple(kept), title=title, byline=byline, credit=credit)


def _as_title(line: str) -> str | None:
    """A first line is a title if it is short and no sentence with a full stop at its end."""
    is_title = len(line) <= _TITLE_LIMIT and "\n" not in line and not re.search(r"[.,:;][\"”’')]?$", line)
    return line if is_title else None


def find_paragraphs(text: str) -> Iterator[Span]:
    """Give the spans of paragraphs: blocks of lines wrapped at a width as one, else every line."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    lines = [_trim(text, span) for span in lines]
    width = max((end - start for start, end in lines), default=0)
    pairs = [(one, two) for one, two in pairwise(lines) if text[one[1] : two[0]].count("\n") == 1]
    full = {one for one, two in pairs if _is_full(text, one, two, width)}
    unfinished = sum(not _ENDED.search(text[slice(*line)]) for line in full)
    is_wrapped = width in _WIDTHS and 2 * unfinished >= len(pairs) > 0
    start: int | None = None
    for place, (begin, end) in enumerate(lines):
        start = begin if start is None else start
        is_followed = place + 1 < len(lines) and text[end : lines[place + 1][0]].count("\n") == 1
        if not (is_wrapped and is_followed and (begin, end) in full):
            yield start, end
            start = None


def _trim(text: str, span: Span) -> Span:
    start, end = span
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip())


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    word = text[following[0] : following[1]].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) > width - _RAGGED


_RAGGED = 2
"""Columns by which wrapping programs and people differ."""
