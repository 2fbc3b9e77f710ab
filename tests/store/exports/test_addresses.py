"""Only addresses of the web become links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.store.exports.addresses import host_of, web_address


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "http:",
        "https://",
        "//wire.example/a",
        "http://[::1",
        "wire.example/a",
    ],
)
def test_what_is_no_address_of_the_web_is_none(url: str | None) -> None:
    assert web_address(url) is None
    assert host_of(url) is None


def test_an_address_stays_as_it_is() -> None:
    url = "https://www.wire.example:8080/2031/é?a=1&b=%20#c"
    assert web_address(url) == url
    assert host_of(url) == "wire.example"


@given(st.text())
def test_no_address_ends_what_it_stands_in(path: str) -> None:
    address = web_address(f"https://wire.example/{path}")
    assert address is None or not set(address) & set('<>"{}|\\^` \t\n\r\x00\u202e\u2028')
