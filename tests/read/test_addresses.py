"""Only the public internet is reached, however an address is written."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.read import addresses
from rashomon.read.addresses import is_public, is_url, parse_url, resolve
from rashomon.read.reasons import NoReport

NOT_PUBLIC = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 169.254.169.254 169.254.0.1
172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.7
224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 168.63.129.16
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8 64:ff9b::127.0.0.1 64:ff9b:1::1 100::1
2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 2002:7f00:1:: 2002:808:808::1 3fff::1 5f00::1
fc00::1 fd00:ec2::254 fe80::1 fe80::1%1 fec0::1 ff02::1 ff0e::1
""".split()
PUBLIC = """
1.1.1.1 8.8.8.8 100.63.255.255 100.128.0.1 128.0.0.1 172.15.255.255 172.32.0.1 192.0.1.1 198.17.255.255
223.255.255.255 2001:200::1 2400:cb00::1 2606:4700::1111 2a00:1450::1
""".split()


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_special_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_is_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_what_python_calls_private_is_not_public(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_public(str(address)):
        assert address.is_global
        assert not (address.is_multicast or address.is_reserved or address.is_link_local)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://post.example", "https://post.example/"),
        ("HTTPS://Post.Example:443/A?b=c#d", "https://post.example/A?b=c"),
        ("http://post.example:8080/%20a", "http://post.example:8080/%20a"),
        ("http://post.example./", "http://post.example/"),
        ("http://[2606::1]:80/x", "http://[2606::1]/x"),
        ("http://post.example/a b\r\nHost: x", "http://post.example/a%20bHost:%20x"),
        ("http://bücher.example/ä", "http://xn--bcher-kva.example/%C3%A4"),
        (" http://post.example/ ", "http://post.example/"),
    ],
)
def test_address_is_made_safe_to_send(url: str, safe: str) -> None:
    assert parse_url(url).url == safe


@pytest.mark.parametrize(
    "url",
    [
        "ftp://post.example/",
        "file:///etc/passwd",
        "gopher://post.example/",
        "data:text/html,x",
        "post.example/1",
        "",
        "http://",
        "http:///path",
        "http://user:secret@post.example/",
        "http://user@post.example/",
        "http://post.example:0/",
        "http://post.example:99999/",
        "http://post.example:x/",
        "http://[::1/",
        "http://a b.example/",
        "http://post.exa\\mple/",
        "http://" + "a" * 70 + "ü.example/",
        "http://\ud800.example/",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(NoReport) as problem:
        parse_url(url)
    assert problem.value.reason == "address refused"


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_safe_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://post.example/{text}"):
        try:
            target = parse_url(url)
        except NoReport:
            continue
        assert target.url.isascii()
        assert target.url.isprintable()
        assert " " not in target.url
        assert parse_url(target.url) == target


def test_addresses_are_told_from_files() -> None:
    assert is_url("HTTP://post.example")
    assert not any(map(is_url, ("reports/http.html", "-", "https.txt", "httpx://a")))


def test_host_without_address_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("Name or service not known")

    monkeypatch.setattr(addresses.socket, "getaddrinfo", fail)
    with pytest.raises(NoReport, match="no such host as post"):
        resolve("post.example", 80)


def test_numbers_for_hosts_are_resolved_to_what_they_mean() -> None:
    for host in ("127.0.0.1", "2130706433", "0x7f.1"):
        assert resolve(host, 80) == ["127.0.0.1"]
