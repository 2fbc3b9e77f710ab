"""Statements: attributions with their source resolved, their cue read and their content's edges set.

Nothing is dropped for lack of a source. Only an attribution without content, or one whose words lie
outside the text, makes no statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.cues import read_cue
from rashomon.extract.entities import Cast
from rashomon.extract.quotes import Quote
from rashomon.extract.reading import Reading
from rashomon.extract.sources import Sources
from rashomon.records import AttributionMark, Span, Statement
from rashomon.text import content_id

_EDGE = frozenset(",;:.—–")
DEEPEST = 32
"""Contents open at one word that are looked at for the innermost; more is noise, and cost stays linear."""
_OPENING, _CLOSING = "“„\"«‘'‹", "”\"»’'›"


def find_statements(reading: Reading, cast: Cast) -> tuple[Statement, ...]:
    """Turn a report's attributions into statements, in order of their first word."""
    sources = Sources(reading, cast)
    made: dict[str, Statement] = {}
    for index, mark in enumerate(reading.marks.attributions):
        statement = _make_statement(reading, sources, index, mark)
        if statement is not None:
            made.setdefault(statement.id, statement)
    ordered = sorted(made.values(), key=_position)
    return _nest(ordered)


def _position(statement: Statement) -> tuple[int, int, str]:
    first = min(statement.cue.span[0], statement.content[0][0])
    return first, statement.cue.span[0], statement.id


def _make_statement(
    reading: Reading, sources: Sources, index: int, mark: AttributionMark
) -> Statement | None:
    size = len(reading.words)
    if not 0 <= mark.cue[0] < mark.cue[1] <= size:
        return None
    content = find_content(reading, mark)
    if not content:
        return None
    source = sources.read(index)
    cue = read_cue(reading, mark)
    reference = source.reference
    points = [cue.cue.span, *content, *([reference.span] if reference else [])]
    return Statement(
        id=content_id("statement", reading.report.id, *(f"{start}-{end}" for start, end in points)),
        source=reference,
        source_kind=source.kind,
        anonymous=source.anonymous,
        cue=cue.cue,
        content=content,
        manner=find_manner(reading, cue.cue.span, content),
        polarity=cue.polarity,
        confidence=round(min(1.0, max(0.0, mark.score)), 4),
    )


def find_content(reading: Reading, mark: AttributionMark) -> tuple[Span, ...]:
    """Give the character spans of an attribution's content: trimmed, sorted, apart from one another.

    Quotation marks belong inside, a full stop, comma or "that" at the edge outside.
    """
    size = len(reading.words)
    pieces = sorted((max(0, start), min(size, end)) for start, end in mark.content)
    merged: list[Span] = []
    for start, end in pieces:
        if start >= end:
            continue
        if merged and (start < merged[-1][1] or (start == merged[-1][1] and _is_one_line(reading, start))):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    trimmed = [span for piece in merged if (span := _trim(reading, piece)) is not None]
    return tuple(reading.chars(span) for span in _apart(trimmed))


