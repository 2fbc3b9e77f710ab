"""Fetching, from servers on loopback that these tests start: what is brought, and what is left alone.

Only here are addresses of this machine allowed: by what the fetcher is made with.
"""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.read import REASONS
from rashomon.read.exchanges import Network
from rashomon.read.fetch import Fetcher, Manners
from rashomon.read.fetched import Page, Validator
from rashomon.read.pace import Clock
from rashomon.records import Dropped

Answer = Callable[[str, str], Iterable[bytes]]
Serve = Callable[..., tuple[int, list[str]]]
BODY = b"<html><p>The ferry was suspended on Tuesday, its operator said.</p></html>"


def answer(
    body: bytes = BODY, *headers: str, status: str = "200 OK", media: str | None = "text/html; charset=utf-8"
) -> list[bytes]:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    lines += [f"Content-Type: {media}"] if media else []
    return ["\r\n".join([*lines, "", ""]).encode(), body]


def url(port: int, path: str = "/1", *, host: str = "post.example", scheme: str = "http") -> str:
    return f"{scheme}://{host}:{port}{path}"


def paths(heads: list[str]) -> list[str]:
    """Give the paths that were asked for."""
    return [head.split(" ")[1] for head in heads]


def fast_clock(waits: list[float]) -> Clock:
    """Give a clock that waits in no time and notes for how long it would have."""
    noon = datetime(2031, 3, 4, 12, 30, tzinfo=UTC)
    return Clock(now=lambda: noon, elapsed=lambda: sum(waits), sleep=waits.append)


