"""Every reason for which an input gives no report, and how code deep below says one."""

from __future__ import annotations

from rashomon.records import Dropped

EMPTY = "empty"
NOT_ENGLISH = "not English"
NO_ARTICLE = "no article found"
TOO_LARGE = "too large"
NOT_TEXT = "not text"
UNREADABLE = "unreadable"
BAD_RECORD = "bad record"
TIMED_OUT = "timed out"
DAMAGED = "damaged"
NOT_A_PAGE = "not a page"
ONLY_A_LINK = "only a link"
ADDRESS_REFUSED = "address refused"
ROBOTS = "robots.txt forbids it"
ASKED_TO_WAIT = "asked to wait"
NOT_FETCHED = "not fetched"
NOT_THERE = "not there"
NOT_CHANGED = "not changed"
REASONS = (
    EMPTY,
    NOT_ENGLISH,
    NO_ARTICLE,
    TOO_LARGE,
    NOT_TEXT,
    UNREADABLE,
    BAD_RECORD,
    TIMED_OUT,
    DAMAGED,
    NOT_A_PAGE,
    ONLY_A_LINK,
    ADDRESS_REFUSED,
    ROBOTS,
    ASKED_TO_WAIT,
    NOT_FETCHED,
    NOT_THERE,
    NOT_CHANGED,
)
"""Every reason a ``Dropped`` can have."""


class NoReport(Exception):
    """Raised inside this room where an input proves to be no report; turned into a Dropped at its door."""

    def __init__(self, reason: str, detail: str | None = None) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def dropped(self, source: str) -> Dropped:
        """Say of an input what was found."""
        return Dropped(source=source, reason=self.reason, detail=self.detail)
