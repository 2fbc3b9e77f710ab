"""Fetching, from servers on loopback that these tests start: what is brought, and what is left alone.

Only here are addresses of this machine allowed: by what the fetcher is made with.
"""

from __future__ import annotations

import contextlib
import gzip
import itertools
import socket
import ssl
import threading
import time
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
CERTIFICATE = Path(__file__).parents[1] / "cases" / "tls" / "post.example.pem"
BODY = b"<html><p>The ferry was suspended on Tuesday, its operator said.</p></html>"


def answer(
    body: bytes = BODY, *headers: str, status: str = "200 OK", media: str | None = "text/html; charset=utf-8"
) -> list[bytes]:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    lines += [f"Content-Type: {media}"] if media else []
    return ["\r\n".join([*lines, "", ""]).encode(), body]


class Site:
    """A server on loopback; ``give`` says what it answers to a path and the head of a request."""

    def __init__(self, give: Answer, tls: ssl.SSLContext | None = None) -> None:
        self.give = give
        self.tls = tls
        self.paths: list[str] = []
        self.heads: list[str] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def url(self, path: str = "/1", host: str = "post.example") -> str:
        return f"http{'s' if self.tls else ''}://{host}:{self.port}{path}"

    def serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection = self.listener.accept()[0]
                threading.Thread(target=self.handle, args=(connection,), daemon=True).start()

    def secure(self, connection: socket.socket) -> socket.socket:
        return self.tls.wrap_socket(connection, server_side=True) if self.tls else connection

    def handle(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), self.secure(connection) as secured:
            head = b""
            while b"\r\n\r\n" not in head and (data := secured.recv(4096)):
                head += data
            path = head.split(b" ")[1].decode()
            self.paths.append(path)
            self.heads.append(head.decode())
            for piece in self.give(path, head.decode()):
                secured.sendall(piece)


@pytest.fixture
def start() -> Iterator[Callable[..., Site]]:
    """Start sites that are stopped when the test is over."""
    sites: list[Site] = []

    def start_one(give: Answer | list[bytes], tls: ssl.SSLContext | None = None) -> Site:
        def usual(path: str, head: str) -> Iterable[bytes]:
            if path == "/robots.txt":
                return answer(b"", status="404 Not Found")
            return give(path, head) if callable(give) else give

        sites.append(Site(usual, tls))
        return sites[-1]

    yield start_one
    for site in sites:
        site.listener.close()


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


def test_page_is_brought_with_what_is_known_of_it(start: Callable[..., Site]) -> None:
    site = start(answer(BODY, 'ETag: "v1"', "Last-Modified: Tue, 04 Mar 2031 10:00:00 GMT"))
    assert make_fetcher().fetch(site.url("/a?b=ü")) == Page(
        url=site.url("/a?b=%C3%BC"),
        body=BODY,
        charset="utf-8",
        retrieved="2031-03-04T12:30:00+00:00",
        validator=Validator(etag='"v1"', modified="Tue, 04 Mar 2031 10:00:00 GMT"),
    )


