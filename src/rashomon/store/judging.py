"""What people said of reports, events and entities of a corpus: kept until it is undone, always obeyed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from rashomon.records import Judgement, RecordIn
from rashomon.store.answers import JudgementRow
from rashomon.store.stories import find_story

KINDS = ("report", "event", "entity")
SAYS = ("same", "different", "split")

_TABLES = {"event": "events", "entity": "entities"}
_FIND = {
    kind: f"""SELECT reports.id FROM {table} JOIN reports ON reports.number = report
        WHERE {table}.id = ? AND replaced_by IS NULL LIMIT 1"""  # noqa: S608
    for kind, table in _TABLES.items()
}
_REPORT = """SELECT id FROM reports WHERE id = ?1
    UNION ALL SELECT reports.id FROM copies JOIN reports ON reports.number = report WHERE copies.id = ?1"""
_FIRST_OF_STORY = """SELECT reports.id FROM stories JOIN grouped ON grouped.story = stories.number
    JOIN reports ON reports.number = grouped.report WHERE stories.id = ? AND replaced_by IS NULL
    ORDER BY published IS NULL, published, reports.number LIMIT 1"""
CURRENT = """WITH RECURSIVE revisions (number, replaced_by) AS (
        SELECT number, replaced_by FROM reports WHERE id = ?1
            OR number = (SELECT report FROM copies WHERE id = ?1)
        UNION SELECT reports.number, reports.replaced_by FROM reports
            JOIN revisions ON reports.number = revisions.replaced_by)
    SELECT number FROM revisions"""
"""The report with an id, or of which that is a copy, and all revisions that replaced it."""
_LIST = (
    """SELECT number, kind, says, left_report, left_id, right_report, right_id, "by", "at" FROM judgements"""
)


def find_record(connection: sqlite3.Connection, identity: str) -> tuple[str, RecordIn]:
    """Give the kind of what an id names, and where it stands; of a story that is its first report.

    Raises:
        KeyError: nothing in the corpus has this id.
        ValueError: it is empty.
    """
    if not identity.strip():
        raise ValueError("an empty id names nothing")
    story = find_story(connection, identity)
    named = [(_REPORT, identity), *([(_FIRST_OF_STORY, story.id)] if story else [])]
    for asked, value in named:
        for (report,) in connection.execute(asked, (value,)):
            return "report", RecordIn(report=report, id=report)
    for kind, asked in _FIND.items():
        for (report,) in connection.execute(asked, (identity,)):
            return kind, RecordIn(report=report, id=identity)
    raise KeyError(identity)


def keep_judgement(connection: sqlite3.Connection, said: Judgement) -> JudgementRow:
    """Write down a judgement; the transaction is its user's.

    Raises:
        ValueError: a kind or a word that there is none of, or two of something that stands alone.
    """
    if said.kind not in KINDS or said.says not in SAYS:
        raise ValueError(f"{said.says!r} of a {said.kind!r} is no judgement: {SAYS} of {KINDS}")
    if (said.right is None) != (said.says == "split") or said.left == said.right:
        raise ValueError("same and different are said of two, split of one")
    now = said.at or datetime.now(UTC).isoformat(timespec="seconds")
    right = (None, None) if said.right is None else (said.right.report, said.right.id)
    values = (said.kind, said.says, said.left.report, said.left.id, *right, said.by, now)
    number = connection.execute(
        """INSERT INTO judgements (kind, says, left_report, left_id, right_report, right_id, "by", "at")
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        values,
    ).lastrowid
    if said.kind == "report":
        _wait_again(connection, said.left.report)
    return _to_row((number, *values))


def undo_judgement(connection: sqlite3.Connection, number: int) -> JudgementRow:
    """Forget a judgement; what it moved waits to be grouped again.

    Raises:
        KeyError: there is no judgement with this number.
    """
    row = connection.execute(f"{_LIST} WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    connection.execute("DELETE FROM judgements WHERE number = ?", (number,))
    said = _to_row(tuple(row))
    if said.kind == "report":
        _wait_again(connection, said.left_report)
    return said


def _wait_again(connection: sqlite3.Connection, report_id: str) -> None:
    """Let a report, or what replaced it, wait for a story; it stays in its own until it is put into one."""
    connection.execute(
        f"""INSERT OR IGNORE INTO ungrouped SELECT coalesce(published, '~'), number FROM reports
        WHERE replaced_by IS NULL AND number IN ({CURRENT})""",  # noqa: S608
        (report_id,),
    )


def list_judgements(connection: sqlite3.Connection) -> Iterator[JudgementRow]:
    """Give all judgements in the order they were made."""
    for row in connection.execute(f"{_LIST} ORDER BY number"):
        yield _to_row(tuple(row))


def judgements_of(connection: sqlite3.Connection, reports: Sequence[str]) -> Iterator[JudgementRow]:
    """Give the judgements that speak of one of these reports, or of what is in it."""
    marks = ", ".join("?" * len(reports))
    asked = f"{_LIST} WHERE left_report IN ({marks}) OR right_report IN ({marks}) ORDER BY number"
    for row in connection.execute(asked, (*reports, *reports)):
        yield _to_row(tuple(row))


def _to_row(row: Sequence[Any]) -> JudgementRow:
    names = ("number", "kind", "says", "left_report", "left_id", "right_report", "right_id", "by", "at")
    return JudgementRow(**dict(zip(names, row, strict=True)))
