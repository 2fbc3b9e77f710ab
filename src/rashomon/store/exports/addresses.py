"""Addresses that a report brings, before they become links in somebody's data."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_NOT_IN_ADDRESS = re.compile(r'[\x00-\x20\x7f-\xa0<>"{}|\\^`\u200e\u200f\u2028-\u202f\u2066-\u2069]')


def web_address(url: str | None) -> str | None:
    """Give an address of the web as one that JSON-LD takes; None for what is none, as ``javascript:``.

    >>> web_address("https://wire.example/a b"), web_address("javascript:alert(1)")
    ('https://wire.example/a%20b', None)
    """
    if host_of(url) is None or url is None:
        return None
    return _NOT_IN_ADDRESS.sub(lambda found: quote(found[0]), url.strip())


def host_of(url: str | None) -> str | None:
    """Give the host of an address of the web, without "www."; None for any other address.

    >>> host_of("https://www.wire.example/a"), host_of("file:///etc/passwd")
    ('wire.example', None)
    """
    try:
        parts = urlsplit((url or "").strip())
        host = parts.hostname if parts.scheme.lower() in ("http", "https") else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
