"""Feeds of every make give their entries; nothing in them is opened or believed beyond what it says."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.read.entries import Entry, Feed, read_entries

LONG = "The ferry to the island was suspended on Tuesday after a fire, its operator said. " * 9
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>World news | The Post</title><link>https://www.thepost.example/world/</link>
<item><title>Ferry &amp;amp; fire</title><link>/ferry</link><guid isPermaLink="false">f1</guid>
  <pubDate>Tue, 04 Mar 2031 17:40:00 +0100</pubDate><dc:creator>Ida Brekke</dc:creator>
  <description>A short &lt;b&gt;summary&lt;/b&gt;.</description>
  <content:encoded><![CDATA[<p>{LONG}</p>]]></content:encoded></item>
<item><title>Bridge</title><link>https://other.example/bridge</link>
  <author>desk@other.example (Ann Lee)</author>
  <dc:date>2031-03-05T10:00:00Z</dc:date><source url="https://other.example/feed">Other Paper</source>
  <description>Only a summary.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/"><title>The Herald</title>
<entry><id>urn:1</id><title type="html">A &lt;i&gt;strike&lt;/i&gt;</title>
  <link rel="alternate" href="strike"/><updated>2031-03-04T10:00:00Z</updated>
  <author><name>Ann Lee</name></author><author><name>Bo Ek</name></author>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LONG}</p></div></content></entry>
<entry><id>urn:2</id><title>Text</title><content type="text">{LONG} &amp; more.</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old</title><link>http://old.example/</link>
</channel><item rdf:about="http://old.example/1"><title>One</title><link>http://old.example/1</link>
<dc:date>2031-03-05</dc:date></item></rdf:RDF>"""


def read(feed: str | bytes, url: str | None = None) -> tuple[Entry, ...]:
    found = read_entries(feed if isinstance(feed, bytes) else feed.encode(), url)
    assert isinstance(found, Feed), found
    return found.entries


def test_rss_entry_is_read() -> None:
    whole, linked = read(RSS, "https://feeds.example/post.xml")
    assert whole == Entry(
        key="f1",
        url="https://www.thepost.example/ferry",
        title="Ferry & fire",
        outlet="The Post",
        authors=("Ida Brekke",),
        published="2031-03-04T17:40:00+01:00",
        updated=None,
        content=f"<p>{LONG}</p>",
        is_html=True,
        is_full=True,
    )
    assert (linked.url, linked.outlet, linked.authors, linked.is_full) == (
        "https://other.example/bridge",
        "Other Paper",
        ("Ann Lee",),
        False,
    )
    assert (linked.published, linked.updated) == ("2031-03-05T10:00:00+00:00", None)


def test_atom_entry_is_read_and_its_last_change_is_no_publication() -> None:
    markup, text = read(ATOM)
    assert (markup.title, markup.url, markup.outlet) == ("A strike", "https://a.example/strike", "The Herald")
    assert (markup.published, markup.updated) == (None, "2031-03-04T10:00:00+00:00")
    assert markup.authors == ("Ann Lee", "Bo Ek")
    assert markup.key == "urn:1\n2031-03-04T10:00:00Z", "an entry that changes is another one"
    assert (text.url, text.is_html, text.is_full) == (None, False, True)
    assert text.content == f"{LONG} & more."


def test_old_rss_is_read() -> None:
    [one] = read(RDF)
    assert (one.url, one.published, one.content) == ("http://old.example/1", "2031-03-05", "")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b", "http://[::1", ""]
)
def test_link_that_leads_nowhere_on_the_web_is_none(link: str) -> None:
    [one] = read(
        f"<rss version='2.0'><channel><item><title>A</title><link>{link}</link></item></channel></rss>"
    )
    assert one.url is None


@pytest.mark.parametrize(
    ("text", "is_full"),
    [
        (LONG, True),
        (f"{LONG}<p>The post <a>Ferry</a> appeared first on <a>The Post</a>.</p>", True),
        (LONG[:300], False),
        (f"{LONG} The operator added that […]", False),
        (f"{LONG} The operator added…", False),
        (f"{LONG} <a href='x'>Continue reading</a>", False),
        (f"{LONG} <a href='x'>Read the full story &raquo;</a>", False),
        (f"{LONG} The operator wrote [&amp;hellip;]", False),
    ],
)
def test_excerpt_is_told_from_a_whole_text(text: str, is_full: bool) -> None:
    item = f"<item><link>https://a.example/</link><description><![CDATA[{text}]]></description></item>"
    [one] = read(f"<rss version='2.0'><channel>{item}</channel></rss>")
    assert one.is_full is is_full


@pytest.mark.parametrize("data", [b"", b"{}", b"<html><p>Rain fell.</p></html>", b"Rain fell.", b"\x00\xff"])
def test_other_bytes_are_no_feed(data: bytes) -> None:
    assert read_entries(data, None) == "not a feed"


def test_feed_that_is_broken_gives_what_can_be_read() -> None:
    assert len(read(RSS.replace("</item>", "", 1)[:-20])) >= 1


def test_encoding_is_the_one_the_feed_declares() -> None:
    feed = RSS.replace("utf-8", "iso-8859-1").replace("Bridge", "Brücke")
    assert read(feed.encode("latin-1"))[1].title == "Brücke"


HOSTILE = [
    "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + RSS.replace("Bridge", "&x;"),
    "<!DOCTYPE rss [<!ENTITY x SYSTEM 'http://127.0.0.1:9/'>]>" + RSS.replace("Bridge", "&x;"),
    "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
    + RSS.replace("Bridge", "&i;"),
]


@pytest.mark.parametrize("feed", HOSTILE, ids=["file", "address", "billion laughs"])
def test_entities_open_and_grow_nothing(feed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a feed opened the network")

    monkeypatch.setattr(socket, "socket", refuse)
    found = read_entries(feed.encode(), None)
    assert "root:" not in str(found)
    assert len(str(found)) < 100_000


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, len(RSS)), st.integers(0, 200), st.binary(max_size=8), st.sampled_from([RSS, ATOM, RDF])
)
def test_any_harm_leaves_a_feed_or_none(at: int, length: int, noise: bytes, feed: str) -> None:
    data = feed.encode()
    found = read_entries(data[:at] + noise + data[at + length :], None)
    assert found == "not a feed" or isinstance(found, Feed)
