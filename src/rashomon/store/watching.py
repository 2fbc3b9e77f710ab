"""What a corpus remembers of the feeds that are watched into it."""

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
