"""Stored HTTP responses are taken apart as they were written, by any server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.read.messages import Response, read_content_type, read_response


@pytest.mark.parametrize("ending", [b"\r\n", b"\n"])
def test_response_is_taken_apart(ending: bytes) -> None:
    lines = [
        b"HTTP/1.1 200 OK",
        b"Content-Type: text/html",
        b"VARY: a",
        b"no header",
        b"vary:b",
        b"",
        b"<p>\r\n\r\n",
    ]
    assert read_response(ending.join(lines)) == Response(
        status=200, headers={"content-type": "text/html", "vary": "a, b"}, body=b"<p>\r\n\r\n"
    )


@pytest.mark.parametrize("block", [b"", b"hello", b"HTTP/1.1 200 OK\r\nno end", b"GET / HTTP/1.1\r\n\r\n"])
def test_other_bytes_are_no_response(block: bytes) -> None:
    assert read_response(block) is None


@pytest.mark.parametrize(
    ("written", "media", "charset"),
    [
        ("text/html", "text/html", None),
        ("TEXT/HTML;charset=UTF-8", "text/html", "utf-8"),
        ("text/html; boundary=x; charset = 'windows-1252'", "text/html", "windows-1252"),
        ("", None, None),
        (";charset", None, None),
    ],
)
def test_content_type_is_read(written: str, media: str | None, charset: str | None) -> None:
    assert read_content_type({"content-type": written}) == (media, charset)


@given(st.binary(max_size=200))
def test_any_bytes_are_taken_apart_or_none(data: bytes) -> None:
    response = read_response(b"HTTP/1.0 404 Gone\r\n" + data)
    assert response is None or response.status == 404
