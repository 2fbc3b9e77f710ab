"""Fetch pages and feeds, politely and safely.

Politely: robots.txt is kept to, each host is asked rarely and by a name with a contact, and a version we
have is not sent again. Safely: only http and https, only public addresses, at every redirect anew, with a
limit on time and on bytes after decoding; no cookies, no proxies, no netrc.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from rashomon.read.addresses import Target, parse_url
from rashomon.read.bodies import decode_body
from rashomon.read.fetched import Page, Validator
from rashomon.read.messages import PAGES, read_content_type
from rashomon.read.pace import Clock, Pace
from rashomon.read.reasons import ASKED_TO_WAIT, NOT_CHANGED, NOT_FETCHED, NOT_TEXT, NOT_THERE, NoReport
from rashomon.read.robots import SIZE_BYTES, Robots
from rashomon.records import Dropped

if TYPE_CHECKING:
    from rashomon.read.exchanges import Answer, Network

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_READABLE = (*PAGES, *_FEEDS, "text/plain")
_ACCEPTED = f"{', '.join((*PAGES, *_FEEDS[:2]))}, application/xml;q=0.9, text/plain;q=0.8"
_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)
_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a fetcher behaves: whom a server can write to, how long and how large things may get."""

    contact: str | None = None
    pause_seconds: float = 2.0
    """Between two requests to one host."""
    patience_seconds: float = 60.0
    """The longest wait for a host's turn; what would take longer is given up."""
    seconds: float = 30.0
    """For one request, from the first packet to the last."""
    size_bytes: int = 5_000_000
    redirects: int = 5

    def __post_init__(self) -> None:
        """Check what goes into a header."""
        if self.contact is not None and not (self.contact.isascii() and self.contact.isprintable()):
            raise ValueError("a contact is an address on the web or of mail, in ASCII")

    @property
    def agent(self) -> str:
        """The name servers see."""
        from rashomon.version import __version__

        return f"rashomon/{__version__}" + (f" (+{self.contact})" if self.contact else "")


class Fetcher:
    """Fetches one address after the other, and remembers what each host asks for.

    >>> fetcher = Fetcher(Manners(contact="https://newsroom.example/crawling"))
    >>> fetcher.fetch("ftp://post.example/1")
    Dropped(source='ftp://post.example/1', reason='address refused', detail='only http and https are fetched')
    """

    def __init__(
        self, manners: Manners | None = None, *, network: Network | None = None, clock: Clock | None = None
    ) -> None:
        """Take other manners than the usual; ``network`` and ``clock`` are for tests."""
        self._manners = manners or Manners()
        self._network = network
        clock = clock or Clock()
        self._clock = clock
        self._pace = Pace(self._manners.pause_seconds, self._manners.patience_seconds, clock)
        self._robots = Robots("rashomon", self._get_robots, clock)

    def fetch(self, url: str, since: Validator | None = None) -> Page | Dropped:
        """Fetch what is at an address, or say why it is not to be had; ``since`` as in ``Fetches``."""
        try:
            return self._follow(url, since)
        except NoReport as problem:
            return problem.dropped(url)

    def _follow(self, url: str, since: Validator | None) -> Page:
        """Ask an address and where it leads to; a host that asks to wait is asked once more."""
        target = parse_url(url)
        has_waited = False
        for _ in range(self._manners.redirects + 1):
            pause = self._robots.check(target)
            if pause is not None:
                self._pace.slow_down(target.host, pause)
            self._pace.wait(target.host)
            answer = self._ask(target, since)
            if isinstance(answer, Page):
                return answer
            if answer is None and has_waited:
                raise NoReport(ASKED_TO_WAIT, f"{target.host} asked twice")
            has_waited = has_waited or answer is None
            target = target if answer is None else parse_url(urljoin(target.url, answer))
        raise NoReport(NOT_FETCHED, f"more than {self._manners.redirects} redirects")

    def _ask(self, target: Target, since: Validator | None) -> Page | str | None:
        """Give the page, or the address it has moved to, or None if the host asks to wait."""
        from rashomon.read.exchanges import Network, exchange

        headers = self._headers(since)
        network = self._network or Network()
        with exchange(target, headers, network=network, seconds=self._manners.seconds) as answer:
            if answer.status in _BUSY:
                self._pace.hold(target.host, answer.headers.get("retry-after"))
                return None
            if answer.status in _REDIRECTS and "location" in answer.headers:
                return answer.headers["location"]
            return self._take(target, answer)

    def _headers(self, since: Validator | None) -> dict[str, str]:
        headers = {
            "User-Agent": self._manners.agent,
            "Accept": _ACCEPTED,
            "Accept-Encoding": "gzip, deflate",
        }
        if since is not None and since.etag:
            headers["If-None-Match"] = since.etag
        if since is not None and since.modified:
            headers["If-Modified-Since"] = since.modified
        return headers

    def _take(self, target: Target, answer: Answer) -> Page:
        if answer.status == 304:
            raise NoReport(NOT_CHANGED)
        if answer.status != 200:
            is_passing = answer.status >= _SERVER_ERROR
            raise NoReport(NOT_FETCHED if is_passing else NOT_THERE, f"status {answer.status}")
        media, charset = read_content_type(answer.headers)
        if media is not None and media not in _READABLE:
            raise NoReport(NOT_TEXT, media)
        codings = answer.headers.get("content-encoding", "")
        return Page(
            url=target.url,
            body=decode_body(answer.pieces, codings, self._manners.size_bytes),
            charset=charset,
            retrieved=self._clock.now().isoformat(timespec="seconds"),
            validator=_read_validator(answer.headers),
        )

    def _get_robots(self, target: Target) -> tuple[int, bytes]:
        """Give status and text of a robots.txt, through redirects; too many of them are none at all."""
        from rashomon.read.exchanges import Network, exchange

        headers = {"User-Agent": self._manners.agent, "Accept-Encoding": "gzip, deflate"}
        network = self._network or Network()
        for _ in range(self._manners.redirects + 1):
            with exchange(target, headers, network=network, seconds=self._manners.seconds) as answer:
                if answer.status in _REDIRECTS and "location" in answer.headers:
                    target = parse_url(urljoin(target.url, answer.headers["location"]))
                    continue
                codings = answer.headers.get("content-encoding", "")
                body = decode_body(answer.pieces, codings, SIZE_BYTES) if answer.status == 200 else b""
                return answer.status, body
        return 404, b""


def _read_validator(headers: dict[str, str]) -> Validator | None:
    """What the server calls this version, if it can be sent back as it is."""
    etag, modified = (
        value if (value := headers.get(name)) and value.isascii() and value.isprintable() else None
        for name in ("etag", "last-modified")
    )
    return Validator(etag=etag, modified=modified) if etag or modified else None
