"""Quotations in running text: where they open and close, whatever marks they use.

Marks may be “ ” " « » „ “ ‹ › and, where they are no apostrophe, ‘ ’ '. A quotation that is still open
when its paragraph ends is taken to end there; the next paragraph opens its own. That is how newspapers
set a quotation of several paragraphs, and it keeps a forgotten mark from swallowing the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.records import Span

_CLOSERS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’",
    "'": "'",
    '"': '"',
    "‟": "”",
    "”": "”",
    "’": "’",
}
_MARK = re.compile("[“”„‟\"«»‹›‘’']")
_SINGLE = "‘’'"
_SINGLE_CLOSED = {mark: re.compile(rf"[\w.,!?…]{mark}(?!\w)") for mark in "’'"}
SINGLE_REACH = 600
"""Characters within which a single mark must be closed to be more than an apostrophe; bounds the search."""
DEEPEST = 8
"""Quotations inside one another at most; our train and dev stories have two."""

_BEFORE_OPENING = ' \n\t\u00a0([{—–-:/“”"„«‹‘'


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation in characters, its marks included; ``depth`` 0 stands in no other."""

    start: int
    end: int
    depth: int
    closed: bool


def find_quotes(text: str, paragraphs: tuple[Span, ...]) -> list[Quote]:
    """Find every quotation of a text, in order of start, outer before inner.

    >>> [(quote.start, quote.end) for quote in find_quotes("“It's over,” he said.", ((0, 21),))]
    [(0, 12)]
    """
    found: list[Quote] = []
    for start, end in paragraphs or ((0, len(text)),):
        found.extend(_in_paragraph(text, start, end))
    return sorted(found, key=lambda quote: (quote.start, -quote.end))


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quote]:
    opened: list[tuple[int, str]] = []
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if opened and _closes(text, at, end, opened, mark):
            while opened:
                begun, closers = opened.pop()
                if mark in closers:
                    yield Quote(start=begun, end=at + 1, depth=len(opened), closed=True)
                    break
        elif len(opened) < DEEPEST and _opens(text, at, start, end, mark):
            opened.append((at, _CLOSERS[mark]))
    open_until_end = [(begun, closers) for begun, closers in opened if closers[0] not in "’'"]
    stop = start + len(text[start:end].rstrip())
    for depth, (begun, _) in enumerate(open_until_end):
        if stop > begun + 1:
            yield Quote(start=begun, end=stop, depth=depth, closed=False)


def _closes(text: str, at: int, end: int, opened: list[tuple[int, str]], mark: str) -> bool:
    if not any(mark in closers for _, closers in opened):
        return False
    if mark in "’'":
        if mark not in opened[-1][1]:
            return False
        before, after = text[at - 1], text[at + 1 : at + 2] if at + 1 < end else ""
        if after.isalnum() or before.isspace():
            return False
        # "the workers' rights": a plural's apostrophe, if a better mark is still to come
        return not (
            before == "s"
            and text[at + 1 : at + 3].strip().isalpha()
            and _closes_later(text, at + 1, end, mark)
        )
    if mark in '"“»«':
        # a straight or turned mark may open an inner quotation: it closes where a word or stop precedes
        return not text[at - 1].isspace() and text[at - 1] not in "([{" and at - 1 != opened[-1][0]
    return True


def _closes_later(text: str, at: int, end: int, mark: str) -> bool:
    return _SINGLE_CLOSED[mark].search(text, at, min(end, at + SINGLE_REACH)) is not None


def _opens(text: str, at: int, start: int, end: int, mark: str) -> bool:
    if mark in "”›":
        return False
    after = text[at + 1 : at + 2] if at + 1 < end else ""
    if not after or after.isspace():
        return False
    before = text[at - 1] if at > start else "\n"
    if mark in _SINGLE:
        if before not in _BEFORE_OPENING or not (after.isalnum() or after in '“"…'):
            return False
        return mark != "’" and _closes_later(text, at + 1, end, "’" if mark == "‘" else mark)
    return mark not in '"»' or before in _BEFORE_OPENING
