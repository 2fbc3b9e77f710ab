"""Count what a corpus holds, in all and by what it is told apart by.

The figures stand in the table ``counts``: whoever adds rows, or takes some out, keeps them true in the same
transaction, so that asking costs the same however many rows there are.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rashomon.store.answers import Count
from rashomon.store.rows import Row

Key = tuple[str, str, str]
"""Table, column and value of a figure; the last two are empty for all rows of the table."""

MOST_SHOWN = 20
"""Values counted one by one where there is no end of them, as of outlets: the most frequent."""

COUNTED: Mapping[str, tuple[str, ...]] = {
    "reports": ("outlet", "coder"),
    "copies": ("kind",),
    "dropped": ("reason",),
    "entities": (),
    "mentions": (),
    "statements": (),
    "events": ("type", "status", "country"),
    "quantities": (),
    "times": (),
    "places": (),
    "labels": (),
}
"""Tables that are kept counted, each with the columns by which its rows are told apart."""
_NAMES = {"dropped": "dropped inputs"}

_ADD = """INSERT INTO counts (of_table, of_column, value, rows) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET rows = rows + excluded.rows"""
_TOTALS = "SELECT of_table, rows FROM counts WHERE of_column = ''"
_VALUES = """SELECT coalesce(coders.name, nullif(value, '')), rows
    FROM counts LEFT JOIN coders ON of_column = 'coder' AND coders.number = value
    WHERE of_table = ? AND of_column = ? AND rows > 0 AND (of_column <> 'country' OR value <> '')
    ORDER BY rows DESC, 1 LIMIT ?"""
_REVISED = "SELECT count(*) FROM reports WHERE replaced_by NOT NULL"
_RUNS = "SELECT count(*) FROM runs"
_PUBLISHED = "SELECT min(published), max(published), count(published) FROM reports"


def count_rows(table: str, rows: Sequence[Row]) -> Counter[Key]:
    """Count rows that are added to a table, in all and by the values that are told apart.

    >>> sorted(count_rows("copies", [{"kind": "near"}, {"kind": "exact"}, {"kind": "near"}]).items())
    [(('copies', '', ''), 3), (('copies', 'kind', 'exact'), 1), (('copies', 'kind', 'near'), 2)]
    """
    counts: Counter[Key] = Counter()
    if rows and table in COUNTED:
        counts[table, "", ""] = len(rows)
        for column in COUNTED[table]:
            counts.update((table, column, _write_value(row[column])) for row in rows)
    return counts


def add_counts(connection: sqlite3.Connection, counts: Mapping[Key, int]) -> None:
    """Add to the figures that are kept; inside the transaction that changes the rows."""
    connection.executemany(_ADD, ((*key, number) for key, number in counts.items() if number))


def count_all(connection: sqlite3.Connection) -> Iterator[Count]:
    """Give the figures for reports, copies, statements and the rest: ``Corpus.stats``."""
    totals: dict[str, int] = dict(connection.execute(_TOTALS).fetchall())
    totals |= {"revised reports": connection.execute(_REVISED).fetchone()[0]}
    totals |= {"runs": connection.execute(_RUNS).fetchone()[0]}
    for what in ("reports", "revised reports", "copies", "dropped", "runs", *list(COUNTED)[3:]):
        yield Count(what=_NAMES.get(what, what), value=None, count=totals.get(what, 0))
    first, last, dated = connection.execute(_PUBLISHED).fetchone()
    yield Count(what="reports with a date", value=f"{first} to {last}" if dated else None, count=dated)
    for table, columns in COUNTED.items():
        for column in columns:
            what = f"{_NAMES.get(table, table)} by {column}"
            for value, count in connection.execute(_VALUES, (table, column, MOST_SHOWN)):
                yield Count(what=what, value=value, count=count)


def _write_value(value: str | float | bytes | None) -> str:
    return "" if value is None else str(value)
