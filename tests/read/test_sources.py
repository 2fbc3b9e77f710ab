"""Whatever a user names becomes reports in order: files, folders, JSON lines, standard input."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.read import Page, Validator, list_files, read_reports
from rashomon.records import Dropped, Report

TEXT = "The ferry to the island was suspended on Tuesday after a fire, its operator said."
MORE = "Nobody was hurt, a spokeswoman for it added."
PAGE = f"<html><title>Ferry</title><p>{TEXT}</p><p>{MORE}</p></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.html").write_text(PAGE, "utf-8")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": TEXT}) + "\n{}\n", "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b_files").mkdir()
    (tmp_path / "b_files" / "advert.html").write_text(PAGE, "utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "d.htm").write_text(PAGE, "utf-8")
    return tmp_path


def put_on_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def outcome(result: Report | Dropped) -> str:
    return result.reason if isinstance(result, Dropped) else "read"


def test_folder_is_read_through_in_order_of_names(folder: Path) -> None:
    assert [str(path.relative_to(folder)) for path in list_files(folder)] == [
        "a.txt",
        "b.html",
        "c.jsonl",
        str(Path("more") / "d.htm"),
    ]
    assert [outcome(one) for one in read_reports(folder)] == ["read", "read", "read", "bad record", "read"]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.htm*", ["b.html"]),
        ("**/*.htm*", ["b.html", "advert.html", "d.htm"]),
        ("[ab].*", ["a.txt", "b.html"]),
        ("mor?", ["d.htm"]),
        ("none*", ["none*"]),
    ],
)
def test_pattern_stands_for_the_files_that_fit_it(folder: Path, pattern: str, names: list[str]) -> None:
    assert [path.name for path in list_files(folder / pattern)] == names


def test_file_whose_name_looks_like_a_pattern_is_read(folder: Path) -> None:
    (folder / "a[1]*.txt").write_text(TEXT, "utf-8")
    assert list_files(folder / "a[1]*.txt") == [folder / "a[1]*.txt"]


@pytest.mark.parametrize(
    "name", ["", "a" * 5_000, "a/" * 5_000, "?" * 5_000, "no\0file", "no\nfile", "\udcff"]
)
def test_name_that_no_file_has_stops_nothing(folder: Path, name: str) -> None:
    found = list(read_reports([name, str(folder / "a.txt")]))
    assert [outcome(one) for one in found] == ["unreadable", "read"]


def test_what_cannot_be_read_stops_nothing(folder: Path) -> None:
    sources = [folder / "none.txt", folder / "picture.png", folder / "none.jsonl", folder / "a.txt"]
    assert [outcome(one) for one in read_reports(sources)] == ["unreadable", "not text", "unreadable", "read"]


def test_folder_without_reports_is_told(tmp_path: Path) -> None:
    assert list(read_reports(tmp_path)) == [
        Dropped(source=str(tmp_path), reason="empty", detail="no report in this folder")
    ]


@pytest.mark.parametrize(
    ("data", "outcomes"),
    [
        (TEXT.encode(), ["read"]),
        (PAGE.encode(), ["read"]),
        (b"\n \n" + json.dumps({"text": TEXT}).encode() + b"\n7\n", ["read", "bad record"]),
        (b"", ["empty"]),
        (b" " * 100_000, ["empty"]),
    ],
)
def test_standard_input_is_told_by_its_look(
    monkeypatch: pytest.MonkeyPatch, data: bytes, outcomes: list[str]
) -> None:
    put_on_stdin(monkeypatch, data)
    assert [outcome(one) for one in read_reports("-")] == outcomes


def test_line_numbers_of_standard_input_count_blank_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    put_on_stdin(monkeypatch, b"\n\n{}\n")
    [bad] = read_reports("-")
    assert isinstance(bad, Dropped)
    assert (bad.source, bad.detail) == ("-:3", "line 3: 'text' is missing")


@pytest.fixture
def archive(make_record: Callable[..., bytes], make_page: Callable[[int], bytes]) -> bytes:
    records = (make_record(f"https://post.example/{number}", make_page(number)) for number in range(2))
    return b"".join(map(gzip.compress, records))


def feed(text: str) -> bytes:
    item = f"<item><title>Ferry</title><description><![CDATA[<p>{text}</p>]]></description></item>"
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{item}{item}</channel></rss>".encode()


@pytest.mark.parametrize("name", ["crawl.data", "crawl", "crawl.xml"])
def test_archive_and_feed_are_known_by_their_first_bytes(tmp_path: Path, archive: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(archive)
    assert [outcome(one) for one in read_reports(path)] == ["read", "read"]
    path.write_bytes(gzip.decompress(archive))
    assert [outcome(one) for one in read_reports(path)] == ["read", "read"]
    path.write_bytes(feed(f"{TEXT} {MORE}"))
    assert [outcome(one) for one in read_reports(path)] == ["read", "read"]


def test_archive_whose_first_bytes_are_damaged_is_known_by_its_name(tmp_path: Path, archive: bytes) -> None:
    (tmp_path / "crawl.warc.gz").write_bytes(b"\0\0" + archive[2:])
    assert [outcome(one) for one in read_reports(tmp_path)] == ["damaged", "read"]


def test_archives_and_feeds_in_a_folder_are_read(tmp_path: Path, archive: bytes) -> None:
    (tmp_path / "a.warc.gz").write_bytes(archive)
    (tmp_path / "b.atom").write_bytes(feed(TEXT))
    (tmp_path / "c.gz").write_bytes(archive)
    assert [path.name for path in list_files(tmp_path)] == ["a.warc.gz", "b.atom"]


def test_archive_and_feed_on_standard_input_are_known_too(
    monkeypatch: pytest.MonkeyPatch, archive: bytes
) -> None:
    for data in (archive, feed(f"{TEXT} {MORE}")):
        put_on_stdin(monkeypatch, data)
        assert [outcome(one) for one in read_reports("-")] == ["read", "read"]


def test_json_lines_are_known_by_their_brace_unless_the_name_says_otherwise(tmp_path: Path) -> None:
    for name, expected in (("a.data", ["read", "bad record"]), ("a.txt", ["read"])):
        (tmp_path / name).write_text(json.dumps({"text": TEXT}) + "\n{}\n")
        assert [outcome(one) for one in read_reports(tmp_path / name)] == expected


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
def test_pipe_with_a_name_is_read(tmp_path: Path, archive: bytes) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(archive,))
    writer.start()
    assert [outcome(one) for one in read_reports(pipe)] == ["read", "read"]
    writer.join()


def test_address_is_fetched_and_only_where_it_is_given_as_one(tmp_path: Path) -> None:
    asked: list[str] = []

    class Web:
        def fetch(self, url: str, since: Validator | None = None) -> Page | Dropped:
            asked.append(url)
            return Page(
                url=f"{url}/moved", body=PAGE.encode("utf-16"), charset="utf-16", retrieved="2031-03-09"
            )

    [report] = read_reports("https://post.example/1", fetcher=Web(), outlet="The Post")
    assert isinstance(report, Report)
    assert (report.url, report.retrieved) == ("https://post.example/1/moved", "2031-03-09")
    linked = tmp_path / "feed.xml"
    linked.write_bytes(feed("Short.").replace(b"<title>", b"<link>https://post.example/2</link><title>"))
    assert [outcome(one) for one in read_reports(linked, fetcher=Web())] == ["only a link"] * 2
    assert asked == ["https://post.example/1"]


def test_address_of_this_machine_is_refused() -> None:
    assert [outcome(one) for one in read_reports("http://127.0.0.1:9/")] == ["address refused"]


def test_what_is_known_is_given_to_every_report(folder: Path) -> None:
    reports = [one for one in read_reports(folder, outlet="The Post") if isinstance(one, Report)]
    assert {one.outlet for one in reports} == {"The Post"}


def test_same_input_gives_the_same_id(folder: Path) -> None:
    one, two = ([r.id for r in read_reports(folder) if isinstance(r, Report)] for _ in range(2))
    assert one == two
    assert len(set(one)) == 2, "two of the inputs hold the same text, and two the same page"
