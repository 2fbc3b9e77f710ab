"""A web archive gives its pages as reports, and says what it did not give."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.read.guard import Limits
from rashomon.read.terms import Terms
from rashomon.read.unread import read_found
from rashomon.read.warc import unpack_warc
from rashomon.records import Dropped, Report

MakeRecord = Callable[..., bytes]
MakePage = Callable[[int], bytes]


def read(data: bytes, limit_bytes: int = 5_000_000) -> list[Report | Dropped]:
    terms = Terms(limits=Limits(size_bytes=limit_bytes))
    return list(read_found(unpack_warc(io.BytesIO(data), "crawl.warc", terms)))


def test_page_is_a_report_with_its_address_and_the_date_it_was_crawled(
    make_record: MakeRecord, make_page: MakePage
) -> None:
    [report] = read(make_record("https://post.example/7", make_page(7)))
    assert isinstance(report, Report)
    assert (report.url, report.title) == ("https://post.example/7", "Bridge 7 closed")
    assert report.retrieved == "2031-03-09T08:07:06+00:00"
    assert report.published is None, "the day a page was crawled is not the day it was published"


HTML = "Content-Type: text/html"
GZIP = f"{HTML}\r\nContent-Encoding: gzip"
CHUNKED = f"{HTML}\r\nTransfer-Encoding: chunked"


def chunk(body: bytes) -> bytes:
    return b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)


def in_windows_1252(body: bytes) -> bytes:
    return body.decode().encode("windows-1252")


def in_utf16(body: bytes) -> bytes:
    return body.decode().encode("utf-16-le")


@pytest.mark.parametrize(
    ("headers", "pack"),
    [
        (GZIP, gzip.compress),
        (GZIP, bytes),
        (CHUNKED, bytes),
        (CHUNKED, chunk),
        ("Content-Type: application/xhtml+xml", bytes),
        (f"{HTML}; charset=windows-1252", in_windows_1252),
        (f"{HTML}; charset=utf-16le", in_utf16),
        (f"{HTML}; charset=iso-8859-1", bytes),
        ("Server: none", bytes),
    ],
)
def test_codings_of_http_and_of_characters_are_undone(
    headers: str, pack: Callable[[bytes], bytes], make_record: MakeRecord, make_page: MakePage
) -> None:
    [report] = read(make_record(body=pack(make_page(1)), headers=headers))
    assert isinstance(report, Report)
    assert "until the year’s end" in report.text


def test_what_is_no_page_is_passed_over_and_counted(make_record: MakeRecord, make_page: MakePage) -> None:
    records = [
        make_record(body=make_page(1), status="404 Not Found"),
        make_record(body=make_page(1), status="301 Moved"),
        make_record(body=b"\x89PNG", headers="Content-Type: image/png"),
        make_record(body=b"\x89PNG" * 9, headers="Content-Type: image/png"),
        make_record(body=make_page(1), warc="WARC-Type: request"),
        make_record(body=make_page(1)),
    ]
    report, passed = read(b"".join(records))
    assert isinstance(report, Report)
    assert passed == Dropped(
        source="crawl.warc",
        reason="not a page",
        detail="4 responses passed over: 2 image/png, 1 status 404, 1 status 301",
    )


GERMAN = "<p>Der Minister sagte am Montag, die Brücke werde bis zum Jahresende gesperrt bleiben.</p>"


@pytest.mark.parametrize(
    ("options", "reason", "detail"),
    [
        ({"warc": "WARC-Type: response\r\nWARC-Truncated: length"}, "damaged", "kept only a part"),
        ({"headers": GZIP, "body": gzip.compress(b"a b " * 99)[:-9]}, "damaged", "cut short"),
        ({"headers": GZIP, "body": gzip.compress(bytes(10**7))}, "too large", "limit"),
        ({"body": b"a " * 60_000}, "too large", "limit"),
        ({"body": f"<html>{GERMAN * 3}".encode()}, "not English", "de"),
    ],
)
def test_page_that_is_lost_is_dropped_under_its_address(
    options: dict[str, str | bytes], reason: str, detail: str, make_record: MakeRecord, make_page: MakePage
) -> None:
    data = make_record("https://post.example/1", **{"body": make_page(1), **options})
    [lost] = read(data, limit_bytes=50_000)
    assert isinstance(lost, Dropped)
    assert (lost.source, lost.reason) == ("crawl.warc:https://post.example/1", reason)
    assert detail in (lost.detail or "")


def test_damage_is_told_by_its_place_and_costs_no_other_page(
    make_record: MakeRecord, make_page: MakePage
) -> None:
    parts = [gzip.compress(make_record(f"https://post.example/{n}", make_page(n))) for n in range(3)]
    one, lost, three = read(parts[0] + parts[1][:-40] + parts[2])
    assert isinstance(one, Report)
    assert isinstance(three, Report)
    assert isinstance(lost, Dropped)
    start = len(parts[0])
    assert lost.reason == "damaged"
    assert lost.source in (f"crawl.warc:byte {start}", "crawl.warc:https://post.example/1")
    assert lost.detail == f"bytes {start} to {start + len(parts[1]) - 40}"


def test_stream_that_cannot_be_sought_in_is_read_too(
    tmp_path: Path, make_record: MakeRecord, make_page: MakePage
) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    data = b"".join(make_record(f"https://post.example/{n}", make_page(n)) for n in range(2))
    assert len([*unpack_warc(Pipe(data), "-", Terms())]) == 2


def test_memory_stays_flat_however_large_a_record_and_the_file_are(make_record: MakeRecord) -> None:
    large = gzip.compress(make_record(body=b"\0" * 60_000_000, headers="Content-Type: video/mp4"))
    tracemalloc.start()
    [passed] = read(large * 3)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(passed, Dropped)
    assert passed.detail == "3 responses passed over: 3 video/mp4"
    assert peak < 20_000_000


def test_file_of_nothing_but_broken_starts_is_one_stretch_of_damage() -> None:
    for start in (gzip.compress(b"WARC/1.0\r\nA: b")[:34], b"WARC/1.0\r\nA: b\r\n"):
        assert [getattr(one, "reason", None) for one in read(start * 20_000)] == ["damaged"]
