"""What kind of input some bytes begin: a web archive, a feed, JSON lines, or one report."""

from __future__ import annotations

import re
import zlib
from typing import Literal

from rashomon.read.decode import decode

Kind = Literal["archive", "feed", "lines", "report"]
LOOKED_AT = 65_536
"""Bytes from the start of an input that tell its kind."""
_FEED_START = re.compile(
    r"\ufeff?\s*+(?>(?><\?[^>]{0,500}>|<!--.{0,4000}?-->|<!DOCTYPE[^>]{0,2000}>)\s*+)*+"
    r"<(?:rss|feed|(?:[\w.-]{1,40}:)?RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_GZIP = b"\x1f\x8b"


def find_kind(start: bytes) -> Kind:
    r"""Tell by its first bytes what kind of input this is.

    >>> find_kind(b"WARC/1.0\r\n"), find_kind(b'<?xml version="1.0"?><rss>'), find_kind(b'{"text": 1}')
    ('archive', 'feed', 'lines')
    >>> find_kind(b"<!doctype html>"), find_kind(b"Rain fell.")
    ('report', 'report')
    """
    if start.startswith(_GZIP):
        start = _unpack(start)
        return "archive" if start.startswith(b"WARC/") else "report"
    bare = start.lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    if bare.startswith(b"WARC/"):
        return "archive"
    if bare.startswith(b"{"):
        return "lines"
    return "feed" if _FEED_START.match(decode(start[:16_384])) else "report"


def _unpack(start: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(start, 16)
    except zlib.error:
        return b""
