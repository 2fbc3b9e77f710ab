"""Entries become reports: from their own text, or from the page they link to if it may be fetched."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from rashomon.read import Fetches
from rashomon.read.feeds import unpack_feed, unpack_url
from rashomon.read.guard import Limits
from rashomon.read.terms import Terms
from rashomon.read.unread import read_found
from rashomon.records import Dropped, Report

MakeEntry = Callable[..., str]
MakeFeed = Callable[..., bytes]
Pages = dict[str, bytes | Dropped]
FEED = "https://post.example/feed"


def outcome(result: Report | Dropped) -> str | None:
    return result.reason if isinstance(result, Dropped) else result.title


def read_file(data: bytes, limit_bytes: int = 5_000_000) -> list[Report | Dropped]:
    found = unpack_feed(io.BytesIO(data), "feed.xml", Terms(limits=Limits(size_bytes=limit_bytes)))
    return list(read_found(found))


def test_entry_with_its_whole_text_is_a_report_with_what_the_feed_says(
    make_feed: MakeFeed, make_entry: MakeEntry, full: str
) -> None:
    [report] = read_file(make_feed(make_entry(1, full)))
    assert isinstance(report, Report)
    assert (report.title, report.outlet, report.byline) == ("Ferry 1", "The Post", ("Ida Brekke",))
    assert (report.url, report.published) == ("https://post.example/1", "2031-03-04")
    assert report.text.startswith("Ferry 1\n\nThe ferry to the island was suspended")
    assert "operator said.\n\nNobody was hurt" in report.text


def test_entry_without_link_is_read_however_short(make_feed: MakeFeed, make_entry: MakeEntry) -> None:
    short = (
        "<p>The ferry was suspended on Tuesday after a fire.</p><p>Nobody was hurt, the operator added.</p>"
    )
    for text in (short, "The ferry was suspended on Tuesday after a fire. Nobody was hurt."):
        [report] = read_file(make_feed(make_entry(1, text, has_link=False)))
        assert isinstance(report, Report)


def test_nothing_is_fetched_for_a_feed_in_a_file(make_feed: MakeFeed, make_entry: MakeEntry) -> None:
    linked, empty = read_file(make_feed(make_entry(1), make_entry(2, "", has_link=False)))
    assert linked == Dropped(
        source="https://post.example/1",
        reason="only a link",
        detail="nothing is fetched for a file: give this address, or the feed's",
    )
    assert empty == Dropped(
        source="feed.xml:2", reason="empty", detail="an entry without text and without link"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<rss version='2.0'><channel></channel></rss>", "empty"),
        (b"<rss" + b" " * 9_000, "too large"),
        (b"<rss", "no article found"),
    ],
)
def test_feed_that_gives_nothing_is_told(data: bytes, reason: str) -> None:
    [lost] = read_file(data, limit_bytes=5_000)
    assert isinstance(lost, Dropped)
    assert (lost.source, lost.reason) == ("feed.xml", reason)


def test_entries_of_a_feed_at_an_address_are_fetched(web: Pages, fetcher: Fetches) -> None:
    web["https://post.example/2"] = Dropped(source="https://post.example/2", reason="timed out")
    report, lost = read_found(unpack_url(FEED, Terms(fetcher=fetcher)))
    assert isinstance(report, Report)
    assert (report.title, report.url, report.retrieved) == ("Ferry 1", "https://post.example/1", "2031-03-09")
    assert (report.published, report.byline) == ("2031-03-04", ("Ida Brekke",)), "the feed fills in"
    assert outcome(lost) == "timed out"


def test_page_at_an_address_is_read(fetcher: Fetches) -> None:
    [report] = read_found(unpack_url("https://post.example/3", Terms(fetcher=fetcher)))
    assert isinstance(report, Report)
    assert (report.url, report.published) == ("https://post.example/3", None)
    assert outcome(*read_found(unpack_url("https://post.example/9", Terms(fetcher=fetcher)))) == "not there"


def test_feed_inside_a_feed_is_not_followed(
    web: Pages, fetcher: Fetches, asked: list[str], make_feed: MakeFeed, make_entry: MakeEntry
) -> None:
    web["https://post.example/1"] = make_feed(make_entry(3))
    assert [outcome(one) for one in read_found(unpack_url(FEED, Terms(fetcher=fetcher)))] == [
        "no article found",
        "Ferry 2",
    ]
    assert "https://post.example/3" not in asked
