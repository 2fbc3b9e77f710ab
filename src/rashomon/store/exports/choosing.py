"""Which accounts of a corpus an export takes, and which events or statements of them, by filters."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rashomon.store.corpus import Corpus
from rashomon.store.exports.sources import (
    TABLES,
    UNDATED_TABLES,
    Chosen,
    TableRows,
    columns_of,
    month_of,
)
from rashomon.store.filters import Filters, Kind, Values, as_query, choose_kind, read_filters
from rashomon.store.packing import unpack_account
from rashomon.store.questions import WORDS_IN

REPORTS_AT_ONCE = 500
"""Reports whose rows are read together."""

_ALL: Values = {
    f"{end}_{table}": number
    for table in ("reports", "statements", "entities", "events")
    for end, number in (("first", 0), ("last", 2**63 - 1))
}
_TOLD: dict[Kind, str] = {
    "report": "SELECT number AS report, NULL AS id FROM reports",
    "statement": "SELECT report, id, number, number AS statement FROM statements",
    "event": "SELECT report, id, number, statement FROM events",
}
_NAMED = "id IN (SELECT value FROM json_each(:named))"
_OF_EVENTS = "number IN (SELECT statement FROM events WHERE"
_FOUND = "SELECT number, published, ids FROM reports JOIN (SELECT report AS found,"
_IDS: dict[bool, str] = {True: "json_group_array(id) AS ids FROM (", False: "NULL AS ids FROM ("}
_BY_DATE = ") GROUP BY report) ON found = number ORDER BY published IS NULL, published, number"
_PACKED = "SELECT packed, text FROM accounts JOIN reports ON number = report WHERE report = ?"
_OF_REPORTS = "WHERE report IN (SELECT value FROM json_each(?)) ORDER BY number"
_WHERE = {
    "reports": "WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
    "participants": """WHERE event IN (SELECT number FROM events
        WHERE report IN (SELECT value FROM json_each(?))) ORDER BY number""",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A question for the reports to take, by date, and the ids of what is meant in them; with its values."""

    sql: str
    values: Values


def choose(kind: Kind, words: str, filters: Filters, statements: Sequence[str] = ()) -> Choice:
    """Ask for what an export of reports, statements or events takes.

    All filters must hold, of one and the same event, or statement, where they speak of one. An export of
    statements takes those that tell such events; one of events takes all of a report where no filter speaks
    of events or statements.

    Args:
        kind: what the export is of.
        words: words to be in the report, of statements in what is said: ``Corpus.search``.
        filters: what else must hold.
        statements: ids of the statements to take; all if there are none.

    Raises:
        ValueError: a filter that there is none of, or a date that is none.
    """
    asked = choose_kind(filters)
    conditions, values = read_filters(filters)
    if asked == "report" and kind == "statement":
        asked = "statement"
    if words:
        conditions = [WORDS_IN["statement" if asked == kind == "statement" else "event"], *conditions]
    taken = _take(kind, asked, conditions, is_named=bool(statements))
    has_ids = kind != "report" and (asked != "report" or bool(statements))
    return Choice(
        sql=" ".join([_FOUND, _IDS[has_ids], taken, _BY_DATE]),
        values={**_ALL, **values, "words": as_query(words), "named": json.dumps(list(statements))},
    )


def _take(kind: Kind, asked: Kind, conditions: Sequence[str], *, is_named: bool) -> str:
    """Write the question for the rows that are meant, of reports where any row of a report will do."""
    named = [_NAMED] if is_named else []
    if kind == "statement" and asked == "event":
        of_events = " ".join([_OF_EVENTS, _and(conditions), ")"])
        return " ".join([_TOLD["statement"], "WHERE", _and([*named, of_events])])
    told = "event" if kind == "event" and asked == "statement" else asked
    return " ".join([_TOLD[told], "WHERE", _and([*named, *conditions])])


def _and(conditions: Sequence[str]) -> str:
    return " AND ".join(conditions) or "TRUE"


class CorpusSource:
    """The accounts of a corpus that were chosen, in order of publication, the undated last.

    Args:
        corpus: the corpus.
        choice: what to take of it.
    """

    tables = TABLES

    def __init__(self, corpus: Corpus, choice: Choice) -> None:
        self._corpus = corpus
        self._choice = choice
        self.advance: Callable[[int], None] | None = None
        self.taken = 0
        self.left_out: Counter[str] = Counter()
        self._flags: dict[str, list[str]] = {}

    def count(self) -> int:
        """Count the reports that were chosen."""
        asked = " ".join(["SELECT count(*) AS count FROM (", self._choice.sql, ")"])
        return next(row["count"] for row in self._corpus.query(asked, self._choice.values))

    def accounts(self) -> Iterator[Chosen]:
        """Give the accounts one at a time."""
        for found in self._found():
            for row in self._corpus.query(_PACKED, (found["number"],)):
                account = unpack_account(row["packed"], row["text"])
                ids = None if found["ids"] is None else frozenset(json.loads(found["ids"]))
                copies = tuple(copy for copy, _ in self._corpus.copies(account.report.id))
                yield Chosen(account=account, ids=ids, copies=copies)
            self._count(1)

    def rows(self, tables: Sequence[str]) -> Iterator[TableRows]:
        """Give the rows that the corpus has of the reports, month by month, then those of no report."""
        dated = [table for table in tables if table not in UNDATED_TABLES]
        for month, reports in groupby(self._found(), lambda found: month_of(found["published"])):
            numbers = [found["number"] for found in reports]
            for start in range(0, len(numbers), REPORTS_AT_ONCE):
                some = numbers[start : start + REPORTS_AT_ONCE]
                for table in dated:
                    where = _WHERE.get(table, _OF_REPORTS)
                    if rows := self._ask(table, where, (json.dumps(some),)):
                        yield TableRows(table=table, month=month, rows=rows)
                self._count(len(some))
        for table in tables:
            if table in UNDATED_TABLES:
                yield TableRows(table=table, month=None, rows=self._ask(table, "ORDER BY number", ()))

    def _count(self, done: int) -> None:
        self.taken += done
        if self.advance is not None:
            self.advance(done)

    def _found(self) -> Iterator[dict[str, Any]]:
        return self._corpus.query(self._choice.sql, self._choice.values)

    def _ask(self, table: str, where: str, values: tuple[str, ...]) -> list[tuple[Any, ...]]:
        columns = ", ".join(f'"{column}"' for column in columns_of(table))
        asked = " ".join(["SELECT", columns, "FROM", table, where])
        flags = self._find_flags(table)
        rows: list[tuple[Any, ...]] = []
        for row in self._corpus.query(asked, values):
            for flag in flags:
                row[flag] = bool(row[flag])
            rows.append(tuple(row.values()))
        return rows

    def _find_flags(self, table: str) -> list[str]:
        """Find the columns of a table that are true or false, which SQLite has as 0 and 1."""
        if table not in self._flags:
            asked = "SELECT name FROM pragma_table_info(?) WHERE type = 'BOOLEAN'"
            self._flags[table] = [row["name"] for row in self._corpus.query(asked, (table,))]
        return self._flags[table]
