"""A request goes where it was checked to go, and ends in time, whatever the server does."""

from __future__ import annotations

import itertools
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rashomon.read.addresses import parse_url
from rashomon.read.exchanges import Network, exchange
from rashomon.read.reasons import NoReport

Serve = Callable[..., tuple[int, list[str]]]
Give = Callable[[str, str], Iterator[bytes]]
CERTIFICATE = Path(__file__).parents[1] / "cases" / "tls" / "post.example.pem"
ANSWER = [b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nVary: a\r\nvary: b\r\n\r\n", b"Rain"]


def is_here(address: str) -> bool:
    return address == "127.0.0.1"


def network(*addresses: str, tls: ssl.SSLContext | None = None) -> Network:
    """Make a network in which every host has these addresses, and only this machine may be reached."""
    found = list(addresses or ["127.0.0.1"])
    return Network(resolve=lambda _host, _port: found, is_allowed=is_here, tls=tls)


def ask(url: str, where: Network | None = None, seconds: float = 20) -> bytes:
    with exchange(
        parse_url(url), {"User-Agent": "test"}, network=where or network(), seconds=seconds
    ) as answer:
        return b"".join(answer.pieces)


def test_answer_comes_with_status_headers_and_body(serve: Serve) -> None:
    port, heads = serve(ANSWER)
    target = parse_url(f"http://post.example:{port}/a?b")
    with exchange(target, {"User-Agent": "test"}, network=network(), seconds=20) as answer:
        assert (answer.status, answer.headers) == (200, {"content-length": "4", "vary": "a, b"})
        assert b"".join(answer.pieces) == b"Rain"
    [head] = heads
    assert sorted(head.strip().lower().split("\r\n")) == [
        "connection: close",
        "get /a?b http/1.1",
        f"host: post.example:{port}",
        "user-agent: test",
    ]


def test_host_with_one_address_that_is_not_allowed_is_refused(serve: Serve) -> None:
    port, heads = serve(ANSWER)
    with pytest.raises(NoReport, match=r"post\.example is at 10\.0\.0\.7"):
        ask(f"http://post.example:{port}/", network("127.0.0.1", "10.0.0.7"))
    assert not heads


def test_host_without_addresses_is_told() -> None:
    nowhere = Network(resolve=lambda _host, _port: [], is_allowed=is_here)
    with pytest.raises(NoReport, match="no such host as post"):
        ask("http://post.example/", nowhere)


def test_name_that_changes_its_address_is_resolved_once_and_reached_where_it_was_checked(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = itertools.chain(["127.0.0.1"], itertools.repeat("169.254.169.254"))
    rebinding = Network(resolve=lambda _host, _port: [next(addresses)], is_allowed=is_here)
    looked_up: list[object] = []
    look_up = socket.getaddrinfo

    def watch(host: str, *rest: int, **more: int) -> object:
        looked_up.append(host)
        return look_up(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", watch)
    port, heads = serve(ANSWER)
    assert ask(f"http://post.example:{port}/", rebinding) == b"Rain"
    assert set(looked_up) == {"127.0.0.1"}
    with pytest.raises(NoReport, match=r"169\.254\.169\.254"):
        ask(f"http://post.example:{port}/", rebinding)
    assert len(heads) == 1


def test_next_address_of_a_host_is_tried(serve: Serve) -> None:
    port, _heads = serve(ANSWER)
    local = Network(resolve=lambda _host, _port: ["127.0.0.2", "127.0.0.1"], is_allowed=lambda _address: True)
    assert ask(f"http://post.example:{port}/", local) == b"Rain"


def drip(data: bytes) -> Give:
    def give(_path: str, _head: str) -> Iterator[bytes]:
        for at in range(len(data)):
            yield data[at : at + 1]
            time.sleep(0.02)

    return give


@pytest.mark.parametrize(
    "give",
    [
        drip(b"HTTP/1.1 200 OK\r\n" + b"X-Slow: yes\r\n" * 100),
        drip(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100),
        drip(b"HTTP/1.1 200 OK\r\n\r\n" + b"a" * 1_000),
    ],
    ids=["headers", "answers before the answer", "body"],
)
def test_server_that_drips_is_given_up_in_time(serve: Serve, give: Give) -> None:
    port, _heads = serve(give)
    with pytest.raises(NoReport) as problem:
        ask(f"http://post.example:{port}/", seconds=0.3)
    assert (problem.value.reason, problem.value.detail) == ("timed out", "no whole answer in 0.3 seconds")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_server_that_never_answers_is_given_up_in_time(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(NoReport, match="timed out"):
        ask(f"{scheme}://post.example:{silent.getsockname()[1]}/", seconds=0.2)


def test_headers_without_end_are_given_up(serve: Serve) -> None:
    def give(_path: str, _head: str) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nX: "
        while True:
            yield b"a" * 65_536

    port, _heads = serve(give)
    with pytest.raises(NoReport, match="not fetched"):
        ask(f"http://post.example:{port}/")


def test_port_where_nobody_listens_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NoReport, match="not fetched"):
        ask(f"http://post.example:{port}/")


def test_certificate_is_checked_against_the_name_and_not_the_address(serve: Serve) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(CERTIFICATE)
    port, _heads = serve(ANSWER, tls=server)
    trusting = network(tls=ssl.create_default_context(cafile=str(CERTIFICATE)))
    assert ask(f"https://post.example:{port}/", trusting) == b"Rain"
    for where, host in ((network(), "post.example"), (trusting, "other.example"), (trusting, "127.0.0.1")):
        with pytest.raises(NoReport, match="certificate verify failed"):
            ask(f"https://{host}:{port}/", where)
