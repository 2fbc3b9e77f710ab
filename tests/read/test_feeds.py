"""Entries become reports: from their own text, or from the page they link to if it may be fetched."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import pytest

from rashomon.read import Page, PollState, Validator, poll
from rashomon.read.feeds import read_feed, read_url
from rashomon.read.guard import Limits
from rashomon.read.terms import Terms
from rashomon.records import Dropped, Report

SENTENCE = "The ferry to the island was suspended on Tuesday after a fire, its operator said."
FULL = f"<p>{SENTENCE}</p><p>Nobody was hurt, she added.</p>" * 9
FEED_URL = "https://post.example/feed"


def item(
    number: int, text: str = "Only a summary.", link: str | None = "usual", date: str = "2031-03-04"
) -> str:
    address = f"<link>https://post.example/{number}</link>" if link == "usual" else link or ""
    return (
        f"<item><title>Ferry {number}</title>{address}<guid>{number}</guid><pubDate>{date}</pubDate>"
        f"<author>Ida Brekke</author><description><![CDATA[{text}]]></description></item>"
    )


def feed(*items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>The Post</title>{''.join(items)}</channel></rss>".encode()


@dataclass
class Web:
    """Stands for the web: pages by address, and a note of what was asked for."""

    pages: dict[str, bytes | Dropped]
    asked: list[str] = field(default_factory=list[str])
    versions: dict[str, str] = field(default_factory=dict[str, str])

    def fetch(self, url: str, since: Validator | None = None) -> Page | Dropped:
        self.asked.append(url)
        found = self.pages.get(url, Dropped(source=url, reason="not there", detail="status 404"))
        if isinstance(found, Dropped):
            return found
        version = self.versions.get(url)
        if since is not None and since.etag == version:
            return Dropped(source=url, reason="not changed")
        validator = Validator(etag=version) if version else None
        return Page(
            url=url, body=found, charset=None, retrieved="2031-03-09T00:00:00+00:00", validator=validator
        )


def page(number: int) -> bytes:
    head = f"<html><head><title>Ferry {number}</title></head>"
    return f"{head}<body><h1>Ferry {number}</h1>{FULL}</body></html>".encode()


@pytest.fixture
def web() -> Web:
    return Web(
        {FEED_URL: feed(item(1), item(2)), **{f"https://post.example/{n}": page(n) for n in (1, 2, 3)}}
    )


def outcome(result: Report | Dropped) -> str | None:
    return result.reason if isinstance(result, Dropped) else result.title


def read_file(data: bytes, limit_bytes: int = 5_000_000) -> list[Report | Dropped]:
    return list(read_feed(io.BytesIO(data), "feed.xml", Terms(limits=Limits(size_bytes=limit_bytes))))


def test_entry_with_its_whole_text_is_a_report_with_what_the_feed_says() -> None:
    [report] = read_file(feed(item(1, FULL)))
    assert isinstance(report, Report)
    assert (report.title, report.outlet, report.byline) == ("Ferry 1", "The Post", ("Ida Brekke",))
    assert (report.url, report.published) == ("https://post.example/1", "2031-03-04")
    assert report.text.startswith(f"Ferry 1\n\n{SENTENCE}\n\nNobody was hurt")


def test_entry_without_link_is_read_however_short() -> None:
    [report] = read_file(feed(item(1, f"<p>{SENTENCE}</p><p>Nobody was hurt, she added.</p>", link=None)))
    assert isinstance(report, Report)


def test_nothing_is_fetched_for_a_feed_in_a_file() -> None:
    linked, empty = read_file(feed(item(1), item(2, "", link=None)))
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
    [(feed(), "empty"), (b"<rss" + b" " * 9_000, "too large"), (b"<rss", "no article found")],
)
def test_feed_that_gives_nothing_is_told(data: bytes, reason: str) -> None:
    [lost] = read_file(data, limit_bytes=5_000)
    assert isinstance(lost, Dropped)
    assert (lost.source, lost.reason) == ("feed.xml", reason)


def test_entries_of_a_feed_at_an_address_are_fetched(web: Web) -> None:
    web.pages["https://post.example/2"] = Dropped(source="https://post.example/2", reason="timed out")
    report, lost = read_url(FEED_URL, Terms(fetcher=web))
    assert isinstance(report, Report)
    assert (report.title, report.url, report.retrieved) == (
        "Ferry 1",
        "https://post.example/1",
        "2031-03-09T00:00:00+00:00",
    )
    assert (report.published, report.byline) == ("2031-03-04", ("Ida Brekke",)), "the feed fills in"
    assert outcome(lost) == "timed out"


def test_page_at_an_address_is_read(web: Web) -> None:
    [report] = read_url("https://post.example/3", Terms(fetcher=web))
    assert isinstance(report, Report)
    assert (report.url, report.published) == ("https://post.example/3", None)
    assert outcome(*read_url("https://post.example/9", Terms(fetcher=web))) == "not there"


def test_feed_inside_a_feed_is_not_followed(web: Web) -> None:
    web.pages["https://post.example/1"] = feed(item(3))
    assert [outcome(one) for one in read_url(FEED_URL, Terms(fetcher=web))] == ["no article found", "Ferry 2"]
    assert "https://post.example/3" not in web.asked


def test_poll_gives_what_is_new_since_the_last_one(web: Web) -> None:
    state = PollState()
    assert [outcome(one) for one in poll([FEED_URL], web, state)] == ["Ferry 1", "Ferry 2"]
    assert not list(poll([FEED_URL], web, state))
    web.pages[FEED_URL] = feed(item(3), item(1), item(2))
    assert [outcome(one) for one in poll([FEED_URL], web, state)] == ["Ferry 3"]


def test_poll_asks_only_for_a_newer_version_of_a_feed(web: Web) -> None:
    web.versions[FEED_URL] = '"v1"'
    state = PollState()
    assert len(list(poll([FEED_URL], web, state))) == 2
    web.asked.clear()
    assert not list(poll([FEED_URL], web, state))
    assert web.asked == [FEED_URL]


def test_poll_tries_again_what_failed_for_a_reason_that_may_pass(web: Web) -> None:
    web.versions[FEED_URL] = '"v1"'
    state = PollState()
    web.pages["https://post.example/1"] = Dropped(source="https://post.example/1", reason="timed out")
    del web.pages["https://post.example/2"]
    assert [outcome(one) for one in poll([FEED_URL], web, state)] == ["timed out", "not there"]
    web.pages |= {f"https://post.example/{n}": page(n) for n in (1, 2)}
    assert [outcome(one) for one in poll([FEED_URL], web, state)] == ["Ferry 1"]


def test_poll_that_is_stopped_halfway_forgets_nothing(web: Web) -> None:
    state = PollState()
    first = next(iter(poll([FEED_URL], web, state)))
    assert outcome(first) == "Ferry 1"
    assert state == PollState()
    assert len(list(poll([FEED_URL], web, state))) == 2


def test_poll_takes_an_entry_of_each_feed_in_turn_and_tells_broken_feeds(web: Web) -> None:
    other = "https://herald.example/feed"
    web.pages[other] = feed(item(3))
    web.pages["https://page.example/"] = page(9)
    feeds = [FEED_URL, other, "https://gone.example/feed", "https://page.example/", other]
    found = [outcome(one) for one in poll(feeds, web, PollState())]
    assert found == ["Ferry 1", "Ferry 3", "not there", "no article found", "Ferry 2"]


def test_state_of_a_poll_holds_no_more_than_the_feed(web: Web) -> None:
    state = PollState()
    for number in range(5):
        web.pages[FEED_URL] = feed(item(number, FULL))
        list(poll([FEED_URL], web, state))
    assert state.seen == {FEED_URL: ["4"]}
