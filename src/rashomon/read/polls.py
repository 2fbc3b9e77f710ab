"""Polling feeds: what is new in them since the last time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rashomon.read.feeds import parse_feed, unpack_entry
from rashomon.read.fetched import Fetches, Validator
from rashomon.read.reasons import ASKED_TO_WAIT, NOT_CHANGED, NOT_FETCHED, TIMED_OUT, NoReport
from rashomon.read.report import make_limits
from rashomon.read.terms import Terms
from rashomon.read.unread import read_unread
from rashomon.records import Dropped, Report

_PASSING = (ASKED_TO_WAIT, NOT_FETCHED, TIMED_OUT)
"""Reasons that may be gone the next time; an entry lost to one of them is tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What is remembered of a feed from one poll to the next; never more than is in the feed itself."""

    validator: Validator | None = None
    """The version of the feed that was read last."""
    seen: tuple[str, ...] = ()
    """The entries of that version that were read."""


def poll(
    feeds: Iterable[str], fetcher: Fetches, state: dict[str, Remembered], *, max_bytes: int | None = None
) -> Iterator[Report | Dropped]:
    """Read each feed once and give what is new in it, an entry of each feed in turn.

    So the pause that one host asks for is spent on the others. An entry is new if its feed had none of
    that id, or an older version of it; one that could not be had for a reason that may pass is new again
    the next time. ``state``, by the feeds' addresses, is changed when a feed is through: keep it once what
    came before is kept, and nothing is lost if the work stops halfway. ``max_bytes`` is as in
    ``read_reports``.
    """
    terms = Terms(limits=make_limits(max_bytes, None), fetcher=fetcher)
    waiting = deque(_poll_one(url, fetcher, state, terms) for url in dict.fromkeys(feeds))
    while waiting:
        feed = waiting.popleft()
        item = next(feed, None)
        if item is not None:
            yield item
            waiting.append(feed)


def _poll_one(
    url: str, fetcher: Fetches, state: dict[str, Remembered], terms: Terms
) -> Iterator[Report | Dropped]:
    before = state.get(url, Remembered())
    page = fetcher.fetch(url, before.validator)
    if isinstance(page, Dropped):
        yield from [] if page.reason == NOT_CHANGED else [page]
        return
    try:
        feed = parse_feed(page.body, page.url, terms.limits)
    except NoReport as problem:
        yield problem.dropped(url)
        return
    known = set(before.seen)
    seen: list[str] = []
    for number, entry in enumerate(feed.entries, start=1):
        if entry.key in known:
            seen.append(entry.key)
            continue
        found = unpack_entry(entry, entry.url or f"{url}:{number}", terms)
        result = found if isinstance(found, Dropped) else read_unread(found)
        if not (isinstance(result, Dropped) and result.reason in _PASSING):
            seen.append(entry.key)
        yield result
    # Where an entry is to be tried again, the feed must come again even if it does not change.
    validator = page.validator if len(seen) == len(feed.entries) else None
    state[url] = Remembered(validator=validator, seen=tuple(seen))
