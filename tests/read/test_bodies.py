"""Bodies come out as they went in, within a limit that holds at every step."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.read.bodies import decode_body, join_chunks
from rashomon.read.reasons import NoReport

BODY = b"<p>The ferry was suspended on Tuesday.</p>" * 50
LIMIT = 100_000


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def chunked(data: bytes) -> bytes:
    pieces = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(b"%x;note=1\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def by_bytes(data: bytes) -> list[bytes]:
    return [data[at : at + 1] for at in range(len(data))]


@pytest.mark.parametrize(
    ("codings", "packed"),
    [
        ("", BODY),
        ("identity", BODY),
        ("gzip", gzip.compress(BODY)),
        ("x-gzip", gzip.compress(BODY[:900]) + gzip.compress(BODY[900:])),
        ("deflate", zlib.compress(BODY)),
        ("deflate", raw_deflate(BODY)),
        ("gzip, deflate", zlib.compress(gzip.compress(BODY))),
        ("gzip", gzip.compress(BODY) + b"trailing junk"),
        ("br", b'\x1b\x11\x00\xf8%\xb0"\x8d\x00 '),
    ],
)
def test_every_coding_is_undone(codings: str, packed: bytes) -> None:
    expected = b"X" * 18 if codings == "br" else BODY
    for pieces in ([packed], by_bytes(packed)):
        assert decode_body(pieces, codings, LIMIT) == expected


@pytest.mark.parametrize("codings", ["gzip", "deflate", "br", "zstd"])
def test_body_that_was_stored_decoded_is_taken_as_it_is(codings: str) -> None:
    assert decode_body([BODY], codings, LIMIT) == BODY
    assert decode_body([], codings, LIMIT) == b""


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_cut_or_broken_body_is_damaged(pack: Callable[[bytes], bytes]) -> None:
    packed = pack(BODY)
    for harmed in (packed[:-9], packed[:40] + bytes(9) + packed[49:]):
        with pytest.raises(NoReport) as problem:
            decode_body([harmed], "gzip" if pack is gzip.compress else "deflate", LIMIT)
        assert problem.value.reason == "damaged"


def test_unknown_and_endless_codings_are_damaged() -> None:
    for codings in ("rot13", "gzip, " * 9):
        with pytest.raises(NoReport, match="damaged"):
            decode_body([BODY], codings, LIMIT)


@pytest.mark.parametrize(
    ("codings", "bomb"),
    [
        ("", bytes(LIMIT + 1)),
        ("gzip", gzip.compress(bytes(50_000_000))),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(50_000_000)))),
        ("gzip, gzip, gzip", gzip.compress(gzip.compress(gzip.compress(bytes(50_000_000))))),
    ],
)
def test_bomb_is_stopped_at_the_limit(codings: str, bomb: bytes) -> None:
    with pytest.raises(NoReport) as problem:
        decode_body([bomb], codings, LIMIT)
    assert problem.value.reason == "too large"


def test_chunks_are_joined() -> None:
    assert join_chunks(chunked(BODY)) == BODY
    assert join_chunks(b"0\r\n\r\n") == b""
    assert join_chunks(BODY) == BODY, "stored without its chunks"
    with pytest.raises(NoReport, match="damaged"):
        join_chunks(chunked(BODY)[:-250])


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br"]))
def test_any_bytes_are_decoded_or_damaged(data: bytes, codings: str) -> None:
    try:
        assert len(decode_body([data], codings, LIMIT)) <= LIMIT
    except NoReport as problem:
        assert problem.reason in ("damaged", "too large")


@given(st.binary(max_size=100))
def test_any_chunks_are_joined_or_damaged(data: bytes) -> None:
    for body in (data, b"5\r\nhello\r\n" + data):
        try:
            assert len(join_chunks(body)) <= len(body)
        except NoReport as problem:
            assert problem.reason == "damaged"
