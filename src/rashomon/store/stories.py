"""The stories of a corpus as they are kept: listed by what is asked for, and counted when they change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TypedDict

from rashomon.records import StoryReport
from rashomon.store.answers import StoryRow
from rashomon.store.filters import as_query, read_range

_IS_CURRENT = "replaced_by IS NULL"


class StoryFilters(TypedDict, total=False):
    """What narrows a list of stories; what is left out narrows nothing.

    ``words`` must all be in one report. ``outlet`` published a report of it, or a copy. ``dates`` are a date
    ("2031", "2031-10", "2031-10-14"), or two with ".." between them: it was told of then, at least in part.
    ``at_least`` counts reports, copies included.
    """

    words: str
    outlet: str
    dates: str
    at_least: int


_TOLD = f"""SELECT grouped.report AS report, published, title, outlet FROM grouped
        JOIN reports ON reports.number = grouped.report
        WHERE grouped.story = stories.number AND {_IS_CURRENT}
    UNION ALL SELECT grouped.report, copies.published, copies.title, copies.outlet FROM grouped
        JOIN reports ON reports.number = grouped.report JOIN copies ON copies.report = grouped.report
        WHERE grouped.story = stories.number AND {_IS_CURRENT}"""  # noqa: S608
_RECOUNT = f"""UPDATE stories SET
    (reports, outlets, date_start, date_end) = (
        SELECT count(*), count(DISTINCT outlet COLLATE NOCASE), min(published), max(published)
        FROM ({_TOLD})),
    title = (SELECT title FROM ({_TOLD}) WHERE title NOT NULL
        ORDER BY published IS NULL, published, report LIMIT 1),
    origins = NULL, speakers = NULL, divergence = NULL, counted = 1
    WHERE NOT counted"""  # noqa: S608
_EMPTY = """DELETE FROM stories WHERE NOT counted
    AND NOT EXISTS (SELECT 1 FROM grouped WHERE story = stories.number)"""


def recount(connection: sqlite3.Connection) -> None:
    """Count the stories anew whose reports have changed; the last thing in a transaction.

    What only a comparison can tell of them is forgotten, and a story without reports goes.
    """
    connection.execute(_EMPTY)
    connection.execute(_RECOUNT)


_CONDITIONS = {
    "words": """number IN (SELECT story FROM grouped WHERE report IN
        (SELECT rowid FROM reports_fts WHERE reports_fts MATCH :words))""",
    "outlet": """number IN (SELECT story FROM grouped WHERE report IN (
        SELECT number FROM reports WHERE outlet = :outlet COLLATE NOCASE
        UNION ALL SELECT report FROM copies WHERE outlet = :outlet COLLATE NOCASE))""",
    "dates": "date_end >= :dates_from AND date_start < :dates_until",
    "at_least": "reports >= :at_least",
}
_COLUMNS = "id, title, date_start, date_end, reports, outlets, origins, speakers, divergence"
_ROWS = f"SELECT {_COLUMNS} FROM stories WHERE reports > 0"  # noqa: S608
_NEWEST_FIRST = "ORDER BY date_end DESC, number DESC LIMIT :limit"


def list_stories(
    connection: sqlite3.Connection, filters: StoryFilters, limit: int | None
) -> Iterator[StoryRow]:
    """Give stories, those last told of first: ``Corpus.stories``."""
    for name in filters.keys() - _CONDITIONS.keys():
        raise ValueError(f"no filter {name!r}; there are {', '.join(_CONDITIONS)}")
    values: dict[str, object] = {"limit": -1 if limit is None else limit, **filters}
    if "words" in filters:
        values["words"] = as_query(filters["words"])
    if "dates" in filters:
        values["dates_from"], values["dates_until"] = read_range(filters["dates"])
    # Quotation marks with nothing between them are no words.
    conditions = [_CONDITIONS[name] for name in filters if values[name] or name != "words"]
    for row in connection.execute(f"{' AND '.join([_ROWS, *conditions])} {_NEWEST_FIRST}", values):
        yield StoryRow(**dict(row))


def find_story(connection: sqlite3.Connection, begins: str) -> StoryRow | None:
    """Give the story whose id begins so, if there is one and only one."""
    asked = f"SELECT {_COLUMNS} FROM stories WHERE id >= ? AND id < ? LIMIT 2"  # noqa: S608
    found = connection.execute(asked, (begins, f"{begins}~")).fetchall() if begins else []
    return StoryRow(**dict(found[0])) if len(found) == 1 else None


_REPORTS = f"""SELECT * FROM (SELECT reports.id, outlet, title, url, published, NULL AS copy_of
        FROM grouped JOIN reports ON reports.number = report
        WHERE story = (SELECT number FROM stories WHERE id = ?1) AND {_IS_CURRENT}
    UNION ALL SELECT copies.id, copies.outlet, copies.title, copies.url, copies.published, reports.id
        FROM grouped JOIN reports ON reports.number = grouped.report
        JOIN copies ON copies.report = reports.number
        WHERE story = (SELECT number FROM stories WHERE id = ?1) AND {_IS_CURRENT}
    ) ORDER BY published IS NULL, published, id"""  # noqa: S608


def list_reports(connection: sqlite3.Connection, story: str) -> Iterator[StoryReport]:
    """Give the reports of a story and their copies, by date of publication: ``Corpus.story``."""
    for row in connection.execute(_REPORTS, (story,)):
        yield StoryReport(**dict(row))


def keep_compared(connection: sqlite3.Connection, row: StoryRow) -> None:
    """Keep what a comparison told of a story, unless its reports have changed since."""
    connection.execute(
        """UPDATE stories SET origins = ?, speakers = ?, divergence = ?
        WHERE id = ? AND reports = ? AND date_end IS ?""",
        (row.origins, row.speakers, row.divergence, row.id, row.reports, row.date_end),
    )
