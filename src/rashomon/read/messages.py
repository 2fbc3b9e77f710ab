"""HTTP messages as bytes: status, headers and body of a stored response (RFC 9112)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})\b")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:+-]{1,40})""", re.IGNORECASE)
PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A server's answer; names of headers in small letters, repeated ones joined by commas."""

    status: int
    headers: dict[str, str]
    body: bytes


def read_response(block: bytes) -> Response | None:
    r"""Take a response apart, or give None for bytes that are none.

    >>> read_response(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Rain").body
    b'<p>Rain'
    """
    status = _STATUS.match(block)
    end = find_head_end(block)
    if status is None or end is None:
        return None
    lines = block[:end].splitlines()[1:]
    parts = (line.partition(b":") for line in lines if b":" in line)
    pairs = ((name, value) for name, _, value in parts)
    return Response(status=int(status[1]), headers=join_headers(pairs), body=block[end:])


def find_head_end(message: bytes) -> int | None:
    r"""Give the place after the empty line that ends the headers of a message.

    >>> find_head_end(b"A: b\r\n\r\nbody"), find_head_end(b"A: b\n\nbody"), find_head_end(b"A: b")
    (8, 6, None)
    """
    found = ((message.find(mark), len(mark)) for mark in (b"\r\n\r\n", b"\n\n"))
    return min((at + length for at, length in found if at >= 0), default=None)


def join_headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Give headers as a dict.

    >>> join_headers([(b"Vary", b"cookie"), (b"vary", b" accept")])
    {'vary': 'cookie, accept'}
    """
    headers: dict[str, str] = {}
    for name, value in pairs:
        key, text = _decode(name).strip().lower(), _decode(value).strip()
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def read_content_type(headers: dict[str, str]) -> tuple[str | None, str | None]:
    """Give the media type and the charset that a message names, each None where it names none.

    >>> read_content_type({"content-type": 'Text/HTML; charset="utf-8"'})
    ('text/html', 'utf-8')
    """
    written = headers.get("content-type", "")
    media, _, parameters = written.partition(";")
    charset = _CHARSET.search(parameters)
    return media.strip().lower() or None, charset[1].lower() if charset else None