def _is_one_line(reading: Reading, word: int) -> bool:
    """Say whether no paragraph ends right before a word."""
    spans = reading.marks.words
    return "\n" not in reading.report.text[spans[word - 1][1] : spans[word][0]]


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Join spans that touch once quotation marks are taken in."""
    kept: list[Span] = []
    for start, end in spans:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _trim(reading: Reading, piece: Span) -> Span | None:
    words, lower = reading.words, reading.lower
    start, end = piece
    while start < end and (
        words[start] in _EDGE or (lower[start] == "that" and reading.marks.upos[start] == "SCONJ")
    ):
        start += 1
    while start < end and (
        (words[end - 1] in _EDGE and not _in_quote(reading, start, end - 1))
        or _closes_another(reading, start, end - 1)
    ):
        end -= 1
    if start >= end:
        return None
    start, end = _with_marks(reading, start, end)
    if end - start == 1 and words[start] in _OPENING + _CLOSING:
        return None
    return start, end


def _in_quote(reading: Reading, start: int, word: int) -> bool:
    """Say whether the stop at ``word`` stands inside a quotation that began in the content."""
    if reading.quoted_by[word] < 0:
        return False
    quote = reading.quotes[reading.quoted_by[word]]
    return (
        quote.start >= reading.marks.words[start][0] - 1
        and reading.marks.words[word][1] <= quote.end - quote.closed
    )


def _closes_another(reading: Reading, start: int, word: int) -> bool:
    """Say whether a mark closes a quotation that began before ``start``: "“She wants |it all|.”"."""
    if reading.words[word] not in _CLOSING:
        return False
    quote = _quote_to(reading, reading.marks.words[word][1])
    return quote is not None and quote.start < reading.marks.words[start][0] - 1


def _with_marks(reading: Reading, start: int, end: int) -> Span:
    """Take in the quotation marks that hold the content, and leave out one that holds something else."""
    spans, words = reading.marks.words, reading.words
    before = _quote_from(reading, spans[start - 1][0]) if start and words[start - 1] in _OPENING else None
    if before and (before.end <= spans[end - 1][1] + 1 or not before.closed):
        start -= 1
    after = _quote_to(reading, spans[end][1]) if end < len(words) and words[end] in _CLOSING else None
    if after and after.start >= spans[start][0]:
        end += 1
    if end - start > 1 and words[end - 1] in _OPENING and _quote_from(reading, spans[end - 1][0]):
        end -= 1
    if end - start > 1 and words[start] in _CLOSING and _quote_to(reading, spans[start][1]):
        start += 1
    return start, end


def _quote_from(reading: Reading, char: int) -> Quote | None:
    return reading.quote_starts.get(char)


def _quote_to(reading: Reading, char: int) -> Quote | None:
    return reading.quote_ends.get(char)


def find_manner(reading: Reading, cue: Span, content: Sequence[Span]) -> str:
    """Tell direct from indirect and mixed: how much of the content stands in its own quotation marks.

    A quotation that holds the cue as well is somebody else's and does not count.
    """
    quoted = unquoted = False
    for start, end in content:
        inside = [
            (max(quote.start, start), min(quote.end, end))
            for quote in reading.quotes_between(start, end)
            if not quote.start <= cue[0] < quote.end
        ]
        quoted = quoted or bool(inside)
        unquoted = unquoted or _has_rest(reading.report.text, start, end, inside)
    if quoted:
        return "mixed" if unquoted else "direct"
    return "indirect"


def _has_rest(text: str, start: int, end: int, inside: Sequence[Span]) -> bool:
    """Say whether letters or digits of ``text[start:end]`` lie outside the spans, which are in order."""
    at = start
    for first, last in inside:
        if any(letter.isalnum() for letter in text[at : max(at, first)]):
            return True
        at = max(at, last)
    return any(letter.isalnum() for letter in text[at:end])


def _nest(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Set each statement's ``within``: the innermost other statement whose content holds its cue."""
    pieces = sorted(
        ((start, end, index) for index, one in enumerate(statements) for start, end in one.content),
        key=lambda piece: (piece[0], -piece[1], piece[2]),
    )
    parents: list[int | None] = [None] * len(statements)
    opened: list[tuple[int, int, int]] = []
    at = 0
    for index in sorted(range(len(statements)), key=lambda index: statements[index].cue.span):
        first, last = statements[index].cue.span
        while at < len(pieces) and pieces[at][0] <= first:
            opened.append(pieces[at])
            at += 1
        opened = [piece for piece in opened[-DEEPEST:] if piece[1] > first]
        holding = sorted(
            (piece for piece in opened if piece[1] >= last and piece[2] != index),
            key=lambda piece: (piece[1] - piece[0], piece[2]),
        )
        parents[index] = next(
            (piece[2] for piece in holding if not _leads_to(parents, piece[2], index)), None
        )
    return tuple(
        one if parent is None else replace(one, within=statements[parent].id)
        for one, parent in zip(statements, parents, strict=True)
    )


def _leads_to(parents: Sequence[int | None], start: int, goal: int) -> bool:
    """Say whether a statement already stands, at some depth, within another."""
    at: int | None = start
    while at is not None:
        if at == goal:
            return True
        at = parents[at]
    return False
