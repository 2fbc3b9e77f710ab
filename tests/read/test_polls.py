"""A poll gives what is new in feeds, all of it, and asks for no more than it needs."""

from __future__ import annotations

from collections.abc import Callable

from rashomon.read import Fetches, Remembered, poll
from rashomon.records import Dropped, Report

MakeEntry = Callable[..., str]
MakeFeed = Callable[..., bytes]
Pages = dict[str, bytes | Dropped]
State = dict[str, Remembered]
FEED = "https://post.example/feed"


def titles(found: list[Report | Dropped]) -> list[str | None]:
    """Give the titles of reports, the reasons for others."""
    return [one.reason if isinstance(one, Dropped) else one.title for one in found]


def test_only_what_is_new_since_the_last_poll_is_given(
    web: Pages, fetcher: Fetches, make_feed: MakeFeed, make_entry: MakeEntry
) -> None:
    state: State = {}
    assert titles([*poll([FEED], fetcher, state)]) == ["Ferry 1", "Ferry 2"]
    assert not [*poll([FEED], fetcher, state)]
    web[FEED] = make_feed(make_entry(3), make_entry(1), make_entry(2))
    assert titles([*poll([FEED], fetcher, state)]) == ["Ferry 3"]


def test_only_a_newer_version_of_a_feed_is_asked_for(fetcher: Fetches, asked: list[str]) -> None:
    state: State = {}
    assert len([*poll([FEED], fetcher, state)]) == 2
    asked.clear()
    assert not [*poll([FEED], fetcher, state)]
    assert asked == [FEED]


def test_what_failed_for_a_reason_that_may_pass_is_tried_again(web: Pages, fetcher: Fetches) -> None:
    state: State = {}
    first, second = "https://post.example/1", "https://post.example/2"
    pages = {url: web.pop(url) for url in (first, second)}
    web[first] = Dropped(source=first, reason="timed out")
    assert titles([*poll([FEED], fetcher, state)]) == ["timed out", "not there"]
    web |= pages
    assert titles([*poll([FEED], fetcher, state)]) == ["Ferry 1"]


def test_poll_that_is_stopped_halfway_forgets_nothing(fetcher: Fetches) -> None:
    state: State = {}
    assert titles([next(poll([FEED], fetcher, state))]) == ["Ferry 1"]
    assert state == {}
    assert len([*poll([FEED], fetcher, state)]) == 2


def test_feeds_take_turns_and_broken_ones_are_told(
    web: Pages, fetcher: Fetches, make_feed: MakeFeed, make_entry: MakeEntry
) -> None:
    other, none, gone = "https://herald.example/feed", "https://post.example/3", "https://gone.example/feed"
    web[other] = make_feed(make_entry(3))
    found = titles([*poll([FEED, other, gone, none, other], fetcher, {})])
    assert found == ["Ferry 1", "Ferry 3", "not there", "no article found", "Ferry 2"]


def test_no_more_is_remembered_than_the_feed_holds(
    web: Pages, fetcher: Fetches, make_feed: MakeFeed, make_entry: MakeEntry, full: str
) -> None:
    state: State = {}
    for number in range(5):
        web[FEED] = make_feed(make_entry(number, full))
        assert titles([*poll([FEED], fetcher, state)]) == [f"Ferry {number}"]
    assert state[FEED].seen == ("4",)
