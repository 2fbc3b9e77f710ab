"""Count what a corpus holds, in all and by what it is told apart by."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from rashomon.store.answers import Count

MOST_SHOWN = 20
"""Values counted one by one where there is no end of them, as of outlets: the most frequent."""

_TOTALS = (
    ("reports", "SELECT count(*) FROM reports"),
    ("reports replaced by a revision", "SELECT count(*) FROM reports WHERE replaced_by NOT NULL"),
    ("copies", "SELECT count(*) FROM copies"),
    ("dropped inputs", "SELECT count(*) FROM dropped"),
    ("runs", "SELECT count(*) FROM runs"),
    *(
        (table, f"SELECT count(*) FROM {table}")  # noqa: S608
        for table in (
            "entities",
            "mentions",
            "statements",
            "events",
            "quantities",
            "times",
            "places",
            "labels",
        )
    ),
)
_VALUES = (
    ("reports by outlet", "SELECT outlet, count(*) FROM reports GROUP BY outlet COLLATE NOCASE"),
    (
        "reports by coder",
        "SELECT name, count(*) FROM reports JOIN coders ON coders.number = coder GROUP BY coder",
    ),
    ("copies by kind", "SELECT kind, count(*) FROM copies GROUP BY kind"),
    ("dropped inputs by reason", "SELECT reason, count(*) FROM dropped GROUP BY reason"),
    ("events by type", "SELECT type, count(*) FROM events GROUP BY type"),
    ("events by status", "SELECT status, count(*) FROM events GROUP BY status"),
    ("events by country", "SELECT country, count(*) FROM events WHERE country NOT NULL GROUP BY country"),
)
_PUBLISHED = "SELECT min(published), max(published), count(published) FROM reports"


def count_all(connection: sqlite3.Connection) -> Iterator[Count]:
    """Count reports, copies, statements and the rest: ``Corpus.stats``."""
    for what, asked in _TOTALS:
        yield Count(what=what, value=None, count=connection.execute(asked).fetchone()[0])
    first, last, dated = connection.execute(_PUBLISHED).fetchone()
    yield Count(what="reports with a date", value=f"{first} to {last}" if dated else None, count=dated)
    for what, asked in _VALUES:
        by_number = " ".join([asked, "ORDER BY 2 DESC, 1 LIMIT", str(MOST_SHOWN)])
        for value, count in connection.execute(by_number):
            yield Count(what=what, value=value, count=count)
