"""Polling feeds: what is new in them since the last time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rashomon.read.feeds import parse_feed, read_entry
from rashomon.read.fetched import Fetches, Validator
from rashomon.read.reasons import ASKED_TO_WAIT, NOT_CHANGED, NOT_FETCHED, TIMED_OUT, NoReport
from rashomon.read.terms import Terms
from rashomon.records import Dropped, Report

_PASSING = (ASKED_TO_WAIT, NOT_FETCHED, TIMED_OUT)
"""Reasons that may be gone the next time; an entry lost to one of them is tried again."""


@dataclass(slots=True, kw_only=True)
class PollState:
    """What is remembered of feeds from one poll to the next; never more than is in the feeds themselves."""

    validators: dict[str, Validator] = field(default_factory=dict[str, Validator])
    """The version of each feed that was read last, by the feed's address."""
    seen: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """The entries of each feed that were read, by the feed's address."""


def poll(feeds: Iterable[str], fetcher: Fetches, state: PollState) -> Iterator[Report | Dropped]:
    """Read each feed once and give what is new in it, an entry of each feed in turn.

    So the pause that one host asks for is spent on the others. ``state`` is changed when a feed is
    through: keep it once what came before is kept, and nothing is lost if the work stops halfway. An entry
    is new if its feed had none of that id, or an older version of it. An entry that could not be had for a
    reason that may pass is new again the next time.
    """
    terms = Terms(fetcher=fetcher)
    waiting = deque(_poll_one(url, fetcher, state, terms) for url in dict.fromkeys(feeds))
    while waiting:
        feed = waiting.popleft()
        for item in feed:
            yield item
            waiting.append(feed)
            break


def _poll_one(url: str, fetcher: Fetches, state: PollState, terms: Terms) -> Iterator[Report | Dropped]:
    page = fetcher.fetch(url, state.validators.get(url))
    if isinstance(page, Dropped):
        yield from [] if page.reason == NOT_CHANGED else [page]
        return
    try:
        feed = parse_feed(page.body, page.url, terms.limits)
    except NoReport as problem:
        yield problem.dropped(url)
        return
    known = set(state.seen.get(url, ()))
    seen: list[str] = []
    for number, entry in enumerate(feed.entries, start=1):
        if entry.key in known:
            seen.append(entry.key)
            continue
        result = read_entry(entry, entry.url or f"{url}:{number}", terms)
        if not (isinstance(result, Dropped) and result.reason in _PASSING):
            seen.append(entry.key)
        yield result
    state.seen[url] = seen
    state.validators.pop(url, None)
    if page.validator is not None and len(seen) == len(feed.entries):
        state.validators[url] = page.validator
