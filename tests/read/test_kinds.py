"""Inputs are known by their first bytes, whatever they are called."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.read.kinds import find_kind

FEED = '<?xml version="1.0" encoding="utf-8"?>\n<?xml-stylesheet href="a"?><!-- a > b --><rss version="2.0">'


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "archive"),
        (b"\r\n\r\nWARC/1.1\r\n", "archive"),
        (gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n"), "archive"),
        (gzip.compress(b"<html>"), "report"),
        (b"\x1f\x8b", "report"),
        (FEED.encode(), "feed"),
        (FEED.encode("utf-8-sig"), "feed"),
        (FEED.encode("utf-16"), "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        (b"<rdf:RDF xmlns:rdf='x'>", "feed"),
        (b"<!DOCTYPE rss PUBLIC 'x'><rss>", "feed"),
        (b"<rssx>", "report"),
        (b"<html><!-- <rss> --></html>", "report"),
        (b"<?xml version='1.0'?><html>", "report"),
        (b"<p>Feeds begin with <rss>.", "report"),
        (b'\xef\xbb\xbf{"text": "a"}', "lines"),
        (b"\n {", "lines"),
        (b"Rain fell.", "report"),
        (b"", "report"),
    ],
)
def test_kind_is_told(start: bytes, kind: str) -> None:
    assert find_kind(start) == kind


def test_start_of_nothing_but_comments_takes_no_time() -> None:
    for piece in (b"<!--", b"<!-- -->", b"<?xml?>", b"<!DOCTYPE ", b"<? "):
        assert find_kind(piece * 10_000) == "report"


@given(st.binary(max_size=100))
def test_any_bytes_are_of_some_kind(data: bytes) -> None:
    assert find_kind(data) in ("archive", "feed", "lines", "report")
