"""Ask a corpus: find passages, list what somebody said.

Rows of a corpus are numbered as they are added, so the last ones are found without sorting: a search looks
through the last reports first and goes back only as far as it must.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from operator import itemgetter
from typing import Any

from rashomon.records import Span
from rashomon.store.answers import Hit, Quote
from rashomon.store.filters import Kind, Values, as_phrase
from rashomon.store.questions import Question

WINDOWS = (2_000, 20_000)
"""How many of the last reports are looked through first, and next; then all."""
_NO_END = 2**63 - 1

_OPEN, _CLOSE = "\x02", "\x03"
"""Put around the words found: no text has control characters, ``text.settle`` takes them out."""

_FIRST_ROWS = {
    "reports": "SELECT number FROM reports WHERE number >= ? ORDER BY number LIMIT 1",
    "statements": "SELECT number FROM statements WHERE report >= ? ORDER BY report, number LIMIT 1",
    "entities": "SELECT number FROM entities WHERE report >= ? ORDER BY report, number LIMIT 1",
    "events": "SELECT number FROM events WHERE report >= ? ORDER BY report, number LIMIT 1",
}
"""The number of the first row that belongs to a report or to a later one."""

_OF_ALL = "SELECT (SELECT min(number) FROM reports), (SELECT max(number) FROM reports)"
_OF_DATES = """SELECT min(number), max(number) FROM reports
    WHERE published >= :published_from AND published < :published_until"""

_OF_REPORT = """reports.published, reports.outlet, reports.title, reports.url, reports.id AS report_id, (
    SELECT json_group_array(DISTINCT copies.outlet) FROM copies
    WHERE copies.report = reports.number AND copies.outlet NOT NULL) AS copied_by, text, sentences"""
_FOUND: dict[Kind, str] = {
    "report": "reports.id FROM reports WHERE number = ?",
    "statement": """statements.id, speaker, cue, stance, char_start AS first, char_end AS last,
        cue_start AS mark_start, cue_end AS mark_end
        FROM statements JOIN reports ON reports.number = report WHERE statements.number = ?""",
    "event": """events.id, events.speaker, cue, stance, type, mode, status, date_start, date_end,
        place_name AS place, events.char_start AS mark_start, events.char_end AS mark_end
        FROM events JOIN reports ON reports.number = events.report
        LEFT JOIN statements ON statements.number = events.statement WHERE events.number = ?""",
}
_ROWS = {kind: ", ".join([f"SELECT {_OF_REPORT}", found]) for kind, found in _FOUND.items()}
# Words are marked in a table of one text, with the tokens of ``reports_fts``: to ask that for one report more
# costs as much as the whole search where a word* stands for many.
_ONE_TEXT = """CREATE VIRTUAL TABLE one USING fts5 (
    text, tokenize="porter unicode61 remove_diacritics 2")"""
_MARKED = "SELECT highlight(one, 0, ?, ?) FROM one WHERE one MATCH ?"


def search(connection: sqlite3.Connection, question: Question) -> Iterator[Hit]:
    """Find passages: ``Corpus.search``."""
    sought = question.query if question.kind == "report" else ""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as aside:
        aside.execute(_ONE_TEXT)
        for number in _find_rows(connection, question):
            row = connection.execute(_ROWS[question.kind], (number,)).fetchone()
            marks = _find_words(aside, sought, row["text"])
            yield _make_hit(question.kind, dict(row), marks)


def _find_rows(connection: sqlite3.Connection, question: Question) -> list[int]:
    """Give the numbers of the rows that a search finds, in its order."""
    first, last = _find_bounds(connection, question.values)
    starts = [last + 1 - size for size in WINDOWS if last + 1 - size > first]
    found: list[int] = []
    for start in [first] if question.is_ranked or question.limit is None else [*starts, first]:
        values = {**question.values, **_name_bounds(connection, start, last)}
        are_many = last + 1 - start > WINDOWS[0]
        asked = question.sql_of_many if are_many else question.sql
        found = [row["number"] for row in connection.execute(asked, values)]
        if len(found) == question.limit:
            break
    return found


def _find_bounds(connection: sqlite3.Connection, values: Values) -> tuple[int, int]:
    """Give the first and the last report that can be found: those of the dates asked for, or all."""
    first, last = connection.execute(_OF_DATES if "published" in values else _OF_ALL, values).fetchone()
    return first or 1, last or 0


def _name_bounds(connection: sqlite3.Connection, first: int, last: int) -> Values:
    """Give the numbers of the first and the last row of each table that belongs to some reports."""
    bounds: Values = {}
    for table, asked in _FIRST_ROWS.items():
        begin, end = (connection.execute(asked, (report,)).fetchone() for report in (first, last + 1))
        bounds |= {
            f"first_{table}": begin[0] if begin else _NO_END,
            f"last_{table}": end[0] - 1 if end else _NO_END,
        }
    return bounds


def _make_hit(kind: Kind, row: dict[str, Any], marks: list[Span]) -> Hit:
    """Make the answer of a row: its passage, and where in it what was asked for stands."""
    text, sentences = row.pop("text"), json.loads(row.pop("sentences"))
    if "mark_start" in row:
        marks = [(row.pop("mark_start"), row.pop("mark_end"))]
    if kind == "statement":
        start, end = row.pop("first"), row.pop("last")
    else:
        start, end = _choose_passage(text, [(first, last) for first, last in sentences], marks)
    return Hit(
        kind=kind,
        copied_by=tuple(json.loads(row.pop("copied_by"))),
        words=text[start:end],
        start=start,
        end=end,
        marks=tuple(mark for mark in marks if start <= mark[0] and mark[1] <= end),
        **row,
    )


def _find_words(aside: sqlite3.Connection, query: str, text: str) -> list[Span]:
    """Find where the words sought stand in a text, which is put aside in a table for it alone."""
    if not query:
        return []
    aside.execute("DELETE FROM one")
    aside.execute("INSERT INTO one VALUES (?)", (text,))
    (marked,) = aside.execute(_MARKED, (_OPEN, _CLOSE, query)).fetchone()
    spans: list[Span] = []
    at = 0
    for piece in marked.split(_OPEN):
        inside, is_found, after = piece.partition(_CLOSE)
        if is_found:
            spans.append((at, at + len(inside)))
        at += len(inside) + len(after)
    return spans


def _choose_passage(text: str, sentences: list[Span], marks: list[Span]) -> Span:
    """Choose the sentence in which most of the marks begin, the first of several; without marks the first.

    >>> _choose_passage("It rained. He said it rained.", [(0, 10), (11, 29)], [(3, 9), (14, 18), (22, 28)])
    (11, 29)
    """
    held = Counter(bisect_right(sentences, start, key=itemgetter(0)) - 1 for start, _ in marks)
    best = max(sorted(held), key=held.__getitem__, default=0)
    return sentences[max(best, 0)] if sentences else (0, len(text))


_QUOTES = """SELECT published, outlet, speaker, cue, stance, content, manner, polarity, kind, source_kind,
    anonymous, relayed_by, title, url, char_start AS start, char_end AS "end", report_id, statement_id
    FROM quotes WHERE statement IN (
        SELECT number FROM statements WHERE entity IN
            (SELECT rowid FROM entities_fts WHERE entities_fts MATCH :name)
        UNION ALL
        SELECT rowid FROM statements_fts WHERE statements_fts MATCH '{speaker source} : ' || :name)
    ORDER BY published IS NULL, published, statement"""


def list_quotes(connection: sqlite3.Connection, speaker: str) -> Iterator[Quote]:
    """List what somebody said: ``Corpus.quotes``."""
    for row in connection.execute(_QUOTES, {"name": as_phrase(speaker)}):
        quote: dict[str, Any] = dict(row)
        quote["anonymous"] = bool(quote["anonymous"])
        yield Quote(**quote)