def test_server_sees_who_asks_and_nothing_of_the_environment(
    start: Callable[..., Site], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine post.example login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site = start(answer())
    assert isinstance(make_fetcher(Manners(contact="https://desk.example/bot")).fetch(site.url()), Page)
    head = site.heads[-1].lower()
    assert "user-agent: rashomon/" in head
    assert "(+https://desk.example/bot)" in head
    assert f"host: post.example:{site.port}" in head
    assert not any(word in head for word in ("authorization", "cookie", "secret", "referer", "brotli"))


@pytest.mark.parametrize("contact", ["a\r\nCookie: x", "ünicode"])
def test_contact_that_is_no_header_is_an_error(contact: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        Manners(contact=contact)


def test_cookies_are_not_kept(start: Callable[..., Site]) -> None:
    def give(path: str, _head: str) -> list[bytes]:
        if path == "/1":
            return answer(b"", "Set-Cookie: id=7", "Location: /2", status="302 Found")
        return answer(BODY, "Set-Cookie: id=8")

    site = start(give)
    fetcher = make_fetcher()
    assert isinstance(fetcher.fetch(site.url()), Page)
    assert isinstance(fetcher.fetch(site.url()), Page)
    assert not any("cookie" in head.lower() for head in site.heads)


def test_redirects_are_followed_one_by_one(start: Callable[..., Site]) -> None:
    def give(path: str, _head: str) -> list[bytes]:
        step = int(path[1:])
        return answer(b"", f"Location: {step + 1}", status="301 Moved") if step < 4 else answer()

    site = start(give)
    page = make_fetcher().fetch(site.url())
    assert isinstance(page, Page)
    assert page.url == site.url("/4")
    assert lost(make_fetcher(Manners(redirects=2)).fetch(site.url())) == (
        "not fetched",
        "more than 2 redirects",
    )


def test_headers_that_are_not_ascii_are_read_and_not_sent_back(start: Callable[..., Site]) -> None:
    def give(path: str, _head: str) -> list[bytes]:
        if path == "/1":
            return answer(b"", "Location: /ferry-zurück", status="301 Moved")
        return answer(BODY, 'ETag: "ü"')

    site = start(give)
    page = make_fetcher().fetch(site.url())
    assert isinstance(page, Page)
    assert page.url == site.url("/ferry-zur%C3%BCck")
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
def test_redirect_to_what_is_not_public_is_refused(start: Callable[..., Site], place: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        if host == "post.example":
            return ["127.0.0.1"]
        return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]

    site = start(answer(b"", f"Location: {place}", status="302 Found"))
    fetcher = make_fetcher(network=Network(resolve=resolve, is_allowed=is_here))
    assert lost(fetcher.fetch(site.url()))[0] == "address refused"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0"])
def test_this_machine_is_refused_and_sees_no_request(start: Callable[..., Site], host: str) -> None:
    site = start(answer())
    reason, detail = lost(Fetcher().fetch(site.url(host=host)))
    assert reason == "address refused"
    assert "no address of the public internet" in detail
    assert not site.paths


def test_host_with_one_address_that_is_not_public_is_refused(start: Callable[..., Site]) -> None:
    site = start(answer())

    def resolve(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1", "10.0.0.7"]

    fetcher = make_fetcher(network=Network(resolve=resolve, is_allowed=is_here))
    assert lost(fetcher.fetch(site.url()))[0] == "address refused"
    assert not site.paths


def test_name_that_changes_its_address_is_resolved_once_for_each_connection(
    start: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = itertools.chain(["127.0.0.1", "127.0.0.1"], itertools.repeat("169.254.169.254"))
    resolved: list[str] = []

    def rebind(host: str, _port: int) -> list[str]:
        resolved.append(host)
        return [next(addresses)]

    looked_up: list[object] = []
    look_up = socket.getaddrinfo

    def watch(host: str, *rest: int, **more: int) -> object:
        looked_up.append(host)
        return look_up(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", watch)
    site = start(answer())
    fetcher = make_fetcher(network=Network(resolve=rebind, is_allowed=is_here))
    assert isinstance(fetcher.fetch(site.url("/1")), Page)
    assert resolved == ["post.example"] * 2, "once for robots.txt and once for the page"
    assert set(looked_up) == {"127.0.0.1"}, "connections go to the address that was checked"
    assert lost(fetcher.fetch(site.url("/2")))[0] == "address refused"
    assert site.paths == ["/robots.txt", "/1"]


def test_next_address_of_a_host_is_tried(start: Callable[..., Site]) -> None:
    site = start(answer())

    def resolve(_host: str, _port: int) -> list[str]:
        return ["127.0.0.2", "127.0.0.1"]

    fetcher = make_fetcher(network=Network(resolve=resolve, is_allowed=lambda address: address[:4] == "127."))
    assert isinstance(fetcher.fetch(site.url()), Page)


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
def test_body_that_grows_too_large_is_given_up(start: Callable[..., Site], give: Answer) -> None:
    assert lost(make_fetcher(Manners(size_bytes=1_000_000)).fetch(start(give).url()))[0] == "too large"


def test_headers_without_end_are_given_up(start: Callable[..., Site]) -> None:
    assert lost(make_fetcher().fetch(start(endless(b"HTTP/1.1 200 OK\r\nX: ")).url()))[0] == "not fetched"


def drip(data: bytes) -> Callable[[str, str], Iterator[bytes]]:
    def give(_path: str, _head: str) -> Iterator[bytes]:
        for at in range(len(data)):
            yield data[at : at + 1]
            time.sleep(0.02)

    return give


@pytest.mark.parametrize(
    "give",
    [
        drip(b"HTTP/1.1 200 OK\r\n" + b"X-Slow: yes\r\n" * 100),
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"a" * 1_000),
    ],
    ids=["headers", "body"],
)
def test_server_that_drips_is_given_up_in_time(start: Callable[..., Site], give: Answer) -> None:
    reason, detail = lost(make_fetcher(Manners(seconds=0.3)).fetch(start(give).url()))
    assert (reason, detail) == ("timed out", "no whole answer in 0.3 seconds")


def test_server_that_never_answers_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://post.example:{silent.getsockname()[1]}/"
        assert lost(make_fetcher(Manners(seconds=0.2)).fetch(url))[0] == "timed out"


def test_robots_are_kept_to(start: Callable[..., Site]) -> None:
    site = Site(lambda path, _head: answer(b"User-agent: *\nDisallow: /private\nCrawl-delay: 9", media=None))
    waits: list[float] = []
    fetcher = make_fetcher(waits=waits)
    assert lost(fetcher.fetch(site.url("/private/1")))[0] == "robots.txt forbids it"
    assert site.paths == ["/robots.txt"]
    for path in ("/1", "/2"):
        assert isinstance(fetcher.fetch(site.url(path)), Page)
    assert site.paths == ["/robots.txt", "/1", "/2"]
    assert waits == [9]
    site.listener.close()


def test_robots_are_asked_for_where_a_redirect_leads() -> None:
    def give(path: str, head: str) -> list[bytes]:
        is_first = "Host: post.example" in head
        if path == "/robots.txt":
            return answer(b"User-agent: *\nAllow: /" if is_first else b"User-agent: *\nDisallow: /")
        return answer(b"", f"Location: http://other.example:{site.port}/", status="302 Found")

    site = Site(give)
    assert lost(make_fetcher().fetch(site.url()))[0] == "robots.txt forbids it"
    assert site.paths == ["/robots.txt", "/1", "/robots.txt"]
    site.listener.close()


def test_robots_behind_a_redirect_are_read(start: Callable[..., Site]) -> None:
    def give(path: str, _head: str) -> list[bytes]:
        if path == "/robots.txt":
            return answer(b"", "Location: /rules.txt", status="301 Moved")
        return answer(b"User-agent: *\nDisallow: /1") if path == "/rules.txt" else answer()

    site = Site(give)
    assert lost(make_fetcher().fetch(site.url("/1")))[0] == "robots.txt forbids it"
    assert isinstance(make_fetcher().fetch(site.url("/2")), Page)
    site.listener.close()


def test_robots_that_lead_in_circles_are_none() -> None:
    def give(path: str, _head: str) -> list[bytes]:
        return answer(b"", "Location: /robots.txt", status="301 Moved") if path == "/robots.txt" else answer()

    site = Site(give)
    assert isinstance(make_fetcher().fetch(site.url()), Page)
    site.listener.close()


def test_version_we_have_is_not_sent_again(start: Callable[..., Site]) -> None:
    def give(_path: str, head: str) -> list[bytes]:
        return answer(b"", status="304 Not Modified") if 'If-None-Match: "v1"' in head else answer()

    site = start(give)
    since = Validator(etag='"v1"', modified="Tue, 04 Mar 2031 10:00:00 GMT")
    assert lost(make_fetcher().fetch(site.url(), since))[0] == "not changed"
    assert "If-Modified-Since: Tue, 04 Mar 2031 10:00:00 GMT" in site.heads[-1]
    assert isinstance(make_fetcher().fetch(site.url(), Validator(etag='"v0"')), Page)
    assert isinstance(make_fetcher().fetch(site.url()), Page)


def busy_for(seconds: str, times: int) -> Callable[[str, str], list[bytes]]:
    left = iter([True] * times)

    def give(_path: str, _head: str) -> list[bytes]:
        is_busy = next(left, False)
        return answer(b"", f"Retry-After: {seconds}", status="429 Too Many Requests") if is_busy else answer()

    return give


def test_host_that_asks_to_wait_is_asked_again_after_that(start: Callable[..., Site]) -> None:
    waits: list[float] = []
    assert isinstance(make_fetcher(waits=waits).fetch(start(busy_for("30", 1)).url()), Page)
    assert waits == [30]


def test_host_that_asks_to_wait_twice_is_left_alone(start: Callable[..., Site]) -> None:
    site = start(busy_for("30", 9))
    assert lost(make_fetcher().fetch(site.url()))[0] == "asked to wait"
    assert len(site.paths) == 3


def test_host_that_asks_to_wait_long_is_not_asked_meanwhile(start: Callable[..., Site]) -> None:
    site = start(busy_for("3600", 1))
    waits: list[float] = []
    fetcher = make_fetcher(waits=waits)
    assert lost(fetcher.fetch(site.url("/1")))[0] == "asked to wait"
    assert lost(fetcher.fetch(site.url("/2")))[0] == "asked to wait"
    assert site.paths == ["/robots.txt", "/1"]
    waits.append(3600)
    assert isinstance(fetcher.fetch(site.url("/2")), Page)


def test_hosts_are_asked_with_a_pause(start: Callable[..., Site]) -> None:
    site = start(answer())
    waits: list[float] = []
    fetcher = make_fetcher(Manners(pause_seconds=3), waits=waits)
    for path in ("/1", "/2"):
        fetcher.fetch(site.url(path))
    fetcher.fetch(site.url("/1", host="other.example"))
    assert waits == [3]


@pytest.mark.parametrize("media", ["image/png", "application/pdf", "video/mp4", "application/json"])
def test_what_is_no_page_is_not_even_read(start: Callable[..., Site], media: str) -> None:
    site = start(endless(f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n".encode()))
    assert lost(make_fetcher().fetch(site.url())) == ("not text", media)


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
def test_answer_without_a_page_is_told(start: Callable[..., Site], give: list[bytes], detail: str) -> None:
    reason, told = lost(make_fetcher().fetch(start(give).url()))
    assert reason == ("not there" if detail[:8] in ("status 2", "status 3", "status 4") else "not fetched")
    assert detail in told


def test_broken_body_is_damaged(start: Callable[..., Site]) -> None:
    give = answer(gzip.compress(BODY)[:-9], "Content-Encoding: gzip")
    assert lost(make_fetcher().fetch(start(give).url()))[0] == "damaged"


def test_port_where_nobody_listens_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert lost(make_fetcher().fetch(f"http://post.example:{port}/"))[0] == "not fetched"


def test_certificate_is_checked_against_the_name_and_not_the_address(start: Callable[..., Site]) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(CERTIFICATE)
    site = start(answer(), tls=server)
    trusting = Network(
        resolve=here, is_allowed=is_here, tls=ssl.create_default_context(cafile=str(CERTIFICATE))
    )
    assert isinstance(make_fetcher(network=trusting).fetch(site.url()), Page)
    for fetcher, host in (
        (make_fetcher(), "post.example"),
        (make_fetcher(network=trusting), "other.example"),
    ):
        reason, detail = lost(fetcher.fetch(site.url(host=host)))
        assert reason == "not fetched"
        assert "certificate verify failed" in detail


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), has_head=st.booleans())
def test_any_answer_is_a_page_or_dropped(start: Callable[..., Site], data: bytes, has_head: bool) -> None:
    site = start([b"HTTP/1.1 200 OK\r\n" + data if has_head else data])
    result = make_fetcher(Manners(seconds=2)).fetch(site.url())
    assert isinstance(result, Page) or result.reason in REASONS
