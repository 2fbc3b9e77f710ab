"""What tests of reading share: pages, the records of a web archive, and a web with a feed."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator

import pytest

from rashomon.read import Fetches, Page, Validator
from rashomon.records import Dropped

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


SENTENCE = "The ferry to the island was suspended on Tuesday after a fire, its operator said."
FULL = f"<p>{SENTENCE}</p><p>Nobody was hurt, she added.</p>" * 9


def entry(number: int, text: str = "Only a summary.", *, has_link: bool = True) -> str:
    """Write an entry of a feed; the page it links to has its number."""
    link = f"<link>https://post.example/{number}</link>" if has_link else ""
    return (
        f"<item><title>Ferry {number}</title>{link}<guid>{number}</guid><pubDate>2031-03-04</pubDate>"
        f"<author>Ida Brekke</author><description><![CDATA[{text}]]></description></item>"
    )


def feed(*entries: str) -> bytes:
    return f"<rss version='2.0'><channel><title>The Post</title>{''.join(entries)}</channel></rss>".encode()


@pytest.fixture(scope="session")
def make_entry() -> Callable[..., str]:
    return entry


@pytest.fixture(scope="session")
def make_feed() -> Callable[..., bytes]:
    return feed


@pytest.fixture(scope="session")
def full() -> str:
    """Give a text that is long enough for a whole report."""
    return FULL


Pages = dict[str, bytes | Dropped]


@pytest.fixture
def web() -> Pages:
    """Make a web of pages by address: a feed of two entries, and three reports."""
    head, body = (
        "<html><head><title>Ferry {0}</title></head>",
        f"<body><h1>Ferry {{0}}</h1>{FULL}</body></html>",
    )
    pages = {f"https://post.example/{n}": f"{head}{body}".format(n).encode() for n in (1, 2, 3)}
    return {"https://post.example/feed": feed(entry(1), entry(2)), **pages}


@pytest.fixture
def asked() -> list[str]:
    """Note what the web was asked for."""
    return []


@pytest.fixture
def fetcher(web: Pages, asked: list[str]) -> Fetches:
    """Fetch from the web as it is then; the version of a page is its content."""

    class Fetcher:
        def fetch(self, url: str, since: Validator | None = None) -> Page | Dropped:
            asked.append(url)
            body = web.get(url, Dropped(source=url, reason="not there", detail="status 404"))
            if isinstance(body, Dropped):
                return body
            version = Validator(etag=str(hash(body)))
            if since == version:
                return Dropped(source=url, reason="not changed")
            return Page(url=url, body=body, charset=None, retrieved="2031-03-09", validator=version)

    return Fetcher()


Give = Callable[[str, str], Iterable[bytes]]


class Server:
    """A server on loopback; ``give`` says what it answers to a path and the head of a request."""

    def __init__(self, give: Give, tls: ssl.SSLContext | None) -> None:
        self.give = give
        self.tls = tls
        self.heads: list[str] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
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
            self.heads.append(head.decode())
            for piece in self.give(head.split(b" ")[1].decode(), head.decode()):
                secured.sendall(piece)


@pytest.fixture
def serve() -> Iterator[Callable[..., tuple[int, list[str]]]]:
    """Start servers that end with the test; each is its port and the heads of the requests it had.

    What a server gives are bytes, or a function of path and head; it has no robots.txt unless
    ``has_robots``.
    """
    servers: list[Server] = []

    def start(
        give: Give | list[bytes], *, has_robots: bool = False, tls: ssl.SSLContext | None = None
    ) -> tuple[int, list[str]]:
        def usual(path: str, head: str) -> Iterable[bytes]:
            if path == "/robots.txt" and not has_robots:
                return [b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"]
            return give(path, head) if callable(give) else give

        servers.append(Server(usual, tls))
        return servers[-1].listener.getsockname()[1], servers[-1].heads

    yield start
    for server in servers:
        server.listener.close()
