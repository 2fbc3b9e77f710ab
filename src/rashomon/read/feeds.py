"""Feeds to reports: entries that hold a whole text are read as they are, the others through their links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import BinaryIO

from rashomon.read.entries import Entry, Feed
from rashomon.read.fetched import Page, unpack_fetched
from rashomon.read.guard import Limits
from rashomon.read.kinds import find_kind
from rashomon.read.reasons import EMPTY, NO_ARTICLE, ONLY_A_LINK, TOO_LARGE, NoReport
from rashomon.read.report import Known, take_apart
from rashomon.read.terms import Terms
from rashomon.read.unread import Unread
from rashomon.read.worker import FEED
from rashomon.records import Dropped


def unpack_feed(stream: BinaryIO, name: str, terms: Terms) -> Iterator[Unread | Dropped]:
    """Give the entries of a feed that is a file."""
    data = stream.read(terms.limits.size_bytes + 1)
    if len(data) > terms.limits.size_bytes:
        detail = f"over the limit of {terms.limits.size_bytes} bytes"
        yield Dropped(source=name, reason=TOO_LARGE, detail=detail)
        return
    yield from _unpack_entries(data, name, None, terms)


def unpack_url(url: str, terms: Terms) -> Iterator[Unread | Dropped]:
    """Fetch what is at an address: a page, or a feed with the pages its entries link to."""
    page = _fetch(url, terms)
    if isinstance(page, Dropped):
        yield page
    elif find_kind(page.body) == "feed":
        yield from _unpack_entries(page.body, page.url, page.url, terms)
    else:
        yield unpack_fetched(page, url, terms.limits, terms.known)


def _unpack_entries(data: bytes, name: str, url: str | None, terms: Terms) -> Iterator[Unread | Dropped]:
    try:
        feed = parse_feed(data, url, terms.limits)
    except NoReport as problem:
        yield problem.dropped(name)
        return
    if not feed.entries:
        yield Dropped(source=name, reason=EMPTY, detail="no entry in this feed")
    for number, entry in enumerate(feed.entries, start=1):
        yield unpack_entry(entry, entry.url or f"{name}:{number}", terms)


def parse_feed(data: bytes, url: str | None, limits: Limits) -> Feed:
    """Have the worker take a feed apart; raises NoReport for what is none."""
    import msgspec

    return msgspec.convert(take_apart(FEED, data, url, limits), Feed)


def unpack_entry(entry: Entry, label: str, terms: Terms) -> Unread | Dropped:
    """Give the report of one entry, unread: its own text if that is whole, else what it links to."""
    if entry.is_full or (entry.content and entry.url is None):
        known = _tell_known(entry, terms.known)
        source = _make_page(entry) if entry.is_html else entry.content
        found = Unread(source=source, label=label, limits=terms.limits, known=known)
    elif entry.url is None:
        return Dropped(source=label, reason=EMPTY, detail="an entry without text and without link")
    else:
        found = _unpack_linked(_fetch(entry.url, terms), label, entry, terms)
        if isinstance(found, Dropped):
            return found
    return replace(found, authors=entry.authors, updated=entry.updated)


def _fetch(url: str, terms: Terms) -> Page | Dropped:
    if terms.fetcher is None:
        detail = "nothing is fetched for a file: give this address, or the feed's"
        return Dropped(source=url, reason=ONLY_A_LINK, detail=detail)
    return terms.fetcher.fetch(url)


def _unpack_linked(page: Page | Dropped, label: str, entry: Entry, terms: Terms) -> Unread | Dropped:
    if isinstance(page, Dropped):
        return page
    if find_kind(page.body) == "feed":
        return Dropped(source=label, reason=NO_ARTICLE, detail="a feed inside a feed")
    return unpack_fetched(page, label, terms.limits, _tell_known(entry, terms.known))


def _tell_known(entry: Entry, known: Known) -> Known:
    """What is known of a report besides its text: what its feed says first, then what the user says."""
    return {
        "url": entry.url or known.get("url"),
        "outlet": entry.outlet or known.get("outlet"),
        "published": entry.published or known.get("published"),
        "title": entry.title or known.get("title"),
    }


def _make_page(entry: Entry) -> str:
    """Write the page that an entry's text would be on its own."""
    title, outlet = escape(entry.title or ""), escape(entry.outlet or "")
    head = f'<title>{title}</title><meta property="og:site_name" content="{outlet}">'
    heading = f"<h1>{title}</h1>" if title else ""
    return f"<html><head>{head}</head><body><article>{heading}{entry.content}</article></body></html>"
