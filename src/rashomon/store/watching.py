"""What a corpus remembers of feeds that are watched into it, and of pages that were fetched for it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedFeed:
    """A feed: the version of it that was read last, as its server calls it, and the entries read of that."""

    url: str
    etag: str | None = None
    modified: str | None = None
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """A page: the version of it that was read last, as its server calls it, and the report that it is now."""

    url: str
    etag: str | None = None
    modified: str | None = None
    report_id: str | None = None


def list_feeds(connection: sqlite3.Connection) -> Iterator[WatchedFeed]:
    """Give the feeds that were watched, in the order of their addresses."""
    asked = "SELECT url, etag, modified, seen FROM feeds ORDER BY url"
    for url, etag, modified, seen in connection.execute(asked):
        yield WatchedFeed(url=url, etag=etag, modified=modified, seen=tuple(json.loads(seen)))


def keep_feeds(connection: sqlite3.Connection, feeds: Iterable[WatchedFeed]) -> None:
    """Write down what is to be remembered of feeds; the transaction is its user's."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.executemany(
        "INSERT OR REPLACE INTO feeds (url, etag, modified, seen, polled) VALUES (?, ?, ?, ?, ?)",
        ((one.url, one.etag, one.modified, json.dumps(one.seen), now) for one in feeds),
    )


_PAGE = """SELECT url, etag, modified, (
        SELECT id FROM reports WHERE url = ?1 AND replaced_by IS NULL
        UNION ALL SELECT id FROM copies WHERE url = ?1) AS report_id
    FROM pages WHERE url = ?1 AND report_id NOT NULL"""


def find_page(connection: sqlite3.Connection, url: str) -> FetchedPage | None:
    """Give a page that was fetched, if there is a report with its address."""
    found = connection.execute(_PAGE, (url,)).fetchone()
    return FetchedPage(**dict(found)) if found else None


def keep_pages(connection: sqlite3.Connection, pages: Iterable[FetchedPage]) -> None:
    """Write down which versions of pages were read; the transaction is its user's."""
    connection.executemany(
        "INSERT OR REPLACE INTO pages (url, etag, modified) VALUES (?, ?, ?)",
        ((one.url, one.etag, one.modified) for one in pages),
    )
