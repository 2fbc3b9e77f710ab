"""One HTTP request over one connection of its own, to an address that was checked, within a fixed time.

httpcore2 speaks HTTP; it follows no redirect, keeps no cookie, decodes no body, and of the environment reads
nothing but where trusted certificates are. What it asks the network for goes through the guard below: a
name is resolved once, every address it has is checked, and the connection goes to a checked address, so that
a name which resolves differently a moment later changes nothing (docs/decisions/fetching.md).
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore2

from rashomon.read.addresses import Target, is_public, resolve
from rashomon.read.messages import join_headers
from rashomon.read.reasons import ADDRESS_REFUSED, NOT_FETCHED, TIMED_OUT, NoReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How hosts are found and which addresses may be reached; tests alone use other than the usual."""

    resolve: Callable[[str, int], list[str]] = resolve
    is_allowed: Callable[[str], bool] = is_public
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answers: the body comes piece by piece, still coded."""

    status: int
    headers: dict[str, str]
    pieces: Iterator[bytes]


@contextmanager
def exchange(
    target: Target, headers: dict[str, str], *, network: Network, seconds: float
) -> Generator[Answer]:
    """Ask for one address, and give the answer while the connection is open.

    ``seconds`` is the time for all of it, from the first packet to the last. Raises NoReport where the
    server cannot be reached, may not be, breaks the protocol or takes too long, here or while the body
    is read.
    """
    connection = httpcore2.HTTPConnection(
        origin=httpcore2.Origin(target.scheme.encode(), target.host.encode(), target.port),
        ssl_context=network.tls or _usual_tls(),
        network_backend=_Guard(network, time.monotonic() + seconds),
    )
    url = httpcore2.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    try:
        with (
            connection,
            connection.stream("GET", url, headers={**headers, "Connection": "close"}) as response,
        ):
            yield Answer(
                status=response.status, headers=join_headers(response.headers), pieces=response.iter_stream()
            )
    except httpcore2.TimeoutException as error:
        raise NoReport(TIMED_OUT, f"no whole answer in {seconds:g} seconds") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise NoReport(NOT_FETCHED, str(error)[:200] or type(error).__name__) from error


@cache
def _usual_tls() -> ssl.SSLContext:
    return httpcore2.default_ssl_context()


class _Guard(httpcore2.NetworkBackend):
    """Connects to checked addresses only, and gives streams that end at the deadline."""

    def __init__(self, network: Network, deadline: float) -> None:
        self._network = network
        self._deadline = deadline
        self._system = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of a host that answers, after all of them were checked."""
        addresses = self._network.resolve(host, port)
        for address in addresses:
            if not self._network.is_allowed(address):
                raise NoReport(ADDRESS_REFUSED, f"{host} is at {address}, no address of the public internet")
        failure = httpcore2.ConnectError(f"no such host as {host}")
        for address in addresses:
            left = _left(self._deadline, httpcore2.ConnectTimeout)
            try:
                stream = self._system.connect_tcp(address, port, timeout=left, socket_options=socket_options)
            except httpcore2.ConnectError as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure


class _TimedStream(httpcore2.NetworkStream):
    """A connection on which everything together takes no longer than to the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, httpcore2.WriteTimeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = _left(self._deadline, httpcore2.ConnectTimeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore2 has it
        return self._stream.get_extra_info(info)


def _left(deadline: float, late: type[httpcore2.TimeoutException]) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise late("the time is over")
    return left