def here(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def is_here(address: str) -> bool:
    return address == "127.0.0.1"


LOOPBACK = Network(resolve=here, is_allowed=is_here)


def make_fetcher(
    manners: Manners | None = None, *, network: Network = LOOPBACK, waits: list[float] | None = None
) -> Fetcher:
    clock = fast_clock([] if waits is None else waits)
    return Fetcher(manners or Manners(seconds=20), network=network, clock=clock)


def lost(result: Page | Dropped) -> tuple[str, str]:
    """Give reason and detail of what was not fetched."""
    assert isinstance(result, Dropped)
    assert result.reason in REASONS
    return result.reason, result.detail or ""


def test_page_is_brought_with_what_is_known_of_it(serve: Serve) -> None:
    port, _heads = serve(answer(BODY, 'ETag: "v1"', "Last-Modified: Tue, 04 Mar 2031 10:00:00 GMT"))
    assert make_fetcher().fetch(url(port, "/a?b=ü")) == Page(
        url=url(port, "/a?b=%C3%BC"),
        body=BODY,
        charset="utf-8",
        retrieved="2031-03-04T12:30:00+00:00",
        validator=Validator(etag='"v1"', modified="Tue, 04 Mar 2031 10:00:00 GMT"),
    )


def test_server_sees_who_asks_and_nothing_of_the_environment(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine post.example login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    port, heads = serve(answer())
    assert isinstance(make_fetcher(Manners(contact="https://desk.example/bot")).fetch(url(port)), Page)
    head = heads[-1].lower()
    assert "user-agent: rashomon/" in head
    assert "(+https://desk.example/bot)" in head
    assert f"host: post.example:{port}" in head
    assert not any(word in head for word in ("authorization", "cookie", "secret", "referer", "brotli"))


@pytest.mark.parametrize("contact", ["a\r\nCookie: x", "ünicode"])
def test_contact_that_is_no_header_is_an_error(contact: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        Manners(contact=contact)


def test_cookies_are_not_kept(serve: Serve) -> None:
    def give(path: str, _head: str) -> list[bytes]:
        if path == "/1":
            return answer(b"", "Set-Cookie: id=7", "Location: /2", status="302 Found")
        return answer(BODY, "Set-Cookie: id=8")

    port, heads = serve(give)
    fetcher = make_fetcher()
    assert isinstance(fetcher.fetch(url(port)), Page)
    assert isinstance(fetcher.fetch(url(port)), Page)
    assert not any("cookie" in head.lower() for head in heads)


def test_redirects_are_followed_one_by_one(serve: Serve) -> None:
    def give(path: str, _head: str) -> list[bytes]:
        step = int(path[1:])
        return answer(b"", f"Location: {step + 1}", status="301 Moved") if step < 4 else answer()

    port, _heads = serve(give)
    page = make_fetcher().fetch(url(port))
    assert isinstance(page, Page)
    assert page.url == url(port, "/4")
    assert lost(make_fetcher(Manners(redirects=2)).fetch(url(port))) == (
        "not fetched",
        "more than 2 redirects",
    )


def test_headers_that_are_not_ascii_are_read_and_not_sent_back(serve: Serve) -> None:
    def give(path: str, _head: str) -> list[bytes]:
        if path == "/1":
            return answer(b"", "Location: /ferry-zurück", status="301 Moved")
        return answer(BODY, 'ETag: "ü"')

    port, _heads = serve(give)
    page = make_fetcher().fetch(url(port))
    assert isinstance(page, Page)
    assert page.url == url(port, "/ferry-zur%C3%BCck")
    assert page.validator is None


@pytest.mark.parametrize(
    "place",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "//192.168.0.1/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://2852039166/",
        "file:///etc/passwd",
        "ftp://post.example/",
        "http://me:secret@post.example/",
    ],
)
def test_redirect_to_what_is_not_public_is_refused(serve: Serve, place: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        if host == "post.example":
            return ["127.0.0.1"]
        return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]

    port, _heads = serve(answer(b"", f"Location: {place}", status="302 Found"))
    fetcher = make_fetcher(network=Network(resolve=resolve, is_allowed=is_here))
    assert lost(fetcher.fetch(url(port)))[0] == "address refused"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0"])
def test_this_machine_is_refused_and_sees_no_request(serve: Serve, host: str) -> None:
    port, heads = serve(answer())
    reason, detail = lost(Fetcher().fetch(url(port, host=host)))
    assert reason == "address refused"
    assert "no address of the public internet" in detail
    assert not paths(heads)


def endless(start_line: bytes) -> Callable[[str, str], Iterator[bytes]]:
    def give(_path: str, _head: str) -> Iterator[bytes]:
        yield start_line
        while True:
            yield b"a" * 65_536

    return give


@pytest.mark.parametrize(
    "give",
    [
        answer(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip"),
        answer(gzip.compress(gzip.compress(bytes(500_000_000))), "Content-Encoding: gzip, gzip"),
        endless(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
    ],
    ids=["bomb", "bomb in a bomb", "endless"],
)
def test_body_that_grows_too_large_is_given_up(serve: Serve, give: Answer) -> None:
    assert lost(make_fetcher(Manners(size_bytes=1_000_000)).fetch(url(serve(give)[0])))[0] == "too large"


def test_robots_are_kept_to(serve: Serve) -> None:
    rules = answer(b"User-agent: *\nDisallow: /private\nCrawl-delay: 9", media=None)
    port, heads = serve(rules, has_robots=True)
    waits: list[float] = []
    fetcher = make_fetcher(waits=waits)
    assert lost(fetcher.fetch(url(port, "/private/1")))[0] == "robots.txt forbids it"
    assert paths(heads) == ["/robots.txt"]
    for path in ("/1", "/2"):
        assert isinstance(fetcher.fetch(url(port, path)), Page)
    assert paths(heads) == ["/robots.txt", "/1", "/2"]
    assert waits == [9]


def test_robots_are_asked_for_where_a_redirect_leads(serve: Serve) -> None:
    def give(path: str, head: str) -> list[bytes]:
        is_first = "Host: post.example" in head
        if path == "/robots.txt":
            return answer(b"User-agent: *\nAllow: /" if is_first else b"User-agent: *\nDisallow: /")
        return answer(b"", f"Location: http://other.example:{port}/", status="302 Found")

    port, heads = serve(give, has_robots=True)
    assert lost(make_fetcher().fetch(url(port)))[0] == "robots.txt forbids it"
    assert paths(heads) == ["/robots.txt", "/1", "/robots.txt"]


def test_robots_behind_a_redirect_are_read(serve: Serve) -> None:
    def give(path: str, _head: str) -> list[bytes]:
        if path == "/robots.txt":
            return answer(b"", "Location: /rules.txt", status="301 Moved")
        return answer(b"User-agent: *\nDisallow: /1") if path == "/rules.txt" else answer()

    port, _heads = serve(give, has_robots=True)
    assert lost(make_fetcher().fetch(url(port, "/1")))[0] == "robots.txt forbids it"
    assert isinstance(make_fetcher().fetch(url(port, "/2")), Page)


def test_robots_that_lead_in_circles_are_none(serve: Serve) -> None:
    def give(path: str, _head: str) -> list[bytes]:
        return answer(b"", "Location: /robots.txt", status="301 Moved") if path == "/robots.txt" else answer()

    port, _heads = serve(give, has_robots=True)
    assert isinstance(make_fetcher().fetch(url(port)), Page)


def test_version_we_have_is_not_sent_again(serve: Serve) -> None:
    def give(_path: str, head: str) -> list[bytes]:
        return answer(b"", status="304 Not Modified") if 'If-None-Match: "v1"' in head else answer()

    port, heads = serve(give)
    since = Validator(etag='"v1"', modified="Tue, 04 Mar 2031 10:00:00 GMT")
    assert lost(make_fetcher().fetch(url(port), since))[0] == "not changed"
    assert "If-Modified-Since: Tue, 04 Mar 2031 10:00:00 GMT" in heads[-1]
    assert isinstance(make_fetcher().fetch(url(port), Validator(etag='"v0"')), Page)
    assert isinstance(make_fetcher().fetch(url(port)), Page)


def busy_for(seconds: str, times: int) -> Callable[[str, str], list[bytes]]:
    left = iter([True] * times)

    def give(_path: str, _head: str) -> list[bytes]:
        is_busy = next(left, False)
        return answer(b"", f"Retry-After: {seconds}", status="429 Too Many Requests") if is_busy else answer()

    return give


def test_host_that_asks_to_wait_is_asked_again_after_that(serve: Serve) -> None:
    waits: list[float] = []
    assert isinstance(make_fetcher(waits=waits).fetch(url(serve(busy_for("30", 1))[0])), Page)
    assert waits == [30]


def test_host_that_asks_to_wait_twice_is_left_alone(serve: Serve) -> None:
    port, heads = serve(busy_for("30", 9))
    assert lost(make_fetcher().fetch(url(port)))[0] == "asked to wait"
    assert len(paths(heads)) == 3


def test_host_that_asks_to_wait_long_is_not_asked_meanwhile(serve: Serve) -> None:
    port, heads = serve(busy_for("3600", 1))
    waits: list[float] = []
    fetcher = make_fetcher(waits=waits)
    assert lost(fetcher.fetch(url(port, "/1")))[0] == "asked to wait"
    assert lost(fetcher.fetch(url(port, "/2")))[0] == "asked to wait"
    assert paths(heads) == ["/robots.txt", "/1"]
    waits.append(3600)
    assert isinstance(fetcher.fetch(url(port, "/2")), Page)


def test_hosts_are_asked_with_a_pause(serve: Serve) -> None:
    port, _heads = serve(answer())
    waits: list[float] = []
    fetcher = make_fetcher(Manners(pause_seconds=3), waits=waits)
    for path in ("/1", "/2"):
        fetcher.fetch(url(port, path))
    fetcher.fetch(url(port, "/1", host="other.example"))
    assert waits == [3]


@pytest.mark.parametrize("media", ["image/png", "application/pdf", "video/mp4", "application/json"])
def test_what_is_no_page_is_not_even_read(serve: Serve, media: str) -> None:
    port, _heads = serve(endless(f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n".encode()))
    assert lost(make_fetcher().fetch(url(port))) == ("not text", media)


@pytest.mark.parametrize(
    ("give", "detail"),
    [
        (answer(status="404 Not Found"), "status 404"),
        (answer(status="500 Oh"), "status 500"),
        (answer(b"", status="204 No Content"), "status 204"),
        (answer(b"", status="302 Found"), "status 302"),
        ([b"hello\r\n\r\n"], ""),
        ([b""], ""),
        ([b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\nshort"], ""),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"], ""),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"], ""),
    ],
)
def test_answer_without_a_page_is_told(serve: Serve, give: list[bytes], detail: str) -> None:
    reason, told = lost(make_fetcher().fetch(url(serve(give)[0])))
    assert reason == ("not there" if detail[:8] in ("status 2", "status 3", "status 4") else "not fetched")
    assert detail in told


def test_broken_body_is_damaged(serve: Serve) -> None:
    give = answer(gzip.compress(BODY)[:-9], "Content-Encoding: gzip")
    assert lost(make_fetcher().fetch(url(serve(give)[0])))[0] == "damaged"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), has_head=st.booleans())
def test_any_answer_is_a_page_or_dropped(serve: Serve, data: bytes, has_head: bool) -> None:
    port, _heads = serve([b"HTTP/1.1 200 OK\r\n" + data if has_head else data])
    result = make_fetcher(Manners(seconds=2)).fetch(url(port))
    assert isinstance(result, Page) or result.reason in REASONS
