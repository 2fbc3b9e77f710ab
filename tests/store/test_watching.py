"""A corpus remembers how far feeds were read, and does so only when what came of them is stored."""

from __future__ import annotations

from collections.abc import Callable

from rashomon.records import Account
from rashomon.store import Corpus, FetchedPage, WatchedFeed

FEED = WatchedFeed(url="https://post.example/feed", etag='"v1"', modified=None, seen=("1\n2031", "zwö"))


def test_feeds_come_back_as_they_were_kept(corpus: Corpus) -> None:
    other = WatchedFeed(url="https://a.example/feed", modified="Tue, 04 Mar 2031 10:00:00 GMT")
    with corpus.writer("watch") as writer:
        writer.keep_feeds([FEED, other])
    assert corpus.feeds() == [other, FEED]
    newer = WatchedFeed(url=FEED.url, seen=("3",))
    with corpus.writer("watch") as writer:
        writer.keep_feeds([newer])
    assert corpus.feeds() == [other, newer]


def test_what_waits_is_stored_first(corpus: Corpus, tell: Callable[..., Account]) -> None:
    with corpus.writer("watch") as writer:
        writer.add(tell("The ferry was suspended on Tuesday."))
        writer.keep_feeds([FEED])
        assert writer.added.stored == 1
        assert len(list(corpus.report_ids())) == 1


def test_a_page_is_known_by_its_version_if_it_has_a_report(
    corpus: Corpus, tell: Callable[..., Account]
) -> None:
    url = "https://post.example/1"
    with corpus.writer("add") as writer:
        writer.keep_pages([FetchedPage(url=url, etag='"v1"')])
        assert corpus.page(url) is None
        writer.add(tell("The ferry was suspended on Tuesday.", url=url))
        writer.keep_pages([FetchedPage(url=url, etag='"v2"')])
    page = corpus.page(url)
    assert page == FetchedPage(url=url, etag='"v2"', report_id=next(iter(corpus.report_ids())))
    assert corpus.page("https://post.example/2") is None
