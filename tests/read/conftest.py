"""What tests of reading share: pages, and the records of a web archive."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MakeRecord = Callable[..., bytes]


def record(
    url: str = "https://post.example/1",
    body: bytes = b"",
    *,
    status: str = "200 OK",
    headers: str = "Content-Type: text/html; charset=utf-8",
    warc: str = "WARC-Type: response",
) -> bytes:
    """Write one WARC record as crawlers do: its head, and an HTTP response as its block."""
    block = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\n{warc}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"WARC-Date: 2031-03-09T08:07:06Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


@pytest.fixture(scope="session")
def make_record() -> MakeRecord:
    return record


def page(number: int) -> bytes:
    """Write a small news page; numbers make different ones."""
    said = "The minister said on Monday that the bridge would be closed for repairs until the year’s end."
    more = f"Her deputy denied that any of the {number} million for the bridge had been spent elsewhere."
    head = f"<html><head><title>Bridge {number} closed</title></head>"
    return f"{head}<body><h1>Bridge {number} closed</h1><p>{said}</p><p>{more}</p></body></html>".encode()


@pytest.fixture(scope="session")
def make_page() -> Callable[[int], bytes]:
    return page
